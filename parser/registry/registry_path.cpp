#include "parser/registry/registry_path.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"
#include "parser/text/prose.h"

namespace kb {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestPlaceholder = 80;
constexpr std::size_t kMostWords = 4;  // of a component, behind its first

// ---------------------------------------------------------------- roots

struct RootSpelling {
  std::string_view letters;  ///< behind HKEY, upper case, without `_` and blanks
  std::string_view name;
};

constexpr auto kMachine = "HKEY_LOCAL_MACHINE"sv;
constexpr auto kUser = "HKEY_CURRENT_USER"sv;
constexpr auto kClasses = "HKEY_CLASSES_ROOT"sv;
constexpr auto kUsers = "HKEY_USERS"sv;
constexpr auto kConfig = "HKEY_CURRENT_CONFIG"sv;
constexpr auto kDynData = "HKEY_DYN_DATA"sv;
constexpr auto kPerformance = "HKEY_PERFORMANCE_DATA"sv;

/// Longer ones stand before those they begin with.
constexpr std::array kRoots = {RootSpelling{"LOCALMACHINE", kMachine},
                               RootSpelling{"LOCALMACINE", kMachine},
                               RootSpelling{"LOCALMACHNE", kMachine},
                               RootSpelling{"LOACALMACHINE", kMachine},
                               RootSpelling{"LOCALMACHIINE", kMachine},
                               RootSpelling{"LOCALCOMPUTER", kMachine},
                               RootSpelling{"LOCALMACHIN", kMachine},
                               RootSpelling{"LM", kMachine},
                               RootSpelling{"CURRENTUSERS", kUser},
                               RootSpelling{"CURRENTUSER", kUser},
                               RootSpelling{"CURENTUSER", kUser},
                               RootSpelling{"LOCALCURRENTUSER", kUser},
                               RootSpelling{"LOCALUSER", kUser},
                               RootSpelling{"CU", kUser},
                               RootSpelling{"CLASSESROOT", kClasses},
                               RootSpelling{"CLASSROOT", kClasses},
                               RootSpelling{"CLASSESROOTS", kClasses},
                               RootSpelling{"CLASSSESROOT", kClasses},
                               RootSpelling{"USERS", kUsers},
                               RootSpelling{"USER", kUsers},
                               RootSpelling{"CURRENTCONFIG", kConfig},
                               RootSpelling{"DYNDATA", kDynData},
                               RootSpelling{"PERFORMANCEDATA", kPerformance}};

constexpr std::array kShortRoots = {RootSpelling{"HKLM", kMachine}, RootSpelling{"HKCU", kUser},
                                    RootSpelling{"HKCR", kClasses}, RootSpelling{"HKU", kUsers},
                                    RootSpelling{"HKCC", kConfig}};

/// Where `letters` end at `pos`, `_` and (between capitals) single blanks passed over; npos.
std::size_t match_letters(std::string_view text, std::size_t pos, std::string_view letters) {
  for (std::size_t k = 0; k < letters.size(); ++pos) {
    if (pos >= text.size()) return std::string_view::npos;
    const char c = text[pos];
    if (to_upper(c) == letters[k]) {
      ++k;
      continue;
    }
    const bool blank = c == ' ' && pos + 1 < text.size() && is_upper(text[pos + 1]);
    if (c != '_' && !blank) return std::string_view::npos;
  }
  return pos;
}

bool is_word_part(char c) { return is_alnum(c) || c == '_'; }

/// True if a root name may end before the character at `end`: no letter goes on, unless a component
/// is glued to it (`HKEY_LOCAL_MACHINESYSTEM\`).
bool ends_root(std::string_view text, std::size_t end) {
  return end >= text.size() || !is_word_part(text[end]) ||
         istarts_with(text.substr(end), "SYSTEM\\") || istarts_with(text.substr(end), "SOFTWARE\\");
}

// ---------------------------------------------------------------- components

bool is_separator(char c, char separator) { return c == separator; }

/// Characters that end a path wherever they stand.
bool ends_path(char c) {
  return "\",;:=|[]()\n\r"sv.find(c) != std::string_view::npos || is_blank(c);
}

/// Behind the placeholder or group at `pos` (`<x y>`, `{...}`, `&lt;`); `pos` itself if none.
std::size_t skip_group(std::string_view text, std::size_t pos) {
  const char open = text[pos];
  if (open == '&') {
    for (const std::string_view entity : {"&lt;", "&gt;", "&amp;"}) {
      if (text.substr(pos, entity.size()) == entity) return pos + entity.size();
    }
    return pos;
  }
  const char close = open == '<' ? '>' : open == '{' ? '}' : open == '[' ? ']' : '\0';
  if (close == '\0') return pos;
  const std::size_t end =
      text.substr(0, std::min(text.size(), pos + kLongestPlaceholder)).find(close, pos);
  return end == std::string_view::npos ? pos : end + 1;
}

/// `</B>`, `<B>`: markup around a path.
bool is_markup(std::string_view group) {
  return iequals(group, "<b>") || iequals(group, "</b>") || iequals(group, "<i>") ||
         iequals(group, "</i>") || iequals(group, "<br/>");
}

/// Behind the word of a component at `pos`.
std::size_t word_end(std::string_view text, std::size_t pos, char separator) {
  while (pos < text.size()) {
    const std::size_t group = skip_group(text, pos);
    if (group != pos) {
      if (is_markup(text.substr(pos, group - pos))) return pos;
      pos = group;
    } else if (text[pos] == '(' && pos + 1 < text.size() && is_alnum(text[pos + 1])) {
      const std::size_t close = text.substr(0, std::min(text.size(), pos + 20)).find(')', pos);
      if (close == std::string_view::npos || close + 1 >= text.size()) return pos;
      if (text[close + 1] != separator) return pos;  // `MS Setup (ACME)\`
      pos = close + 1;
    } else if (ends_path(text[pos]) || is_separator(text[pos], separator)) {
      return pos;
    } else {
      ++pos;
    }
  }
  return pos;
}

struct Gap {
  std::size_t end;  ///< behind the blanks
  int lines;        ///< line ends among them
};

Gap skip_gap(std::string_view text, std::size_t pos) {
  Gap gap{pos, 0};
  while (gap.end < text.size() && is_blank(text[gap.end]) && gap.lines < 2) {
    if (text[gap.end] == '\n') ++gap.lines;
    ++gap.end;
  }
  return gap;
}

/// Words that begin what follows a path: a label, a step.
constexpr std::array kNextWords = {
    "Value"sv,  "Values"sv, "Data"sv,   "Name"sv,   "Type"sv,         "NOTE"sv,        "Note"sv,
    "Where"sv,  "Add"sv,    "Click"sv,  "Change"sv, "Set"sv,          "Create"sv,      "Delete"sv,
    "Select"sv, "Locate"sv, "Remove"sv, "Find"sv,   "Double-click"sv, "Right-click"sv, "Modify"sv,
    "String"sv, "Go"sv,     "Open"sv,   "Quit"sv,   "Close"sv,        "Restart"sv,     "Exit"sv,
    "Verify"sv, "Press"sv,  "Choose"sv, "Enter"sv,  "Repeat"sv,       "Highlight"sv,   "Make"sv};

/// Words that no name of a key goes on with, though they end none.
constexpr std::array kStopWords = {"Key"sv,    "Registry"sv, "Range"sv,     "Default"sv,
                                   "Edit"sv,   "Entry"sv,    "Parameter"sv, "Path"sv,
                                   "Subkey"sv, "Start"sv,    "Page"sv};

/// Words that end the names of keys made of several: `Session Manager`, `Shared Tools`.
constexpr std::array kNameTails = {
    "Manager"sv,   "Tools"sv,    "Server"sv,     "Folders"sv,  "Filters"sv,    "Packages"sv,
    "Provider"sv,  "Settings"sv, "Management"sv, "Panel"sv,    "Components"sv, "Extensions"sv,
    "Processor"sv, "Setup"sv,    "Explorer"sv,   "NT"sv,       "Games"sv,      "Policies"sv,
    "Services"sv,  "Options"sv,  "Shares"sv,     "Drivers"sv,  "Controls"sv,   "Environments"sv,
    "Mapper"sv,    "Monitors"sv, "Cleanup"sv,    "Subsystem"sv};

/// Words behind which the sentence speaks of the key before them.
constexpr std::array kKeyNouns = {"key"sv,     "keys"sv,   "subkey"sv, "subkeys"sv,
                                  "sub-key"sv, "entry"sv,  "hive"sv,   "branch"sv,
                                  "subtree"sv, "folder"sv, "value"sv};

bool begins_bare(std::string_view text, std::size_t pos) {
  return istarts_with(text.substr(pos), "System\\CurrentControlSet") ||
         istarts_with(text.substr(pos), "Software\\Microsoft\\");
}

/// A word that may go on a component: capital, number or group, no beginning of anything else.
bool may_go_on(std::string_view word) {
  if (word.empty() ||
      !(is_upper(word[0]) || is_digit(word[0]) || word[0] == '{' || word[0] == '<')) {
    return false;
  }
  if (istarts_with(word, "HKEY") || istarts_with(word, "REG_") || is_step_number(word))
    return false;
  if (word == "HKLM" || word == "HKCU" || word == "HKCR") return false;
  return starter_weight(word) < 3 && !contains(kStopWords, word) && !contains(kNextWords, word);
}

/// True if the line that ends at `pos` was broken for its width before the word at `next`.
bool is_broken_line(std::string_view text, std::size_t pos, std::size_t next) {
  constexpr std::size_t kWidth = 70;
  std::size_t begin = pos;
  while (begin > 0 && pos - begin < 100 && text[begin - 1] != '\n') --begin;
  std::size_t end = next;
  while (end < text.size() && end - next < 100 && !is_blank(text[end])) ++end;
  return trim(text.substr(begin, pos - begin)).size() + 1 + (end - next) > kWidth;
}

/// Reads one path; every function leaves `pos` behind what it took.
class PathReader {
 public:
  PathReader(std::string_view text, std::size_t pos, char separator, bool doubled)
      : text_(text), pos_(pos), separator_(separator), doubled_(doubled) {}

