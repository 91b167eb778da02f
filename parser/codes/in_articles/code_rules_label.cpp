// Numbers that the words before them name. Those of servers and protocols are in
// code_rules_server.cpp, those of SNA in code_rules_sna.cpp.
//
//   any error     Error 5: Access is denied   error 0x6ba   Error 2140
//   system        System error 1722
//   run time      Run-time error '429'
//   setup, DOS    Setup error 723   DOS error 23
//   sockets       sockets error 10054
//   processor     fatal exception 0E
//   devices       (Code 10)
//
// `error n` alone says no more than ERROR:n (family other) unless the text says whose error it is,
// prints the system's message, or names the Win32 function that failed; 2100 to 2999 are network
// messages.
#include <algorithm>

#include "parser/codes/code_bits.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/known_phrases.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

constexpr std::uint32_t kLastSystemError = 15999;  // what is above is another component's

// `error code 233L`.
std::string_view without_long_suffix(std::string_view word) {
  if (word.size() > 1 && (word.back() == 'L' || word.back() == 'l')) word.remove_suffix(1);
  return word;
}

// ---- `error n`

bool is_runtime(Before& before, std::size_t label) {
  const std::string_view q1 = before.word(label + 1);
  return iequals(q1, "runtime") || (iequals(q1, "time") && iequals(before.word(label + 2), "run"));
}

bool is_system(Before& before, std::size_t label) {
  const std::string_view q1 = before.word(label + 1);
  const std::string_view q2 = before.word(label + 2);
  if (iequals(q1, "got") && iequals(q2, "dcom")) return true;
  if (iequals(q1, "mta") && iequals(q2, "nt")) return true;  // `NT/MTA error code: 1723`
  if (iequals(q1, "system")) return !is_one_of(q2, {"file", "mail", "fatal", "input", "windowing"});
  return is_one_of(q1, {"win32", "nt", "os", "winnt", "api"}) ||
         (iequals(q1, "windows") && !iequals(q2, "ms"));
}

bool names_function(const Site& site, Before& before, std::size_t label) {
  for (std::size_t k = label; k < Before::kMost; ++k) {
    if (is_win32_function(before.word(k))) return true;
  }
  const std::size_t from = site.begin > 90 ? site.begin - 90 : 0;
  return site.text.substr(from, site.begin - from).find("GetLastError") != kNone;
}

bool is_network_number(std::uint32_t number) { return number >= 2100 && number <= 2999; }

bool follows_system_message(const Site& site, std::uint32_t number) {
  if (begins_with_system_message(number, site.rest())) return true;
  // `... is being used by another process. (error #32)`
  const std::size_t from = site.begin > 160 ? site.begin - 160 : 0;
  const std::string_view behind = site.text.substr(from, site.begin - from);
  if (contains_system_message(number, behind)) return true;
  const std::size_t stop = behind.rfind('"');
  if (stop != kNone && stop > 0) {
    const std::size_t open = behind.rfind('"', stop - 1);
    if (open != kNone) return begins_with_system_message(number, behind.substr(open));
  }
  return false;
}

// `error 1336 (ERROR_INVALID_ACL)`: the name behind the number.
bool names_system_error(const Site& site, std::uint32_t number) {
  const std::string_view next = word_after(site.text, site.end);
  const auto symbol = next.find('_') == kNone ? std::nullopt : find_symbol(next);
  return symbol && symbol->family == CodeFamily::kWin32 && symbol->value == number;
}

// Windows Installer numbers its internal errors from 2000 on.
bool is_installers(const Site& site, Before& before, std::size_t label) {
  if (iequals(before.word(label + 1), "internal") && site.article.mentions_installer()) return true;
  for (std::size_t k = label; k < label + 4; ++k) {
    if (iequals(before.word(k), "installer")) return true;
  }
  return false;
}

bool is_socket_error(std::uint32_t number) {
  return !symbols_of(number, CodeFamily::kWinsock).empty();
}

