#include "parser/fields/fixes.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"
#include "parser/text/encoding.h"
#include "parser/text/prose.h"

namespace kb {
namespace {

using namespace std::string_view_literals;
using Words = std::vector<std::string>;

constexpr std::size_t kLongestPhrase = 240;  // bytes of a release list
constexpr std::size_t kMostReleases = 200;   // of an article
constexpr std::size_t kLongestLead = 120;    // bytes looked at before `corrected`

std::string_view without_marks(std::string_view word) { return strip_back(word, ".,;:\"'"); }

// ---------------------------------------------------------------- the sentence before

constexpr std::array kSubjects = {
    "problem"sv, "problems"sv, "bug"sv,         "bugs"sv, "issue"sv, "issues"sv,
    "error"sv,   "errors"sv,   "behavior"sv,    "this"sv, "it"sv,    "limitation"sv,
    "these"sv,   "article"sv,  "discrepancy"sv, "they"sv, "defect"sv};
constexpr std::array kAuxiliaries = {"was"sv,  "were"sv, "is"sv,  "are"sv,
                                     "been"sv, "has"sv,  "have"sv};
constexpr std::array kAdverbs = {"first"sv,   "also"sv, "since"sv,    "now"sv,
                                 "already"sv, "both"sv, "partially"sv};

/// True if the words before a participle say that something was done to a problem.
bool tells_of_a_fix(std::string_view lead) {
  const std::string text = lower(lead);
  const auto words = split_words(text);
  std::size_t i = words.size();
  while (i > 0 && contains(kAdverbs, words[i - 1])) --i;
  const std::size_t behind_auxiliaries = i;
  while (i > 0 && contains(kAuxiliaries, words[i - 1])) --i;
  return i < behind_auxiliaries && i > 0 && contains(kSubjects, words[i - 1]);
}

// ---------------------------------------------------------------- the releases behind

/// Words that end a list of releases.
constexpr std::array kEnds = {
    "please"sv,    "click"sv,    "see"sv,   "but"sv,      "when"sv,  "which"sv,
    "that"sv,      "by"sv,       "query"sv, "which"sv,    "if"sv,    "however"sv,
    "where"sv,     "this"sv,     "is"sv,    "was"sv,      "are"sv,   "has"sv,
    "available"sv, "only"sv,     "using"sv, "as"sv,       "so"sv,    "because"sv,
    "it"sv,        "you"sv,      "on"sv,    "listed"sv,   "with"sv,  "through"sv,
    "via"sv,       "released"sv, "to"sv,    "included"sv, "dated"sv, "at"sv};

bool is_abbreviation(std::string_view word) {
  return word == "U.S." || word == "vs." || word == "v." || word == "ver.";
}

/// The words of the list that begins `text`: up to the end of the sentence or what explains it.
std::string_view list_of(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = skip_blanks(text, i);
    i = word_end(text, begin);
    const std::string_view word = text.substr(begin, i - begin);
    if (word.empty() || is_rule(word) || contains(kEnds, without_marks(word))) break;
    end = i;
    const char last = word.back();
    if ((last == '.' && !is_abbreviation(word)) || last == ':' || last == ';' || last == '!') break;
  }
  return text.substr(0, end);
}

bool is_version(std::string_view word) { return !word.empty() && is_digit(word.front()); }

/// `SP5`, `SP6a`: the number behind it.
std::string_view service_pack_number(std::string_view word) {
  return word.size() >= 3 && word.size() <= 4 && word.starts_with("SP") && is_digit(word[2])
             ? word.substr(2)
             : std::string_view{};
}

constexpr std::array kDropped = {
    "the"sv,      "The"sv,      "a"sv,         "latest"sv,  "Microsoft"sv, "version"sv,
    "versions"sv, "Version"sv,  "U.S."sv,      "US"sv,      "current"sv,   "both"sv,
    "retail"sv,   "Versions"sv, "following"sv, "English"sv, "U.S"sv};

/// The words of a list in normal form; commas stay at their words where they separate.
Words normal_words(std::string_view list) {
  Words words;
  bool in_parentheses = false;
  for (std::string_view word : split_words(list)) {
    if (word.starts_with('(')) in_parentheses = true;
    const bool skip = in_parentheses;
    if (word.find(')') != std::string_view::npos) in_parentheses = false;
    if (skip) continue;
    const bool comma = word.ends_with(',');
    word = without_marks(word.starts_with('"') ? word.substr(1) : word);
    if (word == "version" || word == "Version" || word == "versions") {
      if (!words.empty() && words.back().ends_with(',')) words.back().pop_back();
      if (words.empty()) words.emplace_back("version");
      continue;
    }
    if (word.empty() || contains(kDropped, word)) continue;
    const std::string_view pack = service_pack_number(word);
    if (!pack.empty()) {
      words.insert(words.end(), {"Service", "Pack"});
      word = pack;
    }
    words.push_back(std::string(word) + (comma ? "," : ""));
  }
  return words;
}

std::string joined(const Words& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) out += (out.empty() ? "" : " ") + words[i];
  return out;
}

