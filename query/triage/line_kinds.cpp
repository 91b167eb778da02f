#include "query/triage/line_kinds.h"

#include <algorithm>
#include <array>

#include "parser/codes/in_articles/code_context.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/in_queries/pasted_text.h"
#include "parser/file_tables/file_names.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

bool is_hex_word(std::string_view word) {
  if (word.ends_with(':')) word.remove_suffix(1);
  if (word == "-") return true;
  const bool length = word.size() == 2 || word.size() == 4 || word.size() == 8;
  return length && std::all_of(word.begin(), word.end(), is_hex);
}

// `0012fe6c  00 00 7b 00 ...`: most words are hexadecimal digits.
bool is_bytes(std::string_view line) {
  std::size_t words = 0;
  std::size_t hex = 0;
  bool digit = false;
  for (const std::string_view word : split_words(line)) {
    ++words;
    hex += is_hex_word(word) ? 1 : 0;
    digit |= is_hex_word(word) && std::any_of(word.begin(), word.end(), is_digit);
  }
  return digit && words >= 4 && hex * 5 >= words * 4;
}

// `EAX=00c2f1a4 CS=015f EIP=7fe31c20`, and with small letters as Dr. Watson prints them.
bool is_registers(std::string_view line) {
  std::size_t found = 0;
  for (const std::string_view word : split_words(line)) {
    const std::size_t sign = word.find('=');
    if (sign == std::string_view::npos || sign < 2 || sign > 5 || sign + 3 > word.size()) continue;
    const std::string_view name = word.substr(0, sign);
    const std::string_view value = word.substr(sign + 1);
    if (std::all_of(name.begin(), name.end(), is_alpha) && is_hex_word(value)) ++found;
  }
  return found >= 2;
}

// `(77f60000 - 77fbc000) dll\ntdll.dbg`.
bool is_module_range(std::string_view line) {
  return line.size() > 20 && line[0] == '(' && is_hex_word(line.substr(1, 8)) &&
         line.substr(9, 3) == " - " && is_hex_word(line.substr(12, 8));
}

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = ifind(text, what); at != std::string_view::npos;
       at = ifind(text, what, from)) {
    out.append(text.substr(from, at - from)).append(by);
    from = at + what.size();
  }
  return out.append(text.substr(from));
}

}  // namespace

bool is_dump(std::string_view line) {
  constexpr std::array<std::string_view, 5> kHeads = {"Registers:", "Bytes at CS:EIP",
                                                      "Stack dump:", "Data:", "*----> Raw Stack"};
  if (std::any_of(kHeads.begin(), kHeads.end(),
                  [&](std::string_view head) { return istarts_with(line, head); }))
    return true;
  return is_registers(line) || is_module_range(line) || is_bytes(line);
}

namespace {

// True if plain_text() may change the line: most lines of logs are plain already.
bool is_dressed_up(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const char next = i + 1 < line.size() ? line[i + 1] : ' ';
    if (c == '`' || (static_cast<unsigned char>(c) & 0x80U) != 0) return true;
    if (c == '&' && line.substr(i, 8).find(';') != std::string_view::npos) return true;
    if (c == '\\' && !is_alnum(next)) return true;
    if (c == '-' && next == ' ') return true;
  }
  return false;
}

// TABs stay what they are, since they separate the cells of an exported event.
std::string undressed(std::string_view line) {
  PastedText plain = plain_text(line);
  for (std::size_t i = 0; i < plain.text.size(); ++i) {
    if (line[plain.begins[i]] == '\t') plain.text[i] = '\t';
  }
  return std::move(plain.text);
}

}  // namespace

std::string readable_line(std::string_view line) {
  std::string out = is_dressed_up(line) ? undressed(line) : std::string(line);
  if (out.find("==") != std::string::npos && out.find("===") == std::string::npos)
    out = replaced(out, "==", "=");
  if (out.find(';') != std::string::npos && ifind(out, "smtp;") != std::string::npos)
    out = replaced(out, "smtp;", "SMTP ");
  return out;
}

std::optional<std::string> in_english(std::string_view line) {
  struct Word {
    std::string_view foreign;
    std::string_view english;
  };
  // The longer ones first, since they contain the shorter ones.
  static constexpr std::array<Word, 12> kWords = {{
      {"Laufzeitfehler", "Run-time error"},
      {"Erreur d'ex\xC3\xA9"
       "cution",
       "Run-time error"},
      {"Error de tiempo de ejecuci\xC3\xB3n", "Run-time error"},
      {"Errore di run-time", "Run-time error"},
      {"Fout tijdens uitvoering", "Run-time error"},
      {"Systemfehler", "System error"},
      {"Fehlernummer", "error"},
      {"Fehlercode", "error code"},
      {"Fehler", "error"},
      {"Erreur", "error"},
      {"Errore", "error"},
      {"Fout", "error"},
  }};
  std::optional<std::string> out;
  for (const Word& word : kWords) {
    const std::string_view text = out ? std::string_view(*out) : line;
    const std::size_t at = ifind(text, word.foreign);
    const std::size_t end = at + word.foreign.size();
    if (at == std::string_view::npos || (end < text.size() && is_alpha(text[end])) ||
        (at > 0 && is_alpha(text[at - 1])))
      continue;
    out = replaced(text, word.foreign, word.english);
  }
  return out;
}

