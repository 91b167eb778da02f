#include "web/site/pages.h"

#include <algorithm>

#include "parser/fields/article_id.h"
#include "parser/json_writer.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/percent.h"
#include "query/browse/article_counts.h"
#include "query/browse/complete.h"
#include "query/browse/related.h"
#include "query/codes/error_lookup.h"
#include "query/search/search.h"
#include "web/assets/assets.h"
#include "web/http/form.h"
#include "web/pages/article_page.h"
#include "web/pages/error_page.h"
#include "web/pages/file_page.h"
#include "web/pages/inspect_page.h"
#include "web/pages/page.h"
#include "web/pages/plain_pages.h"
#include "web/pages/results.h"
#include "web/pages/triage_page.h"
#include "web/site/lookups.h"

namespace kb {
namespace {

constexpr std::size_t kOnPage = 10;
constexpr std::size_t kMostPages = 100000;

Response page_response(std::string html, int status = 200) {
  Response response;
  response.status = status;
  response.body = std::move(html);
  return response;
}

Response redirection(std::string address) {
  return {302, "text/html; charset=utf-8", "", {{"Location", std::move(address)}}};
}

Response asset(std::string_view type, std::string_view text) {
  return {200, std::string(type), std::string(text), {}};
}

/// The article that a query opens: one that is a number and nothing else. Digits alone may be an
/// error code as well, and are an article only where it is held.
std::optional<std::string> article_meant(const Index& index, const std::string& query) {
  auto id = parse_article_id(query);
  if (!id) return std::nullopt;
  const std::string_view typed = trim(query);
  if (!std::all_of(typed.begin(), typed.end(), is_digit)) return id;
  const auto records = index.articles(*id);
  return records && !records->empty() ? id : std::nullopt;
}

bool is_code(const Index& index, const std::string& query) {
  const auto answer = explain_code(index, {query, 0});
  return answer && !answer->readings.empty();
}

std::string host_of(const Call& call) {
  const std::string_view host = call.request.header("Host");
  return host.empty() ? "127.0.0.1:8310" : std::string(host);
}

/// The neighbours of an article in the results of the search that led to it.
tl::expected<std::optional<Place>, Refusal> place_of(const Call& call) {
  const auto number = number_of(call.target, "n", 0, kMostPages * kOnPage);
  if (!number) return tl::make_unexpected(number.error());
  if (*number == 0 || call.target.parameter("q").empty()) return std::nullopt;
  auto request = search_request(call);
  if (!request) return tl::make_unexpected(request.error());
  request->offset = *number < 2 ? 0 : *number - 2;
  request->limit = 3;
  const auto answer = search(call.index, *request);
  if (!answer) return refused(answer.error());
  Place place{*request, *number};
  place.request.limit = kOnPage;
  for (const SearchHit& hit : answer->hits) {
    const std::string address = hit_address(hit, *request);
    if (hit.rank + 1 == *number) place.previous = address;
    if (hit.rank == *number + 1) place.next = address;
  }
  return place;
}

/// The fields that a form sends.
tl::expected<Target, Refusal> form_of(const Call& call) {
  auto fields = parse_form(call.request);
  if (!fields) return tl::make_unexpected(fields.error());
  Target form;
  form.parameters = std::move(*fields);
  return form;
}

}  // namespace

Answer home(const Call& call) { return page_response(home_page(call.index.info().articles)); }

Answer results(const Call& call) {
  auto request = search_request(call);
  if (!request) return tl::make_unexpected(request.error());
  if (const auto id = article_meant(call.index, request->query)) {
    return redirection(article_address(*id));
  }
  if (trim(request->query).empty()) return redirection("/");
  const auto page = number_of(call.target, "page", 1, kMostPages);
  if (!page) return tl::make_unexpected(page.error());
  request->limit = kOnPage;
  request->offset = (std::max<std::size_t>(*page, 1) - 1) * kOnPage;
  request->counting = Counting::kFacets;
  const auto answer = search(call.index, *request);
  if (!answer) return refused(answer.error());
  const auto codes = decode_codes(call.index, request->query);
  if (!codes) return refused(codes.error());
  const bool one_code = !codes->lines.empty() && is_code(call.index, request->query);
  return page_response(results_page({*request, *answer, codes->lines, one_code}));
}

Answer article(const Call& call) {
  const auto found = find_article(call.index, call.name);
  if (!found) return tl::make_unexpected(found.error());
  if (found->ghost) return page_response(ghost_page(*found->ghost), 404);
  if (found->id != call.name) return redirection(article_address(found->id));
  const auto related = related_to(call.index, found->id, kOnPage);
  if (!related) return refused(related.error());
  const auto place = place_of(call);
  if (!place) return tl::make_unexpected(place.error());
  return page_response(article_page(found->id, found->records, *related, *place));
}

Answer error(const Call& call) {
  constexpr std::size_t kListed = 50;
  std::vector<ErrorAnswer> answers;
  for (const std::string& code : group_codes({call.name})) {
    auto answer = explain_code(call.index, {code, kListed});
    if (!answer) return refused(answer.error());
    answers.push_back(std::move(*answer));
  }
  return page_response(error_page(call.name, answers));
}

Answer file(const Call& call) {
  const std::string& version = call.target.parameter("version");
  const auto history = find_file(call.index, call.name, version);
  if (!history) return refused(history.error());
  return page_response(file_page(*history, version));
}

Answer error_form(const Call& call) {
  const std::string& code = call.target.parameter("code");
  return redirection(code.empty() ? "/" : error_address(code));
}

Answer file_form(const Call& call) {
  const std::string& name = call.target.parameter("name");
  if (name.empty()) return redirection("/");
  const std::string& version = call.target.parameter("version");
  return redirection(file_address(name) +
                     (version.empty() ? "" : "?version=" + percent_encoded(version)));
}

Answer triage_form(const Call& call) {
  if (call.request.method != "POST") return page_response(triage_form_page("", ""));
  constexpr std::size_t kListed = 10;
  const auto form = form_of(call);
  if (!form) return tl::make_unexpected(form.error());
  const std::string& text = form->parameter("text");
  const auto answer = triage_text(call.index, text, kListed);
  if (answer) return page_response(triage_page(text, *answer));
  if (answer.error().status != 400) return tl::make_unexpected(answer.error());
  return page_response(
      triage_form_page(text, answer.error().message + ": paste a message or a log"), 400);
}

Answer inspect_form(const Call& call) {
  if (call.request.method != "POST") return page_response(inspect_form_page("", ""));
  const auto form = form_of(call);
  if (!form) return tl::make_unexpected(form.error());
  const std::string text = to_utf8(form->parameter("text"));
  if (text.size() > kMaxText) return tl::make_unexpected(list_too_large());
  const auto inspection =
      inspect_lists(text + "\n" + to_utf8(form->parameter("list")), &call.index);
  if (!inspection) return refused(inspection.error());
  if (inspection->found()) return page_response(inspect_page(*inspection));
  const std::string remark = inspection->diagnostics.empty()
                                 ? "Nothing of Windows was found in this text."
                                 : inspection->diagnostics[0];
  return page_response(inspect_form_page(text, remark), 400);
}

Answer stats(const Call& call) {
  const auto counts = count_articles(call.index);
  if (!counts) return refused(counts.error());
  return page_response(stats_page(call.index.info(), *counts));
}

Answer help(const Call& call) { return page_response(help_page(host_of(call))); }

Answer style_sheet(const Call& /*call*/) { return asset("text/css; charset=utf-8", kStyleSheet); }
Answer script(const Call& /*call*/) { return asset("text/javascript; charset=utf-8", kScript); }
Answer icon(const Call& /*call*/) { return asset("image/svg+xml", kIcon); }
Answer old_icon(const Call& /*call*/) { return redirection("/favicon.svg"); }

Answer search_description(const Call& call) {
  return asset("application/opensearchdescription+xml", open_search(host_of(call)));
}

Answer suggestions(const Call& call) {
  const std::string& prefix = call.target.parameter("q");
  const auto found = complete(call.index, prefix, kOnPage);
  if (!found) return refused(found.error());
  std::string json = "[";
  append_json_string(json, prefix);
  json += ",[";
  bool first = true;
  for (const auto* list : {&found->words, &found->codes, &found->titles}) {
    for (const Completion& one : *list) {
      if (!first) json += ',';
      first = false;
      append_json_string(json, one.text);
    }
  }
  Response response = json_response(json + "]]");
  response.type = "application/x-suggestions+json";
  return response;
}

}  // namespace kb
