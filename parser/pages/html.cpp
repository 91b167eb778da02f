#include "parser/pages/html.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "parser/fields/article_id.h"
#include "parser/fields/dates.h"
#include "parser/fields/products.h"
#include "parser/pages/heading_kinds.h"
#include "parser/pages/html_text.h"
#include "parser/pages/links.h"
#include "parser/pages/page_furniture.h"
#include "parser/pages/page_labels.h"
#include "parser/pages/page_sections.h"
#include "parser/pages/page_title.h"
#include "parser/pages/spoken_headings.h"
#include "parser/text/ascii.h"
#include "parser/text/charsets.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

/// Takes the first heading of level 1 out of `lines`, with what is left above it of the site's
/// navigation; empty if there is none.
std::string take_heading(PageLines& lines) {
  const auto heading = std::find_if(lines.begin(), lines.end(),
                                    [](const PageLine& line) { return line.level == 1; });
  if (heading == lines.end()) return {};
  std::string title = heading->text;
  const bool text_above = std::any_of(lines.begin(), heading, [](const PageLine& line) {
    return line.level != 0 && heading_kind(line.text) != SectionKind::kOther;
  });
  lines.erase(text_above ? heading : lines.begin(), heading + 1);
  return title;
}

/// What META says where the page's text says nothing.
void read_metas(const HtmlPage& page, Article& article) {
  if (!article.last_modified) article.last_modified = parse_printed_date(page.meta("kbmodify"));
  if (article.keywords.empty() && article.id)
    article.keywords = split_keywords(page.meta("keywords"));
  // `Support; KB; exchange, crossnet`: the third part is the product code.
  const std::string area = page.meta("kbarea");
  const auto parts = split(area, ';');
  if (parts.size() < 3) return;
  const std::string_view code = trim(parts[2].substr(0, parts[2].find(',')));
  if (code.empty()) return;
  article.product_code = std::string(code);
  if (const auto name = product_name_of(code)) article.products = {std::string(*name)};
}

void remark_language(const HtmlPage& page, Article& article) {
  const std::string& language = page.language;
  if (language.empty() || istarts_with(language, "en")) return;
  article.diagnostics.push_back(
      {0, "the page says that its language is '" + language + "', not English"});
}

void remark_charset(const HtmlPage& page, Article& article) {
  constexpr std::array<std::string_view, 6> kReadable = {"us-ascii", "ascii",        "utf-8",
                                                         "utf8",     "windows-1252", "iso-8859-1"};
  const bool readable =
      page.charset.empty() || knows_charset(page.charset) ||
      std::any_of(kReadable.begin(), kReadable.end(), [&](std::string_view known) {
        return istarts_with(page.charset, known) || istarts_with(page.charset, "utf-16");
      });
  if (readable) return;
  article.diagnostics.push_back({0, "the page says that its character set is '" + page.charset +
                                        "', which is read as UTF-8 or code page 1252"});
}

}  // namespace

void read_html(std::string_view html, Article& article) {
  HtmlPage page = read_html_page(html);
  drop_furniture(page.lines);
  letter_article_numbers(page.lines);
  mark_spoken_headings(page.lines);
  PageFacts facts = take_page_facts(page.lines, parse_article_id(page.meta("kbid")));
  article.title = take_heading(page.lines);
  if (article.title.empty() && facts.title) article.title = *facts.title;
  // A wiki names its page by the article's number.
  const bool numbered = istarts_with(page.title, "Microsoft KB Archive/");
  if (article.title.empty() && (numbered || page.title.empty())) {
    article.title = take_first_heading(page.lines);
  }
  if (article.title.empty()) article.title = page.title;
  const std::vector<std::string> unreadable = facts.unreadable;
  fill_article(std::move(facts), article);
  read_metas(page, article);
  split_id_from_title(article);
  if (!article.id) article.id = id_in_title(page.title);
  article.sections = page_sections(page.lines, Deeper::kText);
  remark_language(page, article);
  remark_charset(page, article);
  remark_dates(unreadable, html, article);
}

}  // namespace kb
