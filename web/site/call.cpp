#include "web/site/call.h"

#include "parser/json_writer.h"
#include "parser/text/numbers.h"
#include "parser/text/printable.h"
#include "query/json/json_values.h"

namespace kb {
namespace {

constexpr std::size_t kMostHits = 1000;
constexpr std::size_t kMostOffset = 1000000;

struct ErrorObject {
  const Refusal& refusal;
};

void append_json(std::string& out, const ErrorObject& error) {
  JsonObject(out)
      .field("status", error.refusal.status)
      .field("code", code_of(error.refusal.status))
      .field("message", error.refusal.message)
      .field("hint", null_if_empty(error.refusal.hint))
      .end();
}

std::optional<Sort> sort_named(std::string_view name) {
  if (name.empty() || name == "relevance") return Sort::kRelevance;
  if (name == "newest") return Sort::kNewest;
  if (name == "oldest") return Sort::kOldest;
  if (name == "id") return Sort::kId;
  return std::nullopt;
}

}  // namespace

tl::unexpected<Refusal> refused(int status, std::string message, std::string hint) {
  return tl::make_unexpected(Refusal{status, std::move(message), std::move(hint)});
}

tl::unexpected<Refusal> refused(const Error& error) {
  const bool unreadable = error.kind == ErrorKind::kNoIndex || error.kind == ErrorKind::kDamaged ||
                          error.kind == ErrorKind::kVersion;
  const int status = unreadable ? 503 : error.kind == ErrorKind::kUsage ? 400 : 500;
  return refused(status, error.message, error.hint);
}

Response json_response(const std::string& json, int status) {
  return {status, "application/json", printable(json + '\n'), {}};
}

tl::expected<std::size_t, Refusal> number_of(const Target& target, std::string_view name,
                                             std::size_t otherwise, std::size_t most) {
  const std::string& text = target.parameter(name);
  if (text.empty()) return otherwise;
  if (const auto value = whole_number<std::size_t>(text); value && *value <= most) return *value;
  return refused(400, "'" + std::string(name) + "' is not a number up to " + std::to_string(most),
                 "leave it out, or give such a number");
}

tl::expected<SearchRequest, Refusal> search_request(const Call& call) {
  SearchRequest request;
  request.query = call.target.parameter("q");
  const auto limit = number_of(call.target, "limit", request.limit, kMostHits);
  if (!limit) return tl::make_unexpected(limit.error());
  request.limit = *limit;
  const auto offset = number_of(call.target, "offset", 0, kMostOffset);
  if (!offset) return tl::make_unexpected(offset.error());
  request.offset = *offset;
  const auto sort = sort_named(call.target.parameter("sort"));
  if (!sort) {
    return refused(400, "there is no such order", "sort is relevance, newest, oldest or id");
  }
  request.sort = *sort;
  const std::string& facets = call.target.parameter("facets");
  if (!facets.empty() && facets != "0") request.counting = Counting::kFacets;
  request.on = call.target.has("on") ? call.target.parameter("on") : call.settings.on;
  return request;
}

std::string_view code_of(int status) {
  switch (status) {
    case 400:
      return "bad_request";
    case 403:
      return "forbidden";
    case 404:
      return "not_found";
    case 405:
      return "method_not_allowed";
    case 413:
      return "too_large";
    case 414:
      return "address_too_long";
    case 421:
      return "wrong_host";
    case 503:
      return "no_index";
    default:
      return "internal_error";
  }
}

Response refusal_json(const Refusal& refusal) {
  std::string json;
  JsonObject(json).field("format", 1).field("error", ErrorObject{refusal}).end();
  Response response = json_response(json, refusal.status);
  response.headers = refusal.headers;
  return response;
}

}  // namespace kb
