#include "web/pages/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "indexer/schema/schema.h"
#include "parser/fields/article_name.h"
#include "parser/text/ascii.h"
#include "parser/text/percent.h"

namespace kb {
namespace {

constexpr std::size_t kMostKeys = 9;    // hits that a digit opens
constexpr std::size_t kMostValues = 8;  // of a facet

/// Facets in the order shown, and what a reader calls them.
struct FacetName {
  std::string_view facet;
  std::string_view heading;
};
constexpr std::array kFacetNames = {
    FacetName{"product", "Product"}, FacetName{"os", "Operating system"},
    FacetName{"year", "Last modified"}, FacetName{"type", "Kind"}, FacetName{"fix", "Fix"}};

std::string snippet_html(const Snippet& snippet) {
  std::string section = snippet.section;
  for (char& c : section) c = c == '_' ? ' ' : c;
  std::string out = "<p class=\"snippet\">";
  if (section != "title") out += "<span class=\"section\">" + html_text(section) + ":</span> ";
  const std::string_view text = snippet.text;
  std::size_t at = 0;
  for (const Snippet::Mark& mark : snippet.marks) {
    out += html_text(text.substr(at, mark.begin - at)) + "<b>" +
           html_text(text.substr(mark.begin, mark.end - mark.begin)) + "</b>";
    at = mark.end;
  }
  return out + html_text(text.substr(at)) + "</p>\n";
}

std::string hit_html(const SearchHit& hit, const SearchRequest& request) {
  const std::size_t on_page = hit.rank - request.offset;
  const std::string key =
      on_page <= kMostKeys ? fmt::format(" accesskey=\"{}\"", on_page) : std::string();
  std::string out = "<div class=\"hit\">\n<h2><span class=\"rank\">" + std::to_string(hit.rank) +
                    ".</span> <a href=\"" + html_text(hit_address(hit, request)) + "\"" + key +
                    ">" + html_text(hit.title) + "</a></h2>\n";
  if (!hit.snippet.text.empty()) out += snippet_html(hit.snippet);
  std::string facts = article_name(hit);
  if (hit.last_modified) facts += " - " + *hit.last_modified;
  for (const std::string& product : hit.products) facts += " - " + product;
  out += paragraph(facts, "facts");
  if (hit.fixed) out += paragraph(*hit.fixed, "fixed");
  return out + "</div>\n";
}

/// What a reader calls a value of a facet: `bug, how to` for the kind `kbbug kbhowto`.
std::string spoken_value(std::string_view facet, const std::string& value) {
  constexpr std::array kKinds = {std::pair{"kbbug", "bug"}, std::pair{"kbprb", "problem"},
                                 std::pair{"kbinfo", "information"},
                                 std::pair{"kbhowto", "how to"}};
  if (facet == "fix") return value == "unknown" ? "not told" : value;
  if (facet != "type") return value;
  std::string out;
  for (const std::string_view word : split_words(value)) {
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                   [&](const auto& one) { return one.first == word; });
    out += out.empty() ? "" : ", ";
    out += kind == kKinds.end() ? word : kind->second;
  }
  return out;
}

/// The query with one more condition, which keeps the articles of a facet's value.
std::string narrowed(const std::string& query, const Field& field, const std::string& value) {
  std::string condition = std::string(field.name) + ":";
  condition += field.id == FieldId::kDate ? value : "\"" + value + "\"";
  return query + " " + condition;
}

const Field* field_of_facet(std::string_view facet) {
  for (const Field& field : kFields) {
    if (field.facet == facet) return &field;
  }
  return nullptr;
}

std::string facets_html(const SearchAnswer& answer, const SearchRequest& request) {
  std::string out;
  for (const FacetName& name : kFacetNames) {
    const auto counts = answer.facets.find(std::string(name.facet));
    const Field* field = field_of_facet(name.facet);
    if (field == nullptr || counts == answer.facets.end()) continue;
    std::string values;
    std::size_t shown = 0;
    for (const FacetCount& one : counts->second) {
      if (one.value.empty() || one.count == answer.total) continue;
      if (shown++ == kMostValues) break;
      values += "<li>" +
                link_html(search_address(narrowed(request.query, *field, one.value), request.sort),
                          spoken_value(name.facet, one.value)) +
                " <span class=\"count\">" + grouped(one.count) + "</span></li>\n";
    }
    if (values.empty()) continue;
    out += "<h3>" + html_text(name.heading) + "</h3>\n<ul>\n" + values + "</ul>\n";
  }
  if (out.empty()) return out;
  return "<div class=\"facets\" role=\"navigation\" aria-label=\"Narrow\">\n<h2>Narrow</h2>\n" +
         out + "</div>\n";
}

std::string codes_html(const Results& results) {
  if (results.codes.empty()) return {};
  std::string out = "<div class=\"card\">\n";
  for (const std::string& line : results.codes) out += paragraph(line);
  if (results.is_code) {
    out += "<p>" +
           link_html(error_address(results.request.query), "All that is known of this code") +
           "</p>\n";
  }
  return out + "</div>\n";
}

std::string orders_html(const SearchRequest& request) {
  constexpr std::array kOrders = {
      std::pair{Sort::kRelevance, "best first"}, std::pair{Sort::kNewest, "newest first"},
      std::pair{Sort::kOldest, "oldest first"}, std::pair{Sort::kId, "by number"}};
  std::string out = "<p class=\"orders\">Order:";
  for (const auto& [sort, words] : kOrders) {
    out += sort == request.sort ? " <b>" + std::string(words) + "</b>"
                                : " " + link_html(search_address(request.query, sort), words);
  }
  return out + "</p>\n";
}

std::string remarks_html(const SearchAnswer& answer) {
  std::string out;
  for (const std::string& text : answer.remarks) {
    out += paragraph(text.substr(0, text.find(kAsTypedBy)), "remark");
  }
  if (answer.as_typed) {
    out += "<p class=\"remark\">" +
           link_html(search_address(*answer.as_typed), "Search for it as typed") + "</p>\n";
  }
  if (answer.did_you_mean && !answer.corrected) {
    out += "<p class=\"remark\">Did you mean " +
           link_html(search_address(*answer.did_you_mean), *answer.did_you_mean) + "?</p>\n";
  }
  return out;
}

constexpr std::string_view kAdvice = R"(<ul>
<li>Use fewer words, or the words of the message itself.</li>
<li>Leave out conditions such as <tt>product:</tt> or words in quotes.</li>
<li>An error code can be typed in any notation, alone: <tt>0x80070005</tt>, <tt>-2147024891</tt>.</li>
<li>A dialog, a STOP screen or a log can be <a href="/triage">pasted whole</a>.</li>
</ul>
)";

