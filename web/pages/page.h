// What all pages have in common: the head, the search box, the foot; and the addresses of the site.
//
// A page is HTML 4.01 in elements that browsers since 1997 know, all bytes ASCII, with no script and
// no style in it. Newer browsers load one style sheet and one script; `role` and `aria` attributes
// tell screen readers what elements of that age can't. Text is written by html_text() alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "query/pages/html.h"
#include "query/search/answer.h"

namespace kb {

struct Page {
  std::string title;             ///< text
  std::string main{};            ///< HTML: what is inside the page
  std::string query{};           ///< text of the search box
  std::string json{};            ///< address of the same as JSON; may be empty
  std::string previous{};        ///< address of the page before it; may be empty
  std::string next{};            ///< address of the page behind it; may be empty
  bool has_search_above = true;  ///< false for the front page, which has its own
};

/// The whole page.
std::string page_html(const Page& page);

/// The form for a search; `size` is the width of its box in characters.
std::string search_form(std::string_view query, unsigned size);

/// `<a href="HREF">TEXT</a>`; both are text.
std::string link_html(std::string_view href, std::string_view text);

/// `<p>TEXT</p>`; `shape` is the class, may be empty.
std::string paragraph(std::string_view text, std::string_view shape = {});

/// A row of a table with a heading in front; the value is HTML.
std::string fact_row(std::string_view label, std::string_view value_html);

/// `1 article`, `12 articles`, `more than 1,000 articles`.
std::string count_of(std::uint64_t count, std::string_view what);
/// The number with commas between thousands.
std::string grouped(std::uint64_t number);

/// A link with the number of an article, and its title behind it; the title alone for an article
/// without a number.
std::string article_link(std::string_view id, std::string_view title);

/// Addresses. `name` is the number of an article, or the path of its source if it has none.
std::string article_address(std::string_view name);
std::string error_address(std::string_view code);
std::string file_address(std::string_view file);
/// The search page; `page` counts from 1.
std::string search_address(std::string_view query, Sort sort = Sort::kRelevance,
                           std::size_t page = 1);
/// The value of the parameter `sort`.
std::string_view name_of(Sort sort);

}  // namespace kb
