#include "parser/pages/page_furniture.h"

#include <algorithm>
#include <array>

#include "parser/dialects/labels.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

// Whole lines, without regard to case, final marks and addresses behind them.
constexpr std::array<std::string_view, 30> kLines = {
    "all microsoft sites",
    "article info",
    "article translations",
    "back to top",
    "back to the top",
    "back to the top | give feedback",
    "collapse all",
    "collapse this imageexpand this image",
    "collapse this tableexpand this table",
    "e-mail this page",
    "expand all",
    "expand all | collapse all",
    "from betaarchive wiki",
    "get help now",
    "give feedback",
    "help and support",
    "help and support home",
    "hotfix download available",
    "jump to: navigation, search",
    "microsoft help and support",
    "microsoft support",
    "page tools",
    "powered bylive search",
    "print this page",
    "retired kb article",
    "retired kb articleretired kb content disclaimer",
    "retired kb content disclaimer",
    "skip to main content",
    "view and request hotfix downloads",
    "view products that this article applies to"};

// The same, but only above an article: a sentence may end in `Microsoft`, its next line be this.
constexpr std::array<std::string_view, 5> kAbove = {"articles", "home", "knowledge base", "search",
                                                    "table of contents"};
constexpr std::size_t kAboveLines = 12;

// Beginnings of lines.
constexpr std::array<std::string_view, 4> kBeginnings = {
    "Microsoft KB Archive/", "System TipThis article applies to a different version",
    "This article was written about products for which Microsoft no longer",
    "View products that this article applies to."};

// From such a line on, nothing is the article's.
constexpr std::array<std::string_view, 9> kEnds = {"Provide feedback on this article",
                                                   "Did this article help you solve your problem",
                                                   "Did this information solve your problem",
                                                   "Was this article helpful",
                                                   "Was this information helpful",
                                                   "Did you find it helpful",
                                                   "Give feedback on this article",
                                                   "Give feedback to Microsoft on this article",
                                                   "Need More Help?"};

constexpr std::string_view kCopyright = "\xC2\xA9";

/// The words of a line, without the marks and the address behind them.
std::string words_of(std::string_view line) {
  constexpr std::size_t kLongest = 400;  // bytes; no such line is longer
  std::string words(bare_line(line).substr(0, kLongest));
  for (const std::string_view open : {" (http", " (Q", " (#"}) {
    for (std::size_t at = words.find(open); at != std::string::npos; at = words.find(open, at)) {
      const std::size_t close = words.find(')', at);
      if (close == std::string::npos) break;
      words.erase(at, close + 1 - at);
    }
  }
  return std::string(strip_back(words, ".: "));
}

bool begins_with_any(std::string_view line, const auto& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return istarts_with(line, beginning); });
}

bool is_furniture(std::string_view line) {
  if (begins_with_any(bare_line(line), kBeginnings)) return true;
  if (bare_line(line).starts_with(kCopyright)) return true;
  const std::string words = words_of(line);
  return is_one_of(words, kLines);
}

/// A line of a table or of a box: it begins with `|` or `+`.
bool is_drawn(const PageLine& line) {
  return line.level == 0 && !line.text.empty() && (line.text[0] == '|' || line.text[0] == '+');
}

bool has_word(const PageLine& line) {
  return line.text.find_first_not_of("|+-= ") != std::string::npos;
}

/// Marks the rows without a word of tables that have none, and those above a table's first ruler,
/// where Markdown needs a heading. The empty rows of a drawing belong to it.
std::vector<bool> empty_rows_of(const PageLines& lines) {
  std::vector<bool> empty(lines.size());
  for (std::size_t begin = 0; begin < lines.size(); ++begin) {
    std::size_t word = begin, end = begin;
    while (end < lines.size() && is_drawn(lines[end])) ++end;
    while (word < end && !has_word(lines[word])) ++word;
    for (std::size_t i = begin; i < word; ++i) {
      const bool is_row = lines[i].text.find_first_not_of("| ") == std::string::npos;
      const bool above_ruler =
          i + 1 < end && lines[i + 1].text.find_first_not_of("|+-=") == std::string::npos;
      empty[i] = is_row && (word == end || above_ruler);
    }
    begin = std::max(begin, end);
  }
  return empty;
}

bool is_bullet(std::string_view line) {
  line = trim(line);
  return line.starts_with("- ") || line.starts_with("* ") || line.starts_with("o ") ||
         line.starts_with("\xE2\x80\xA2") || line == "*" || line == "-";
}

/// `The service st...` above a line that begins like that.
bool is_cut_sentence(std::string_view line, std::string_view next) {
  line = trim(line);
  constexpr std::string_view kDots = "...";
  constexpr std::size_t kShortest = 20;  // bytes
  if (line.size() < kShortest || !line.ends_with(kDots)) return false;
  return trim(next).starts_with(line.substr(0, line.size() - kDots.size()));
}