  RegistryPath read() {
    while (read_component()) {
    }
    trim_end();
    return {pos_, fold_blanks(out_)};
  }

 private:
  bool at(std::size_t pos, char c) const { return pos < text_.size() && text_[pos] == c; }

  std::string_view word_at(std::size_t pos) const {
    return text_.substr(pos, word_end(text_, pos, separator_) - pos);
  }

  /// One component and the separator behind it; false where the path ends.
  bool read_component() {
    const std::string_view first = word_at(pos_);
    out_ += first;
    pos_ += first.size();
    if (take_separator(pos_)) return !at_end();
    if (pos_ >= text_.size() || !is_blank(text_[pos_]) || first.ends_with('.')) return false;
    const Gap gap = skip_gap(text_, pos_);
    if (at(gap.end, separator_) && !begins_bare(text_, gap.end + 1)) {
      take_separator(gap.end);
      return !at_end();
    }
    return gap.lines < 2 && !first.empty() && read_more_words(gap);
  }

  /// Takes the separator at `pos`, or two of them where the path is written so. Two in a path with
  /// single ones stay: a placeholder stood between them.
  bool take_separator(std::size_t pos) {
    if (!at(pos, separator_)) return false;
    pos_ = pos + 1;
    out_ += '\\';
    if (!at(pos_, separator_)) return true;
    if (!doubled_ && pos_ + 1 < text_.size() && is_alnum(text_[pos_ + 1])) out_ += '\\';
    ++pos_;
    return true;
  }

