#include "query/triage/line_kinds.h"

#include <algorithm>
#include <array>

#include "parser/codes/in_articles/code_context.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/in_queries/pasted_text.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

bool is_hex_word(std::string_view word) {
  if (word.ends_with(':')) word.remove_suffix(1);
  if (word == "-") return true;
  const bool length = word.size() == 2 || word.size() == 4 || word.size() == 8;
  return length && all_hex(word);
}

// `0012fe6c  00 00 7b 00 ...`: most words are hexadecimal digits.
bool is_bytes(std::string_view line) {
  std::size_t words = 0;
  std::size_t hex = 0;
  bool digit = false;
  for (const std::string_view word : split_words(line)) {
    ++words;
    hex += is_hex_word(word) ? 1 : 0;
    digit |= is_hex_word(word) && has_digit(word);
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

// `8b4e0c   mov   ecx,[esi+0xc]   ds:0023:0014a0ff=c0000094`: an instruction and what it reads.
bool is_operand(std::string_view line) {
  constexpr std::size_t kAddress = 16;
  const std::size_t sign = line.rfind('=');
  if (sign == std::string_view::npos || sign < kAddress) return false;
  const std::string_view address = line.substr(sign - kAddress, kAddress);
  return address[2] == ':' && address[7] == ':' && is_hex_word(address.substr(3, 4)) &&
         is_hex_word(address.substr(8)) && line.find(' ', sign) == std::string_view::npos;
}

}  // namespace

bool is_dump(std::string_view line) {
  constexpr std::array<std::string_view, 5> kHeads = {"Registers:", "Bytes at CS:EIP",
                                                      "Stack dump:", "Data:", "*----> Raw Stack"};
  if (std::any_of(kHeads.begin(), kHeads.end(),
                  [&](std::string_view head) { return istarts_with(line, head); }))
    return true;
  return is_registers(line) || is_module_range(line) || is_operand(line) || is_bytes(line);
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
    out = ireplaced(out, "==", "=");
  if (out.find(';') != std::string::npos && ifind(out, "smtp;") != std::string::npos)
    out = ireplaced(out, "smtp;", "SMTP ");
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

}  // namespace kb
