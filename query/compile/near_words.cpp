#include "query/compile/near_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>

#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kLongest = 32;  // bytes of a word that is compared
constexpr double kCheapest = 0.4;     // cost of the likeliest slip
constexpr double kFirstLetter = 0.8;  // more at the first letter
constexpr double kDoubled = 0.4;      // a letter doubled, or one of two left out
constexpr double kExchanged = 0.7;    // two letters in the wrong order
constexpr double kVowel = 0.7;        // a vowel left out, or another vowel
constexpr double kSound = 0.6;        // a letter that sounds alike
constexpr double kNextKey = 0.8;      // the next key, instead or as well
constexpr double kOther = 1.0;        // anything else

constexpr bool is_vowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

constexpr bool sounds_like(char a, char b) {
  constexpr std::string_view kPairs[] = {"ck", "cs", "sz", "dt", "bp", "gj",
                                         "mn", "fv", "vw", "kq", "iy", "xs"};
  for (const std::string_view pair : kPairs) {
    if ((pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a)) return true;
  }
  return false;
}

/// True for letters whose keys touch. Each row lies half a key to the right of the one above.
constexpr bool is_next_key(char a, char b) {
  constexpr std::string_view kRows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  for (std::size_t row = 0; row < std::size(kRows); ++row) {
    const std::size_t at = kRows[row].find(a);
    if (at == std::string_view::npos) continue;
    const std::size_t same = kRows[row].find(b);
    if (same != std::string_view::npos) return at + 1 == same || same + 1 == at;
    const std::size_t above = row > 0 ? kRows[row - 1].find(b) : std::string_view::npos;
    if (above != std::string_view::npos) return above == at || above == at + 1;
    const std::size_t below = row < 2 ? kRows[row + 1].find(b) : std::string_view::npos;
    return below != std::string_view::npos && (below == at || below + 1 == at);
  }
  return false;
}

constexpr double replaced(char typed, char meant) {
  if (sounds_like(typed, meant)) return kSound;
  if (is_vowel(typed) && is_vowel(meant)) return kVowel;
  return is_next_key(typed, meant) ? kNextKey : kOther;
}

/// What two letters tell, for all pairs: every word of the index is compared letter by letter.
struct Pairs {
  std::array<std::array<double, 26>, 26> replaced;
  std::array<std::array<bool, 26>, 26> next_key;
};
constexpr Pairs kPairs = [] {
  Pairs pairs{};
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      pairs.replaced[std::size_t(a - 'a')][std::size_t(b - 'a')] = a == b ? 0 : replaced(a, b);
      pairs.next_key[std::size_t(a - 'a')][std::size_t(b - 'a')] = is_next_key(a, b);
    }
  }
  return pairs;
}();

double replacing(char typed, char meant) {
  if (!is_lower(typed) || !is_lower(meant)) return typed == meant ? 0 : kOther;
  return kPairs.replaced[std::size_t(typed - 'a')][std::size_t(meant - 'a')];
}

bool keys_touch(char a, char b) {
  return is_lower(a) && is_lower(b) && kPairs.next_key[std::size_t(a - 'a')][std::size_t(b - 'a')];
}

/// The cost of leaving out the letter at `i`.
double left_out(std::string_view meant, std::size_t i) {
  const bool twin =
      (i > 0 && meant[i - 1] == meant[i]) || (i + 1 < meant.size() && meant[i + 1] == meant[i]);
  if (twin || meant[i] == '\'') return kDoubled;
  return is_vowel(meant[i]) ? kVowel : 0.9;
}

/// The cost of the letter at `i`, which is too many.
double too_many(std::string_view typed, std::size_t i) {
  const auto beside = [&](auto test) {
    return (i > 0 && test(typed[i - 1])) || (i + 1 < typed.size() && test(typed[i + 1]));
  };
  if (beside([&](char c) { return c == typed[i]; })) return kDoubled;
  return beside([&](char c) { return keys_touch(c, typed[i]); }) ? kNextKey : kOther;
}

