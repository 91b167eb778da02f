#include "indexer/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <unordered_map>
#include <utility>

#include "corpus/read_file.h"

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

/// Adds what was found in a file to the catalog.
class Collector {
 public:
  Collector(const Walk& found, Catalog& catalog) : found_(found), catalog_(catalog) {}

  void add(std::size_t file) {
    const KnownFile& known = catalog_.sources.files[file];
    for (std::size_t i = 0; i < known.items.size(); ++i) add_item(file, i);
    if (known.problem.empty()) return;
    ++catalog_.files;
    catalog_.passed.push_back({found_.files[file].path, known.problem});
  }

 private:
  void add_item(std::size_t file, std::size_t i) {
    const SourceItem& item = catalog_.sources.files[file].items[i];
    ++catalog_.files;
    const std::string inside = item.member.empty() ? "" : "!" + item.member;
    if (!item.why.empty()) {
      catalog_.passed.push_back({found_.files[file].path + inside, item.why});
      return;
    }
    catalog_.bytes += item.length;
    ++catalog_.dialects[static_cast<std::size_t>(item.dialect)];
    if (catalog_.unchanged) return;
    CatalogEntry entry;
    entry.path = found_.files[file].path + inside;
    entry.source = found_.files[file].source + inside;
    entry.offset = item.offset;
    entry.length = item.length;
    entry.spooled = item.spooled;
    entry.dialect = item.dialect;
    entry.id = item.id;
    entry.file = file;
    entry.item = i;
    catalog_.articles.push_back(std::move(entry));
  }

  const Walk& found_;
  Catalog& catalog_;
};

/// Equal as far as the shorter of two titles goes: some dialects cut them.
bool same_title(const std::string& a, const std::string& b) {
  const std::size_t length = std::min(a.size(), b.size());
  return a.compare(0, length, b, 0, length) == 0;
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
    const bool fresh = catalog.item_of(entry).fresh;
    if (entry.id.empty()) {
      if (fresh) {
        catalog.remarks.push_back(
            {entry.path, "it has no article number; search finds it by its words"});
      }
      kept.push_back(std::move(entry));
      continue;
    }
    std::vector<std::size_t>& group = by_id[entry.id];
    const auto same = std::find_if(group.begin(), group.end(), [&](std::size_t i) {
      return same_title(catalog.item_of(kept[i]).title_key, catalog.item_of(entry).title_key);
    });
    if (same != group.end()) {
      merge(kept[*same], std::move(entry));
      continue;
    }
    if (!group.empty() && fresh) {
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
                             Progress& progress, const Reuse& reuse) {
  auto read = read_sources(found, reuse, spool, threads, progress);
  if (!read) return tl::make_unexpected(read.error());
  Catalog catalog;
  catalog.sources = std::move(read->sources);
  catalog.unchanged = read->unchanged;
  catalog.reread = read->reread;
  Collector collector(found, catalog);
  for (const bool archives : {false, true}) {
    for (std::size_t i = 0; i < found.files.size(); ++i) {
      if (found.files[i].archive == archives) collector.add(i);
    }
  }
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
