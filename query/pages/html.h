// Articles and texts as HTML that any browser since 1997 shows: the elements of HTML 3.2 with
// `div` and `span`, no style and no script, all bytes ASCII.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "query/pages/blocks.h"

namespace kb {

/// A list of articles below an article: heading, and number and title of each.
struct ArticleList {
  std::string heading;  ///< "Cited by"
  std::vector<Reference> articles;
};

/// `Q182320.html`; of a path all but its slashes is percent-encoded.
std::string article_file(std::string_view name);

struct HtmlOptions {
  /// The address of an article by its number, or by the path of its source; empty for an article
  /// that is printed without a link. By default `Q182320.html`, in the same folder.
  std::function<std::string(std::string_view name)> address_of = article_file;
  std::string style_sheet;        ///< address of a style sheet; empty for none
  std::vector<ArticleList> more;  ///< printed below the articles that it cites itself
};

/// Replaces `&`, `<`, `>`, `"` and `'` by entities; everything else stays as it is.
std::string escape_html(std::string_view text);

/// `text` for an element or a quoted attribute: `& < > " '` and all that is no ASCII become
/// references, controls are made visible (printable.h).
std::string html_text(std::string_view text);

/// The same with each article number in it as a link; `own_id` (may be empty) is not linked.
std::string linked_html(std::string_view text, const HtmlOptions& options, std::string_view own_id);

/// Blocks as paragraphs, lists, tables and preformatted text.
std::string blocks_html(const std::vector<Block>& blocks, const HtmlOptions& options,
                        std::string_view own_id);

/// What every page begins with, up to its title: HTML 4.01 that a browser of 1998 reads, UTF-8.
inline constexpr std::string_view kPageStart =
    "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\" "
    "\"http://www.w3.org/TR/html4/loose.dtd\">\n<html lang=\"en\">\n<head>\n"
    "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";

/// The inside of a page: `<h1>`, the table of facts, sections with an `id` each (`symptoms`,
/// `more-information`, `symptoms-2`), the articles that it cites. For a page with its own head.
std::string article_html(const Article& article, const HtmlOptions& options);

/// A whole page that stands alone.
std::string article_html_page(const Article& article, const HtmlOptions& options);

}  // namespace kb
