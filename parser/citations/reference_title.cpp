#include "parser/citations/reference_title.h"

#include <algorithm>

#include "parser/citations/title_end.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/prose.h"

namespace kb {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestQuote = 200;
constexpr std::size_t kLongestLine = 2000;  // bytes of a line looked at around an id

// ---------------------------------------------------------------- separators

/// Length of the blank at `pos` that does not end a line: a space, a tab or a no-break space.
std::size_t inner_blank(std::string_view text, std::size_t pos) {
  if (pos >= text.size()) return 0;
  if (text[pos] == ' ' || text[pos] == '\t') return 1;
  return text.substr(pos, 2) == "\xC2\xA0" ? 2 : 0;
}

std::size_t skip_inner_blanks(std::string_view text, std::size_t pos) {
  while (const std::size_t length = inner_blank(text, pos)) pos += length;
  return pos;
}

/// Behind `</LINK>` or another tag at `pos`.
std::size_t skip_tag(std::string_view text, std::size_t pos) {
  if (pos >= text.size() || text[pos] != '<') return pos;
  const std::size_t close = text.substr(0, std::min(text.size(), pos + 40)).find('>', pos);
  return close == std::string_view::npos ? pos : close + 1;
}

struct Separators {
  std::size_t end;  ///< where the title may begin
  bool any;         ///< something but blanks was passed
  bool cell;        ///< a `|` was: the title is a table cell
};

/// Passes ` : `, `: `, ` - `, `--`, `;`, `|` and, between blanks, any run of them.
Separators skip_separators(std::string_view text, std::size_t pos) {
  Separators found{skip_inner_blanks(text, skip_tag(text, pos)), false, false};
  while (found.end < text.size() && ":;-|="sv.find(text[found.end]) != std::string_view::npos) {
    found.any = true;
    found.cell = found.cell || text[found.end] == '|';
    found.end = skip_inner_blanks(text, found.end + 1);
  }
  return found;
}

/// Behind `TITLE   :` at `pos`; `pos` itself if the label is not there.
std::size_t skip_label(std::string_view text, std::size_t pos) {
  constexpr std::string_view kLabel = "TITLE";
  if (!istarts_with(text.substr(pos), kLabel)) return pos;
  const std::size_t colon = skip_inner_blanks(text, pos + kLabel.size());
  if (colon >= text.size() || text[colon] != ':') return pos;
  return skip_inner_blanks(text, colon + 1);
}

// ---------------------------------------------------------------- running text

/// Verbs and connecting words that make the id behind them, or before them, part of a sentence.
bool goes_on_in_prose(std::string_view text, std::size_t pos) {
  const WordKind kind = word_kind(text.substr(pos, word_end(text, pos) - pos));
  return kind == WordKind::kLower || kind == WordKind::kSmall;
}

/// `"Title"` at `pos`: the span inside the quotes, without a final comma or period.
TitleSpan quoted(std::string_view text, std::size_t pos) {
  if (pos >= text.size() || text[pos] != '"') return {};
  const std::size_t close =
      text.substr(0, std::min(text.size(), pos + 1 + kLongestQuote)).find('"', pos + 1);
  if (close == std::string_view::npos) return {};
  std::size_t end = close;
  while (end > pos + 1 && (text[end - 1] == ',' || text[end - 1] == '.')) --end;
  return end > pos + 1 ? TitleSpan{pos + 1, end} : TitleSpan{};
}

/// `"Title," Q123456`, `"Title", Q123456`, `"Title" (Q123456)`
TitleSpan quoted_before(std::string_view text, std::size_t id_begin) {
  std::size_t i = id_begin;
  const auto step_over_blanks = [&] {
    while (i > 0 && is_blank(text[i - 1])) --i;
  };
  bool set_off = false;
  if (i > 0 && text[i - 1] == '(') --i, set_off = true;
  step_over_blanks();
  if (i > 0 && text[i - 1] == ',') --i, set_off = true;
  if (i == 0 || text[i - 1] != '"') return {};
  std::size_t end = i - 1;
  if (end > 0 && text[end - 1] == ',') --end, set_off = true;
  if (!set_off || end == 0) return {};
  const std::size_t from = end > kLongestQuote ? end - kLongestQuote : 0;
  const std::size_t quote = text.substr(from, end - from).rfind('"');
  const std::size_t open = from + quote;
  if (quote == std::string_view::npos || open + 1 == end) return {};
  const bool words = text.substr(open, end - open).find(' ') != std::string_view::npos;
  return words && !is_lower(text[open + 1]) ? TitleSpan{open + 1, end} : TitleSpan{};
}

/// Where the paragraph at `pos` ends.
std::size_t paragraph_end(std::string_view text, std::size_t pos) {
  for (std::size_t i = pos; i < std::min(text.size(), pos + kLongestTitle); ++i) {
    if (text[i] != '\n') continue;
    const std::size_t next = skip_inner_blanks(text, i + 1);
    if (next >= text.size() || text[next] == '\n') return i;
  }
  return text.size();
}

/// The title that a sentence sets off from an id in it.
TitleSpan title_inline(std::string_view text, std::size_t id_begin, std::size_t after) {
  std::size_t pos = skip_tag(text, after);
  if (pos < text.size() && (text[pos] == ',' || text[pos] == ':')) ++pos;
  const std::size_t quote = skip_blanks(text, pos);
  if (const TitleSpan span = quoted(text, quote); quote > after && !span.empty()) return span;
  const Separators separators = skip_separators(text, after);
  if (separators.any && separators.end < text.size() && is_upper(text[separators.end])) {
    return {separators.end, title_end(text, separators.end, paragraph_end(text, separators.end))};
  }
  return quoted_before(text, id_begin);
}

/// `Q123456, "Title"` and `Q123456, Title` in a list; npos where a comma leads to no title.
std::size_t behind_comma(std::string_view text, std::size_t pos) {
  if (pos >= text.size() || text[pos] != ',') return pos;
  const std::size_t next = skip_blanks(text, pos + 1);
  return next < text.size() && is_upper(text[next]) && !begins_id(text, next)
             ? next
             : std::string_view::npos;
}

/// True if no title can begin at `pos`: the sentence ends or goes on.
bool no_title_at(std::string_view text, std::size_t pos) {
  if (pos >= text.size() || begins_id(text, pos)) return true;
  if (".,)!?"sv.find(text[pos]) != std::string_view::npos) {
    return pos + 1 >= text.size() || !is_alnum(text[pos + 1]);
  }
  return goes_on_in_prose(text, pos);
}

/// Takes outer blanks off.
TitleSpan trimmed(std::string_view text, TitleSpan span) {
  while (span.begin < span.end && is_blank(text[span.begin])) ++span.begin;
  while (span.end > span.begin && is_blank(text[span.end - 1])) --span.end;
  return span;
}

// ---------------------------------------------------------------- lines

struct Line {
  std::size_t begin;   ///< first character of the line
  std::size_t indent;  ///< first character that is no blank
  std::size_t end;     ///< behind the last that is none
  std::size_t next;    ///< where the next line begins, npos if there is none

