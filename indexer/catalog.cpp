#include "indexer/catalog.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>

#include "corpus/archive.h"
#include "corpus/read_file.h"
#include "parser/identity.h"
#include "parser/text.h"

namespace kb {
namespace {

/// How much of an article a dialect keeps; more is better.
int richness(Dialect dialect) {
  switch (dialect) {
    case Dialect::kDocument:
      return 4;
    case Dialect::kJekyll:
      return 3;
    case Dialect::kDocumentFlat:
      return 2;
    case Dialect::kMarkdown:
      return 1;
    case Dialect::kText:
      return 0;
  }
  return 0;
}

/// What one thread found in its share of the files.
struct Share {
  std::vector<CatalogEntry> entries;
  std::vector<SourceProblem> passed;
  std::uint64_t bytes = 0;
};

/// Identifies bytes; either an entry or a reason to pass them over is added to `share`.
void identify(std::string_view bytes, CatalogEntry entry, Share& share) {
  const Identity identity = identify_article(bytes, entry.source);
  if (const char* why = why_not_article(bytes, identity.dialect)) {
    share.passed.push_back({entry.path, why});
    return;
  }
  entry.dialect = identity.dialect;
  entry.id = identity.id.value_or("");
  entry.title_key = identity.title_key;
  entry.length = bytes.size();
  share.bytes += bytes.size();
  share.entries.push_back(std::move(entry));
}

void identify_files(const std::vector<SourceFile>& files, std::size_t begin, std::size_t end,
                    Progress& progress, Share& share) {
  for (std::size_t i = begin; i < end && !progress.cancel; ++i) {
    const SourceFile& file = files[i];
    ++progress.done;
    if (file.archive) continue;
    const auto bytes = read_file(file.path, kMaxArticleBytes);
    if (!bytes) {
      share.passed.push_back({file.path, bytes.error().message});
      continue;
    }
    CatalogEntry entry;
    entry.path = file.path;
    entry.source = file.source;
    identify(*bytes, std::move(entry), share);
  }
}

/// Copies the members of one archive to the spool and identifies them.
class Spooler {
 public:
  explicit Spooler(const std::string& path) : path_(path), out_(path, std::ios::binary) {}

  Result<void> add(const SourceFile& archive, Progress& progress, Share& share) {
    auto read = read_archive(archive.path, kMaxArticleBytes, [&](ArchiveMember&& member) {
      take(archive, std::move(member), share);
      return out_.good() && !progress.cancel;
    });
    if (!out_) {
      return fail(ErrorKind::kSystem, "can't write " + path_ + ": " + std::strerror(errno),
                  "free some space, or choose another place with --db");
    }
    if (!read && read.error().kind != ErrorKind::kInput) return read;
    if (!read) share.passed.push_back({archive.path, read.error().message});
    return {};
  }

  void flush() { out_.flush(); }

 private:
  void take(const SourceFile& archive, ArchiveMember&& member, Share& share) {
    CatalogEntry entry;
    entry.path = archive.path + "!" + member.name;
    entry.source = archive.source + "!" + member.name;
    if (!member.problem.empty()) {
      share.passed.push_back({entry.path, member.problem});
      return;
    }
    entry.spooled = true;
    entry.offset = offset_;
    out_.write(member.bytes.data(), std::streamsize(member.bytes.size()));
    offset_ += member.bytes.size();
    identify(member.bytes, std::move(entry), share);
  }

  std::string path_;
  std::ofstream out_;
  std::uint64_t offset_ = 0;
};

std::vector<Share> identify_in_parallel(const std::vector<SourceFile>& files, unsigned threads,
                                        Progress& progress) {
  std::vector<Share> shares(threads);
  std::vector<std::jthread> workers;
  for (unsigned t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      identify_files(files, files.size() * t / threads, files.size() * (t + 1) / threads, progress,
                     shares[t]);
    });
  }
  workers.clear();
  return shares;
}

void add_share(Share&& share, Catalog& catalog) {
  for (const CatalogEntry& entry : share.entries) {
    ++catalog.dialects[static_cast<std::size_t>(entry.dialect)];
  }
  catalog.files += share.entries.size() + share.passed.size();
  catalog.bytes += share.bytes;
  std::move(share.entries.begin(), share.entries.end(), std::back_inserter(catalog.articles));
  std::move(share.passed.begin(), share.passed.end(), std::back_inserter(catalog.passed));
}

bool same_article(const CatalogEntry& a, const CatalogEntry& b) {
  const std::size_t length = std::min(a.title_key.size(), b.title_key.size());
  return a.title_key.compare(0, length, b.title_key, 0, length) == 0;
}

/// Makes the richer of two files of one article the entry, the other its edition.
void merge(CatalogEntry& kept, CatalogEntry&& other) {
  if (richness(other.dialect) > richness(kept.dialect)) std::swap(kept, other);
  std::vector<Edition> editions = std::move(other.editions);
  editions.insert(editions.begin(), {other.source, other.dialect});
  kept.editions.insert(kept.editions.end(), editions.begin(), editions.end());
}

/// Brings the files of one article together, in the order of their first files.
void merge_editions(Catalog& catalog) {
  std::vector<CatalogEntry> kept;
  std::unordered_map<std::string, std::vector<std::size_t>> by_id;
  for (CatalogEntry& entry : catalog.articles) {
    if (entry.id.empty()) {
      catalog.remarks.push_back(
          {entry.path, "it has no article number; search finds it by its words"});
      kept.push_back(std::move(entry));
      continue;
    }
    std::vector<std::size_t>& group = by_id[entry.id];
    const auto same = std::find_if(group.begin(), group.end(),
                                   [&](std::size_t i) { return same_article(kept[i], entry); });
    if (same != group.end()) {
      merge(kept[*same], std::move(entry));
      continue;
    }
    if (!group.empty()) {
      catalog.remarks.push_back(
          {entry.path, fmt::format("it claims the number {} of another article ({}); both are kept",
                                   entry.id, kept[group[0]].path)});
    }
    group.push_back(kept.size());
    kept.push_back(std::move(entry));
  }
  catalog.articles = std::move(kept);
}

}  // namespace

Result<Catalog> make_catalog(const Walk& found, const std::string& spool, unsigned threads,
                             Progress& progress) {
  progress.total = found.files.size();
  progress.done = 0;
  progress.stage = Progress::Stage::kReading;
  Catalog catalog;
  for (Share& share : identify_in_parallel(found.files, threads, progress)) {
    add_share(std::move(share), catalog);
  }
  std::optional<Spooler> spooler;
  for (const SourceFile& file : found.files) {
    if (!file.archive) continue;
    if (!spooler) spooler.emplace(spool);
    Share share;
    if (auto added = spooler->add(file, progress, share); !added) {
      return tl::make_unexpected(added.error());
    }
    add_share(std::move(share), catalog);
  }
  if (spooler) spooler->flush();
  merge_editions(catalog);
  catalog.passed.insert(catalog.passed.end(), found.problems.begin(), found.problems.end());
  return catalog;
}

Result<std::string> read_entry(const CatalogEntry& entry, const std::string& spool) {
  if (!entry.spooled) return read_file(entry.path, kMaxArticleBytes);
  std::ifstream in(spool, std::ios::binary);
  in.seekg(std::streamoff(entry.offset));
  std::string bytes(entry.length, '\0');
  in.read(bytes.data(), std::streamsize(bytes.size()));
  if (!in) return fail(ErrorKind::kSystem, "can't read " + spool + " again");
  return bytes;
}

}  // namespace kb
