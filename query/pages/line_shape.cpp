#include "query/pages/line_shape.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/encoding.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// Digits, or one letter: the count of `12.` and `b)`; 0 if `text` starts with neither.
std::size_t count_length(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits > 0) return digits <= 2 ? digits : 0;
  return !text.empty() && is_alpha(text[0]) ? 1 : 0;
}

int count_of(std::string_view count) {
  if (is_alpha(count[0])) return to_lower(count[0]) - 'a' + 1;
  return leading_number<int>(count);
}

/// Length of `1.`, `a)`, `(1)` at the start of `line`, and the count inside.
std::pair<std::size_t, std::string_view> numbered_sign(std::string_view line) {
  const bool bracket = line.starts_with('(');
  const std::string_view rest = line.substr(bracket ? 1 : 0);
  const std::size_t length = count_length(rest);
  if (length == 0 || length >= rest.size()) return {0, {}};
  const char behind = rest[length];
  if (bracket ? behind != ')' : (behind != '.' && behind != ')')) return {0, {}};
  return {length + 1 + (bracket ? 1 : 0), rest.substr(0, length)};
}

/// Words that a statement of a programming language begins with. Basic, C, SQL, FoxPro and batch
/// files in the spelling that their samples use, so that a sentence seldom begins so.
constexpr std::array kStatements = {"Dim ",         "Sub ",
                                    "End Sub",      "End Function",
                                    "End If",       "End With",
                                    "End Select",   "End Type",
                                    "Private ",     "Public ",
                                    "Declare ",     "On Error ",
                                    "Exit Sub",     "Exit Function",
                                    "Loop",         "Wend",
                                    "ElseIf ",      "Do While ",
                                    "Do Until ",    "Select Case ",
                                    "Debug.Print",  "MsgBox ",
                                    "int ",         "void ",
                                    "char ",        "long ",
                                    "unsigned ",    "static ",
                                    "extern ",      "struct ",
                                    "class ",       "typedef ",
                                    "return ",      "return;",
                                    "const ",       "double ",
                                    "BOOL ",        "DWORD ",
                                    "HWND ",        "LPSTR ",
                                    "SELECT ",      "INSERT ",
                                    "UPDATE ",      "CREATE ",
                                    "ENDIF",        "ENDDO",
                                    "ENDWITH",      "ENDFUNC",
                                    "DO WHILE ",    "PROCEDURE ",
                                    "LOCAL ",       "LPARAMETERS ",
                                    "#include",     "#define",
                                    "#DEFINE",      "#if",
                                    "#else",        "#endif",
                                    "#pragma",      "#import",

                                    "@echo",        "@ECHO",
                                    "DEVICE=",      "DEVICEHIGH=",
                                    "SET ",         "<%",
                                    "<HTML",        "<html",
                                    "<SCRIPT",      "<script",
                                    "</",           "<!--",
                                    "DIM ",         "FOR ",
                                    "NEXT",         "IF ",
                                    "ELSE",         "ELSEIF ",
                                    "END IF",       "END SUB",
                                    "END FUNCTION", "GOTO ",
                                    "GOSUB ",       "INPUT ",
                                    "LINE INPUT",   "DEF SEG",
                                    "OPTION BASE",  "LOOP",
                                    "CLS",          "OPEN ",
                                    "CLOSE",        "COMMON ",
                                    "SUB ",         "FUNCTION ",
                                    "SCREEN ",      "LOCATE ",
                                    "ON ERROR",     "RESUME",
                                    "RETURN",       "WHILE ",
                                    "WEND",         "BEGIN",
                                    "Next ",        "For Each ",
                                    "EXEC ",        "Option Explicit",
                                    "PRINT \"",     "DECLARE ",
                                    "REGEDIT4",     "[HKEY_",
                                    "public ",      "private ",
                                    "import ",      "CALL ",
                                    "$DEBUG",       "SUBROUTINE ",
                                    "INTEGER ",     "mov ",
                                    "push ",        "jmp "};

/// Signs that a comment begins with, whatever words it holds.
constexpr std::array kComments = {"//", "/*", "*/", "*!*", "REM ", "rem "};

/// Signs that stand in the middle of statements and not of sentences.
constexpr std::array kSigns = {" := ", " == ",        " != ",       " += ",     "++;",
                               "();",  "(\"",         ") {",        "){",       " || ",
                               " && ", "::",          " THEN",      "\\n\"",    "</",
                               "/>",   " As Integer", " As String", " As Long", " As Object"};

constexpr std::array kSmallWords = {"the",  "is",   "to",   "of",   "and", "in",   "you",
                                    "that", "for",  "this", "are",  "a",   "an",   "it",
                                    "when", "with", "from", "have", "be",  "your", "not"};

/// True for `KEY=value` and `Item.Text = 5`: one name in front of an equal sign.
bool is_assignment(std::string_view line) {
  const std::size_t sign = line.find('=');
  if (sign == std::string_view::npos || sign == 0 || sign + 1 == line.size()) return false;
  const std::string_view name = trim_right(line.substr(0, sign));
  return !name.empty() && name.find(' ') == std::string_view::npos && !contains(name, "http") &&
         !contains(name, "/");
}

/// True for `C:\>copy`, `A>dir`.
bool is_prompt(std::string_view line) {
  if (line.size() < 3 || !is_alpha(line[0])) return false;
  if (line[1] == '>') return true;
  const std::size_t sign = line.find('>');
  return line[1] == ':' && sign != std::string_view::npos &&
         line.substr(0, sign).find(' ') == std::string_view::npos;
}