  std::size_t column() const { return indent - begin; }
};

Line line_at(std::string_view text, std::size_t begin) {
  const std::size_t reach = utf8_prefix(text.substr(begin), kLongestLine).size();
  const std::string_view near = text.substr(0, begin + reach);
  const std::size_t newline = near.find('\n', begin);
  Line line{begin, begin, std::min(newline, near.size()),
            newline == std::string_view::npos ? newline : newline + 1};
  line.indent = std::min(skip_inner_blanks(text, begin), line.end);
  while (line.end > line.indent && is_blank(text[line.end - 1])) --line.end;
  return line;
}

std::size_t line_begin(std::string_view text, std::size_t pos) {
  const std::size_t least = pos > kLongestLine ? pos - kLongestLine : 0;
  while (pos > least && text[pos - 1] != '\n') --pos;
  return pos;
}

std::string_view first_word(std::string_view text, const Line& line) {
  const std::string_view rest = text.substr(line.indent, line.end - line.indent);
  return rest.substr(0, word_end(rest, 0));
}

/// True if `line` begins something of its own.
bool begins_entry(std::string_view text, const Line& line) {
  const std::string_view word = first_word(text, line);
  return word == "-" || word == "*" || word == "o" || is_step_number(word) || is_rule(word) ||
         ends_titles(word) || begins_id(text, line.indent);
}

/// True if `below` goes on where `above` was broken for its width. Lines are 80 columns wide with
/// up to a dozen columns of indentation; only the width without it is compared. The Markdown
/// dialect takes one leading blank off, so one column more or less says nothing.
bool goes_on(std::string_view text, const Line& above, const Line& below, std::size_t column) {
  constexpr std::size_t kFull = 66;
  if (below.indent == below.end || begins_entry(text, below)) return false;
  if (below.column() + 1 < column) return false;
  return above.end - above.indent + 1 + first_word(text, below).size() > kFull;
}

/// The column at which the text of the line begins that holds the id: behind its bullet.
std::size_t text_column(std::string_view text, const Line& line, std::size_t id_begin) {
  const std::string_view word = first_word(text, line);
  const bool bullet = word == "-" || word == "*" || word == "o" || is_step_number(word);
  if (!bullet) return line.column();
  const std::size_t behind = skip_inner_blanks(text, line.indent + word.size());
  return std::min(behind, id_begin) - line.begin;
}

/// From `begin` to the end of its line and of the lines that go on with it.
TitleSpan lines_from(std::string_view text, std::size_t begin, Line line, std::size_t column) {
  constexpr int kMostLines = 4;
  TitleSpan span{begin, std::max(begin, line.end)};
  for (int i = 1; i < kMostLines && line.next != std::string_view::npos; ++i) {
    const Line below = line_at(text, line.next);
    if (!goes_on(text, line, below, column)) break;
    span.end = below.end;
    line = below;
  }
  return span;
}

/// The cell of a table row that begins at `begin`.
TitleSpan cell_from(std::string_view text, std::size_t begin, const Line& line) {
  const std::size_t bar = text.substr(0, line.end).find('|', begin);
  return {begin, std::min(bar, line.end)};
}

/// The end of a label block with blank lines between its lines: the rest of a title that was broken
/// for its width stands alone below a blank line.
TitleSpan spaced_lines_from(std::string_view text, std::size_t begin, const Line& line) {
  TitleSpan span = lines_from(text, begin, line, line.column());
  if (span.end != line.end || line.next == std::string_view::npos) return span;
  const Line blank = line_at(text, line.next);
  if (blank.indent != blank.end || blank.next == std::string_view::npos) return span;
  const Line below = line_at(text, blank.next);
  if (below.indent == below.end || !is_upper(text[below.indent])) return span;
  const bool alone = below.next == std::string_view::npos ||
                     skip_inner_blanks(text, below.next) >= text.size() ||
                     text[skip_inner_blanks(text, below.next)] == '\n';
  if (alone && goes_on(text, line, below, line.column())) span.end = below.end;
  return span;
}

/// The title below an id that stands alone at the end of its line.
TitleSpan title_below(std::string_view text, const Line& line) {
  if (line.next == std::string_view::npos) return {};
  Line below = line_at(text, line.next);
  const std::size_t labelled = skip_blanks(text, below.begin);
  const bool spaced = below.indent == below.end && skip_label(text, labelled) != labelled;
  if (spaced) {
    below = line_at(text, line_begin(text, labelled));
  }
  if (below.indent == below.end || begins_entry(text, below)) return {};
  const std::size_t begin = skip_label(text, below.indent);
  if (begin == below.indent && !is_upper(text[begin])) return {};
  if (spaced) return spaced_lines_from(text, begin, below);
  return lines_from(text, begin, below, below.column());
}

/// True if lines were joined and the last of their sentences, the only one with a period, may be
/// prose that was glued to the title.
bool ends_in_prose(std::string_view text, const TitleSpan& span) {
  const std::string_view inside = text.substr(span.begin, span.end - span.begin);
  return inside.find('\n') != std::string_view::npos && inside.find('.') == inside.size() - 1 &&
         inside.find('"') == std::string_view::npos;
}

}  // namespace

