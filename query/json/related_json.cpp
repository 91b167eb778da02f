#include <nlohmann/json.hpp>

#include "query/browse/related.h"

namespace kb {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::vector<RelatedArticle>& articles) {
  Json list = Json::array();
  for (const RelatedArticle& article : articles) {
    Json json = {{"id", article.id},
                 {"title", article.title.empty() ? Json(nullptr) : Json(article.title)}};
    if (!article.shared.empty()) json["shared"] = article.shared;
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace

std::string to_json(const Related& related) {
  const Json json = {{"format", 1},
                     {"id", related.id},
                     {"title", related.title},
                     {"similar", json_of(related.similar)},
                     {"cited_together", json_of(related.cited_together)},
                     {"same_code", json_of(related.same_code)},
                     {"same_file", json_of(related.same_file)},
                     {"cites", json_of(related.cites)},
                     {"cited_by", json_of(related.cited_by)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kb
