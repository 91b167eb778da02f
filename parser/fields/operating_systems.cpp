#include "parser/fields/operating_systems.h"

#include <algorithm>
#include <bitset>
#include <optional>

#include "parser/text/ascii.h"

namespace kb {
namespace {

using Found = std::bitset<kOperatingSystems.size()>;

/// Index into kOperatingSystems.
enum System : std::size_t {
  kMsDos,
  kWindows,
  kWindows3,
  kWorkgroups,
  kWindows95,
  kWindows98,
  kWindowsMe,
  kWindowsNt,
  kWindows2000,
  kWindowsXp,
  kWindowsCe,
  kOs2,
  kMac,
  kUnix,
};

struct Spelling {
  std::string_view text;  ///< lower case, blanks folded
  System system;
};

/// Names in running text; a longer one stands before those it begins with.
constexpr std::array kSpellings = {
    Spelling{"ms-dos", kMsDos},
    Spelling{"ms- dos", kMsDos},
    Spelling{"ms dos", kMsDos},
    Spelling{"ms_dos", kMsDos},
    Spelling{"msdos", kMsDos},
    Spelling{"windows for workgroups", kWorkgroups},
    Spelling{"windows 95", kWindows95},
    Spelling{"windows 98", kWindows98},
    Spelling{"windows millennium", kWindowsMe},
    Spelling{"windows me", kWindowsMe},
    Spelling{"windows nt", kWindowsNt},
    Spelling{"windows 2000", kWindows2000},
    Spelling{"windows xp", kWindowsXp},
    Spelling{"windows ce", kWindowsCe},
    Spelling{"windows version 3", kWindows3},
    Spelling{"windows versions 3", kWindows3},
    Spelling{"windows 3", kWindows3},
    Spelling{"windows", kWindows},
    Spelling{"os/2", kOs2},
    Spelling{"macintosh", kMac},
    Spelling{"mac os", kMac},
    Spelling{"unix", kUnix},
};

/// More names that stand only in header fields.
constexpr std::array kFieldSpellings = {
    Spelling{"dos", kMsDos},       Spelling{"wfwg", kWorkgroups},
    Spelling{"wfw", kWorkgroups},  Spelling{"win95", kWindows95},
    Spelling{"win98", kWindows98}, Spelling{"winme", kWindowsMe},
    Spelling{"winnt", kWindowsNt}, Spelling{"winnet", kWindowsNt},
    Spelling{"nt", kWindowsNt},    Spelling{"win2000", kWindows2000},
    Spelling{"winxp", kWindowsXp}, Spelling{"wince", kWindowsCe},
    Spelling{"win3", kWindows3},   Spelling{"win", kWindows},
    Spelling{"os2", kOs2},         Spelling{"0s/2", kOs2},
    Spelling{"macintos", kMac},    Spelling{"mac", kMac},
};

struct Match {
  System system;
  std::size_t end;
};

/// True if a name may stop before `c`: `Windows 3` also before `.1`, `x`.
bool ends_name(System system, char c) { return system == kWindows3 || !is_alnum(c); }

template <typename Table>
std::optional<Match> match_in(const Table& table, std::string_view text, std::size_t pos,
                              bool version_may_follow) {
  for (const Spelling& spelling : table) {
    if (!istarts_with(text.substr(pos), spelling.text)) continue;
    const std::size_t end = pos + spelling.text.size();
    const char next = end < text.size() ? text[end] : ' ';
    if (ends_name(spelling.system, next) || (version_may_follow && is_digit(next))) {
      return Match{spelling.system, end};
    }
  }
  return std::nullopt;
}

std::optional<Match> match_field(std::string_view text, std::size_t pos) {
  if (auto match = match_in(kSpellings, text, pos, true)) return match;
  return match_in(kFieldSpellings, text, pos, true);
}

bool starts_word(std::string_view text, std::size_t pos) {
  return is_alnum(text[pos]) && (pos == 0 || !is_alnum(text[pos - 1]));
}

/// Every name of a header field.
void add_field(std::string_view field, Found& found) {
  const std::string text = fold_blanks(field);
  for (std::size_t i = 0; i < text.size();) {
    const auto match = starts_word(text, i) ? match_field(text, i) : std::nullopt;
    if (match) found.set(match->system);
    i = match ? match->end : i + 1;
  }
}

/// `winnt:4.0;Win95:`, `WinNT4.0`.
void add_versions(std::string_view versions, Found& found) {
  for (std::string_view segment : split(versions, ';')) {
    segment = trim(segment);
    const std::size_t colon = segment.find(':');
    if (colon != std::string_view::npos) {
      add_field(segment.substr(0, colon), found);
    } else if (const auto match = segment.empty() ? std::nullopt : match_field(segment, 0)) {
      found.set(match->system);
    }
  }
}

/// A version (`3.00`, `2.X`), a keyword (`kbprg`), a separator or a flag; no word of a sentence.
bool is_residue_word(std::string_view word) {
  if (is_digit(word.front())) return true;
  if (std::none_of(word.begin(), word.end(), is_upper)) return true;
  return word == "ENDUSER" || istarts_with(word, "kb");
}

/// Names in capitals among versions and keywords; nothing where any other word stands.
void add_residue(std::string_view residue, Found& found) {
  const std::string text = fold_blanks(residue);
  Found names;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ') {
      ++i;
      continue;
    }
    const std::size_t end = std::min(text.find(' ', i), text.size());
    const std::string_view word = std::string_view(text).substr(i, end - i);
    const auto match = is_upper(word.front()) ? match_field(text, i) : std::nullopt;
    if (!match && !is_residue_word(word)) return;
    if (match) names.set(match->system);
    i = match ? match->end : end;
  }
  found |= names;
}

/// `Services for Macintosh`, `Client for UNIX`: the other machine, not the one the product runs on.
bool names_other_side(std::string_view before) {
  return before.ends_with("Services for ") || before.ends_with("Service for ") ||
         before.ends_with("Client for ");
}

/// A bare `Windows` counts where it ends a name: `for Windows`, `Microsoft Windows, version`.
bool is_bare_windows(std::string_view before, std::string_view after) {
  if (before.ends_with("for ")) return true;
  return after.empty() || after.front() == ',' || istarts_with(after, " version");
}

void add_bullet(std::string_view bullet, Found& found) {
  const std::string text = fold_blanks(bullet);
  for (std::size_t i = 0; i < text.size();) {
    const auto match = starts_word(text, i) ? match_in(kSpellings, text, i, false) : std::nullopt;
    if (!match) {
      ++i;
      continue;
    }
    const std::string_view before = std::string_view(text).substr(0, i);
    const std::string_view after = std::string_view(text).substr(match->end);
    const bool counts =
        match->system == kWindows ? is_bare_windows(before, after) : !names_other_side(before);
    if (counts) found.set(match->system);
    i = match->end;
  }
}

}  // namespace

std::vector<std::string> operating_systems_of(std::string_view versions, std::string_view oper_sys,
                                              std::string_view residue,
                                              const std::vector<std::string>& applies_to) {
  Found found;
  add_versions(versions, found);
  add_field(oper_sys, found);
  add_residue(residue, found);
  for (const std::string& bullet : applies_to) add_bullet(bullet, found);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kOperatingSystems.size(); ++i) {
    if (found.test(i)) names.emplace_back(kOperatingSystems[i]);
  }
  return names;
}

}  // namespace kb