// `socket code 10049`, `10049 (WSAEADDRNOTAVAIL)`: no word error, but the number is one of sockets.
std::optional<FoundCode> socket_rule(const Site& site, Before& before, std::uint32_t number) {
  if (number < 10004 || number > 11031 || !is_socket_error(number)) return std::nullopt;
  bool named = istarts_with(word_after(site.text, site.end), "wsa");
  for (std::size_t k = 0; k < 3; ++k)
    named |= is_one_of(before.word(k), {"socket", "sockets", "winsock", "wsa"});
  if (!named) return std::nullopt;
  return numbered(site, CodeFamily::kWinsock, number);
}

// The family the words before `error` say, else nullopt.
std::optional<CodeFamily> qualified_family(Before& before, std::size_t label) {
  const std::string_view q1 = before.word(label + 1);
  if (before.gap(label + 1).find_first_of(",;)") != kNone) return std::nullopt;
  if (before.gap(label + 1).find(". ") != kNone || before.gap(label + 1).find(": ") != kNone)
    return std::nullopt;
  if (is_runtime(before, label)) return CodeFamily::kRuntime;
  if (iequals(q1, "dos") || (q1 == "Extended" && before.word(label) == "Error"))
    return CodeFamily::kDos;
  if (iequals(q1, "setup")) return CodeFamily::kSetup;
  if (iequals(q1, "smtp") || (iequals(q1, "protocol") && iequals(before.word(label + 2), "smtp")))
    return CodeFamily::kSmtp;
  if (is_one_of(q1, {"winsock", "socket", "sockets", "wsa"})) return CodeFamily::kWinsock;
  if (iequals(q1, "mmsystem")) return CodeFamily::kMmsystem;
  if (q1 == "NET") return CodeFamily::kNet;
  if (is_system(before, label)) return CodeFamily::kWin32;
  return std::nullopt;
}

// `2 Warning Errors 2 Severe Errors`, with which an assembler ends; `number of errors = 1`; `CASE
// error = 4` of a program.
bool is_no_code(const Site& site, Before& before, std::size_t label) {
  if (iequals(before.word(label + 1), "of") && iequals(before.word(label + 2), "number"))
    return true;
  if (iequals(before.word(label + 1), "case")) return true;
  return is_one_of(before.word(label + 1), {"warning", "severe"}) &&
         iequals(word_after(site.text, site.end), "severe");
}

// `at 0B3F:0091`, `at 0040A1B3`: the run-time library of another maker's Pascal prints where.
bool is_at_address(const Site& site) {
  if (!istarts_with(site.rest(), " at ")) return false;
  const std::string_view first = word_after(site.text, site.end + 4);
  const bool segment = first.size() == 4 && site.after(8) == ':';
  return hex_of(first) && (segment || first.size() == 8);
}

std::optional<FoundCode> runtime_code(const Site& site, std::uint32_t number) {
  if (number > 65535) return std::nullopt;
  if (is_at_address(site)) return labelled(site, "ERROR", without_long_suffix(site.word()));
  const char* space = site.article.groups().fox ? "FOX:" : "VB:";
  return found_at(site, CodeFamily::kRuntime, space + std::to_string(number));
}

bool is_quantity(const Site& site) {
  const std::string_view next = word_after(site.text, site.end);
  return site.after() == ' ' && is_unit(next);
}

// `LINK error 1104` is LNK1104.
std::optional<FoundCode> linker_error(const Site& site, Before& before, std::uint32_t number) {
  if (before.word(1) != "LINK" || !iequals(before.word(0), "error") || before.gap(1) != " " ||
      !is_tool_code("LNK", number) || !site.article.groups().developer)
    return std::nullopt;
  return found_at(site, CodeFamily::kTool, "LNK" + std::to_string(number));
}

// `error message (message ID 1405)`, `error message: Message ID: 2321 Message Text: SMS ...`: the
// number of a message that reports it.
bool is_message_id(const Site& site, Before& before) {
  return before.word(0) == "ID" && iequals(before.word(1), "message") &&
         (before.gap(2).find('(') != kNone || istarts_with(site.rest(), " message text"));
}

// `The data is the error: 26 27 00 00`: bytes of an event's data.
bool begins_bytes(const Site& site) {
  const std::string_view rest = site.rest();
  return site.word().size() == 2 && rest.size() >= 6 && rest[0] == ' ' && is_hex(rest[1]) &&
         is_hex(rest[2]) && rest.substr(3, 3) == " 00";
}

