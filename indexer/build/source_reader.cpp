#include "indexer/build/source_reader.h"

#include <atomic>
#include <fstream>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "corpus/archive.h"
#include "corpus/on_threads.h"
#include "corpus/read_file.h"
#include "indexer/store/manifest.h"
#include "parser/identity.h"

namespace kb {
namespace {

/// Finds what the last run knows of a file.
class KnownFiles {
 public:
  explicit KnownFiles(const SourceCatalog* known) : known_(known) {
    if (known == nullptr) return;
    by_source_.reserve(known->files.size());
    for (const KnownFile& file : known->files)
      by_source_.emplace(key(file.root, file.source), &file);
  }

  /// `at`: its place in the walk, nearly always the place it had.
  const KnownFile* find(const SourceFile& file, std::size_t at) const {
    if (known_ == nullptr) return nullptr;
    if (at < known_->files.size() && is(known_->files[at], file)) return &known_->files[at];
    const auto found = by_source_.find(key(file.root, file.source));
    return found == by_source_.end() || !is(*found->second, file) ? nullptr : found->second;
  }

 private:
  static bool is(const KnownFile& known, const SourceFile& file) {
    return known.root == file.root && known.source == file.source;
  }
  static std::size_t key(std::size_t root, std::string_view source) {
    return std::hash<std::string_view>()(source) + root;
  }

  const SourceCatalog* known_;
  std::unordered_map<std::size_t, const KnownFile*> by_source_;
};

/// What the last run knows of the items of a file, handed out by name and then in their order.
class KnownItems {
 public:
  explicit KnownItems(const KnownFile* known) {
    if (known == nullptr) return;
    for (const SourceItem& item : known->items) by_name_.emplace(item.member, &item);
  }

  const SourceItem* take(std::string_view member) {
    const auto first = by_name_.lower_bound(member);
    if (first == by_name_.end() || first->first != member) return nullptr;
    const SourceItem* item = first->second;
    by_name_.erase(first);
    return item;
  }

 private:
  std::multimap<std::string_view, const SourceItem*> by_name_;
};

/// An item of these bytes. Of `known`, which lay at the same place, everything is taken over if the
/// bytes are the same, else the document that is to be replaced.
SourceItem identify(std::string_view bytes, std::string_view source, const SourceItem* known) {
  const ContentHash hash = content_hash(bytes);
  if (known != nullptr && known->hash == hash) return *known;
  SourceItem item;
  item.hash = hash;
  item.length = std::uint32_t(bytes.size());
  if (known != nullptr) item.document.id = known->document.id;
  const Identity identity = identify_article(bytes, source);
  item.dialect = identity.dialect;
  if (const char* why = why_not_article(bytes, identity.dialect)) {
    item.why = why;
    return item;
  }
  item.id = identity.id.value_or("");
  item.title_key = identity.title_key;
  item.date = identity.date;
  return item;
}

/// Notes the stamp of a file that was read, or why it could not be; then the next run tries again.
/// What the last run knew of a file that is being written to stands until it can be read.
void note_stamp_or_problem(KnownFile& file, const Result<FileStamp>& stamp, const KnownFile* known,
                           std::int64_t begun) {
  if (stamp) {
    note_stamp(file, *stamp, begun);
    return;
  }
  file.problem = stamp.error().message;
  file.items.clear();
  if (stamp.error().kind == ErrorKind::kBusy && known != nullptr) file.items = known->items;
}

Result<FileStamp> read_plain_file(const std::string& path, const KnownFile* known,
                                  KnownFile& file) {
  const bool has_item = known != nullptr && !known->items.empty() && !known->archive;
  const SourceItem* before = has_item ? known->items.data() : nullptr;
  return read_while_unchanged(path, [&](const Descriptor& open) -> Result<void> {
    const auto bytes = read_file(open, path, kMaxArticleBytes);
    if (!bytes) return tl::make_unexpected(bytes.error());
    file.items = {identify(*bytes, file.source, before)};
    return {};
  });
}

/// Copies the members of archives to the spool and identifies them.
class Spooler {
 public:
  explicit Spooler(std::string path) : path_(std::move(path)), out_(path_, std::ios::binary) {}

  /// An archive that breaks off has a problem and the members before the break.
  Result<FileStamp> read(const std::string& path, const KnownFile* known, KnownFile& file,
                         const Progress& progress) {
    const std::uint64_t begin = offset_;
    auto stamp = read_while_unchanged(path, [&](const Descriptor& open) -> Result<void> {
      offset_ = begin;
      out_.seekp(std::streamoff(begin));
      file.items.clear();
      KnownItems items(known);
      auto read = read_archive(open, path, kMaxArticleBytes, [&](ArchiveMember&& member) {
        take(std::move(member), items, file);
        return out_.good() && !progress.cancel;
      });
      file.problem = read ? "" : read.error().message;
      return read || read.error().kind == ErrorKind::kInput ? Result<void>() : read;
    });
    out_.flush();
    if (!out_) return system_error("can't write", path_);
    return stamp;
  }

