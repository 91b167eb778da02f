#include "web/pages/page.h"

#include <fmt/format.h>

#include "parser/text/percent.h"
#include "query/pages/html.h"
#include "web/http/target.h"

namespace kb {
namespace {

constexpr std::string_view kLinks =
    R"(<link rel="stylesheet" type="text/css" media="all" href="/style.css">
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="search" type="application/opensearchdescription+xml" title="kb" href="/opensearch.xml">
)";

constexpr std::string_view kTop = R"(</head>
<body>
<p class="skip"><a href="#main">Skip to the text</a></p>
<div class="top" role="banner">
<p class="brand"><a href="/">kb</a></p>
)";

constexpr std::string_view kFoot = R"(</div>
<div class="foot" role="contentinfo">
<p><a href="/">Search</a> <a href="/triage">Paste a text</a> <a href="/stats">What is in it</a>
<a href="/help">Help</a></p>
</div>
</body>
</html>
)";

std::string relation(std::string_view kind, std::string_view href, std::string_view type = {}) {
  if (href.empty()) return {};
  const std::string typed = type.empty() ? "" : fmt::format(" type=\"{}\"", type);
  return fmt::format("<link rel=\"{}\"{} href=\"{}\">\n", kind, typed, html_text(href));
}

}  // namespace

std::string link_html(std::string_view href, std::string_view text) {
  return "<a href=\"" + html_text(href) + "\">" + html_text(text) + "</a>";
}

std::string paragraph(std::string_view text, std::string_view shape) {
  const std::string of_class = shape.empty() ? "" : fmt::format(" class=\"{}\"", shape);
  return "<p" + of_class + ">" + html_text(text) + "</p>\n";
}

std::string fact_row(std::string_view label, std::string_view value_html) {
  return "<tr><th align=\"left\" valign=\"top\">" + html_text(label) + "</th><td>" +
         std::string(value_html) + "</td></tr>\n";
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string count_of(std::uint64_t count, std::string_view what) {
  return fmt::format("{} {}{}", grouped(count), what, count == 1 ? "" : "s");
}

std::string search_form(std::string_view query, unsigned size) {
  return fmt::format(
      "<form action=\"/search\" method=\"get\" role=\"search\">\n"
      "<p><label for=\"q\">Search for</label>\n"
      "<input type=\"text\" name=\"q\" id=\"q\" size=\"{}\" maxlength=\"{}\" accesskey=\"s\" "
      "value=\"{}\">\n<input type=\"submit\" value=\"Search\"></p>\n</form>\n",
      size, kMaxTyped, html_text(query));
}

std::string page_html(const Page& page) {
  constexpr unsigned kBox = 40;
  std::string out(kPageStart);
  out += "<title>" + html_text(page.title) + " - kb</title>\n";
  out += kLinks;
  out += relation("alternate", page.json, "application/json");
  out += relation("prev", page.previous) + relation("next", page.next);
  out += "<script type=\"module\" src=\"/kb.js\"></script>\n";
  out += kTop;
  if (page.has_search_above) out += search_form(page.query, kBox);
  out += "</div>\n<div class=\"main\" id=\"main\" role=\"main\" tabindex=\"-1\">\n";
  out += page.main;
  out += kFoot;
  return out;
}

std::string article_link(std::string_view id, std::string_view title) {
  return id.empty() ? html_text(title)
                    : link_html(article_address(id), std::string(id) + " " + std::string(title));
}

std::string article_address(std::string_view name) {
  return "/article/" + percent_encoded(name, "/");
}
std::string error_address(std::string_view code) { return "/error/" + percent_encoded(code, ":"); }
std::string file_address(std::string_view file) { return "/file/" + percent_encoded(file); }

std::string_view name_of(Sort sort) {
  switch (sort) {
    case Sort::kNewest:
      return "newest";
    case Sort::kOldest:
      return "oldest";
    case Sort::kId:
      return "id";
    case Sort::kRelevance:
      break;
  }
  return "relevance";
}

std::string search_address(std::string_view query, Sort sort, std::size_t page) {
  std::string out = "/search?q=" + percent_encoded(query);
  if (sort != Sort::kRelevance) out += fmt::format("&sort={}", name_of(sort));
  if (page > 1) out += fmt::format("&page={}", page);
  return out;
}

}  // namespace kb