bool is_pack(const Words& words, std::size_t i) {
  return i + 1 < words.size() && iequals(words[i], "service") &&
         (iequals(without_marks(words[i + 1]), "pack") ||
          iequals(without_marks(words[i + 1]), "packs"));
}

/// `Service Pack Service Pack 1`, `service pack`, `Service Pack 4.0`
void tidy_packs(Words& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!is_pack(words, i)) continue;
    words[i] = "Service";
    words[i + 1] = words[i + 1].ends_with(',') ? "Pack," : "Pack";
    if (i > 0 && words[i - 1].ends_with(',')) words[i - 1].pop_back();
    while (is_pack(words, i + 2))
      words.erase(words.begin() + std::ptrdiff_t(i), words.begin() + std::ptrdiff_t(i) + 2);
    if (i + 2 < words.size() && words[i + 2].ends_with(".0"))
      words[i + 2].resize(words[i + 2].size() - 2);
  }
}

/// `3.2 of Mail for Windows` and `Service Pack 3 for Windows 2000` put the product first.
void turn_around(Words& words) {
  if (words.size() >= 4 && words[0] == "version" && words[2] == "of") {
    const std::string version(without_marks(words[1]));
    words.erase(words.begin(), words.begin() + 3);
    words.push_back(version);
    return;
  }
  if (!is_pack(words, 0)) return;
  const std::size_t preposition = words.size() > 3 && is_version(words[2]) ? 3 : 2;
  if (preposition + 1 >= words.size() ||
      (words[preposition] != "for" && words[preposition] != "of"))
    return;
  Words turned(words.begin() + std::ptrdiff_t(preposition) + 1, words.end());
  turned.insert(turned.end(), words.begin(), words.begin() + std::ptrdiff_t(preposition));
  words = std::move(turned);
}

/// `Service Pack 4 Service Pack 4` and `SP1 Service Pack` name one pack twice: the second is dropped.
void drop_second_pack(Words& words) {
  for (std::size_t i = 0; i + 4 < words.size(); ++i) {
    if (!is_pack(words, i) || !is_pack(words, i + 3)) continue;
    const std::size_t rest = words.size() - (i + 5);
    const bool same = rest == 1 && without_marks(words[i + 5]) == without_marks(words[i + 2]);
    if (rest == 0 || same) words.resize(i + 3);
  }
}

constexpr std::array kNeverLast = {"and"sv, "or"sv, "for"sv, "later"sv, "in"sv, "of"sv};

/// Takes final commas off and puts the words of one release in order.
std::string release_of(Words words) {
  turn_around(words);
  if (!words.empty() && words.front() == "version") words.erase(words.begin());
  while (!words.empty() && contains(kNeverLast, words.back())) words.pop_back();
  drop_second_pack(words);
  if (words.empty()) return "";
  words.back() = without_marks(words.back());
  const std::string release = joined(words, 0, words.size());
  return !release.empty() && is_upper(release.front()) ? release : "";
}

