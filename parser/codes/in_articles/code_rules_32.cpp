// 32-bit codes: HRESULT, NTSTATUS, MAPI, Exchange, service-specific values.
//
//   0xC1060107  c1060107  C1060107h  &HC1060107  -1056571129  3238396167  Ox80040E14  (80040e14)
//   ID no: c1031667   ID no: 80004005-0501-0000050a   -2147217900 (80040E14)
//
// Most 32-bit numbers of the archive are no codes: addresses, dumps, registry data, constants. A
// number counts when its high word is one that errors have (plausible_32) and nothing before it
// says address or data; the weaker its notation, the nearer an error word must stand: `0x` needs
// none, eight bare digits and decimals do. Small values need the label directly before them. Seven
// or nine digits are kept as printed, family other, with a remark.
#include <algorithm>
#include <array>

#include "parser/codes/code_bits.h"
#include "parser/codes/code_numbers.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool names_error(std::string_view word) {
  return is_one_of(
      word, {"error",     "errors",    "err",     "code",     "codes",    "hresult",  "hr",
             "status",    "exception", "result",  "scode",    "returned", "returns",  "return",
             "fails",     "failed",    "failure", "fail",     "failing",  "ntstatus", "rc",
             "errorcode", "retcode",   "problem", "specific", "message",  "reason",   "violation"});
}

bool names_address(std::string_view word) {
  return is_one_of(word,
                   {"at",  "address", "addr",    "offset",    "memory",   "instruction", "base",
                    "eip", "pointer", "handle",  "thread",    "register", "location",    "from",
                    "eax", "ebx",     "ecx",     "edx",       "esi",      "edi",         "ebp",
                    "esp", "ebp",     "by",      "parameter", "param",    "addresses",   "virtual",
                    "pid", "tid",     "process", "module",    "selector"});
}

bool names_data(std::string_view word) {
  return is_one_of(word, {"reg_dword", "dword", "data",    "value", "values",  "flag",   "flags",
                          "mask",      "bit",   "bits",    "size",  "version", "serial", "key",
                          "color",     "style", "default", "range", "hex",     "range"});
}

bool is_eight_hex(std::string_view word) {
  if (word.size() == 10 && word[0] == '0' && to_lower(word[1]) == 'x') word.remove_prefix(2);
  return word.size() == 8 && all_hex(word);
}

// ` : module!symbol` behind the number: the stack of a kernel dump.
bool precedes_call_site(const Site& site) {
  if (site.after() != ' ' || site.after(1) != ':') return false;
  const std::string_view module = word_after(site.text, site.end);
  if (module.empty()) return false;
  const std::size_t end = std::size_t(module.data() - site.text.data()) + module.size();
  return end < site.text.size() && site.text[end] == '!';
}

// Numbers in a row, with nothing but blanks between them, are a dump.
bool in_dump(const Site& site, Before& before) {
  int neighbours = 0;
  if (before.gap(0) == " " && is_eight_hex(before.word(0))) {
    ++neighbours;
    if (before.gap(1) == " " && is_eight_hex(before.word(1))) ++neighbours;
  }
  const bool blank = site.after() == ' ' && is_hex(site.after(1));
  const std::string_view next = blank ? word_after(site.text, site.end) : std::string_view();
  if (is_eight_hex(next)) {
    ++neighbours;
    const std::size_t at = std::size_t(next.data() - site.text.data()) + next.size();
    if (at < site.text.size() && site.text[at] == ' ' && is_eight_hex(word_after(site.text, at)))
      ++neighbours;
  }
  const bool segment = site.before() == ':' && site.begin > 1 &&
                       is_hex(site.text[site.begin - 2]) && !iequals(before.word(1), "asp");
  return neighbours >= 2 || segment || site.before() == '+' || site.after() == '!' ||
         site.after() == '`' || precedes_call_site(site);
}

// What the words before the number say.
struct Surroundings {
  bool adjacent = false;  ///< `error 0x...`, `status is ...`
  bool code = false;      ///< `code 0x...`, `ID no: ...`
  bool near = false;      ///< an error word among the last eight, or directly behind
  bool address = false;
  bool data = false;
  bool program = false;   ///< `#define X`, `Const`, `= 0x..;`
  bool enclosed = false;  ///< in brackets or quotes of its own
};

