// An article for people: in the terminal, and as text, Markdown and HTML.
#pragma once

#include <string>

#include "cli/terminal.h"
#include "parser/article.h"

namespace kb {

/// Title, header block, sections in order, citations; wrapped to the output's width.
void write_article(const Article& article, Output& out);

/// The article as an ordinary Markdown page: front matter, headings, text as code blocks.
std::string article_markdown(const Article& article);

}  // namespace kb
