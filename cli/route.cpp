#include "cli/route.h"

#include <fmt/format.h>

#include "cli/open_for_reading.h"
#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "query/codes/error_lookup.h"

namespace kb {
namespace {

/// Names the likeliest reading of a number as a code, and whether anything is known of it.
void name_code(const Index& index, const std::string& text, const CommonOptions& options) {
  const auto answer = explain_code(index, {text, 0});
  const bool read = answer && !answer->readings.empty();
  const std::string code = read ? answer->readings.front().canonical : "ERROR:" + text;
  const bool known = read && answer->found();
  remark(options,
         fmt::format("{} may also be the code {}{}", text, code,
                     known ? "; see `kb error " + text + "`" : ", of which nothing is known"));
}

/// Whether a bare number is an article's in this index; if so, names its reading as a code.
bool is_held(const std::string& id, const std::string& text, const CommonOptions& options) {
  const auto index = open_for_reading(options);
  if (!index) return false;
  const auto records = index->articles(id);
  if (!records || records->empty()) return false;
  name_code(*index, text, options);
  return true;
}

}  // namespace

Routed route(const std::vector<std::string>& words, const CommonOptions& options) {
  const std::string text = joined(words);
  const auto id = typed_article_id(text);
  const std::string number(trim(text));
  if (id && (!all_digits(number) || is_held(*id, number, options)))
    return {*command_named("show"), {number}};
  return {*command_named("search"), words};
}

}  // namespace kb
