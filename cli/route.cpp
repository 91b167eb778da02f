#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/commands/search.h"
#include "cli/commands/show.h"
#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "query/codes/error_lookup.h"

namespace kb {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Whether a bare number is an article's here, and not only a code.
bool is_held(const Index& index, const std::string& id) {
  const auto records = index.articles(id);
  return records && !records->empty();
}

/// Names the likeliest reading of a number as a code, and whether anything is known of it.
void name_code(const std::string& text, const CommonOptions& options) {
  const auto index = Index::open(index_folder(options));
  if (!index) return;
  const auto answer = explain_code(*index, {text, 0});
  const bool read = answer && !answer->readings.empty();
  const std::string code = read ? answer->readings.front().canonical : "ERROR:" + text;
  const bool known = read && answer->found();
  remark(options,
         fmt::format("{} may also be the code {}{}", text, code,
                     known ? "; see `kb error " + text + "`" : ", of which nothing is known"));
}

}  // namespace

int route(const std::string& text, const CommonOptions& options) {
  const auto opened = Index::open(index_folder(options));
  if (!opened) return report(opened.error());
  const Index& index = *opened;
  if (const auto id = parse_article_id(text)) {
    const bool bare = is_number(trim(text));
    if (!bare || is_held(index, *id)) {
      if (bare) name_code(text, options);
      return show_article(index, *id, Format::kAuto, options);
    }
  }
  SearchRequest request;
  request.query = text;
  return search_and_print(index, request, options);
}

}  // namespace kb