// `error 1000 in the application event log`: the number of the event.
bool logged_as_event(const Site& site) {
  if (!istarts_with(site.rest(), " in the ")) return false;
  const std::string_view ahead = site.rest().substr(8, 24);
  const std::size_t log = ifind(ahead, "event log");
  return log != kNone && (log == 0 || is_one_of(trim_right(ahead.substr(0, log)),
                                                {"application", "system", "security"}));
}

std::optional<FoundCode> error_rule(const Site& site, Before& before, std::uint32_t number) {
  if (auto found = linker_error(site, before, number)) return found;
  if (is_message_id(site, before) || begins_bytes(site)) return std::nullopt;
  const std::size_t label =
      label_index(before, {"error", "errors", "err", "winerror", "neterr", "errorcode"});
  if (label == kNone || number == 0 || is_quantity(site)) return std::nullopt;
  if (is_no_code(site, before, label)) return std::nullopt;
  const bool is_net = is_network_number(number);  // also where the text says the error is NT's
  if (const auto family = qualified_family(before, label);
      family && !(is_net && *family == CodeFamily::kWin32)) {
    if (*family == CodeFamily::kRuntime) return runtime_code(site, number);
    if (*family != CodeFamily::kDos || number < 1000) return numbered(site, *family, number);
  }
  // `error 524300` of another component; eight digits are hexadecimal, and so are seven with 80;
  // what has the top bit, or a minus set off, is a 32-bit code.
  const std::size_t digits = site.end - site.begin;
  const bool hex = digits == 8 || (digits == 7 && site.word().starts_with("80"));
  const bool set_off = digits == 10 && (before.gap(0) == " - " || site.after(1) == '(');
  if (number > 99999 && (hex || set_off || number >> 31 != 0)) return std::nullopt;
  if (iequals(before.word(label), "winerror")) return numbered(site, CodeFamily::kWin32, number);
  if (iequals(before.word(label), "neterr")) return numbered(site, CodeFamily::kNet, number);
  if (logged_as_event(site)) return numbered(site, CodeFamily::kEvent, number);
  if (is_socket_error(number) && site.article.mentions_sockets())
    return numbered(site, CodeFamily::kWinsock, number);
  if (follows_system_message(site, number) || (names_system_error(site, number) && !is_net)) {
    return numbered(site, CodeFamily::kWin32, number);
  }
  if (is_net && !is_installers(site, before, label))
    return numbered(site, CodeFamily::kNet, number);
  if (names_function(site, before, label)) return numbered(site, CodeFamily::kWin32, number);
  return labelled(site, "ERROR", without_long_suffix(site.word()));
}

// ---- what a program prints without the word error

// `MainEngineThread is returning 1603`: the Windows Installer ends with a system error.
std::optional<FoundCode> installer_result(const Site& site, Before& before, std::uint32_t number) {
  if (!iequals(before.word(0), "returning") || !iequals(before.word(2), "mainenginethread"))
    return std::nullopt;
  if (number == 0 || number > 65535) return std::nullopt;
  return numbered(site, CodeFamily::kWin32, number);
}

// `Error2140: ...`: the blank is lost.
std::optional<FoundCode> glued_error(const Site& site) {
  const std::string_view word = site.word();
  if (word.size() < 8 || !istarts_with(word, "error") || site.after() != ':') return std::nullopt;
  const auto number = decimal_of(word.substr(5));
  if (!number || *number == 0 || *number > 99999) return std::nullopt;
  if (is_network_number(*number)) return numbered(site, CodeFamily::kNet, *number);
  return labelled(site, "ERROR", word.substr(5));
}

