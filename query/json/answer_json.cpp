#include "query/json/answer_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "parser/json_writer.h"

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

}  // namespace

static void append_json(std::string& out, const Contribution& one) {
  JsonObject(out).field("part", one.part).field("weight", rounded(one.weight)).end();
}

static void append_json(std::string& out, const FacetCount& one) {
  JsonObject(out).field("value", one.value).field("count", one.count).end();
}

static void append_json(std::string& out, const SearchHit& hit) {
  JsonObject(out)
      .field("rank", hit.rank)
      .field("id", hit.id.empty() ? std::nullopt : std::optional(hit.id))
      .field("title", hit.title)
      .field("score", rounded(hit.score))
      .field("section", hit.snippet.section)
      .field("snippet", to_html(hit.snippet))
      .field("products", hit.products)
      .field("last_modified", hit.last_modified)
      .field("matched", hit.matched)
      .field("source", hit.source)
      .field_if("why", hit.why)
      .field_if("fixed", hit.fixed)
      .end();
}

std::string to_json(const SearchAnswer& answer) {
  std::string out;
  JsonObject json(out);
  json.field("format", 1)
      .field("query", answer.query)
      .field("understood", answer.understood)
      .field("total", answer.total)
      .field("total_is", answer.total_is_exact ? "exact" : "at_least")
      .field("offset", answer.offset)
      .field("took_ms", rounded(answer.took_ms))
      .field("did_you_mean", answer.did_you_mean)
      .field("remarks", answer.remarks)
      .field("results", answer.hits);
  if (!answer.facets.empty()) json.field("facets", answer.facets);
  json.end();
  return out;
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