TitleSpan title_with_lines(std::string_view text, std::size_t id_begin, std::size_t after,
                           Mention mention) {
  if (mention == Mention::kInline) return trimmed(text, title_inline(text, id_begin, after));
  if (begins_id(text, after)) return {};  // glued: a line of nothing else would be read each time
  const Line line = line_at(text, line_begin(text, id_begin));
  const Separators separators = skip_separators(text, after);
  if (separators.end >= line.end) return trimmed(text, title_below(text, line));
  std::size_t begin = separators.end;
  if (text[begin] == ',') {
    begin = behind_comma(text, begin);
    if (begin == std::string_view::npos) return title_inline(text, id_begin, after);
  }
  begin = skip_label(text, begin);
  if (no_title_at(text, begin)) return {};
  if (separators.cell) return trimmed(text, cell_from(text, begin, line));
  TitleSpan span = lines_from(text, begin, line, text_column(text, line, id_begin));
  constexpr std::size_t kUnlikelyLong = 110;
  span.reach = span.end;
  const std::size_t length = fold_blanks(text.substr(span.begin, span.end - span.begin)).size();
  if (length > kUnlikelyLong || ends_in_prose(text, span))
    span.end = title_end(text, span.begin, span.end);
  return trimmed(text, span);
}

TitleSpan title_folded(std::string_view text, std::size_t id_begin, std::size_t after,
                       Mention mention) {
  if (mention == Mention::kInline) return trimmed(text, title_inline(text, id_begin, after));
  std::size_t begin = skip_separators(text, after).end;
  if (begin < text.size() && text[begin] == ',') {
    begin = behind_comma(text, begin);
    if (begin == std::string_view::npos) return title_inline(text, id_begin, after);
  }
  if (begin >= text.size()) return {};
  begin = skip_label(text, begin);
  if (no_title_at(text, begin)) return {};
  return trimmed(text, {begin, title_end(text, begin, text.size())});
}

}  // namespace kb