 private:
  void take(ArchiveMember&& member, KnownItems& known, KnownFile& file) {
    const SourceItem* before = known.take(member.name);
    if (!member.problem.empty()) {
      SourceItem item;
      item.member = member.name;
      item.why = member.problem;
      item.fresh = before == nullptr || before->why != item.why;
      file.items.push_back(std::move(item));
      return;
    }
    SourceItem item = identify(member.bytes, file.source + "!" + member.name, before);
    item.member = member.name;
    item.spooled = true;
    item.offset = offset_;
    out_.write(member.bytes.data(), std::streamsize(member.bytes.size()));
    offset_ += member.bytes.size();
    file.items.push_back(std::move(item));
  }

  std::string path_;
  std::ofstream out_;
  std::uint64_t offset_ = 0;
};

/// One run over the files of a walk.
class Reader {
 public:
  Reader(const Walk& found, const Reuse& reuse, std::string spool, Progress& progress)
      : found_(found),
        reuse_(reuse),
        spool_(std::move(spool)),
        progress_(progress),
        known_(reuse.known) {
    files_.resize(found.files.size());
  }

  void read_files(unsigned threads) {
    const std::size_t total = files_.size();
    on_threads(threads, [this, total, threads](unsigned t) {
      const std::size_t end = total * (t + 1) / threads;
      for (std::size_t i = total * t / threads; i < end && !progress_.cancel; ++i) read_file_at(i);
    });
  }

  Result<void> read_archives() {
    for (std::size_t i = 0; i < files_.size() && !progress_.cancel; ++i) {
      if (!found_.files[i].archive) continue;
      if (auto read = read_archive_at(i); !read) return read;
    }
    return {};
  }

  SourcesRead take() {
    SourcesRead read;
    read.reread = reread_;
    read.unchanged = reuse_.known != nullptr && reuse_.known->files.size() == files_.size() &&
                     same_ == files_.size();
    read.sources.files = std::move(files_);
    return read;
  }

 private:
  void read_file_at(std::size_t i) {
    const SourceFile& found = found_.files[i];
    ++progress_.done;
    if (found.archive) return;
    const KnownFile* known = known_.find(found, i);
    if (known != nullptr && looks_unchanged(*known, found)) {
      keep(i, *known);
      return;
    }
    KnownFile& file = files_[i] = known_file(found);
    const auto stamp = read_plain_file(found_.path_of(found), known, file);
    note_stamp_or_problem(file, stamp, known, reuse_.begun);
    note_reading(file, known);
  }

  Result<void> read_archive_at(std::size_t i) {
    const SourceFile& found = found_.files[i];
    const KnownFile* known = known_.find(found, i);
    if (known != nullptr && looks_unchanged(*known, found) && !reuse_.spool_all) {
      keep(i, *known);
      return {};
    }
    KnownFile& file = files_[i] = known_file(found);
    if (!spooler_) spooler_.emplace(spool_);
    const auto stamp = spooler_->read(found_.path_of(found), known, file, progress_);
    if (!stamp && stamp.error().kind == ErrorKind::kSystem) {
      return tl::make_unexpected(stamp.error());
    }
    note_stamp_or_problem(file, stamp, known, reuse_.begun);
    note_reading(file, known);
    return {};
  }

  void keep(std::size_t i, const KnownFile& known) {
    files_[i] = known;
    ++same_;
  }

  /// Counts the file if reading it has shown that it is what it was.
  void note_reading(const KnownFile& file, const KnownFile* known) {
    if (known == nullptr || known->problem != file.problem) return;
    if (known->items.size() != file.items.size()) return;
    for (const SourceItem& item : file.items) {
      if (item.fresh) return;
    }
    ++same_;
    reread_ += file.items.size();
  }

  const Walk& found_;
  const Reuse& reuse_;
  const std::string spool_;
  Progress& progress_;
  const KnownFiles known_;
  std::vector<KnownFile> files_;
  std::optional<Spooler> spooler_;
  std::atomic<std::uint64_t> same_ = 0;
  std::atomic<std::uint64_t> reread_ = 0;
};

}  // namespace

Result<SourcesRead> read_sources(const Walk& found, const Reuse& reuse, const std::string& spool,
                                 unsigned threads, Progress& progress) {
  progress.total = found.files.size();
  progress.done = 0;
  progress.stage = Progress::Stage::kReading;
  Reader reader(found, reuse, spool, progress);
  reader.read_files(threads);
  if (auto read = reader.read_archives(); !read) return tl::make_unexpected(read.error());
  return reader.take();
}

}  // namespace kb
