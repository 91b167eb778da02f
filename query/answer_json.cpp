#include "query/answer_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace kb {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <typename T>
Json optional(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

Json json_of(const SearchHit& hit) {
  Json json = {{"rank", hit.rank},
               {"id", hit.id.empty() ? Json(nullptr) : Json(hit.id)},
               {"title", hit.title},
               {"score", rounded(hit.score)},
               {"section", hit.snippet.section},
               {"snippet", to_html(hit.snippet)},
               {"products", hit.products},
               {"last_modified", optional(hit.last_modified)},
               {"matched", hit.matched},
               {"source", hit.source}};
  for (const Contribution& one : hit.why) {
    json["why"].push_back({{"part", one.part}, {"weight", rounded(one.weight)}});
  }
  if (hit.fixed) json["fixed"] = *hit.fixed;
  return json;
}

}  // namespace

std::string to_json(const SearchAnswer& answer) {
  Json json = {{"format", 1},
               {"query", answer.query},
               {"understood", answer.understood},
               {"total", answer.total},
               {"total_is", "exact"},
               {"offset", answer.offset},
               {"took_ms", rounded(answer.took_ms)},
               {"did_you_mean", optional(answer.did_you_mean)},
               {"remarks", answer.remarks},
               {"results", Json::array()}};
  for (const SearchHit& hit : answer.hits) json["results"].push_back(json_of(hit));
  if (answer.facets.empty()) return dump(json);
  for (const auto& [name, counts] : answer.facets) {
    Json values = Json::array();
    for (const FacetCount& count : counts) {
      values.push_back({{"value", count.value}, {"count", count.count}});
    }
    json["facets"][name] = std::move(values);
  }
  return dump(json);
}

std::string to_json(const Ghost& ghost) {
  Json json = {{"format", 1},
               {"id", ghost.id},
               {"ghost", true},
               {"title", optional(ghost.title)},
               {"cited_by", Json::array()}};
  for (const Citation& citation : ghost.cited_by) {
    json["cited_by"].push_back({{"id", citation.id}, {"title", citation.title}});
  }
  return dump(json);
}

std::string to_json(const FileHistory& history) {
  Json versions = Json::array();
  for (const FileRelease& release : history.releases) {
    const FileVersion& row = release.row;
    versions.push_back({{"version", optional(row.version)},
                        {"date", optional(row.date)},
                        {"time", optional(row.time)},
                        {"size", optional(row.size)},
                        {"platform", optional(row.platform)},
                        {"component", optional(row.component)},
                        {"under", row.under},
                        {"id", release.id},
                        {"title", release.title}});
  }
  Json json = {{"format", 1}, {"file", history.file}, {"versions", std::move(versions)}};
  if (!history.nearest.empty()) json["nearest"] = history.nearest;
  return dump(json);
}

}  // namespace kb
