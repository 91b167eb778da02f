// Titles of pages, and the article's number in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "parser/pages/page.h"

namespace kb {

/// The number at an end of a title: `XADM: Title (182320)`, `Title [Q182320]`, `Q182320: Title`.
std::optional<std::string> id_in_title(std::string_view title);

/// Takes such a number out of the article's title, unless the article is known to have another; it
/// becomes the id if there is none.
void split_id_from_title(Article& article);

/// Takes the first heading that is no standard one out of a page that has no other title, if it
/// stands above all standard ones; empty if there is none.
std::string take_first_heading(PageLines& lines);

/// The first line of `text` that holds anything, cut to a length that can be printed as a title.
std::string first_line(std::string_view text);

/// Names dates that can't be read, each with its line in the `source` text.
void remark_dates(const std::vector<std::string>& dates, std::string_view source, Article& article);

}  // namespace kb