  /// After a separator: true if no component follows. A blank may stand there if one does.
  bool at_end() {
    if (pos_ >= text_.size()) return true;
    if (!is_blank(text_[pos_])) return ends_path(text_[pos_]) && skip_group(text_, pos_) == pos_;
    const Gap gap = skip_gap(text_, pos_);
    if (gap.lines > 1 || gap.end >= text_.size()) return true;
    if (at(gap.end, separator_) && !begins_bare(text_, gap.end + 1)) {
      pos_ = gap.end;  // a placeholder was lost between the two
      return false;
    }
    const std::string_view word = word_at(gap.end);
    const bool goes_on = at(gap.end + word.size(), separator_) && !word.empty() &&
                         !istarts_with(word, "HKEY") && !begins_bare(text_, gap.end);
    if (!goes_on && !(may_go_on(word) && !at(gap.end + word.size(), ':'))) return true;
    pos_ = gap.end;
    return false;
  }

  /// `Windows Messaging Subsystem\`, `Session Manager` at the end of a line.
  bool read_more_words(Gap gap) {
    const std::size_t start = pos_;
    std::size_t end = pos_;
    for (std::size_t n = 0; n < kMostWords; ++n) {
      if (gap.lines > 0 && !is_broken_line(text_, end, gap.end)) break;
      const std::string_view word = word_at(gap.end);
      if (!may_go_on(word) && !is_last_word(gap.end, word)) break;
      end = gap.end + word.size();
      if (at(end, separator_)) return take_words(start, end), take_separator(end) && !at_end();
      const Gap next = skip_gap(text_, end);
      if (next.lines < 2 && at(next.end, separator_) && !begins_bare(text_, next.end + 1)) {
        return take_words(start, end), take_separator(next.end) && !at_end();
      }
      if ((n < 3 && ends_entry(end)) || contains(kNameTails, word))
        return take_words(start, end), false;
      if (next.lines > 1 || end >= text_.size() || !is_blank(text_[end])) break;
      gap = next;
    }
    return false;
  }

