// JSON of what is known of an error code (docs/error-codes.md).
#include <nlohmann/json.hpp>

#include "query/codes/error_lookup.h"
#include "query/json/answer_json.h"

namespace kb {
namespace {

using Json = nlohmann::ordered_json;

Json null_if_empty(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json json_of(const DictionaryEntry& entry) {
  return {{"name", null_if_empty(entry.name)},
          {"message", null_if_empty(entry.message)},
          {"component", null_if_empty(entry.component)},
          {"count", entry.count},
          {"articles", entry.articles}};
}

Json json_of(const std::optional<InnerCode>& inner) {
  if (!inner) return nullptr;
  return {{"family", name_of(inner->family)},
          {"canonical", inner->canonical},
          {"names", inner->names},
          {"message", null_if_empty(inner->message)}};
}

Json facility_of(const std::optional<CodeBits>& bits) {
  if (!bits) return nullptr;
  return {{"code", bits->facility},
          {"name", bits->facility_name.empty() ? Json(nullptr) : Json(bits->facility_name)}};
}

Json json_of(const CodeCard& card) {
  Json json = {{"family", name_of(card.family)}, {"canonical", card.canonical}};
  const auto& bits = card.bits;
  const bool split = card.family == CodeFamily::kCode32 && bits;
  json["hex"] = card.value ? Json(hex32(*card.value)) : Json(nullptr);
  json["signed"] = card.value ? Json(std::int32_t(*card.value)) : Json(nullptr);
  json["unsigned"] = card.value ? Json(*card.value) : Json(nullptr);
  json["names"] = card.names;
  json["message"] = null_if_empty(card.message);
  json["severity"] = split ? Json(name_of(bits->severity)) : Json(nullptr);
  json["facility"] = split ? facility_of(bits) : Json(nullptr);
  json["code"] = split ? Json(bits->code) : card.value ? Json(*card.value) : Json(nullptr);
  if (split) json["customer"] = bits->customer;
  json["unwraps_to"] = json_of(card.unwraps_to);
  json["from"] = null_if_empty(card.from);
  return json;
}

Json json_of(const ErrorArticle& article) {
  return {{"rank", article.rank},          {"id", null_if_empty(article.id)},
          {"title", article.title},        {"matched", article.matched},
          {"link", name_of(article.link)}, {"source", article.source}};
}

}  // namespace

std::string to_json(const ErrorAnswer& answer) {
  Json json = {{"format", 1}, {"input", answer.input}, {"readings", Json::array()}};
  Json dictionary = Json::array();
  for (const CodeCard& card : answer.readings) {
    json["readings"].push_back(json_of(card));
    for (const DictionaryEntry& entry : card.dictionary) {
      Json said = json_of(entry);
      said["canonical"] = card.canonical;
      dictionary.push_back(std::move(said));
    }
  }
  json["dictionary"] = std::move(dictionary);
  json["total"] = answer.total;
  json["exact"] = answer.exact;
  json["articles"] = Json::array();
  for (const ErrorArticle& article : answer.articles) json["articles"].push_back(json_of(article));
  if (!answer.nearest.empty()) {
    json["nearest"] = Json::array();
    for (const NearCode& near : answer.nearest)
      json["nearest"].push_back({{"canonical", near.canonical}, {"names", near.names}});
  }
  if (!answer.hint.empty()) json["hint"] = answer.hint;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kb
