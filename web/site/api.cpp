#include "web/site/api.h"

#include "parser/fields/article_id.h"
#include "parser/json_writer.h"
#include "parser/record_json.h"
#include "query/browse/article_counts.h"
#include "query/browse/citations.h"
#include "query/browse/complete.h"
#include "query/browse/file_history.h"
#include "query/codes/error_lookup.h"
#include "query/json/answer_json.h"
#include "query/search/search.h"
#include "query/triage/triage.h"
#include "web/site/lookups.h"

namespace kb {
namespace {

constexpr std::size_t kMostListed = 1000;

}  // namespace

Answer api_search(const Call& call) {
  const auto request = search_request(call);
  if (!request) return tl::make_unexpected(request.error());
  if (request->query.find_first_not_of(" \t\r\n") == std::string::npos) {
    return refused(400, "the query is empty", "give q, for example /api/search?q=disk+full");
  }
  const auto answer = search(call.index, *request);
  if (!answer) return refused(answer.error());
  return json_response(to_json(*answer));
}

Answer api_article(const Call& call) {
  const auto found = find_article(call.index, call.name);
  if (!found) return tl::make_unexpected(found.error());
  if (found->ghost) return json_response(to_json(*found->ghost), 404);
  std::string lines;
  for (const StoredRecord& record : found->records) {
    lines += (lines.empty() ? "" : "\n") + to_json(article_of(record));
  }
  return json_response(lines);
}

Answer api_error(const Call& call) {
  std::string lines;
  for (const std::string& code : group_codes({call.name})) {
    const auto answer = explain_code(call.index, {code});
    if (!answer) return refused(answer.error());
    lines += (lines.empty() ? "" : "\n") + to_json(*answer);
  }
  return json_response(lines);
}

Answer api_file(const Call& call) {
  const auto history = find_file(call.index, call.name, call.target.parameter("version"));
  if (!history) return refused(history.error());
  return json_response(to_json(*history));
}

Answer api_complete(const Call& call) {
  constexpr std::size_t kShown = 10;
  const auto limit = number_of(call.target, "limit", kShown, kMostListed);
  if (!limit) return tl::make_unexpected(limit.error());
  const std::string& prefix = call.target.parameter("q");
  const auto found = complete(call.index, prefix, *limit);
  if (!found) return refused(found.error());
  return json_response(to_json(prefix, *found));
}

Answer api_stats(const Call& call) {
  const auto counts = count_articles(call.index);
  if (!counts) return refused(counts.error());
  return json_response(to_json(call.index.info(), *counts));
}

Answer api_triage(const Call& call) {
  constexpr std::size_t kShown = 5;
  const auto limit = number_of(call.target, "limit", kShown, kMostListed);
  if (!limit) return tl::make_unexpected(limit.error());
  const auto answer = triage_text(call.index, call.request.body, *limit);
  if (!answer) return tl::make_unexpected(answer.error());
  return json_response(to_json(*answer));
}

Answer healthz(const Call& call) {
  const auto uuid = ask(call.index, [](const Index& open) { return open.database().get_uuid(); });
  if (!uuid) return refused(503, uuid.error().message, uuid.error().hint);
  std::string json;
  JsonObject(json)
      .field("format", 1)
      .field("ok", true)
      .field("articles", call.index.info().articles)
      .field("index", *uuid)
      .end();
  return json_response(json);
}

}  // namespace kb
