#include "parser/reference_title.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "parser/article_id.h"
#include "parser/prose.h"
#include "parser/text.h"

namespace kb {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestTitle = 400;  // bytes looked at behind an id
constexpr std::size_t kLongestQuote = 200;
constexpr std::size_t kMostWords = 48;
constexpr std::size_t kLongestLine = 2000;  // bytes of a line looked at around an id

// ---------------------------------------------------------------- words and separators

struct Word {
  std::size_t begin;
  std::size_t end;
};

std::string_view view(std::string_view text, Word word) {
  return text.substr(word.begin, word.end - word.begin);
}

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

std::size_t skip_blanks(std::string_view text, std::size_t pos) {
  while (pos < text.size() && is_blank(text[pos])) ++pos;
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

bool is_label(std::string_view word) {
  return istarts_with(word, "ARTICLE-ID") || istarts_with(word, "ARTICLE_ID");
}

bool begins_id(std::string_view text, std::size_t pos) {
  while (pos < text.size() && (text[pos] == '(' || text[pos] == '"')) ++pos;
  return match_article_id(text, pos).has_value();
}

constexpr std::array kNotices = {"NOTE:"sv,    "Note:"sv,      "WARNING:"sv,   "Warning:"sv,
                                 "CAUTION:"sv, "IMPORTANT:"sv, "Important:"sv, "(c)"sv,
                                 "(C)"sv,      "Component:"sv, "Summary:"sv,   "*!*"sv,
                                 "-->"sv};

/// A word that no title goes beyond.
bool ends_titles(std::string_view word) {
  return is_dashed_word(word) || is_label(word) || word == "|" ||
         std::find(kNotices.begin(), kNotices.end(), word) != kNotices.end() ||
         word.find("://") != std::string_view::npos || word.find(":\\") != std::string_view::npos ||
         istarts_with(word, "www.");
}

// ---------------------------------------------------------------- title or prose

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Small words that need another word behind them.
constexpr std::array kNeverLast = {
    "a"sv,   "an"sv,   "and"sv,  "as"sv,        "at"sv,     "by"sv,  "for"sv, "from"sv,
    "if"sv,  "into"sv, "of"sv,   "or"sv,        "than"sv,   "the"sv, "to"sv,  "with"sv,
    "w/"sv,  "when"sv, "your"sv, "A"sv,         "An"sv,     "The"sv, "Of"sv,  "And"sv,
    "For"sv, "With"sv, "From"sv, "Microsoft"sv, "Visual"sv, "-"sv,   "&"sv};

/// Words that go on a name begun by the word before: `Visual Basic`, `Windows NT`.
constexpr std::array kNeverFirst = {
    "NT"sv,          "Basic"sv,       "FoxPro"sv,   "C++"sv,       "Studio"sv,     "Server"sv,
    "Servers"sv,     "Workstation"sv, "Pack"sv,     "Packs"sv,     "SourceSafe"sv, "Explorer"sv,
    "Information"sv, "Base"sv,        "Edition"sv,  "Me"sv,        "XP"sv,         "CE"sv,
    "Error"sv,       "Msg:"sv,        "Message"sv,  "Networks"sv,  "Kit"sv,        "Manager"sv,
    "Library"sv,     "Service"sv,     "Services"sv, "Connector"sv, "Client"sv,     "File"sv,
    "Files"sv};

/// How well `word` stands inside a title.
int title_score(std::string_view word) {
  switch (word_kind(word)) {
    case WordKind::kCapital:
      return starter_weight(word) >= 4 ? -4 - starter_weight(word) / 2 : 2 - starter_weight(word);
    case WordKind::kLower:
      return -3;
    case WordKind::kSmall:
    case WordKind::kOther:
      return 0;
  }
  return 0;
}

/// How well `word` stands inside a sentence, behind its first word.
int sentence_score(std::string_view word) {
  switch (word_kind(word)) {
    case WordKind::kCapital:
      return -2;
    case WordKind::kLower:
      return 3;
    case WordKind::kSmall:
    case WordKind::kOther:
      return 0;
  }
  return 0;
}

bool ends_sentence(std::string_view word) {
  return word.ends_with('.') && !word.ends_with("...") && !word.ends_with("vs.");
}

/// `Windows XP:`, `Method 2:`: a few words up to a colon that name what follows.
bool is_label_line(std::string_view text, const std::vector<Word>& words, std::size_t k,
                   std::size_t most) {
  const std::string_view first = view(text, words[k]);
  if (first != "Windows" && first != "Microsoft" && first != "Method" && first != "Step")
    return false;
  for (std::size_t i = k + 1; i < std::min(most, k + 4); ++i) {
    if (view(text, words[i]).ends_with(':')) return true;
    if (word_kind(view(text, words[i])) == WordKind::kLower) return false;
  }
  return false;
}

/// How much the words from `k` to `most` read like the start of a sentence.
int prose_score(std::string_view text, const std::vector<Word>& words, std::size_t k,
                std::size_t most) {
  constexpr std::size_t kWindow = 8;
  constexpr std::size_t kFewWords = 4;
  constexpr int kLabelLine = 12;
  const bool bullet = view(text, words[k]) == "-" && k + 1 < most;
  if (bullet) ++k;
  const int starter = starter_weight(view(text, words[k]));
  int score = starter > 0 ? starter : bullet ? -2 : -6;
  if (is_label_line(text, words, k, most)) return kLabelLine;
  if (most - k < kFewWords) score -= 8;
  for (std::size_t i = k + 1; i < std::min(most, k + kWindow); ++i) {
    score += sentence_score(view(text, words[i]));
    if (ends_sentence(view(text, words[i]))) {
      score += 2;
      break;
    }
  }
  return score;
}

bool may_follow_title(std::string_view text, const std::vector<Word>& words, std::size_t k) {
  const std::string_view word = view(text, words[k]);
  const std::string_view before = view(text, words[k - 1]);
  if (is_one_of(kNeverFirst, word) || is_one_of(kNeverLast, before) || before.ends_with(':') ||
      before.ends_with(','))
    return false;
  if (word == "-" && k + 1 < words.size())
    return word_kind(view(text, words[k + 1])) == WordKind::kCapital;
  return is_upper(word[0]) || (word[0] == '"' && word.size() > 1 && is_upper(word[1]));
}

int length_score(std::size_t length) {
  if (length < 12) return -12;
  return length <= 80 ? 0 : -int(length - 80) / 3;
}

/// The words behind an id up to what ends a title for certain.
struct Candidate {
  std::vector<Word> words;   ///< of the title and, past `most`, the prose behind it
  std::size_t most = 0;      ///< the title has at most this many words
  std::size_t hard_end = 0;  ///< and ends here at the latest
  bool certain = false;      ///< ends there by a sign, not by the length looked at
};

/// A ruled sub-heading: n dashes at `word` underline the n characters before them.
std::optional<std::size_t> subheading_begin(std::string_view text, Word rule, std::size_t from) {
  const std::size_t length = rule.end - rule.begin;
  if (rule.begin < from + length + 1) return std::nullopt;
  const std::size_t begin = rule.begin - 1 - length;
  if (begin < from || (begin > from && text[begin - 1] != ' ')) return std::nullopt;
  return begin;
}

bool is_hard_stop(std::string_view text, const std::vector<Word>& words, std::size_t k) {
  const std::string_view word = view(text, words[k]);
  if (ends_titles(word) || begins_id(text, words[k].begin)) return true;
  const bool more = k + 1 < words.size();
  if (word == "-" || word == "*" || word == "o") return more && begins_id(text, words[k + 1].begin);
  return is_step_number(word) && more && word_kind(view(text, words[k + 1])) != WordKind::kLower &&
         word_kind(view(text, words[k + 1])) != WordKind::kSmall;
}

std::vector<Word> words_from(std::string_view text, std::size_t begin, std::size_t limit) {
  std::vector<Word> words;
  for (std::size_t i = begin; i < limit && words.size() < kMostWords;) {
    i = skip_blanks(text, i);
    const std::size_t start = i;
    while (i < limit && !is_blank(text[i])) ++i;
    if (i > start) words.push_back({start, i});
  }
  return words;
}

Candidate candidate_from(std::string_view text, std::size_t begin, std::size_t limit) {
  Candidate found;
  found.words = words_from(text, begin, std::min(limit, begin + kLongestTitle));
  std::size_t k = 0;
  while (k < found.words.size() && !is_rule(view(text, found.words[k])) &&
         !is_hard_stop(text, found.words, k)) {
    ++k;
  }
  found.most = k;
  found.certain = k < found.words.size() || begin + kLongestTitle >= limit;
  if (k < found.words.size() && is_rule(view(text, found.words[k]))) {
    if (const auto heading = subheading_begin(text, found.words[k], begin)) {
      while (found.most > 0 && found.words[found.most - 1].begin >= *heading) --found.most;
    }
  }
  found.hard_end = found.most > 0 ? found.words[found.most - 1].end : begin;
  return found;
}

/// Where the title of folded text ends that begins at `begin`; `begin` if prose stands there.
std::size_t title_end(std::string_view text, std::size_t begin, std::size_t limit) {
  constexpr int kCertainEnd = 6;
  constexpr int kNoTitle = 10;  // an id is seldom followed by a sentence
  const Candidate found = candidate_from(text, begin, limit);
  if (found.most == 0) return begin;
  std::size_t best_end = begin;
  int best = prose_score(text, found.words, 0, found.most) - kNoTitle;
  int title = 0;
  for (std::size_t k = 1; k <= found.most; ++k) {
    if (k > 1) title += title_score(view(text, found.words[k - 1]));
    const std::size_t end = found.words[k - 1].end;
    int score = title + length_score(end - begin);
    if (k < found.most) {
      if (!may_follow_title(text, found.words, k)) continue;
      score += prose_score(text, found.words, k, found.most);
      if (ends_sentence(view(text, found.words[k - 1]))) score += 4;
    } else {
      score += found.certain ? kCertainEnd : 0;
    }
    if (score > best) {
      best = score;
      best_end = end;
    }
  }
  return best_end;
}

// ---------------------------------------------------------------- running text

/// Verbs and connecting words that make the id behind them, or before them, part of a sentence.
bool goes_on_in_prose(std::string_view text, std::size_t pos) {
  std::size_t end = pos;
  while (end < text.size() && !is_blank(text[end])) ++end;
  const WordKind kind = word_kind(text.substr(pos, end - pos));
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
  const std::string_view near = text.substr(0, begin + std::min(kLongestLine, text.size() - begin));
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
  std::size_t end = line.indent;
  while (end < line.end && !is_blank(text[end])) ++end;
  return text.substr(line.indent, end - line.indent);
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

/// The title below an id that stands alone at the end of its line.
TitleSpan title_below(std::string_view text, const Line& line) {
  if (line.next == std::string_view::npos) return {};
  Line below = line_at(text, line.next);
  const std::size_t labelled = skip_blanks(text, below.begin);
  if (below.indent == below.end && skip_label(text, labelled) != labelled) {
    below = line_at(text, line_begin(text, labelled));
  }
  if (below.indent == below.end || begins_entry(text, below)) return {};
  const std::size_t begin = skip_label(text, below.indent);
  if (begin == below.indent && !is_upper(text[begin])) return {};
  return lines_from(text, begin, below, below.column());
}

}  // namespace

TitleSpan title_with_lines(std::string_view text, std::size_t id_begin, std::size_t after,
                           Mention mention) {
  if (mention == Mention::kInline) return trimmed(text, title_inline(text, id_begin, after));
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
  if (span.end - span.begin > kUnlikelyLong) span.end = title_end(text, span.begin, span.end);
  return trimmed(text, span);
}

bool reads_like_title(std::string_view text, std::size_t pos) {
  constexpr std::size_t kWords = 4;
  const auto words = words_from(text, pos, std::min(text.size(), pos + 80));
  if (words.size() < 2) return false;
  return std::none_of(words.begin(), words.begin() + std::ptrdiff_t(std::min(words.size(), kWords)),
                      [&](Word word) { return word_kind(view(text, word)) == WordKind::kLower; });
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
