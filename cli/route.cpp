#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/open_for_reading.h"
#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "query/codes/error_lookup.h"

namespace kb {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

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

const Command& command_meant(const std::string& text, const CommonOptions& options) {
  const auto id = typed_article_id(text);
  const std::string number(trim(text));
  const bool article = id && (!is_number(number) || is_held(*id, number, options));
  return *command_named(article ? "show" : "search");
}

}  // namespace kb