/// True for `[386Enh]`.
bool is_settings_head(std::string_view line) {
  return line.size() > 2 && line.front() == '[' && line.back() == ']' &&
         line.find(' ') == std::string_view::npos;
}

/// True for `pointer->member`.
bool is_member(std::string_view line) {
  const std::size_t sign = line.find("->");
  return sign != std::string_view::npos && sign > 0 && sign + 2 < line.size() &&
         line[sign - 1] != ' ' && is_alpha(line[sign + 2]);
}

/// Number of small words outside of quotation marks.
std::size_t small_words(std::string_view line) {
  std::size_t found = 0;
  bool quoted = false;
  for (const std::string_view word : split_words(line)) {
    if (!quoted) found += std::size_t(std::count(kSmallWords.begin(), kSmallWords.end(), word));
    if (std::count(word.begin(), word.end(), '"') % 2 == 1) quoted = !quoted;
  }
  return found;
}

/// True for a remark of Basic: an apostrophe in front that no other one closes.
bool is_basic_remark(std::string_view line) {
  return line.size() > 1 && line[0] == '\'' &&
         (line[1] == ' ' || line.find('\'', 1) == std::string_view::npos);
}

/// `line` without the remark that stands behind a statement.
std::string_view statement_of(std::string_view line) {
  for (const std::string_view sign : {" && ", " // ", " /* ", " ' ", " ; "}) {
    line = line.substr(0, std::max<std::size_t>(line.find(sign), 1));
  }
  return line;
}

/// True for a line of a stack or memory dump: two words or more of eight hexadecimal digits.
bool is_dump(std::string_view line) {
  std::size_t found = 0;
  for (const std::string_view word : split_words(line)) {
    found += word.size() == 8 && all_hex(word) ? 1 : 0;
  }
  return found >= 2;
}

bool ends_as_code(std::string_view line) {
  return line.ends_with(';') || line.ends_with('{') || line.ends_with('}') ||
         line.ends_with(" _") || line.ends_with(" \\") || line.ends_with("()");
}

}  // namespace

std::optional<ListMarker> list_marker(std::string_view line) {
  ListMarker marker;
  if (!line.empty() && (line[0] == '-' || line[0] == '*' || line[0] == 'o' || line[0] == '+')) {
    marker.sign = line.substr(0, 1);
    marker.bullet = true;
  } else {
    const auto [length, count] = numbered_sign(line);
    if (length == 0) return std::nullopt;
    marker.sign = line.substr(0, length);
    marker.number = count_of(count);
  }
  const std::string_view rest = line.substr(marker.sign.size());
  const std::size_t text = rest.find_first_not_of(' ');
  if (text == 0 || text == std::string_view::npos || text > 8) return std::nullopt;
  if (marker.sign == "o" && (text < 2 || !is_upper(rest[text]))) return std::nullopt;
  if (marker.sign == "+" && !is_upper(rest[text])) return std::nullopt;
  marker.length = marker.sign.size() + text;
  return marker;
}

bool is_ruler(std::string_view line) {
  line = trim(line);
  if (line.size() < 3 || std::string_view("-=_~*").find(line[0]) == std::string_view::npos) {
    return false;
  }
  std::size_t run = 0;
  for (const char c : line) {
    if (c == line[0]) {
      ++run;
    } else if (c == ' ') {
      if (run == 1) return false;
      run = 0;
    } else {
      return false;
    }
  }
  return run != 1;
}

bool is_box_line(std::string_view line) {
  line = trim(line);
  return line.size() >= 4 && (line[0] == '+' || line[0] == '|') &&
         line.find_first_not_of("+-=|_ ") == std::string_view::npos &&
         (contains(line, "---") || contains(line, "===") || contains(line, "___"));
}

bool is_box_row(std::string_view line) {
  line = trim(line);
  return line.size() >= 3 && line.front() == '|' && line.back() == '|';
}

std::size_t count_gaps(std::string_view line) {
  line = trim(line);
  std::size_t gaps = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] != ' ') continue;
    const std::size_t end = line.find_first_not_of(' ', i);
    const std::size_t width = end - i;
    const bool sentence = std::string_view(".?!:;,").find(line[i - 1]) != std::string_view::npos;
    if (width >= 3 || (width == 2 && !sentence)) ++gaps;
    i = end;
  }
  return gaps;
}

bool is_code_line(std::string_view line) {
  line = trim(line);
  if (line.empty()) return false;
  const auto starts = [&](std::string_view word) { return line.starts_with(word); };
  if (std::any_of(kComments.begin(), kComments.end(), starts)) return true;
  if (is_basic_remark(line) || is_dump(line)) return true;
  if (is_prompt(line) || is_settings_head(line)) return true;
  if (is_prose_line(line)) return false;
  return ends_as_code(line) || is_assignment(line) || is_member(line) ||
         std::any_of(kStatements.begin(), kStatements.end(), starts) ||
         std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return contains(line, sign); });
}

bool is_prose_line(std::string_view line) { return small_words(statement_of(line)) >= 2; }

std::string expand_tabs(std::string_view line) {
  std::string out;
  std::size_t column = 0;
  for (const char c : line) {
    if (c == '\t') {
      const std::size_t blanks = 8 - column % 8;
      out.append(blanks, ' ');
      column += blanks;
    } else {
      out += c == '\r' || c == '\f' || c == '\v' ? ' ' : c;
      if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column;
    }
  }
  return out;
}

}  // namespace kb
