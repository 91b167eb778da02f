// Bug checks.
//
//   STOP: 0x0000000A (0x00000014, 0x00000002, 0x00000000, 0xFCBA1062)
//   STOP 0xA   Stop 0x1E   STOP c000021a   STOP 1E   STOP A   0x0000007B INACCESSIBLE_BOOT_DEVICE
//   *** Fatal System Error: 0x0000007b (0x..., ...)   BugCheck 7B, {f741b84c, ...}
//
// `STOP` may be followed by error, message, code, screen ... Without `0x` and with fewer than eight
// digits it must be in capitals, since "stop a service" is prose. The parenthesised list is the
// parameters, which are no codes of their own but the first, where it is an exception code.
#include "parser/codes/code_bits.h"
#include "parser/codes/code_numbers.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kMostParameters = 8;

bool is_filler(std::string_view word) {
  return is_one_of(word,
                   {"error", "errors", "message", "messages", "code",   "codes", "screen", "msg",
                    "id",    "number", "value",   "is",       "was",    "of",    "a",      "the",
                    "bug",   "check",  "blue",    "kernel",   "system", "fatal"});
}

// `The first parameter in the STOP code, 0xC0000034, means`.
bool is_parameter(Before& before) {
  for (std::size_t k = 2; k < 6; ++k) {
    if (iequals(before.word(k), "parameter"))
      return before.gap(0).find(',') != std::string_view::npos;
  }
  return false;
}

// Index of the word STOP or bugcheck that labels the site; npos if none.
std::size_t stop_label(Before& before) {
  if (is_parameter(before)) return std::string_view::npos;
  for (std::size_t k = 0; k < 4; ++k) {
    const bool comma = before.gap(k).find_first_of(",)") != std::string_view::npos;
    if (before.across_sentence(k) || (comma && before.word(k + 1) != "STOP")) break;
    const std::string_view word = before.word(k);
    if (is_one_of(word, {"stop", "bugcheck", "bugcheckcode"})) return k;
    if (iequals(word, "trap") && k == 0) return k;
    if (k == 0 && iequals(word, "error") && before.gap(0).find(':') != std::string_view::npos &&
        iequals(before.word(1), "system") && iequals(before.word(2), "fatal"))
      return k;
    if (iequals(word, "check") && iequals(before.word(k + 1), "bug")) return k + 1;
    if (!is_filler(word)) break;
  }
  return std::string_view::npos;
}

bool is_exception_status(std::uint32_t value) {
  return (value >> 28 == 0xCU || value >> 28 == 0x8U) &&
         !symbols_of(value, CodeFamily::kCode32).empty();
}

bool carries_exception(std::uint32_t stop) {
  return stop == 0x1EU || stop == 0x7EU || stop == 0x8EU || stop == 0x1000007EU ||
         stop == 0x1000008EU;
}

// One parameter at `at`: [begin, end), empty if none stands there. The debugger's, in braces, may
// have few digits and no `0x`.
std::pair<std::size_t, std::size_t> parameter_at(std::string_view text, std::size_t at,
                                                 bool in_braces) {
  while (at < text.size() && (text[at] == ' ' || text[at] == ',' || text[at] == ';')) ++at;
  std::size_t end = at;
  bool digit = false;
  while (end < text.size() && is_word_char(text[end]) && end - at < 20)
    digit |= is_digit(text[end++]);
  const std::string_view word = text.substr(at, end - at);
  const bool hex = istarts_with(word, "0x") ||
                   (word.size() == 8 &&
                    word.find_first_not_of("0123456789abcdefABCDEFxX") == std::string_view::npos);
  if (in_braces && hex_of(word)) return {at, end};
  return digit && hex ? std::make_pair(at, end) : std::make_pair(at, at);
}

// Reads `(a, b, c, d)` or a bare list of at least two after a STOP; moves found.resume behind it.
void read_parameters(const Site& site, FoundCode& found) {
  std::size_t at = site.end;
  while (at < site.text.size() &&
         (site.text[at] == ' ' || site.text[at] == ',' || site.text[at] == ':'))
    ++at;
  const bool bracket = at < site.text.size() &&
                       (site.text[at] == '(' || site.text[at] == '[' || site.text[at] == '{');
  const bool in_braces = bracket && site.text[at] == '{';
  if (bracket) ++at;
  std::vector<std::string> parameters;
  while (parameters.size() < kMostParameters) {
    const auto [begin, end] = parameter_at(site.text, at, in_braces);
    if (begin == end) break;
    parameters.emplace_back(site.text.substr(begin, end - begin));
    at = end;
    if (at < site.text.size() && (site.text[at] == ')' || site.text[at] == '}')) break;
  }
  if (parameters.size() < (bracket ? 1U : 2U)) return;
  found.parameters = std::move(parameters);
  found.resume = at;
}