/// A row of `=` as wide as those around the footer and the notice of older articles.
bool is_wide_ruler(std::string_view line) {
  line = trim(line);
  return line.size() >= kFooterRule && is_run_of(line, '=');
}

class Dropper {
 public:
  explicit Dropper(PageLines& lines) : lines_(lines), empty_rows_(empty_rows_of(lines)) {}

  void run() {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (begins_with_any(bare_line(lines_[i].text), kEnds)) break;
      if (drops(i)) continue;
      if (kept != i) lines_[kept] = std::move(lines_[i]);
      ++kept;
    }
    while (kept > 0 && is_end(lines_[kept - 1])) --kept;
    lines_.resize(kept);
  }

 private:
  /// A blank line, or `(c) 1999 ...`: nothing at the end of a page.
  static bool is_end(const PageLine& line) {
    const std::string_view text = trim(line.text);
    const bool copyright = text.starts_with("(c) ") && text.size() > 4 && is_digit(text[4]);
    return line.level == 0 && (text.empty() || copyright);
  }

  bool drops(std::size_t i) {
    const PageLine& line = lines_[i];
    if (empty_rows_[i]) return true;
    if (i < kAboveLines && is_above_article(line)) return true;
    if (in_notice_ && !ends_notice(line)) return true;
    in_notice_ = false;
    if (in_contents_) {
      if (line.level == 0 && (trim(line.text).empty() || is_bullet(line.text))) return true;
      if (line.level == 0 && is_furniture(line.text)) return true;
      in_contents_ = false;
    }
    if (bare_line(line.text).starts_with(kNoticeStart)) return in_notice_ = true;
    if (iequals(words_of(line.text), "on this page")) return in_contents_ = true;
    if (is_wiki_contents(i)) return in_contents_ = true;
    if (line.level == 0 && is_wide_ruler(line.text) && is_above_notice(i)) return true;
    if (is_furniture(line.text)) return true;
    return line.level == 0 && i + 1 < lines_.size() &&
           is_cut_sentence(line.text, lines_[i + 1].text);
  }

  static bool is_above_article(const PageLine& line) {
    const std::string_view text = trim(line.text);
    if (line.level == 0 && istarts_with(text, "from ") && text.ends_with(" Wiki")) return true;
    if (line.level == 0 && istarts_with(text, "updated ") && text.ends_with(" ago")) return true;
    return line.level == 0 && is_one_of(text, kAbove);
  }

  /// `Contents` above `- 1 Symptoms`, as wikis print it.
  bool is_wiki_contents(std::size_t i) const {
    if (lines_[i].level == 0 || !iequals(trim(lines_[i].text), "contents")) return false;
    std::size_t next = i + 1;
    while (next < lines_.size() && trim(lines_[next].text).empty()) ++next;
    return next < lines_.size() && trim(lines_[next].text).starts_with("- 1 ");
  }

  /// True if nothing but the notice stands below line `i`, or nothing at all.
  bool is_above_notice(std::size_t i) const {
    constexpr std::size_t kReach = 8;  // lines
    for (std::size_t next = i + 1; next < lines_.size() && next < i + kReach; ++next) {
      if (!trim(lines_[next].text).empty()) {
        return bare_line(lines_[next].text).starts_with(kNoticeStart);
      }
    }
    return i + kReach >= lines_.size();
  }

  /// The notice is one paragraph; a label or a heading may follow it.
  bool ends_notice(const PageLine& line) {
    return line.level != 0 || istarts_with(bare_line(line.text), "last reviewed");
  }

  PageLines& lines_;
  std::vector<bool> empty_rows_;
  bool in_notice_ = false;
  bool in_contents_ = false;
};

}  // namespace

std::string_view bare_line(std::string_view line) {
  const auto is_mark = [](char c) {
    return is_blank(c) || c == '*' || c == '_' || c == '#' || c == '|' || c == '>';
  };
  while (!line.empty() && is_mark(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_mark(line.back())) line.remove_suffix(1);
  return line;
}

void drop_outer_rules(PageLines& lines) {
  constexpr std::size_t kShortest = 40;  // columns
  const auto is_nothing = [](const PageLine& line) {
    const std::string_view text = trim(line.text);
    if (line.level != 0) return false;
    return text.empty() ||
           (text.size() >= kShortest && (is_run_of(text, '-') || is_run_of(text, '_')));
  };
  while (!lines.empty() && is_nothing(lines.back())) lines.pop_back();
  const auto first = std::find_if_not(lines.begin(), lines.end(), is_nothing);
  lines.erase(lines.begin(), first);
}

void drop_furniture(PageLines& lines) { Dropper(lines).run(); }

}  // namespace kb