  /// `Send To`: a capital word before a blank line or the end belongs to the name, whatever it is.
  bool is_last_word(std::size_t pos, std::string_view word) const {
    if (word.empty() || !is_upper(word[0])) return false;
    const Gap gap = skip_gap(text_, pos + word.size());
    return gap.end >= text_.size() || gap.lines > 1;
  }

  void take_words(std::size_t start, std::size_t end) {
    out_ += fold_blanks(text_.substr(start, end - start)).insert(0, " ");
    pos_ = end;
  }

  /// True if a name may end at `end`: a line does, a sentence, or something else begins.
  bool ends_entry(std::size_t end) const {
    if (end >= text_.size()) return true;
    if (!is_blank(text_[end])) return text_[end] != ':' && text_[end] != '(' && text_[end] != '=';
    if (text_[end - 1] == '.' || text_[end - 1] == ',') return true;
    const Gap gap = skip_gap(text_, end);
    if (gap.lines == 1 && is_broken_line(text_, end, gap.end) && may_go_on(word_at(gap.end))) {
      return false;
    }
    if (gap.lines > 0 || gap.end >= text_.size()) return true;
    std::size_t next = gap.end;
    while (next < text_.size() && !is_blank(text_[next])) ++next;
    const std::string_view word = text_.substr(gap.end, next - gap.end);
    return contains(kKeyNouns, word.substr(0, word.find_last_not_of(".,:;") + 1)) || word == "-" ||
           is_step_number(word) || is_dashed_word(word) || istarts_with(word, "HKEY") ||
           starter_weight(word) >= 4 || contains(kNextWords, word.substr(0, word.find(':')));
  }

  /// Final periods, blanks and separators belong to the sentence.
  void trim_end() { out_.resize(strip_back(out_, ".\\ '").size()); }

