#include "indexer/build/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "corpus/read_file.h"
#include "corpus/regular_file.h"
#include "parser/editions/edition_order.h"

namespace kb {
namespace {

constexpr std::size_t kMostKept = 8;               // editions of an article, with their bytes
constexpr std::uint32_t kLongestKept = 1U << 20U;  // bytes of one

EditionKey key_of(const SourceItem& item) { return {item.date, item.dialect}; }

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

bool may_be_same_article(const SourceItem& a, const SourceItem& b) {
  const bool apart = differs_in_date(a.date, b.date);
  return may_be_same_title(a.title_key, b.title_key,
                           apart ? Printed::kAtDifferentTimes : Printed::kAtOneTime);
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
    for (CatalogEntry& entry : articles) sort_editions(entry);
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
      if (may_be_same_article(item_of(i), item)) {
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

  /// Makes the better of two files of one article the entry, the other its edition.
  void join(CatalogEntry& kept, CatalogEntry&& other) {
    if (is_better_edition(key_of(catalog_.item_of(other.place)),
                          key_of(catalog_.item_of(kept.place)))) {
      std::swap(kept, other);
    }
    kept.editions.push_back(other.place);
    kept.editions.insert(kept.editions.end(), other.editions.begin(), other.editions.end());
  }

  /// Newest first, the richest of a day first; those without a date stand last.
  void sort_editions(CatalogEntry& entry) const {
    if (entry.editions.size() < 2) return;
    std::stable_sort(entry.editions.begin(), entry.editions.end(),
                     [&](const ItemPlace& a, const ItemPlace& b) {
                       const EditionKey of_a = key_of(catalog_.item_of(a));
                       const EditionKey of_b = key_of(catalog_.item_of(b));
                       if (of_a.date != of_b.date) return of_a.date > of_b.date;
                       return is_better_edition(of_a, of_b);
                     });
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
    const SourceItem& item = item_of(at);
    editions.push_back({source_of(at), item.dialect, item.date, {}});
  }
  return editions;
}

std::vector<std::size_t> Catalog::kept_editions(const CatalogEntry& entry) const {
  std::vector<std::size_t> kept;
  std::string_view last;
  for (std::size_t i = 0; i < entry.editions.size() && kept.size() < kMostKept; ++i) {
    const SourceItem& item = item_of(entry.editions[i]);
    if (!differs_in_date(item.date, item_of(entry.place).date)) continue;
    if (item.date == last || item.length > kLongestKept) continue;
    last = item.date;
    kept.push_back(i);
  }
  return kept;
}

std::uint64_t Catalog::editions_hash(const CatalogEntry& entry) const {
  std::vector<ContentHash> kept;
  for (const std::size_t i : kept_editions(entry)) kept.push_back(item_of(entry.editions[i]).hash);
  return hash_of(editions_of(entry), kept);
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
