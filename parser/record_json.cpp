#include "parser/record_json.h"

#include <nlohmann/json.hpp>

namespace kb {
namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json optional(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json json_of(const Section& section) {
  return {{"kind", name_of(section.kind)},
          {"heading", optional(section.heading)},
          {"text", section.text}};
}

Json json_of(const FileVersion& row) {
  Json json = {{"component", optional(row.component)}, {"file", row.file},
               {"version", optional(row.version)},     {"date", optional(row.date)},
               {"time", optional(row.time)},           {"size", optional(row.size)},
               {"platform", optional(row.platform)},   {"raw", row.raw}};
  if (!row.under.empty()) json["under"] = row.under;
  return json;
}

Json json_of(const ErrorCode& code) {
  Json json = {
      {"text", code.text}, {"family", name_of(code.family)}, {"canonical", code.canonical}};
  if (!code.parameters.empty()) json["parameters"] = code.parameters;
  if (code.value) json["value"] = *code.value;
  if (code.event_source) json["event_source"] = *code.event_source;
  if (!code.event_sources.empty()) json["event_sources"] = code.event_sources;
  return json;
}

Json json_of(const Reference& reference) {
  return {{"id", reference.id}, {"title", optional(reference.title)}};
}

Json json_of(const RegistryValue& value) {
  return {{"key", value.key},
          {"name", value.name},
          {"type", optional(value.type)},
          {"data", optional(value.data)}};
}

Json json_of(const Diagnostic& diagnostic) {
  return {{"line", diagnostic.line}, {"message", diagnostic.message}};
}

template <typename T>
Json array_of(const std::vector<T>& values) {
  Json array = Json::array();
  for (const T& value : values) array.push_back(json_of(value));
  return array;
}

}  // namespace

std::string to_json(const Article& article) {
  const Json json = {{"format", 1},
                     {"id", optional(article.id)},
                     {"title", article.title},
                     {"prefix", optional(article.prefix)},
                     {"product_code", optional(article.product_code)},
                     {"products", article.products},
                     {"versions", article.versions},
                     {"operating_systems", article.operating_systems},
                     {"keywords", article.keywords},
                     {"last_modified", optional(article.last_modified)},
                     {"applies_to", article.applies_to},
                     {"technology", article.technology},
                     {"issue_type", optional(article.issue_type)},
                     {"solution_type", optional(article.solution_type)},
                     {"query_words", optional(article.query_words)},
                     {"sections", array_of(article.sections)},
                     {"file_versions", array_of(article.file_versions)},
                     {"error_codes", array_of(article.error_codes)},
                     {"references", array_of(article.references)},
                     {"registry_keys", article.registry_keys},
                     {"registry_values", array_of(article.registry_values)},
                     {"fixed_in", article.fixed_in},
                     {"fix_status", name_of(article.fix_status)},
                     {"dialect", name_of(article.dialect)},
                     {"source", article.source},
                     {"diagnostics", array_of(article.diagnostics)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kb