/// Index of the first version in `words` from `begin`; its end if there is none.
std::size_t first_version(const Words& words) {
  return std::size_t(std::find_if(words.begin(), words.end(),
                                  [](const std::string& word) { return is_version(word); }) -
                     words.begin());
}

/// Splits at `and`: a part that begins with a version takes the product of the part before it
/// (`SNA Server 3.0 and 4.0`), a part without version the one of the part behind it (`Windows NT
/// Workstation and Windows NT Server 3.5`).
std::vector<Words> split_list(const Words& words) {
  std::vector<Words> parts(1);
  for (const std::string& word : words) {
    if (word == "and" && !parts.back().empty()) {
      parts.emplace_back();
    } else {
      parts.back().push_back(word);
    }
  }
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].empty() || !is_version(parts[i][0])) continue;
    const Words& before = parts[i - 1];
    const std::size_t product = first_version(before);
    if (product == before.size()) continue;
    const std::size_t behind = std::min<std::size_t>(1, parts[i].size());
    Words tail(parts[i].begin() + std::ptrdiff_t(behind), parts[i].end());
    const bool bare = product + 1 == before.size();
    parts[i].insert(parts[i].begin(), before.begin(), before.begin() + std::ptrdiff_t(product));
    if (bare) parts[i - 1].insert(parts[i - 1].end(), tail.begin(), tail.end());
  }
  for (std::size_t i = parts.size() - 1; i > 0; --i) {
    const std::size_t version = first_version(parts[i]);
    if (first_version(parts[i - 1]) == parts[i - 1].size() && version < parts[i].size()) {
      parts[i - 1].push_back(parts[i][version]);
    }
  }
  return parts;
}

// ---------------------------------------------------------------- scanning

void add_once(std::vector<std::string>& list, std::vector<std::string> more) {
  for (std::string& one : more) {
    if (list.size() >= kMostReleases) return;
    if (!contains(list, one)) list.push_back(std::move(one));
  }
}

struct Signs {
  bool fix_available = false;
  bool by_design = false;
  bool researching = false;
  bool workaround = false;
};

/// The pairs of kPairs, as bits, that a character is the first or the second of.
struct PairSides {
  unsigned first = 0;
  unsigned second = 0;
};
// fixed fix-, resolved, corrected, eliminated, longer design researching-, work-
constexpr std::array kPairs = {"xe"sv, "x "sv, "ve"sv, "co"sv, "mi"sv,
                               "ge"sv, "gn"sv, "g "sv, "k "sv};
constexpr std::size_t byte_of(char c) { return static_cast<unsigned char>(c); }
constexpr auto kSides = [] {
  std::array<PairSides, 256> sides{};
  for (std::size_t pair = 0; pair < kPairs.size(); ++pair) {
    sides[byte_of(kPairs[pair][0])].first |= 1U << pair;
    sides[byte_of(kPairs[pair][1])].second |= 1U << pair;
  }
  for (const char c : {'\t', '\r', '\n', '\f', '\v'}) sides[byte_of(c)] = sides[' '];
  return sides;
}();

/// Reads one text in one pass: rare pairs of letters lead to the words looked for, the few bytes
/// around a word are folded and judged.
class Scanner {
 public:
  Scanner(std::string_view text, std::vector<std::string>& fixed_in, Signs& signs)
      : text_(text), fixed_in_(fixed_in), signs_(signs) {}

