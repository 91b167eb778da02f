// An article as an ordinary Markdown page (CommonMark, with the pipe tables of GitHub).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "query/pages/blocks.h"

namespace kb {

/// One line of text in which CommonMark finds no sign of its own: it renders as it is. Controls are
/// made visible.
std::string markdown_text(std::string_view text);

/// Blocks as paragraphs, lists, fenced code and pipe tables; article numbers but `own_id` (may be
/// empty) are links to `Q182320.md`.
std::string blocks_markdown(const std::vector<Block>& blocks, std::string_view own_id);

/// A whole page: front matter, title, sections, the articles that it cites.
std::string article_markdown(const Article& article);

}  // namespace kb
