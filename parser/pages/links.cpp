#include "parser/pages/links.h"

#include <algorithm>

#include "parser/fields/article_id.h"
#include "parser/pages/heading_kinds.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

/// The end of the 5 or 6 digits at `at`; `at` if there are none that stand alone.
std::size_t number_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at <= 6 && is_digit(text[end])) ++end;
  return canonical_article_id(text.substr(at, end - at)) ? end : at;
}

/// `(http://support.microsoft.com/kb/65416/EN-US/ ) : ` behind blanks at `at`, if it leads to `id`:
/// where the text goes on behind it. Else `at`.
std::size_t address_end(std::string_view text, std::size_t at, std::string_view id) {
  constexpr std::size_t kLongest = 200;
  std::size_t open = at;
  while (open < text.size() && text[open] == ' ') ++open;
  if (!text.substr(open).starts_with("(http")) return at;
  const std::size_t close = text.substr(0, std::min(text.size(), open + kLongest)).find(')', open);
  if (close == std::string_view::npos) return at;
  if (parse_article_id(text.substr(open + 1, close - open - 1)) != id) return at;
  std::size_t end = close + 1;
  const std::size_t next = text.find_first_not_of(' ', end);
  if (next != std::string_view::npos && text[next] == ':') end = next + 1;
  return end;
}

/// Numbers with their own address behind them, anywhere in a line.
std::string with_addresses_read(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    const bool begins = is_digit(line[i]) && (i == 0 || !is_alnum(line[i - 1]) ||
                                              (line[i - 1] == 'Q' && out.ends_with('Q')));
    const std::size_t end = begins ? number_end(line, i) : i;
    const std::string id = "Q" + std::string(line.substr(i, end - i));
    const std::size_t behind = end > i ? address_end(line, end, id) : end;
    if (behind == end) {
      const std::size_t step = std::max<std::size_t>(end - i, 1);
      out += line.substr(i, step);
      i += step;
      continue;
    }
    if (!out.ends_with('Q')) out += 'Q';
    out += line.substr(i, end - i);
    i = behind;
  }
  return out;
}

/// Where the number stands that begins a line behind blanks and a bullet; npos if none does, or if
/// no title follows it.
std::size_t leading_number(std::string_view line) {
  std::size_t at = line.find_first_not_of(" \t");
  if (at == std::string_view::npos) return at;
  if (line.substr(at).starts_with("- ") || line.substr(at).starts_with("* ")) at += 2;
  const std::size_t end = number_end(line, at);
  if (end == at || end + 1 >= line.size() || line[end] != ' ') return std::string_view::npos;
  const std::size_t next = line.find_first_not_of(' ', end);
  constexpr std::size_t kFewestWords = 3;  // `75626 Paris France` is a town
  const bool title = is_upper(line[next]) || line[next] == '"' || line[next] == '.';
  const bool long_enough = split_words(line.substr(next)).size() >= kFewestWords;
  return title && long_enough ? at : std::string_view::npos;
}

/// A sentence after which articles are listed; it may have begun on the line above.
bool announces_articles(std::string_view above, std::string_view last) {
  if (!trim(last).ends_with(':')) return false;
  const std::string line = std::string(trim(above)) + " " + std::string(trim(last));
  return has_one_of(lower(line), {"knowledge base", "article number", "following article"});
}

}  // namespace

std::optional<std::string> linked_article(std::string_view address) {
  if (address.find('/') == std::string_view::npos) return std::nullopt;
  if (address.find('#') != std::string_view::npos) return std::nullopt;
  return parse_article_id(address);
}

std::string link_text(std::string_view text, std::string_view id) {
  const std::string_view label = trim(text);
  const bool is_number = label == id.substr(1);
  const std::size_t before = std::size_t(label.data() - text.data());
  if (is_number) {
    return std::string(text.substr(0, before)) + std::string(id) +
           std::string(text.substr(before + label.size()));
  }
  std::string out(text);
  if (text.find(id.substr(1)) != std::string_view::npos) return out;
  return out.append(" (").append(id).append(")");
}

void letter_article_numbers(PageLines& lines) {
  bool listed = false;      // a number at the start of the next line is an article's
  bool references = false;  // so it is anywhere in this section
  std::string above;
  for (PageLine& line : lines) {
    if (line.level != 0) {
      references = heading_kind(line.text) == SectionKind::kReferences ||
                   line.kind == SectionKind::kReferences;
      listed = false;
      above.clear();
      continue;
    }
    if (trim(line.text).empty()) continue;
    if (line.text.find('(') != std::string::npos) line.text = with_addresses_read(line.text);
    const std::size_t number = listed || references ? leading_number(line.text) : std::string::npos;
    if (number != std::string::npos) line.text.insert(number, 1, 'Q');
    const std::size_t first = line.text.find_first_not_of(" -*\t");
    const bool cites = first != std::string::npos && match_article_id(line.text, first).has_value();
    listed = cites || announces_articles(above, line.text);
    above = line.text;
  }
}

}  // namespace kb