bool is_enclosed(const Site& site, std::size_t begin, std::size_t end) {
  const char open = begin > 0 ? site.text[begin - 1] : ' ';
  const char close = end < site.text.size() ? site.text[end] : ' ';
  return (open == '(' && (close == ')' || close == ',' || close == ':' || close == ' ' ||
                          close == '-' || close == '/')) ||
         (open == '[' && close == ']') || (open == '{' && close == '}') ||
         (open == '"' && (close == '"' || close == ' ' || close == ':')) ||
         (open == '\'' && (close == '\'' || close == ' '));
}

Surroundings look_around(const Site& site, std::size_t begin, std::size_t end) {
  Surroundings around;
  Before before(site.text, begin);
  around.adjacent = label_index(before, {"error", "errors", "err", "hresult", "hr", "status",
                                         "exception", "scode", "ntstatus", "rc", "errorcode",
                                         "retcode", "result", "win32"}) != kNone;
  // `The exception generated was 000006d9`, a line of Dr. Watson's log.
  around.adjacent |= iequals(before.word(1), "generated") && iequals(before.word(2), "exception");
  around.code = is_one_of(before.word(0), {"code", "no", "codes", "primary_rc", "secondary_rc"});
  const std::string_view first = before.word(0);
  const std::string_view second = before.word(1);
  // `... there is not enough available memory (8007000E-F2000200)`
  const bool of_message = iequals(first, "memory") && before.gap(0) == " (";
  around.address = !before.across_sentence(0) && !of_message &&
                   before.gap(0).find("\" (") == kNone &&
                   (names_address(first) ||
                    (names_address(second) &&
                     is_one_of(first, {"is", "of", "the", "location", "0x", "address", "x"})));
  // `Type: 0x80000002 Message ID: 1-1B60`, of a replication message
  around.address |= iequals(first, "type") && before.gap(0) == ": ";
  around.data = !before.across_sentence(0) &&
                (names_data(first) || (names_data(second) &&
                                       is_one_of(first, {"is", "of", "to", "hex", "hexadecimal"})));
  for (std::size_t k = 0; k < 8 && !around.near; ++k) around.near = names_error(before.word(k));
  // `#define X 0xC00000D5L Error Code: 0xC00000D6`: a label of its own begins something new.
  const bool labelled = iequals(first, "code") && before.gap(0) == ": ";
  for (std::size_t k = 0; k < 5 && !labelled; ++k)
    around.program |= is_one_of(before.word(k), {"define", "const"});
  const std::string_view gap = trim(before.gap(0));
  const char after = end < site.text.size() ? site.text[end] : ' ';
  around.program |= after == ';' && gap.find('=') != kNone &&
                    !is_one_of(first, {"code", "error", "status", "result"});
  around.program |= gap.find('|') != kNone || after == '|' || gap == "==" || gap == "!=";
  const std::string_view next = word_after(site.text, end);
  around.near |= is_one_of(next, {"error", "errors", "occurs", "occurred", "indicates", "means"}) ||
                 iequals(word_after(site.text, end + next.size() + 1), "error");
  around.enclosed = is_enclosed(site, begin, end);
  return around;
}

// A number with a name, or a system error with a name inside an HRESULT.
bool known_32(std::uint32_t value) {
  if ((value >> 16) == 0x8007U && !symbols_of(value & 0xFFFFU, CodeFamily::kWin32).empty())
    return true;
  return !symbols_of(value, CodeFamily::kCode32).empty();
}

// The bit of codes that are no system's own, and the severity of an error.
bool is_customers(std::uint32_t value) { return (value >> 24) == 0xE0U; }

// `MAPI failure: (0x00000002/0x00000000)`: the dialogs of MAPI print a pair.
bool is_first_of_pair(const Site& site, const Number& number) {
  return number.notation == Notation::kHexPrefixed && site.end - site.begin == 10 &&
         site.before() == '(' && istarts_with(site.rest(), "/0x");
}

// `[8100270B]`: eight digits in brackets of their own, and an error word near.
bool is_bracketed(const Number& number, const Surroundings& around, const Site& site) {
  return number.notation == Notation::kHexBare && site.begin > 1 &&
         site.text.substr(site.begin - 2, 2) == " [" && site.after() == ']' &&
         (number.value >> 30) >= 2 && around.enclosed;
}

