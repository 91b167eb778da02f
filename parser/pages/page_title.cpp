#include "parser/pages/page_title.h"

#include <algorithm>

#include "parser/fields/article_id.h"
#include "parser/pages/heading_kinds.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

/// A number at an end of a title, and what is left.
struct Numbered {
  std::string id;
  std::string_view rest;
};

/// `Q123456: ...`, `KB900123 - ...`; a bare number in front is a year or a count.
std::optional<Numbered> number_in_front(std::string_view title) {
  const std::size_t end = title.find_first_of(": ");
  if (end == std::string_view::npos || is_digit(title.front())) return std::nullopt;
  const auto id = parse_article_id(title.substr(0, end));
  if (!id) return std::nullopt;
  std::string_view rest = trim(title.substr(end));
  if (rest.starts_with(':') || rest.starts_with("- ")) rest = trim(rest.substr(1));
  return Numbered{*id, rest};
}

/// `... (182320)`, `... [Q182320]`.
std::optional<Numbered> number_behind(std::string_view title) {
  if (title.empty() || (title.back() != ')' && title.back() != ']')) return std::nullopt;
  const std::size_t open = title.rfind(title.back() == ')' ? '(' : '[');
  if (open == std::string_view::npos || open == 0) return std::nullopt;
  const std::string_view inside = title.substr(open + 1, title.size() - open - 2);
  if (inside.find('/') != std::string_view::npos) return std::nullopt;
  const auto id = parse_article_id(inside);
  if (!id) return std::nullopt;
  return Numbered{*id, trim(title.substr(0, open))};
}

std::optional<Numbered> read_number(std::string_view title) {
  if (auto number = number_in_front(title)) return number;
  return number_behind(title);
}

}  // namespace

std::optional<std::string> id_in_title(std::string_view title) {
  const auto number = read_number(trim(title));
  return number ? std::optional(number->id) : std::nullopt;
}

void split_id_from_title(Article& article) {
  const auto number = read_number(article.title);
  if (!number) return;
  if (!article.id) article.id = number->id;
  if (article.id == number->id) article.title = std::string(number->rest);
}

std::string take_first_heading(PageLines& lines) {
  const auto heading = std::find_if(lines.begin(), lines.end(),
                                    [](const PageLine& line) { return line.level != 0; });
  if (heading == lines.end() || heading->kind) return {};
  if (heading_kind(heading->text) != SectionKind::kOther || is_applies_heading(heading->text)) {
    return {};
  }
  std::string title = heading->text;
  lines.erase(heading);
  return title;
}

std::string first_line(std::string_view text) {
  constexpr std::size_t kMaxTitle = 200;  // bytes
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = fold_blanks(text.substr(at, std::min(end - at, 4 * kMaxTitle)));
    at = end + 1;
    if (line.empty() || is_run_of(line, '=') || is_run_of(line, '-')) continue;
    std::size_t length = std::min(line.size(), kMaxTitle);
    while (length > 0 && length < line.size() && (line[length] & 0xC0) == 0x80) --length;
    return line.substr(0, length);
  }
  return {};
}

void remark_dates(const std::vector<std::string>& dates, std::string_view source,
                  Article& article) {
  constexpr std::size_t kMost = 8;  // remarks
  for (const std::string& date : dates) {
    if (article.diagnostics.size() >= kMost) return;
    const std::size_t at = source.find(date);
    const std::string_view before = source.substr(0, at == std::string_view::npos ? 0 : at);
    const std::size_t line = 1 + std::size_t(std::count(before.begin(), before.end(), '\n'));
    article.diagnostics.push_back({line, "'" + date + "' is no date (YYYY-MM-DD)"});
  }
}

}  // namespace kb