/// True for a vowel made long by an `e` behind, where another vowel behind it does that: `lode` and
/// `load`, `mane` and `main`. Each has three letters.
bool same_long_vowel(std::string_view typed, std::string_view meant) {
  return typed[0] == meant[0] && is_vowel(typed[0]) && !is_vowel(typed[1]) && typed[2] == 'e' &&
         is_vowel(meant[1]) && meant[2] == typed[1];
}

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) {
    if (is_lower(c)) letters |= std::uint32_t(1) << (c - 'a');
  }
  return letters;
}

}  // namespace

double slip_cost(std::string_view typed, std::string_view meant, double most) {
  const std::size_t n = typed.size();
  const std::size_t m = meant.size();
  if (n > kLongest || m > kLongest) return kTooFar;
  std::array<double, kLongest + 1> missing{};  // what leaving out each letter costs
  for (std::size_t j = 0; j < m; ++j) missing[j] = left_out(meant, j) + (j == 0 ? kFirstLetter : 0);
  std::array<std::array<double, kLongest + 1>, kLongest + 1> cost;
  cost[0][0] = 0;
  for (std::size_t j = 1; j <= m; ++j) cost[0][j] = cost[0][j - 1] + missing[j - 1];
  for (std::size_t i = 1; i <= n; ++i) {
    const char a = typed[i - 1];
    const double first = i == 1 ? kFirstLetter : 0;
    const double more = too_many(typed, i - 1) + first;
    cost[i][0] = cost[i - 1][0] + more;
    double least = cost[i][0];
    for (std::size_t j = 1; j <= m; ++j) {
      const char b = meant[j - 1];
      double best = cost[i - 1][j - 1] + (a == b ? 0 : replacing(a, b) + first);
      best = std::min({best, cost[i - 1][j] + more, cost[i][j - 1] + missing[j - 1]});
      if (i > 1 && j > 1 && a == meant[j - 2] && typed[i - 2] == b) {
        best = std::min(best, cost[i - 2][j - 2] + kExchanged);
      }
      if (j > 1 && a == 'f' && b == 'h' && meant[j - 2] == 'p') {
        best = std::min(best, cost[i - 1][j - 2] + kSound);
      }
      if (i > 2 && j > 2 && same_long_vowel(typed.substr(i - 3, 3), meant.substr(j - 3, 3))) {
        best = std::min(best, cost[i - 3][j - 3] + kSound);
      }
      cost[i][j] = best;
      least = std::min(least, best);
    }
    // Two letters exchanged reach over one row, for less than a slip.
    if (least > most + kExchanged) return kTooFar;
  }
  return cost[n][m];
}

NearWords::NearWords(const Xapian::Database& database) : by_length_(kLongest + 1) {
  const auto end = database.spellings_end();
  for (auto it = database.spellings_begin(); it != end; ++it) {
    std::string word = *it;
    if (word.size() > kLongest) continue;
    const std::uint32_t letters = letters_of(word);
    const std::size_t length = word.size();
    by_length_[length].push_back({std::move(word), it.get_termfreq(), letters});
  }
}

std::vector<NearWord> NearWords::near(const std::string& typed, double most) const {
  std::vector<NearWord> found;
  const auto apart = std::size_t(most / kCheapest);  // of their lengths
  const std::uint32_t letters = letters_of(typed);
  const std::size_t shortest = typed.size() > apart + 2 ? typed.size() - apart : 3;
  for (std::size_t length = shortest; length <= std::min(typed.size() + apart, kLongest);
       ++length) {
    for (const Held& held : by_length_[length]) {
      // A slip changes at most two letters of the set, a cheap one none.
      if (double(std::popcount(letters ^ held.letters)) > most / kSound * 2) continue;
      const double cost = slip_cost(typed, held.word, most);
      if (cost <= most && held.word != typed) found.push_back({held.word, held.articles, cost});
    }
  }
  return found;
}

}  // namespace kb