bool accept(const Site& site, const Number& number, const Surroundings& around) {
  const std::uint32_t value = number.value;
  if (around.address || around.program || value == 0) return false;
  if (is_first_of_pair(site, number) && around.near) return true;
  if (is_bracketed(number, around, site) && !around.data) return true;
  const bool id_number = around.code && site.text.substr(0, number.begin).ends_with("o: ");
  if (around.adjacent || id_number || (around.code && (value >> 31) != 0)) {
    const std::size_t length = number.end - number.begin;
    return number.notation == Notation::kHexPrefixed ? length >= 10
                                                     : (value >> 31) != 0 || length >= 8;
  }
  const bool headline = site.in_title || site.in_query_words;
  const bool plausible =
      plausible_32(value) && (value < 0xFFF00000U || around.near || around.enclosed);
  switch (number.notation) {
    case Notation::kHexPrefixed:
      return number.end - number.begin >= 10 &&
             (plausible || (known_32(value) && around.near && value >= 0x10000U) ||
              (around.near && is_customers(value))) &&
             (!around.data || around.near);
    case Notation::kHexBasic:
      return plausible && !around.data && (around.near || headline || around.enclosed);
    case Notation::kHexSuffixed:
      return plausible && number.end - number.begin >= 9 && !around.data;
    case Notation::kHexBare:
      return plausible && !around.data &&
             (around.near || around.enclosed || headline || known_32(value));
    case Notation::kNegative:
      return plausible && number.end - number.begin >= 10 && value < 0xFFFF0000U &&
             (value < 0x80000000U || value > 0x80000010U) &&
             (around.near || around.enclosed || headline || known_32(value));
    case Notation::kUnsigned:
      return plausible && value < 0xFFFF0000U &&
             (around.near || around.enclosed || known_32(value));
  }
  return false;
}

// Constants that are no codes: the ends of the range, the handles of the registry's roots.
bool is_constant(const Number& number) {
  if (number.value == 0x80000000U || number.value == 0xFFFFFFFFU) return true;
  const bool decimal =
      number.notation == Notation::kNegative || number.notation == Notation::kUnsigned;
  return decimal && number.value <= 0x80000006U && number.value > 0x80000000U;
}

// The number in brackets behind this one, `-2147217900 (80040E14)`: a remark if the two differ.
std::string pair_remark(const Site& site, const Number& number) {
  if (number.notation != Notation::kNegative && number.notation != Notation::kUnsigned) return {};
  std::size_t at = site.text.find_first_not_of(" '\"", number.end);
  if (at == kNone || at > number.end + 2 || (site.text[at] != '(' && site.text[at] != '['))
    return {};
  ++at;
  std::size_t end = at;
  if (end < site.text.size() && site.text[end] == '&') ++end;
  while (end < site.text.size() && is_word_char(site.text[end]) && end - at < 16) ++end;
  const std::size_t word = at < site.text.size() && site.text[at] == '&' ? at + 1 : at;
  if (end <= word) return {};
  const auto other = number_at(site.text, word, end);
  if (!other || other->value == number.value || other->notation == Notation::kUnsigned) return {};
  const std::string printed(site.text.substr(number.begin, number.end - number.begin));
  return printed + " is " + hex32(number.value) + ", but " +
         std::string(site.text.substr(at, end - at)) + " is printed beside it";
}

std::optional<FoundCode> malformed_32(const Site& site) {
  const std::string_view word = site.word();
  const std::string_view digits = hex_digits_of(site);
  const bool prefixed = word.size() > 2 && to_lower(word[1]) == 'x' && !is_hex(word[1]);
  if (digits.size() != 7 && digits.size() != 9) return std::nullopt;
  const char top = to_lower(digits[0]);
  if (!prefixed && (top != 'c' && top != '8')) return std::nullopt;
  if (prefixed && top != 'c' && top != '8' && top != '0') return std::nullopt;
  const Surroundings around = look_around(site, site.begin, site.end);
  const bool letter = has_letter(digits) && has_digit(digits);
  if (around.address || around.data || around.program) return std::nullopt;
  if (!(around.adjacent || around.code ||
        (prefixed && (around.near || site.in_title) && top != '0')))
    return std::nullopt;
  // `error 8004005` without a letter: the digits that the common ones begin with.
  if (!prefixed && !letter && !(around.adjacent && digits.starts_with("80"))) return std::nullopt;
  Before before(site.text, site.begin);
  if (in_dump(site, before)) return std::nullopt;
  FoundCode found = found_at(site, CodeFamily::kOther, std::string(word));
  found.remark =
      "code with " + std::to_string(digits.size()) + " hexadecimal digits: " + std::string(word);
  return found;
}

