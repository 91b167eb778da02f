// JSON of a triage (docs/error-codes.md).
#include <cmath>
#include <nlohmann/json.hpp>

#include "query/json/answer_json.h"
#include "query/triage/triage.h"

namespace kb {
namespace {

using Json = nlohmann::ordered_json;

Json null_if_empty(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json json_of(const Evidence& evidence) {
  return {{"kind", name_of(evidence.kind)},           {"value", evidence.value},
          {"source", null_if_empty(evidence.source)}, {"count", evidence.count},
          {"first", null_if_empty(evidence.first)},   {"last", null_if_empty(evidence.last)}};
}

Json json_of(const TriageHit& hit) {
  return {{"rank", hit.rank},       {"id", null_if_empty(hit.id)},
          {"title", hit.title},     {"score", std::round(hit.score * 1000) / 1000},
          {"matched", hit.matched}, {"source", hit.source}};
}

}  // namespace

std::string to_json(const TriageAnswer& answer) {
  Json json = {{"format", 1},
               {"bytes", answer.text.bytes},
               {"lines", answer.text.lines},
               {"used", Json::array()},
               {"distinct", answer.distinct},
               {"entries", Json::array()},
               {"articles", Json::array()}};
  for (const Evidence& evidence : answer.used) json["used"].push_back(json_of(evidence));
  for (const TriageEntry& entry : answer.entries) {
    Json said = json_of(entry.evidence);
    said["explained"] = null_if_empty(entry.explained);
    said["sample"] = entry.evidence.sample;
    said["article"] = Json(nullptr);
    if (!entry.best.empty())
      said["article"] = {{"id", null_if_empty(entry.best[0].id)}, {"title", entry.best[0].title}};
    json["entries"].push_back(std::move(said));
  }
  for (const TriageHit& hit : answer.hits) json["articles"].push_back(json_of(hit));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kb
