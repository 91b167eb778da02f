// Opening articles, for `kb show` and for `kb NUMBER`.
#pragma once

#include <string>

#include "cli/command.h"
#include "query/search/search.h"

namespace kb {

/// How an article is printed; kAuto is the terminal view, or JSON with --json; kCodes is a list of
/// its error codes.
enum class Format { kAuto, kText, kMarkdown, kHtml, kJson, kRaw, kCodes };

/// What of an article is printed, and how.
struct View {
  View(Format wanted = Format::kAuto) : format(wanted) {}

  Format format;
  bool all = false;  ///< of an article that is only cited: every citing article, not the first 20
};

/// Prints the article(s) of a canonical id, or what is known of one that is only cited. kNothing if
/// the index neither holds nor cites it.
int show_article(const Index& index, const std::string& id, const View& view,
                 const CommonOptions& common);

}  // namespace kb