// `Ox80040E14`, a letter O for the zero.
std::optional<Number> letter_o_number(const Site& site) {
  const std::string_view word = site.word();
  if (word.size() != 10 || to_lower(word[0]) != 'o' || to_lower(word[1]) != 'x')
    return std::nullopt;
  const auto value = hex_of(word.substr(2));
  if (!value) return std::nullopt;
  return Number{site.begin, site.end, *value, Notation::kHexPrefixed};
}

// The groups behind an Exchange error number: `80004005-0501-0000050a`.
std::size_t skip_groups(const Site& site, std::size_t end) {
  while (end + 4 < site.text.size() && site.text[end] == '-' && is_hex(site.text[end + 1])) {
    std::size_t next = end + 1;
    while (next < site.text.size() && is_hex(site.text[next]) && next - end < 13) ++next;
    if (next - end != 5 && next - end != 9) break;
    end = next;
  }
  return end;
}

// `MSEXCH:IMS:ORG:SITE:SERVER 0 (000C05A6) Unknown Recipient`: the code of a report of non-delivery,
// whatever its high word.
bool is_of_report(const Site& site) {
  if (site.end - site.begin != 8 || site.before() != '(' || site.after() != ')') return false;
  const std::size_t from = site.begin > 120 ? site.begin - 120 : 0;
  return site.text.substr(from, site.begin - from).find("MSEXCH:") != kNone;
}

// `11:49:37 AM 4294127983 (0xFFF3316F)`, `<thread=4294798339 (0xFFFD6C03)>`: logs of SMS.
bool is_thread(const Number& number, Before& before) {
  const bool behind = decimal_of(before.word(0)) == number.value;
  return is_one_of(before.word(behind ? 1 : 0), {"am", "pm", "thread"});
}

}  // namespace

bool plausible_32(std::uint32_t value) {
  const std::uint32_t high = value >> 16;
  if (high >= 0x8000U && high <= 0x800FU) return true;
  if (high == 0x8010U || high == 0x8011U || high == 0x8013U) return (value & 0xFFFFU) < 0x2000U;
  if (high >= 0x8012U && high <= 0x80FFU) return known_32(value);
  if (high >= 0x8101U && high < 0x8900U) return known_32(value);
  if (high >= 0xC000U && high <= 0xC3FFU) return true;
  if (high == 0xE000U || high == 0xE001U || high == 0x8876U || high == 0x8878U) return true;
  if (value == 0xE06D7363U) return true;  // every exception of Visual C++, "msc"
  return high >= 0xFFF0U && value != 0xFFFFFFFFU;
}

FoundCode found_32(const Site& site, std::size_t begin, std::size_t end, std::uint32_t value) {
  const std::int32_t n = std::int32_t(value);
  const bool jet = n <= -100 && n >= -4999 && site.article.mentions_jet();
  Site number = site;
  number.begin = begin;
  number.end = end;
  const CodeFamily family = jet ? CodeFamily::kJet : CodeFamily::kCode32;
  return found_at(number, family, canonical_code(family, value));
}

std::optional<FoundCode> code32_rule(const Site& site) {
  auto number = number_at(site.text, site.begin, site.end);
  if (!number) number = letter_o_number(site);
  if (!number || hex_digits_of(site).size() == 7) return malformed_32(site);
  if (number->notation == Notation::kNegative && number->end - number->begin < 10) {
    return negative_rule(site, number->value);
  }
  if (is_of_report(site)) return found_32(site, number->begin, number->end, number->value);
  const Surroundings around = look_around(site, number->begin, number->end);
  if (is_constant(*number) && !around.adjacent) return std::nullopt;
  Before before(site.text, number->begin);
  if (!accept(site, *number, around) || in_dump(site, before)) return std::nullopt;
  if (is_one_of(word_after(site.text, number->end), {"bytes", "bytes."})) return std::nullopt;
  if (is_thread(*number, before)) return std::nullopt;
  if (iequals(before.word(0), "push")) return std::nullopt;  // an instruction of a listing
  FoundCode found = found_32(site, number->begin, number->end, number->value);
  found.remark = pair_remark(site, *number);
  found.resume = skip_groups(site, number->end);
  return found;
}

}  // namespace kb