  std::string_view text_;
  std::size_t pos_;
  char separator_;
  bool doubled_;
  std::string out_;
};

/// True if the separators from `pos` on are doubled, as source code writes them; two at the start
/// alone mean that a placeholder was lost.
bool is_doubled(std::string_view text, std::size_t pos) {
  constexpr std::size_t kNear = 60;
  if (text.substr(pos, 2) != "\\\\") return false;
  const std::string_view rest = text.substr(pos + 2, kNear);
  const std::size_t next = rest.find('\\');
  return next == std::string_view::npos || rest.substr(next, 2) == "\\\\";
}

/// All of `inside` as components: line ends are blanks, doubled separators single ones.
std::string components_of(std::string_view inside) {
  std::string out;
  for (const char c : fold_blanks(inside)) {
    if (c == '\\' && (out.empty() || out.back() == '\\')) continue;
    if (c == '\\' && out.back() == ' ') out.pop_back();
    if (c == ' ' && !out.empty() && out.back() == '\\') continue;
    out += c;
  }
  out.resize(strip_back(out, "\\ ").size());
  return out;
}

/// The path from `pos` to `close`, which must come soon; nothing where it does not.
RegistryPath read_enclosed(std::string_view text, std::size_t pos, char close) {
  constexpr std::size_t kLongest = 300;
  const std::size_t end = text.substr(0, std::min(text.size(), pos + kLongest)).find(close, pos);
  if (end == std::string_view::npos) return {pos, ""};
  return {end, components_of(text.substr(pos, end - pos))};
}

/// `, "path"` behind a root: the path in the quotes.
RegistryPath read_quoted(std::string_view text, std::size_t pos) {
  std::size_t i = pos + 1;
  while (i < text.size() && text[i] == ' ') ++i;
  if (i >= text.size() || text[i] != '"') return {pos, ""};
  return read_enclosed(text, i + 1, '"');
}

/// `[root\path]` of a .reg file; `pos` is behind the root, which begins at `begin`.
bool is_bracketed(std::string_view text, std::size_t begin, std::size_t pos) {
  return begin > 0 && text[begin - 1] == '[' && pos < text.size() && text[pos] == '\\';
}

}  // namespace

std::optional<RegistryRoot> match_registry_root(std::string_view text, std::size_t pos) {
  const std::string_view rest = text.substr(pos);
  if (!istarts_with(rest, "HK")) return std::nullopt;
  for (const RootSpelling& root : kShortRoots) {
    const std::size_t end = pos + root.letters.size();
    if (rest.starts_with(root.letters) && ends_root(text, end)) return RegistryRoot{end, root.name};
  }
  if (!istarts_with(rest, "HKEY")) return std::nullopt;
  for (const RootSpelling& root : kRoots) {
    const std::size_t end = match_letters(text, pos + 4, root.letters);
    if (end != std::string_view::npos && ends_root(text, end)) return RegistryRoot{end, root.name};
  }
  return std::nullopt;
}

RegistryPath read_registry_path(std::string_view text, std::size_t begin, std::size_t pos) {
  if (is_bracketed(text, begin, pos)) {
    RegistryPath path = read_enclosed(text, pos, ']');
    if (!path.components.empty()) return path;
  }
  if (pos < text.size() && text[pos] == ',') return read_quoted(text, pos);
  if (pos < text.size() && is_alpha(text[pos])) return PathReader(text, pos, '\\', false).read();
  Gap gap{pos, 0};
  if (pos < text.size() && is_blank(text[pos])) gap = skip_gap(text, pos);
  if (gap.end >= text.size()) return {pos, ""};
  const char separator = text[gap.end];
  if (separator != '\\' && (separator != '/' || gap.end != pos)) return {pos, ""};
  const bool doubled = is_doubled(text, gap.end);
  const std::size_t first = gap.end + (doubled ? 2 : 1);
  const Gap behind = skip_gap(text, first);
  if (behind.lines > 1) return {pos, ""};
  return PathReader(text, behind.end, separator, doubled).read();
}

std::optional<RegistryPath> match_bare_registry_path(std::string_view text, std::size_t pos) {
  std::size_t begin = pos;
  if (begin < text.size() && text[begin] == '\\') ++begin;
  const bool doubled = text.substr(begin, 20).find("\\\\") != std::string_view::npos;
  const std::string_view rest = text.substr(begin);
  if (istarts_with(rest, "System/CurrentControlSet/") || istarts_with(rest, "Software/Microsoft/"))
    return PathReader(text, begin, '/', false).read();
  const bool system = istarts_with(rest, "System\\CurrentControlSet") ||
                      istarts_with(rest, "System\\ControlSet") ||
                      istarts_with(rest, "System\\CCS\\");
  if (!system && !istarts_with(rest, "Software\\")) return std::nullopt;
  RegistryPath path = PathReader(text, begin, '\\', doubled).read();
  if (path.components.find('\\') == std::string::npos) return std::nullopt;
  return path;
}

}  // namespace kb