std::optional<FoundCode> exception_parameter(const Site& site, std::uint32_t stop,
                                             const FoundCode& found) {
  if (found.parameters.empty() || !carries_exception(stop)) return std::nullopt;
  const std::string& first = found.parameters.front();
  const auto number = number_at(first, 0, first.size());
  if (!number || !is_exception_status(number->value)) return std::nullopt;
  FoundCode p1;
  p1.family = CodeFamily::kCode32;
  p1.canonical = hex32(number->value);
  p1.begin = site.text.find(first, site.end);
  p1.end = p1.begin + first.size();
  return p1;
}

// `0x0000007B INACCESSIBLE_BOOT_DEVICE`, `0x0000000A STOP error`, `0xA blue screen`.
bool followed_by_stop(const Site& site, std::uint32_t value) {
  const std::string_view next = word_after(site.text, site.end);
  if (next == "STOP" ||
      (iequals(next, "stop") &&
       is_one_of(word_after(site.text, site.end + 6), {"error", "message", "screen", "code"}))) {
    return site.after() == ' ' || site.after() == '"';
  }
  const auto symbol = next.find('_') == std::string_view::npos ? std::nullopt : find_symbol(next);
  return symbol && symbol->family == CodeFamily::kBugcheck && symbol->value == value;
}

bool has_name(std::uint32_t value) { return !symbols_of(value, CodeFamily::kBugcheck).empty(); }

// Bug checks are small numbers, NTSTATUS values or have a name; HRESULTs are none.
bool is_stop_value(std::uint32_t value) {
  return value < 0x10000U || (value >> 16) == 0xC000U || has_name(value);
}

// `Trap 0x1E in ntoskrnl.exe`: a bug check; the processor's own traps are numbered to 0x13, and 0xA
// is one that nobody means.
bool is_trapped_stop(std::uint32_t value) {
  return has_name(value) && (value > 0x13U || value == 0xAU);
}

// `STOP 1E`, and `BugCheck 1E, {` of the debugger.
bool short_form(const Site& site, std::string_view label) {
  const std::string_view word = site.word();
  const bool debugger = label == "BugCheck" && istarts_with(site.rest(), ", {");
  if (label != "STOP" && !debugger) return false;
  if (word.size() > 3 || word.find_first_of("abcdef") != std::string_view::npos) return false;
  const auto value = hex_of(word);
  return value && (word.size() > 1 || !is_digit(word[0])) && has_name(*value);
}

}  // namespace

std::optional<FoundCode> stop_rule(const Site& site, std::optional<FoundCode>& p1) {
  const std::string_view digits = hex_digits_of(site);
  if (digits.empty()) return std::nullopt;
  const std::string_view word = site.word();
  const bool prefixed = word.size() > 2 && to_lower(word[1]) == 'x';
  const auto value = hex_of(digits);
  Before before(site.text, site.begin);
  const std::size_t label = stop_label(before);
  const bool labelled = label != std::string_view::npos;
  // `halts with a C000021A STOP code`
  const bool status = value && digits.size() == 8 && *value >> 16 == 0xC000U;
  if (!labelled && !(value && (prefixed || status) && followed_by_stop(site, *value)))
    return std::nullopt;
  if (labelled && !prefixed && digits.size() < 7 && !short_form(site, before.word(label)))
    return std::nullopt;
  if (!prefixed && digits.size() >= 7 && decimal_of(word) && word[0] != '0' && word[0] != '8')
    return std::nullopt;
  if (labelled && iequals(before.word(label), "trap") &&
      !(prefixed && value && (digits.size() == 8 || is_trapped_stop(*value))))
    return std::nullopt;
  if (value && digits.size() == 8 && !is_stop_value(*value)) return std::nullopt;
  FoundCode found = found_at(site, CodeFamily::kBugcheck, "");
  read_parameters(site, found);
  if (value && digits.size() != 7) {
    found.canonical = canonical_code(CodeFamily::kBugcheck, *value);
    p1 = exception_parameter(site, *value, found);
    return found;
  }
  found.family = CodeFamily::kOther;
  found.canonical = std::string(word);
  found.remark = "bug check with " + std::to_string(digits.size()) +
                 " hexadecimal digits: " + std::string(word);
  return found;
}

}  // namespace kb
