#include "web/export/holdings.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "indexer/schema/terms.h"
#include "parser/file_tables/file_names.h"
#include "parser/text/ascii.h"
#include "query/pages/display.h"

namespace kb {
namespace {

constexpr std::size_t kMostSpellings = 8;  // of one code, as printed

struct Known {
  std::string order;  // number, filled with zeros; behind all numbers for an article without one
  std::string source;
  Xapian::docid document;
  std::string id;
};

/// Groups the documents into pages, in the order of their numbers.
Result<std::vector<HeldArticle>> pages_of(const Xapian::Database& database,
                                          const std::vector<Xapian::docid>& documents) {
  std::vector<Known> known;
  known.reserve(documents.size());
  for (const Xapian::docid document : documents) {
    auto header = decode_record_header(database.get_document(document).get_data());
    if (!header) return tl::make_unexpected(header.error());
    const std::string order = header->id.empty() ? "~" : id_value(header->id);
    known.push_back({order, std::move(header->source), document, std::move(header->id)});
  }
  std::sort(known.begin(), known.end(), [](const Known& a, const Known& b) {
    return std::tie(a.order, a.source, a.document) < std::tie(b.order, b.source, b.document);
  });
  std::vector<HeldArticle> pages;
  for (Known& one : known) {
    if (one.id.empty() || pages.empty() || pages.back().id != one.id) {
      pages.push_back({std::move(one.id), "", std::move(one.source), {}});
    }
    pages.back().documents.push_back(one.document);
  }
  return pages;
}

void add_place(ArticlePlaces& places, std::uint32_t place) {
  if (places.empty() || places.back() != place) places.push_back(place);
}

/// Adds what an article says to the holdings.
class Reader {
 public:
  explicit Reader(Holdings& holdings) : holdings_(holdings) {}

  void read(const Article& article, std::uint32_t place) {
    HeldArticle& held = holdings_.articles[place];
    if (held.title.empty()) held.title = display_title(article);
    for (const std::string& product : display_products(article)) {
      add_place(holdings_.products[product], place);
    }
    if (article.last_modified) {
      add_place(holdings_.years[article.last_modified->substr(0, 4)], place);
    }
    if (article.prefix) add_place(holdings_.prefixes[*article.prefix], place);
    read_files(article, place);
    read_codes(article, place);
    for (const Reference& reference : article.references) {
      add_place(holdings_.cited_by[reference.id], place);
      if (reference.title && !holdings_.by_id.contains(reference.id)) {
        ++titles_[reference.id][*reference.title];
      }
    }
  }

  /// Makes the ghosts of what is cited and not held.
  void finish() {
    for (const auto& [id, places] : holdings_.cited_by) {
      if (holdings_.by_id.contains(id)) continue;
      Ghost ghost{id, std::nullopt, {}};
      for (const std::uint32_t place : places) {
        ghost.cited_by.push_back({holdings_.articles[place].id, holdings_.articles[place].title});
      }
      const auto& titles = titles_[id];
      const auto most =
          std::max_element(titles.begin(), titles.end(),
                           [](const auto& a, const auto& b) { return a.second < b.second; });
      if (most != titles.end()) ghost.title = most->first;
      holdings_.ghosts.emplace(id, std::move(ghost));
    }
  }

 private:
  void read_files(const Article& article, std::uint32_t place) {
    const auto add = [&](std::string_view name) {
      if (!name.empty()) add_place(holdings_.files[lower(name)], place);
    };
    for (const FileVersion& row : article.file_versions) add(base_name(row.file));
    const auto add_all = [&](std::string_view text) {
      for (const std::string_view name : find_file_names(text)) add(name);
    };
    add_all(article.title);
    for (const Section& section : article.sections) add_all(section.text);
    if (article.query_words) add_all(*article.query_words);
  }

  void read_codes(const Article& article, std::uint32_t place) {
    for (const ErrorCode& code : article.error_codes) {
      HeldCode& held = holdings_.codes[code.canonical];
      held.family = code.family;
      add_place(held.articles, place);
      if (code.text != code.canonical && held.spellings.size() < kMostSpellings) {
        held.spellings.insert(code.text);
      }
    }
  }

  Holdings& holdings_;
  std::map<std::string, std::map<std::string, std::size_t>> titles_;  // of cited articles
};

}  // namespace

Result<Holdings> read_holdings(const Index& index, const std::vector<Xapian::docid>& documents,
                               Progress& progress) {
  Holdings holdings;
  auto pages = pages_of(index.database(), documents);
  if (!pages) return tl::make_unexpected(pages.error());
  holdings.articles = std::move(*pages);
  for (std::uint32_t place = 0; place < holdings.articles.size(); ++place) {
    const std::string& id = holdings.articles[place].id;
    if (!id.empty()) holdings.by_id.emplace(id, place);
  }
  Reader reader(holdings);
  for (std::uint32_t place = 0; place < holdings.articles.size(); ++place) {
    for (const Xapian::docid document : holdings.articles[place].documents) {
      if (progress.cancel) return holdings;
      const auto record = decode_record(index.database().get_document(document).get_data());
      if (!record) return tl::make_unexpected(record.error());
      reader.read(article_of(*record), place);
      ++progress.done;
    }
  }
  reader.finish();
  return holdings;
}

}  // namespace kb
