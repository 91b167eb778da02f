// Opening articles, for `kb show` and for `kb NUMBER`.
#pragma once

#include <string>

#include "cli/command.h"
#include "query/search/search.h"

namespace kb {

/// How an article is printed; kAuto is the terminal view, or JSON with --json.
enum class Format { kAuto, kText, kMarkdown, kHtml, kJson, kRaw };

/// Prints the article(s) of a canonical id, or what is known of one that is only cited. kNothing if
/// the index neither holds nor cites it.
int show_article(const Index& index, const std::string& id, Format format,
                 const CommonOptions& common);

}  // namespace kb