// `ReadEventLog Returns 122`, `RegOpenKeyEx Failed: 2`, `Return Code from ReadEventLog is 122`: the
// system's function says whose number it is.
std::optional<FoundCode> function_result(const Site& site, Before& before, std::uint32_t number) {
  if (number < 2 || number > 65535 || is_quantity(site)) return std::nullopt;
  const std::string_view word = before.word(0);
  const bool returns = is_one_of(word, {"returns", "returned"}) ||
                       (iequals(word, "failed") && before.gap(0) == ": ");
  // `error on GetProcAddress(InitEx) 127`
  const bool called = before.gap(0) == ") " && before.gap(1) == "(" &&
                      iequals(before.word(3), "error") && is_win32_function(before.word(1));
  const bool is = is_one_of(word, {"is", "was"}) && iequals(before.word(2), "from") &&
                  iequals(before.word(3), "code");
  // `GetLastError returns the value 0x57F`
  const bool valued = iequals(word, "value") && iequals(before.word(1), "the") &&
                      is_one_of(before.word(2), {"returns", "returned"}) &&
                      is_win32_function(before.word(3));
  if (valued) return numbered(site, CodeFamily::kWin32, number);
  if ((!returns && !is && !called) || before.across_sentence(1) ||
      !is_win32_function(before.word(1)) || symbols_of(number, CodeFamily::kWin32).empty())
    return std::nullopt;
  return numbered(site, CodeFamily::kWin32, number);
}

// `Return code = 0x525; The specified user does not exist`, `ChangeServiceConfig Failed, rc = 87`:
// the system's message or its function says whose it is.
std::optional<FoundCode> explained_code(const Site& site, Before& before, std::uint32_t number) {
  if (number < 2 || number > 65535) return std::nullopt;
  const std::size_t label = label_index(before, {"code", "result", "status", "rc"});
  if (label == 0 && iequals(before.word(0), "rc") && names_function(site, before, label))
    return numbered(site, CodeFamily::kWin32, number);
  const std::size_t at = site.text.find_first_not_of(" ;:-,(", site.end);
  if (label == kNone || at == kNone || at == site.end ||
      !begins_with_system_message(number, site.text.substr(at)))
    return std::nullopt;
  return numbered(site, CodeFamily::kWin32, number);
}

// `... terminated with the following error: %%1721`: a message of the system in an event's text.
std::optional<FoundCode> inserted_message(const Site& site) {
  const auto number = decimal_of(site.word());
  if (!number || site.begin < 2 || site.text.substr(site.begin - 2, 2) != "%%") return std::nullopt;
  Before before(site.text, site.begin - 2);
  if (label_index(before, {"error"}) == kNone || symbols_of(*number, CodeFamily::kWin32).empty())
    return std::nullopt;
  return numbered(site, CodeFamily::kWin32, *number);
}

// `The system cannot find the file specified. (2)`
std::optional<FoundCode> number_of_message(const Site& site, std::uint32_t number) {
  constexpr std::size_t kReach = 100;
  if (number < 2 || site.before() != '(' || site.after() != ')' || site.begin < 4)
    return std::nullopt;
  const std::size_t from = site.begin > kReach ? site.begin - kReach : 0;
  const std::string_view behind = trim_right(site.text.substr(from, site.begin - 1 - from));
  if (!behind.ends_with('.') || !contains_system_message(number, behind)) return std::nullopt;
  return numbered(site, CodeFamily::kWin32, number);
}

// `NERR_UserNotFound (2221)`: the number of the name before it.
std::optional<FoundCode> number_of_name(const Site& site, Before& before, std::uint32_t number) {
  const std::string_view name = before.word(0);
  if (site.before() != '(' || site.after() != ')' || before.gap(0) != " (" ||
      name.find('_') == kNone)
    return std::nullopt;
  const auto symbol = find_symbol(name);
  if (!symbol || symbol->value != number) return std::nullopt;
  if (symbol->family != CodeFamily::kNet && symbol->family != CodeFamily::kWin32)
    return std::nullopt;
  return numbered(site, symbol->family, number);
}

// `(Code 10.)`, with which the Device Manager ends what it says of a device.
std::optional<FoundCode> device_code(const Site& site, Before& before, std::uint32_t number) {
  constexpr std::uint32_t kMost = 60;
  if (before.word(0) != "Code" || before.gap(0) != " " || number == 0 || number > kMost)
    return std::nullopt;
  const std::size_t open = site.begin - 6;
  const bool enclosed = site.begin > 5 && site.text[open] == '(' &&
                        (site.after() == ')' || (site.after() == '.' && site.after(1) == ')'));
  // `a status of "Code 10" in Device Manager`
  const bool quoted = site.begin > 5 && site.text[open] == '"' && site.after() == '"' &&
                      site.text.find("Device Manager") != kNone;
  const bool reported = is_one_of(before.word(1), {"report", "reports", "generates"}) &&
                        site.text.find("Device Manager") != kNone;
  if (!quoted && !reported && (!enclosed || !site.article.mentions_devices())) return std::nullopt;
  return labelled(site, "CODE", site.word());
}