  void scan() {
    unsigned before = 0;  // the pairs that the last character may begin
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const PairSides sides = kSides[static_cast<unsigned char>(text_[i])];
      if ((before & sides.second) != 0) look_at(i - 1);
      before = sides.first;
    }
  }

 private:
  void look_at(std::size_t i) {
    switch (text_[i]) {
      case 'x':
        return is_word(i, 2, "fixed") ? read_participle(i - 2, 5) : read_fix(i);
      case 'v':
        return is_word(i, 5, "resolved") ? read_participle(i - 5, 8) : void();
      case 'c':
        return is_word(i, 0, "corrected") ? read_participle(i, 9) : void();
      case 'm':
        return is_word(i, 3, "eliminated") ? read_participle(i - 3, 10) : void();
      case 'k':
        if (is_word(i, 3, "work")) signs_.workaround |= after(i + 1).starts_with("around th");
        return;
      default:
        return look_at_g(i);
    }
  }

  void look_at_g(std::size_t i) {
    if (is_word(i, 3, "longer")) return read_no_longer(i - 3);
    if (is_word(i, 4, "design")) signs_.by_design |= before(i - 4).ends_with("is by");
    if (is_word(i, 10, "researching")) signs_.researching |= after(i + 1).starts_with("th");
  }

  /// True if `word` stands with its letter number `letter` at `i`.
  bool is_word(std::size_t i, std::size_t letter, std::string_view word) const {
    return i >= letter && text_.substr(i - letter, word.size()) == word;
  }

  std::string before(std::size_t begin) const {
    const std::size_t from = begin > kLongestLead ? begin - kLongestLead : 0;
    return fold_blanks(text_.substr(from, begin - from));
  }

  /// Empty where the word goes on.
  std::string after(std::size_t end) const {
    if (end < text_.size() && !is_blank(text_[end])) return {};
    return fold_blanks(utf8_prefix(text_.substr(end), kLongestPhrase));
  }

  /// `This problem was first corrected in ...`
  void read_participle(std::size_t begin, std::size_t length) {
    const std::string rest = after(begin + length);
    for (const std::string_view preposition : {"in ", "with ", "for "}) {
      if (!rest.starts_with(preposition)) continue;
      if (preposition == "for " && text_[begin] != 'c') return;  // `fixed for` names no release
      if (!tells_of_a_fix(before(begin))) return;
      return add_once(fixed_in_, read_releases(std::string_view(rest).substr(preposition.size())));
    }
  }

  /// `This problem no longer occurs in ...`
  void read_no_longer(std::size_t begin) {
    constexpr std::string_view kOccurs = "occurs in ";
    const std::string rest = after(begin + 6);
    if (!rest.starts_with(kOccurs) || !before(begin).ends_with("no")) return;
    add_once(fixed_in_, read_releases(std::string_view(rest).substr(kOccurs.size())));
  }

  /// `A supported fix is now available`, `A fix for this problem is now available`
  void read_fix(std::size_t i) {
    constexpr std::size_t kNear = 50;
    if (!is_word(i, 2, "fix")) return;
    signs_.fix_available |=
        after(i + 1).substr(0, kNear).find("is now available") != std::string::npos;
  }

  std::string_view text_;
  std::vector<std::string>& fixed_in_;
  Signs& signs_;
};

FixStatus status_of(const Signs& signs, bool fixed) {
  if (fixed || signs.fix_available) return FixStatus::kFixed;
  if (signs.by_design) return FixStatus::kByDesign;
  if (signs.researching) return FixStatus::kResearching;
  return signs.workaround ? FixStatus::kWorkaround : FixStatus::kUnknown;
}

}  // namespace

std::vector<std::string> read_releases(std::string_view phrase) {
  Words words = normal_words(list_of(phrase));
  tidy_packs(words);
  std::vector<std::string> releases;
  for (const Words& part : split_list(words)) {
    std::string release = release_of(part);
    if (!release.empty()) add_once(releases, {std::move(release)});
  }
  return releases;
}

Fixes find_fixes(const std::vector<Section>& sections) {
  Fixes fixes;
  Signs signs;
  for (const Section& section : sections) {
    if (section.kind == SectionKind::kWorkaround) signs.workaround |= !section.text.empty();
    Scanner(section.text, fixes.fixed_in, signs).scan();
  }
  fixes.status = status_of(signs, !fixes.fixed_in.empty());
  return fixes;
}

}  // namespace kb
