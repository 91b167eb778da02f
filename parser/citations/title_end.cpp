#include "parser/citations/title_end.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "parser/text/encoding.h"
#include "parser/text/prose.h"

namespace kb {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostWords = 48;

struct Word {
  std::size_t begin;
  std::size_t end;
};

std::string_view view(std::string_view text, Word word) {
  return text.substr(word.begin, word.end - word.begin);
}

bool is_label(std::string_view word) {
  return istarts_with(word, "ARTICLE-ID") || istarts_with(word, "ARTICLE_ID");
}

constexpr std::array kNotices = {"NOTE:"sv,    "Note:"sv,      "WARNING:"sv,   "Warning:"sv,
                                 "CAUTION:"sv, "IMPORTANT:"sv, "Important:"sv, "(c)"sv,
                                 "(C)"sv,      "Component:"sv, "Summary:"sv,   "*!*"sv,
                                 "-->"sv};

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
  if (contains(kNeverFirst, word) || contains(kNeverLast, before) || before.ends_with(':') ||
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
  const std::size_t reach = utf8_prefix(text.substr(begin), kLongestTitle).size();
  found.words = words_from(text, begin, std::min(limit, begin + reach));
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

}  // namespace

bool begins_id(std::string_view text, std::size_t pos) {
  while (pos < text.size() && (text[pos] == '(' || text[pos] == '"')) ++pos;
  return match_article_id(text, pos).has_value();
}

bool ends_titles(std::string_view word) {
  return is_dashed_word(word) || is_label(word) || word == "|" || contains(kNotices, word) ||
         word.find("://") != std::string_view::npos || word.find(":\\") != std::string_view::npos ||
         istarts_with(word, "www.");
}

std::size_t title_end(std::string_view text, std::size_t begin, std::size_t limit) {
  constexpr int kCertainEnd = 6;
  constexpr int kNoTitle = 10;  // an id is seldom followed by a sentence
  const Candidate found = candidate_from(text, begin, limit);
  if (found.most == 0) return begin;
  std::size_t best_end = begin;
  int best = prose_score(text, found.words, 0, found.most) - kNoTitle;
  int title = 0;
  std::size_t length = 0;  // with single blanks, as every dialect prints it
  for (std::size_t k = 1; k <= found.most; ++k) {
    if (k > 1) title += title_score(view(text, found.words[k - 1]));
    length += view(text, found.words[k - 1]).size() + 1;
    int score = title + length_score(length - 1);
    if (k < found.most) {
      if (!may_follow_title(text, found.words, k)) continue;
      score += prose_score(text, found.words, k, found.most);
      if (ends_sentence(view(text, found.words[k - 1]))) score += 4;
    } else {
      score += found.certain ? kCertainEnd : 0;
    }
    if (score > best) {
      best = score;
      best_end = found.words[k - 1].end;
    }
  }
  return best_end;
}

bool reads_like_title(std::string_view text, std::size_t pos) {
  constexpr std::size_t kWords = 4;
  const auto words = words_from(text, pos, std::min(text.size(), pos + 80));
  if (words.size() < 2) return false;
  return std::none_of(words.begin(), words.begin() + std::ptrdiff_t(std::min(words.size(), kWords)),
                      [&](Word word) { return word_kind(view(text, word)) == WordKind::kLower; });
}

}  // namespace kb
