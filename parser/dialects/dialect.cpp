#include "parser/dialects/dialect.h"

#include <algorithm>
#include <string>

#include "parser/text/ascii.h"
#include "parser/text/html_tag.h"

namespace kb {
namespace {

constexpr std::size_t kReach = 4096;  // bytes from the start in which a dialect shows itself

bool has_article_line(std::string_view head) {
  for (const std::string_view indent : {"\n\t", "\n    "}) {
    std::size_t at = head.find(std::string(indent) + "Article: ");
    if (at == std::string_view::npos) continue;
    at += indent.size() + 9;
    return at + 1 < head.size() && to_upper(head[at]) == 'Q' && is_digit(head[at + 1]);
  }
  return false;
}

/// A line that starts with one to six `#` and a blank.
bool has_atx_heading(std::string_view head) {
  for (std::size_t at = 0; at < head.size();) {
    std::size_t marks = at;
    while (marks < head.size() && head[marks] == '#') ++marks;
    if (marks > at && marks - at <= 6 && marks < head.size() && head[marks] == ' ') return true;
    const std::size_t end = head.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return false;
}

bool has_markdown_name(std::string_view source) {
  const std::string name =
      lower(source.substr(source.size() - std::min<std::size_t>(9, source.size())));
  return name.ends_with(".md") || name.ends_with(".markdown");
}

}  // namespace

Dialect detect_dialect(std::string_view text, std::string_view source) {
  std::string_view head = text.substr(0, kReach);
  while (!head.empty() && is_blank(head.front())) head.remove_prefix(1);
  if (head.starts_with("DOCUMENT:")) {
    const std::size_t line = head.find('\n');
    const std::size_t label = head.find("TITLE ");
    return label != std::string_view::npos && label < line ? Dialect::kDocumentFlat
                                                           : Dialect::kDocument;
  }
  if (begins_as_html(head)) return Dialect::kHtml;
  const bool marked =
      head.starts_with("---\n") || head.starts_with("+++\n") || has_atx_heading(head);
  if (marked && has_article_line(head)) return Dialect::kJekyll;
  return marked || has_markdown_name(source) ? Dialect::kMarkdown : Dialect::kText;
}

}  // namespace kb
