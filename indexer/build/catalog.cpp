#include "indexer/build/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "corpus/read_file.h"
#include "corpus/regular_file.h"

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
    case Dialect::kHtml:
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
  explicit Collector(Catalog& catalog) : catalog_(catalog) {}

  void add(std::size_t file) {
    const KnownFile& known = catalog_.sources.files[file];
    for (std::size_t i = 0; i < known.items.size(); ++i) {
      add_item({std::uint32_t(file), std::uint32_t(i)});
    }
    if (known.problem.empty()) return;
    ++catalog_.files;
    catalog_.passed.push_back({catalog_.roots[known.root] + known.source, known.problem});
  }

 private:
  void add_item(const ItemPlace& at) {
    const SourceItem& item = catalog_.item_of(at);
    ++catalog_.files;
    if (!item.why.empty()) {
      catalog_.passed.push_back({catalog_.path_of(at), item.why});
      return;
    }
    catalog_.bytes += item.length;
    ++catalog_.dialects[static_cast<std::size_t>(item.dialect)];
    if (!catalog_.unchanged) catalog_.articles.push_back({at, {}});
  }

  Catalog& catalog_;
};

/// Equal as far as the shorter of two titles goes: some dialects cut them.
bool same_title(std::string_view a, std::string_view b) {
  const std::size_t length = std::min(a.size(), b.size());
  return a.compare(0, length, b, 0, length) == 0;
}

/// Brings the files of one article together, in the order of their first files.
class EditionMerge {
 public:
  explicit EditionMerge(Catalog& catalog) : catalog_(catalog) {
    first_.reserve(catalog.articles.size());
    next_.reserve(catalog.articles.size());
  }

  void run() {
    std::vector<CatalogEntry>& articles = catalog_.articles;
    for (CatalogEntry& entry : articles) {
      if (!joins_another(entry)) keep(std::move(entry));
    }
    articles.resize(next_.size());
  }

 private:
  static constexpr std::uint32_t kNone = 0;  // no article comes after itself

  /// Entries go to the front of the list that they are read from.
  void keep(CatalogEntry&& entry) {
    CatalogEntry& place = catalog_.articles[next_.size()];
    if (&place != &entry) place = std::move(entry);
    next_.push_back(kNone);
  }

  bool joins_another(CatalogEntry& entry) {
    const SourceItem& item = catalog_.item_of(entry.place);
    if (item.id.empty()) {
      if (item.fresh) remark(entry, "it has no article number; search finds it by its words");
      return false;
    }
    const auto at = std::uint32_t(next_.size());  // where it goes if it is kept
    const auto [found, is_new] = first_.try_emplace(item.id, at);
    if (is_new) return false;
    std::uint32_t last = found->second;
    for (std::uint32_t i = last;; i = next_[i]) {
      if (same_title(item_of(i).title_key, item.title_key)) {
        join(catalog_.articles[i], std::move(entry));
        return true;
      }
      last = i;
      if (next_[i] == kNone) break;
    }
    if (item.fresh) {
      remark(entry, fmt::format("it claims the number {} of another article ({}); both are kept",
                                item.id, catalog_.path_of(catalog_.articles[found->second].place)));
    }
    next_[last] = at;
    return false;
  }

  const SourceItem& item_of(std::uint32_t article) const {
    return catalog_.item_of(catalog_.articles[article].place);
  }

  /// Makes the richer of two files of one article the entry, the other its edition.
  void join(CatalogEntry& kept, CatalogEntry&& other) {
    if (richness(catalog_.item_of(other.place).dialect) >
        richness(catalog_.item_of(kept.place).dialect)) {
      std::swap(kept, other);
    }
    kept.editions.push_back(other.place);
    kept.editions.insert(kept.editions.end(), other.editions.begin(), other.editions.end());
  }

  void remark(const CatalogEntry& entry, std::string what) {
    catalog_.remarks.push_back({catalog_.path_of(entry.place), std::move(what)});
  }

  Catalog& catalog_;
  std::unordered_map<std::string_view, std::uint32_t> first_;  // kept article of each number
  std::vector<std::uint32_t> next_;  // of each kept article: the next with its number
};

}  // namespace

Result<Catalog> make_catalog(const Walk& found, const std::string& spool, unsigned threads,
                             Progress& progress, const Reuse& reuse) {
  auto read = read_sources(found, reuse, spool, threads, progress);
  if (!read) return tl::make_unexpected(read.error());
  Catalog catalog;
  catalog.roots = found.roots;
  catalog.sources = std::move(read->sources);
  catalog.unchanged = read->unchanged;
  catalog.reread = read->reread;
  if (!catalog.unchanged) catalog.articles.reserve(catalog.sources.files.size());
  Collector collector(catalog);
  for (const bool archives : {false, true}) {
    for (std::size_t i = 0; i < found.files.size(); ++i) {
      if (found.files[i].archive == archives) collector.add(i);
    }
  }
  EditionMerge(catalog).run();
  catalog.passed.insert(catalog.passed.end(), found.problems.begin(), found.problems.end());
  return catalog;
}

std::string Catalog::source_of(const ItemPlace& at) const {
  const KnownFile& file = sources.files[at.file];
  const std::string& member = file.items[at.item].member;
  std::string source = file.source;
  if (!member.empty()) source.append("!").append(member);
  return source;
}

std::string Catalog::path_of(const ItemPlace& at) const {
  return roots[sources.files[at.file].root] + source_of(at);
}

std::vector<Edition> Catalog::editions_of(const CatalogEntry& entry) const {
  std::vector<Edition> editions;
  editions.reserve(entry.editions.size());
  for (const ItemPlace& at : entry.editions) {
    editions.push_back({source_of(at), item_of(at).dialect});
  }
  return editions;
}

Result<std::string> read_item(const Catalog& catalog, const ItemPlace& at,
                              const std::string& spool) {
  const SourceItem& item = catalog.item_of(at);
  if (!item.spooled) return read_file(catalog.path_of(at), kMaxArticleBytes);
  const auto spooled = open_regular(spool);
  if (!spooled) return tl::make_unexpected(spooled.error());
  std::string bytes = read_at(*spooled, item.offset, item.length);
  if (bytes.size() < item.length) {
    return fail(ErrorKind::kSystem, "can't read " + spool + " again");
  }
  return bytes;
}

}  // namespace kb
