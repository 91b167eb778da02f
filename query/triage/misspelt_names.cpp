#include "query/triage/misspelt_names.h"

#include <algorithm>
#include <string>
#include <vector>

#include "parser/text/ascii.h"
#include "parser/text/near.h"

namespace kb {
namespace {

constexpr std::size_t kShortest = 12;  // letters; names below it are words of everyday
constexpr std::size_t kLongest = 60;   // letters that are compared
constexpr std::size_t kMostWrong = 3;

struct Name {
  std::string letters;  // in lower case, without `_`
  std::size_t words;
  SymbolInfo symbol;
};

// Made once; the table of symbols has no list by family.
const std::vector<Name>& bugcheck_names() {
  static const std::vector<Name> kNames = [] {
    std::vector<Name> found;
    for (std::size_t i = 0; i < symbol_count(); ++i) {
      const SymbolInfo symbol = symbol_at(i);
      if (symbol.family != CodeFamily::kBugcheck) continue;
      Name name{{}, 1, symbol};
      for (const char c : symbol.name) {
        if (c == '_') {
          ++name.words;
        } else {
          name.letters += to_lower(c);
        }
      }
      if (name.words > 1 && name.letters.size() >= kShortest && name.letters.size() <= kLongest)
        found.push_back(std::move(name));
    }
    return found;
  }();
  return kNames;
}

struct Word {
  std::string letters;
  bool joined;  // `_` stands before it
};

std::vector<Word> words_of_line(std::string_view line) {
  std::vector<Word> words;
  bool inside = false;
  bool joined = false;
  for (const char c : line) {
    if (is_alnum(c)) {
      if (!inside) words.push_back({{}, joined});
      words.back().letters += to_lower(c);
      inside = true;
      joined = false;
    } else {
      joined = c == '_' && inside;
      inside = false;
    }
  }
  return words;
}

}  // namespace

std::optional<SymbolInfo> remembered_bugcheck(std::string_view line, bool about_stop) {
  constexpr std::size_t kMostWords = 60;
  const std::vector<Word> words = words_of_line(line.substr(0, 1024));
  std::optional<SymbolInfo> best;
  std::size_t best_wrong = kMostWrong + 1;
  for (std::size_t at = 0; at < std::min(words.size(), kMostWords); ++at) {
    for (const Name& name : bugcheck_names()) {
      if (name.letters[0] != words[at].letters[0] || at + name.words > words.size()) continue;
      std::string letters;
      bool joined = true;
      for (std::size_t i = at; i < at + name.words; ++i) {
        letters += words[i].letters;
        joined &= i == at || words[i].joined;
      }
      if (!about_stop && !joined && name.words < 4) continue;
      const std::size_t most = std::min(kMostWrong, name.letters.size() / 8);
      if (letters.size() > name.letters.size() + most ||
          name.letters.size() > letters.size() + most)
        continue;
      const std::size_t wrong = edits_between(name.letters, letters);
      if (wrong > most || wrong >= best_wrong) continue;
      best = name.symbol;
      best_wrong = wrong;
    }
  }
  return best;
}

}  // namespace kb