std::string named_by_symbols(std::string_view path) {
  std::string file = lower(base_name(path));
  if (!file.ends_with(".dbg")) return file;
  std::string_view folder = path.substr(0, path.size() - file.size());
  while (!folder.empty() && folder.back() == '\\') folder.remove_suffix(1);
  const std::string kind = lower(base_name(folder));
  const bool known = is_one_of(kind, {"dll", "sys", "drv", "exe", "ocx", "cpl"});
  return file.replace(file.size() - 3, 3, known ? kind : "exe");
}

std::optional<LabelledLine> event_line(std::string_view line) {
  struct Row {
    std::string_view text;
    EventLabel label;
    bool foreign = false;  // the colon may stand further on
  };
  static constexpr std::array<Row, 18> kRows = {{
      {"Event Source:", EventLabel::kSource},
      {"Source:", EventLabel::kSource},
      {"Event ID:", EventLabel::kId},
      {"EventID:", EventLabel::kId},
      {"Date:", EventLabel::kDate},
      {"Time:", EventLabel::kTime},
      {"Ereignisquelle", EventLabel::kSource, true},
      {"Quelle", EventLabel::kSource, true},
      {"Ereigniskennung", EventLabel::kId, true},
      {"Ereignis-ID", EventLabel::kId, true},
      {"Datum", EventLabel::kDate, true},
      {"Source de l'", EventLabel::kSource, true},
      {"ID de l'", EventLabel::kId, true},
      {"Origen del suceso", EventLabel::kSource, true},
      {"Id. del suceso", EventLabel::kId, true},
      {"Origine evento", EventLabel::kSource, true},
      {"ID evento", EventLabel::kId, true},
      {"Gebeurtenis-id", EventLabel::kId, true},
  }};
  if (line.size() > 120) return std::nullopt;
  for (const Row& row : kRows) {
    if (!istarts_with(line, row.text)) continue;
    std::string_view value = line.substr(row.text.size());
    if (row.foreign) {
      const std::size_t colon = value.substr(0, 16).find(':');
      if (colon == std::string_view::npos) continue;
      value.remove_prefix(colon + 1);
    }
    value = trim(value);
    if (!value.empty()) return LabelledLine{row.label, value, row.foreign};
  }
  return std::nullopt;
}

namespace {

constexpr std::uint32_t kFirstError = 400;  // a status below is no error

void add_errors(std::string_view status, std::string_view win32, std::vector<std::string>& errors) {
  const auto http = decimal_of(status);
  if (!http || *http < kFirstError || *http > 599) return;
  errors.push_back("HTTP:" + std::string(status));
  const auto error = decimal_of(win32);
  if (error && *error != 0 && *error <= 65535) errors.push_back("WIN32:" + std::to_string(*error));
}

}  // namespace

std::optional<std::vector<std::string>> WebLog::read(std::string_view line) {
  if (line.starts_with('#')) return fields(line);
  std::vector<std::string> errors;
  if (columns_ != 0) {
    const auto cells = split_words(line);
    if (cells.size() != columns_) return std::nullopt;
    add_errors(cells[status_], win32_ == 0 ? std::string_view() : cells[win32_], errors);
    return errors;
  }
  if (line.find(", W3SVC") == std::string_view::npos) return std::nullopt;
  const auto cells = split(line, ',');
  if (cells.size() < 14) return std::nullopt;
  add_errors(trim(cells[10]), trim(cells[11]), errors);
  return errors;
}

std::optional<std::vector<std::string>> WebLog::fields(std::string_view line) {
  if (!istarts_with(line, "#Fields:")) {
    const bool directive = istarts_with(line, "#Software:") || istarts_with(line, "#Version:") ||
                           istarts_with(line, "#Date:");
    return directive ? std::optional(std::vector<std::string>()) : std::nullopt;
  }
  const auto names = split_words(line.substr(8));
  const auto place = [&](std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::size_t(0) : std::size_t(found - names.begin());
  };
  status_ = place("sc-status");
  win32_ = place("sc-win32-status");
  columns_ = status_ == 0 ? 0 : names.size();
  return std::vector<std::string>();
}

}  // namespace kb