// ---- the processor

bool is_short_hex(std::string_view digits) { return !digits.empty() && digits.size() <= 2; }

std::optional<FoundCode> exception_rule(const Site& site, Before& before, std::string_view digits) {
  const std::size_t label = label_index(before, {"exception", "exceptions", "error"});
  if (label == kNone) return std::nullopt;
  const bool error = iequals(before.word(label), "error");
  if (error && !iequals(before.word(label + 1), "exception")) return std::nullopt;
  const bool fatal = iequals(before.word(label + 1), "fatal");
  const bool letters = !decimal_of(site.word()) || site.word()[0] == '0';
  const bool vector = site.word().size() == 2 || istarts_with(site.rest(), " at ");
  if (!letters && !error && !fatal && !vector) return std::nullopt;
  const bool hex = letters || (!error && fatal);
  const auto value = hex ? hex_of(digits) : decimal_of(site.word());
  if (!is_short_hex(digits) || !value || *value > 0x1F || is_quantity(site)) return std::nullopt;
  if (site.word().size() == 1 && letters) return std::nullopt;
  return numbered(site, CodeFamily::kException, *value);
}

// `Trap 000D` of OS/2; `Trap 0xA` is a bug check of Windows NT.
std::optional<FoundCode> trap_rule(const Site& site, Before& before) {
  const std::string_view word = site.word();
  const auto value = hex_of(word);
  if (!iequals(before.word(0), "trap") || before.gap(0) != " " || word.size() < 3 ||
      word.size() > 4 || !word.starts_with("00") || !value || *value > 0x1F)
    return std::nullopt;
  return numbered(site, CodeFamily::kException, *value);
}

std::optional<FoundCode> small_hex_rule(const Site& site, Before& before) {
  const std::string_view digits = hex_digits_of(site);
  if (digits.empty()) return std::nullopt;
  if (auto found = exception_rule(site, before, digits)) return found;
  if (auto found = trap_rule(site, before)) return found;
  if (auto found = sna_rule(site, before, digits)) return found;
  const std::string_view word = site.word();
  const bool prefixed = word.size() > 2 && (word[1] == 'x' || word[1] == 'X');
  if (!prefixed || digits.size() > 4) return std::nullopt;
  const auto value = hex_of(digits);
  if (value) {
    if (auto found = explained_code(site, before, *value)) return found;
    if (auto found = function_result(site, before, *value)) return found;
  }
  const std::size_t label = label_index(before, {"error", "errors", "winerror", "errorcode"});
  if (label == kNone || !value || *value == 0) return std::nullopt;
  if (qualified_family(before, label) == CodeFamily::kDos)
    return numbered(site, CodeFamily::kDos, *value);
  if (symbols_of(*value, CodeFamily::kWin32).empty() && *value > kLastSystemError)
    return labelled(site, "ERROR", std::to_string(*value));
  return numbered(site, CodeFamily::kWin32, *value);
}

}  // namespace

bool is_label_filler(std::string_view word) {
  return is_one_of(word, {"code",     "codes", "number", "numbers", "no",    "num", "message",
                          "messages", "is",    "was",    "of",      "value", "the", "x",
                          "returned", "data",  "msg",    "type",    "id",    "hex"});
}

FoundCode numbered(const Site& site, CodeFamily family, std::uint32_t number) {
  return found_at(site, family, canonical_code(family, number));
}

FoundCode labelled(const Site& site, std::string_view label, std::string_view digits) {
  return found_at(site, CodeFamily::kOther,
                  std::string(label) + ":" + std::string(without_zeros(digits)));
}

std::size_t label_index(Before& before, std::initializer_list<std::string_view> labels) {
  for (std::size_t k = 0; k < 5; ++k) {
    if (before.across_sentence(k)) return kNone;
    const std::string_view gap = before.gap(k);
    if (gap.size() > 4 || gap.find_first_of(",;)]/") != kNone) return kNone;
    if (is_one_of(before.word(k), labels)) return k;
    if (!is_label_filler(before.word(k))) return kNone;
  }
  return kNone;
}

