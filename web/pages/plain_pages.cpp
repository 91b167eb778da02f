#include "web/pages/plain_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "parser/text/ascii.h"
#include "parser/text/numbers.h"
#include "web/assets/assets.h"
#include "web/pages/chart.h"
#include "web/pages/page.h"

namespace kb {
namespace {

using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

Counts counts_of(const ArticleCounts& counts, const std::string& facet, std::size_t most) {
  Counts out;
  const auto found = counts.facets.find(facet);
  if (found == counts.facets.end()) return out;
  for (const FacetCount& one : found->second) {
    if (out.size() < most && !one.value.empty()) out.emplace_back(one.value, one.count);
  }
  return out;
}

/// A table of values and counts; `field` is what narrows a search to a value.
std::string counts_table(const Counts& counts, std::string_view heading, std::string_view field) {
  std::string out = "<table border=\"1\">\n<tr><th align=\"left\">" + html_text(heading) +
                    "</th><th align=\"left\">Articles</th></tr>\n";
  for (const auto& [value, count] : counts) {
    const std::string query =
        field == "date" ? "date:" + value : fmt::format("{}:\"{}\"", field, value);
    out += "<tr><td>" + link_html(search_address(query), value) + "</td><td align=\"right\">" +
           grouped(count) + "</td></tr>\n";
  }
  return out + "</table>\n";
}

/// The same with the years in between of which there is nothing, for a scale without gaps.
Counts every_year(const Counts& years) {
  Counts out;
  for (const auto& [name, count] : years) {
    const int year = leading_number<int>(name);
    while (!out.empty() && std::stoi(out.back().first) + 1 < year) {
      out.emplace_back(std::to_string(std::stoi(out.back().first) + 1), 0);
    }
    if (year > 0) out.emplace_back(std::to_string(year), count);
  }
  return out;
}

/// The message of an error, which other messages follow elsewhere, as a sentence of its own.
std::string sentence(std::string text) {
  if (!text.empty()) text[0] = to_upper(text[0]);
  return text + ".";
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), by);
    at += by.size();
  }
  return text;
}

}  // namespace

std::string stats_page(const IndexInfo& info, const ArticleCounts& counts) {
  constexpr std::size_t kProducts = 25;
  constexpr std::size_t kYears = 100;
  Page page{"What is in it"};
  page.json = "/api/stats";
  page.main = "<h1>" + html_text(page.title) + "</h1>\n<table class=\"facts\">\n" +
              fact_row("Articles", grouped(info.articles)) +
              fact_row("Files read", grouped(info.files));
  for (const auto& [name, count] : info.dialects) {
    page.main += fact_row("Dialect " + name, grouped(count));
  }
  if (!info.created.empty()) page.main += fact_row("Written", html_text(info.created));
  for (const std::string& source : info.sources) page.main += fact_row("Source", html_text(source));
  page.main += "</table>\n";
  Counts years = counts_of(counts, "year", kYears);
  std::sort(years.begin(), years.end());
  if (!years.empty()) {
    page.main += "<h2>By the year last modified</h2>\n" +
                 bar_chart(every_year(years), "articles by year; the table lists them") +
                 counts_table(years, "Year", "date");
  }
  const Counts products = counts_of(counts, "product", kProducts);
  if (!products.empty()) {
    page.main += "<h2>By product</h2>\n" + counts_table(products, "Product", "product");
  }
  return page_html(page);
}

std::string help_page(std::string_view host) {
  Page page{"Help"};
  page.main = replaced(std::string(kHelpText), "HOST", html_text(host));
  return page_html(page);
}

std::string refusal_page(const Refusal& refusal, const std::string& query) {
  Page page{std::to_string(refusal.status) + " " + std::string(phrase_of(refusal.status))};
  page.query = query;
  page.main = "<h1>" + html_text(phrase_of(refusal.status)) + "</h1>\n" +
              paragraph(sentence(refusal.message), "lead");
  if (!refusal.hint.empty()) page.main += paragraph(sentence(refusal.hint));
  return page_html(page);
}

std::string open_search(std::string_view host) {
  const std::string base = "http://" + html_text(host);
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>kb</ShortName>
<Description>The knowledge base on this machine</Description>
<InputEncoding>UTF-8</InputEncoding>
)" + fmt::format(
             "<Url type=\"text/html\" template=\"{0}/search?q={{searchTerms}}\"/>\n"
             "<Url type=\"application/x-suggestions+json\" "
             "template=\"{0}/suggest?q={{searchTerms}}\"/>\n"
             "<Url type=\"application/opensearchdescription+xml\" rel=\"self\" "
             "template=\"{0}/opensearch.xml\"/>\n"
             "<Image width=\"16\" height=\"16\" type=\"image/svg+xml\">"
             "{0}/favicon.svg</Image>\n</OpenSearchDescription>\n",
             base);
}

}  // namespace kb
