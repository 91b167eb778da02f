#include "parser/text/prose.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

using namespace std::string_view_literals;

/// Words that stand in lower case in titles and sentences alike.
constexpr std::array kSmallWords = {
    "a"sv,   "an"sv,   "and"sv,     "are"sv,   "as"sv,    "at"sv,     "by"sv,
    "for"sv, "from"sv, "if"sv,      "in"sv,    "into"sv,  "is"sv,     "its"sv,
    "not"sv, "of"sv,   "off"sv,     "on"sv,    "onto"sv,  "or"sv,     "over"sv,
    "per"sv, "than"sv, "the"sv,     "to"sv,    "up"sv,    "via"sv,    "vs"sv,
    "vs."sv, "w/"sv,   "w/o"sv,     "when"sv,  "with"sv,  "within"sv, "without"sv,
    "be"sv,  "out"sv,  "through"sv, "under"sv, "using"sv, "after"sv,  "during"sv};

/// Words that begin sentences far more often than they stand inside a title.
struct Starter {
  std::string_view word;
  int weight;
};
constexpr std::array kStarters = {Starter{"For", 6},
                                  Starter{"The", 5},
                                  Starter{"This", 7},
                                  Starter{"To", 4},
                                  Starter{"If", 5},
                                  Starter{"In", 4},
                                  Starter{"When", 3},
                                  Starter{"After", 3},
                                  Starter{"You", 5},
                                  Starter{"Microsoft", 2},
                                  Starter{"It", 5},
                                  Starter{"There", 5},
                                  Starter{"A", 3},
                                  Starter{"An", 3},
                                  Starter{"Note", 4},
                                  Starter{"These", 6},
                                  Starter{"By", 3},
                                  Starter{"On", 3},
                                  Starter{"With", 2},
                                  Starter{"Although", 5},
                                  Starter{"Because", 3},
                                  Starter{"Also", 4},
                                  Starter{"Before", 2},
                                  Starter{"Please", 6},
                                  Starter{"See", 4},
                                  Starter{"Then", 5},
                                  Starter{"Once", 3},
                                  Starter{"As", 3},
                                  Starter{"Some", 3},
                                  Starter{"Under", 2},
                                  Starter{"Additional", 3},
                                  Starter{"Other", 2},
                                  Starter{"However", 7},
                                  Starter{"Or", 4},
                                  Starter{"Use", 2},
                                  Starter{"Both", 2},
                                  Starter{"Method", 3},
                                  Starter{"Click", 3},
                                  Starter{"Another", 3},
                                  Starter{"At", 2},
                                  Starter{"Instead", 3},
                                  Starter{"Otherwise", 6},
                                  Starter{"Alternatively", 6},
                                  Starter{"Additionally", 6},
                                  Starter{"Currently", 4},
                                  Starter{"Contact", 2},
                                  Starter{"Follow", 3}};

std::string_view without_comma(std::string_view word) {
  return word.ends_with(',') ? word.substr(0, word.size() - 1) : word;
}

bool is_small(std::string_view word) { return contains(kSmallWords, word); }

}  // namespace

int starter_weight(std::string_view word) {
  const int comma = word.ends_with(',') ? 3 : 0;
  for (const Starter& starter : kStarters) {
    if (starter.word == without_comma(word)) return starter.weight + comma;
  }
  return 0;
}

WordKind word_kind(std::string_view word) {
  word = strip_front(word, "\"'([");
  if (word.empty()) return WordKind::kOther;
  if (is_upper(word[0])) return WordKind::kCapital;
  if (!is_lower(word[0])) return WordKind::kOther;
  // `mapiX`, `printf()`, `dbWeb`, `user32.dll`: names that are never capitalised
  const std::string_view body = strip_back(word, ".,;:)\"'");
  if (is_small(word) || is_small(body)) return WordKind::kSmall;
  return std::all_of(body.begin(), body.end(),
                     [](char c) { return is_lower(c) || c == '\'' || c == '-'; })
             ? WordKind::kLower
             : WordKind::kOther;
}

bool is_step_number(std::string_view word) {
  if (word.size() < 2 || word.size() > 3 || word.back() != '.') return false;
  const std::string_view number = word.substr(0, word.size() - 1);
  return all_digits(number) || (number.size() == 1 && is_lower(number[0]));
}

bool is_rule(std::string_view word) {
  return word.size() >= 3 && "-=*_~+"sv.find(word[0]) != std::string_view::npos &&
         (is_run_of(word, word[0]) || word.substr(0, 3) == "+--");
}

bool is_dashed_word(std::string_view word) {
  return word.size() >= 4 && word.size() <= 7 && word.front() == '-' && word.back() == '-' &&
         is_alpha(word[1]);
}

}  // namespace kb
