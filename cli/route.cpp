#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/search_command.h"
#include "cli/show_command.h"
#include "parser/article_id.h"
#include "parser/text.h"

namespace kb {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// A bare number of 5 or 6 digits is the article where it is held; one line names its other
/// reading.
bool is_held(const Searcher& searcher, const std::string& id) {
  const auto records = searcher.articles(id);
  return records && !records->empty();
}

/// Names the likeliest reading of a number as a code: one that something is known of, if any is.
void name_code(const Searcher& searcher, const std::string& text, const CommonOptions& options) {
  const auto answer = searcher.explain_code({text, 0});
  if (!answer || answer->readings.empty()) return;
  remark(options, fmt::format("{} may also be the code {}; `kb error {}` explains it", text,
                              answer->readings.front().canonical, text));
}

}  // namespace

int route(const std::string& text, const CommonOptions& options) {
  const auto searcher = Searcher::open(index_folder(options));
  if (!searcher) return report(searcher.error());
  if (const auto id = parse_article_id(text)) {
    const bool bare = is_number(trim(text));
    if (!bare || is_held(*searcher, *id)) {
      if (bare) name_code(*searcher, text, options);
      return show_article(*searcher, *id, Format::kAuto, options);
    }
  }
  SearchRequest request;
  request.query = text;
  return search_and_print(*searcher, request, options);
}

}  // namespace kb
