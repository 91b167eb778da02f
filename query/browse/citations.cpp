#include "query/browse/citations.h"

#include <algorithm>
#include <map>
#include <utility>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"

namespace kb {
namespace {

/// Only so many citing articles are read for the title they print; more would say the same.
constexpr std::size_t kTitleSources = 40;

/// Returns the title that `article` prints for `id`; empty if it prints none.
std::string cited_title(const Article& article, const std::string& id) {
  const auto title_in = [&](const std::vector<Reference>& references) {
    const auto cited = std::find_if(references.begin(), references.end(),
                                    [&](const Reference& cites) { return cites.id == id; });
    return cited == references.end() ? std::string() : cited->title.value_or("");
  };
  std::string title = title_in(article.references);
  for (const OlderEdition& edition : article.older) {
    if (title.empty()) title = title_in(edition.references);
  }
  return title;
}

Result<std::optional<Ghost>> read_ghost(const Xapian::Database& database, const std::string& id) {
  Ghost ghost{id, std::nullopt, {}};
  std::map<std::string, std::size_t> titles;
  std::size_t read = 0;
  for (const Xapian::docid document :
       documents_with(database, exact_term(field(FieldId::kCites), id))) {
    const std::string data = database.get_document(document).get_data();
    const auto header = decode_record_header(data);
    if (!header) return tl::make_unexpected(header.error());
    ghost.cited_by.push_back({header->id, header->title});
    if (read++ >= kTitleSources) continue;
    const auto record = decode_record(data);
    if (!record) return tl::make_unexpected(record.error());
    const std::string title = cited_title(article_of(*record), id);
    if (!title.empty()) ++titles[title];
  }
  if (ghost.cited_by.empty()) return std::optional<Ghost>();
  std::sort(ghost.cited_by.begin(), ghost.cited_by.end(),
            [](const Citation& a, const Citation& b) { return id_value(a.id) < id_value(b.id); });
  const auto most =
      std::max_element(titles.begin(), titles.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != titles.end()) ghost.title = most->first;
  return std::optional<Ghost>(std::move(ghost));
}

}  // namespace

Result<std::optional<Ghost>> find_ghost(const Index& index, const std::string& id) {
  return ask(index, [&](const Index& open) { return read_ghost(open.database(), id); });
}

}  // namespace kb