std::string step_link(const std::string& href, std::string_view rel, std::string_view key,
                      std::string_view text) {
  if (href.empty()) return {};
  return fmt::format("<a href=\"{}\" rel=\"{}\" accesskey=\"{}\">{}</a>\n", html_text(href), rel,
                     key, text);
}

std::string heading_of(const SearchAnswer& answer) {
  if (answer.query.find_first_not_of(" \t") == std::string::npos) return "Nothing to search for";
  const std::string count = answer.total_is_exact ? count_of(answer.total, "article")
                                                  : "more than " + count_of(kExactTotal, "article");
  return (answer.total == 0 ? "No article" : count) + " for " +
         (answer.corrected ? *answer.did_you_mean : answer.query);
}

constexpr std::string_view kHome = R"(<form action="/search" method="get">
<p><label for="number">Article number</label>
<input type="text" name="q" id="number" size="10" maxlength="20">
<input type="submit" value="Open"></p>
</form>
<form action="/triage" method="post">
<p><label for="text">Or paste a dialog, a STOP screen, a log</label><br>
<textarea name="text" id="text" rows="5" cols="60"></textarea><br>
<input type="submit" value="Find articles"></p>
</form>
)";

}  // namespace

std::string hit_address(const SearchHit& hit, const SearchRequest& request) {
  std::string out = article_address(article_name(hit)) + "?q=" + percent_encoded(request.query);
  if (request.sort != Sort::kRelevance) out += fmt::format("&sort={}", name_of(request.sort));
  return out + fmt::format("&n={}", hit.rank);
}

std::string home_page(std::uint64_t articles) {
  constexpr unsigned kBox = 50;
  Page page{"Knowledge base"};
  page.has_search_above = false;
  page.json = "/api/stats";
  page.main = "<div class=\"home\">\n<h1>Knowledge base</h1>\n" +
              paragraph(count_of(articles, "article") + ", searched on this machine.", "lead") +
              search_form("", kBox);
  page.main +=
      "<p class=\"facts\">Words, a message in quotes, an error code in any notation, a file "
      "name: " +
      link_html("/search?q=0x80070005", "0x80070005") + ", " +
      link_html("/search?q=STOP+0xA", "STOP 0xA") + ", " +
      link_html("/search?q=title%3Aspooler+product%3A%22windows+nt%22",
                "title:spooler product:\"windows nt\"") +
      "</p>\n" + std::string(kHome) + "</div>\n";
  return page_html(page);
}

std::string results_page(const Results& results) {
  const SearchRequest& request = results.request;
  const SearchAnswer& answer = results.answer;
  const std::size_t number = request.offset / request.limit + 1;
  Page page{heading_of(answer)};
  page.query = request.query;
  page.json = fmt::format("/api/search?q={}&limit={}&offset={}&sort={}&facets=1",
                          percent_encoded(request.query), request.limit, request.offset,
                          name_of(request.sort));
  if (number > 1) page.previous = search_address(request.query, request.sort, number - 1);
  if (answer.offset + answer.hits.size() < answer.total && !answer.hits.empty()) {
    page.next = search_address(request.query, request.sort, number + 1);
  }
  page.main = "<h1 aria-live=\"polite\">" + html_text(page.title) + "</h1>\n" +
              remarks_html(answer) + codes_html(results);
  if (answer.total == 0) {
    page.main += "<h2>What to try</h2>\n" + std::string(kAdvice);
    return page_html(page);
  }
  page.main += "<div class=\"results\">\n<div class=\"hits\">\n" + orders_html(request);
  for (const SearchHit& hit : answer.hits) page.main += hit_html(hit, request);
  if (answer.hits.empty()) page.main += paragraph("There are no more articles.");
  page.main += "<p class=\"steps\">" + step_link(page.previous, "prev", "p", "Previous page") +
               step_link(page.next, "next", "n", "Next page") + "</p>\n</div>\n";
  page.main += facets_html(answer, request) + "</div>\n";
  return page_html(page);
}

}  // namespace kb