FoundCode bare_error(const Site& site, std::uint32_t number) {
  if (is_network_number(number)) return numbered(site, CodeFamily::kNet, number);
  return labelled(site, "ERROR", without_long_suffix(site.word()));
}

std::optional<FoundCode> label_rule(const Site& site) {
  Before before(site.text, site.begin);
  if (auto found = outage_word(site, before)) return found;
  if (auto found = glued_error(site)) return found;
  if (auto found = inserted_message(site)) return found;
  const auto number = decimal_of(without_long_suffix(site.word()));
  if (number) {
    if (auto found = mail_rule(site, before, *number)) return found;
    if (auto found = http_rule(site, before, *number)) return found;
    if (site.after() == '.' && is_digit(site.after(1))) return std::nullopt;
    if (auto found = asp_rule(site, before, *number)) return found;
    if (auto found = sql_rule(site, before, *number)) return found;
    if (auto found = named_rule(site, before, *number)) return found;
  }
  if (auto found = small_hex_rule(site, before)) return found;
  if (number) {
    if (auto found = quoted_reply_rule(site, *number)) return found;
    if (auto found = error_rule(site, before, *number)) return found;
    if (auto found = socket_rule(site, before, *number)) return found;
    if (auto found = reply_rule(site, *number)) return found;
    if (auto found = installer_result(site, before, *number)) return found;
    if (auto found = explained_code(site, before, *number)) return found;
    if (auto found = number_of_message(site, *number)) return found;
    if (auto found = number_of_name(site, before, *number)) return found;
    if (auto found = device_code(site, before, *number)) return found;
    if (auto found = function_result(site, before, *number)) return found;
  }
  return std::nullopt;
}

std::optional<FoundCode> query_words_rule(const Site& site) {
  const auto number = decimal_of(site.word());
  const std::size_t digits = site.end - site.begin;
  Before before(site.text, site.begin);
  if (!number || digits < 2 || digits > 5 || !iequals(before.word(0), "error") ||
      before.gap(0) != " ")
    return std::nullopt;
  if (auto found = http_rule(site, before, *number)) return found;
  return error_rule(site, before, *number);
}

std::optional<FoundCode> negative_rule(const Site& site, std::uint32_t value) {
  Site number = site;
  number.begin = site.begin - 1;
  Before before(site.text, number.begin);
  const std::string_view digits = site.word();
  const std::int32_t n = std::int32_t(value);
  if (digits[0] == '0' || n == 0) return std::nullopt;
  const std::string_view first = before.word(0);
  if (iequals(first, "sqlcode")) {
    return found_at(number, CodeFamily::kSqlnative, "DB2:" + std::to_string(n));
  }
  // `SQL Error -514` of DB2 is its SQLCODE.
  if (iequals(first, "error") && iequals(before.word(1), "sql") && before.gap(1) == " " &&
      digits.size() <= 5 && (site.article.groups().sna || site.article.mentions_db2())) {
    return found_at(number, CodeFamily::kSqlnative, "DB2:" + std::to_string(n));
  }
  if (label_index(before, {"native", "nativeerror", "pfnativeerror"}) != kNone) {
    return numbered(number, CodeFamily::kCode32, value);
  }
  const bool named = label_index(before, {"error", "errors", "err", "errorcode"}) != kNone ||
                     (digits.size() > 1 && site.after() == ' ' &&
                      is_one_of(word_after(site.text, site.end), {"error", "errors"}) &&
                      is_one_of(first, {"a", "an", "the", "this", "with", "or", "and"}));
  const bool jet_number = n <= -100 && n >= -4999;
  const bool known = jet_number && !symbols_of(value, CodeFamily::kJet).empty();
  const bool enclosed =
      site.text[number.begin > 0 ? number.begin - 1 : 0] == '(' || !site.in_query_words;
  if (jet_number && site.article.mentions_jet() &&
      (named || (known && enclosed) || (known && site.in_query_words))) {
    return numbered(number, CodeFamily::kJet, value);
  }
  if (!named || digits.size() > 6) return std::nullopt;
  return found_at(number, CodeFamily::kOther, "ERROR:" + std::to_string(n));
}

}  // namespace kb
