// An article as the terminal shows it.
#pragma once

#include "cli/terminal.h"
#include "parser/article.h"

namespace kb {

/// Title, facts, sections in order, citations; filled to the output's width (query/pages/plain.h).
void write_article(const Article& article, Output& out);

/// Every error code of the article, one a line, with the spelling that it has there.
void write_codes(const Article& article, Output& out);

}  // namespace kb
