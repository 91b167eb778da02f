// Numbers that the words before them name.
//
//   any error     Error 5: Access is denied   error 0x6ba   Error 2140
//   system        System error 1722
//   run time      Run-time error '429'
//   setup, DOS    Setup error 723   DOS error 23
//   sockets       sockets error 10054
//   web           HTTP Error 403.6   HTTP/1.1 404   ASP 0115
//   databases     Msg 208, Level 16   Native:208   SQLCODE: -805
//   mail          Error [115]   SMTP error 550   550 5.7.1 relaying denied
//   multimedia    MMSYSTEM 263
//   network       NET HELPMSG 3534
//   SNA           sense data = 084C0000   SENSE = 200D   outage code 0x0A
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

bool is_filler(std::string_view word) {
  return is_one_of(
      word, {"code", "codes", "number", "numbers", "no", "num", "message", "messages", "is", "was",
             "of", "value", "the", "x", "returned", "data", "msg", "type", "id"});
}

// `error code 233L`.
std::string_view without_long_suffix(std::string_view word) {
  if (word.size() > 1 && (word.back() == 'L' || word.back() == 'l')) word.remove_suffix(1);
  return word;
}

FoundCode numbered(const Site& site, CodeFamily family, std::uint32_t number) {
  return found_at(site, family, canonical_code(family, number));
}

FoundCode labelled(const Site& site, std::string_view label, std::string_view digits) {
  while (digits.size() > 1 && digits[0] == '0') digits.remove_prefix(1);
  return found_at(site, CodeFamily::kOther, std::string(label) + ":" + std::string(digits));
}

// ---- web

// `HTTP 404`, `HTTP/1.1 404`, `http:1.0 404` directly before the number.
bool follows_http(std::string_view text) {
  text = trim_right(text);
  const std::size_t digits = text.find_last_not_of("0123456789.");
  if (digits != kNone && digits + 4 >= text.size() &&
      (text[digits] == '/' || text[digits] == ':' || text[digits] == ' ')) {
    text = trim_right(text.substr(0, digits));
  }
  if (text.ends_with(':')) text.remove_suffix(1);
  return text.size() >= 4 && iequals(text.substr(text.size() - 4), "http");
}

// `.6` of `403.6`: end of the substatus, or the site's end.
std::size_t substatus_end(const Site& site) {
  if (site.after() != '.' || !is_digit(site.after(1))) return site.end;
  std::size_t end = site.end + 1;
  while (end < site.text.size() && is_digit(site.text[end])) ++end;
  const bool more =
      end + 1 < site.text.size() && site.text[end] == '.' && is_digit(site.text[end + 1]);
  return end - site.end <= 3 && !more ? end : site.end;
}

// `returns a 403 error`, in an article about a web server.
bool is_http_adjective(const Site& site, Before& before, std::uint32_t number) {
  return site.article.groups().web && number <= 505 &&
         is_one_of(word_after(site.text, site.end), {"error", "errors"}) &&
         is_one_of(before.word(0), {"a", "an", "the", "this", "returns", "causes"});
}

bool labelled_http(const Site& site, Before& before, std::uint32_t number) {
  const std::size_t label = label_index(before, {"error", "errors", "status", "http", "response"});
  if (label == kNone) return false;
  if (iequals(before.word(label), "http")) return true;
  if (iequals(before.word(label + 1), "http") && !before.across_sentence(label)) return true;
  return site.article.groups().web && iequals(before.word(label), "error") && number <= 505 &&
         !is_one_of(before.word(label + 1), {"ftp", "smtp", "sql", "system"});
}

std::optional<FoundCode> http_rule(const Site& site, Before& before, std::uint32_t number) {
  if (number < 400 || number > 599) return std::nullopt;
  const std::size_t end = substatus_end(site);
  if (end == site.end && site.after() == '.' && is_digit(site.after(1))) return std::nullopt;
  const bool phrase =
      begins_with_http_phrase(number, site.text.substr(end)) && site.before() != '$';
  if (!phrase && !is_http_adjective(site, before, number) &&
      !follows_http(site.text.substr(0, site.begin)) && !labelled_http(site, before, number))
    return std::nullopt;
  FoundCode found = found_at(site, CodeFamily::kHttp,
                             "HTTP:" + std::string(site.text.substr(site.begin, end - site.begin)));
  found.end = found.resume = end;
  return found;
}

// `error 0177 : 800401f3`: four digits and an HRESULT, as ASP prints them.
bool pairs_with_hresult(const Site& site) {
  const std::size_t at = site.text.find_first_not_of(" :", site.end);
  if (at == kNone || at > site.end + 3 || site.rest().substr(0, at - site.end).find(':') == kNone)
    return false;
  const std::string_view next = word_after(site.text, at);
  return next.size() == 8 && next[0] == '8' && hex_of(next).has_value();
}

std::optional<FoundCode> asp_rule(const Site& site, Before& before, std::uint32_t number) {
  const std::size_t digits = site.end - site.begin;
  if (digits < 3 || digits > 4 || number > 999) return std::nullopt;
  const std::size_t label = label_index(before, {"asp", "error"});
  if (label == kNone) return std::nullopt;
  const bool asp = before.word(label) == "ASP" || before.word(label + 1) == "ASP";
  if (!asp && !(digits == 4 && site.word()[0] == '0' && pairs_with_hresult(site)))
    return std::nullopt;
  return numbered(site, CodeFamily::kAsp, number);
}

// ---- databases

std::optional<FoundCode> sql_rule(const Site& site, Before& before, std::uint32_t number) {
  const std::string_view word = before.word(0);
  if (iequals(word, "sqlcode") || (iequals(word, "code") && iequals(before.word(1), "sql"))) {
    return found_at(site, CodeFamily::kSqlnative, "DB2:" + std::to_string(number));
  }
  const bool log = before.word(1) == "SQL" && before.gap(0) == " #";  // of SMS: `~SQL Msg #2627>`
  if (iequals(word, "msg") && (log || istarts_with(word_after(site.text, site.end), "level"))) {
    return numbered(site, CodeFamily::kSqlnative, number);
  }
  // `Error: 823, Severity: 24, State: 2` of the server's log.
  if (iequals(word, "error") && istarts_with(site.rest(), ", Severity"))
    return numbered(site, CodeFamily::kSqlnative, number);
  const std::size_t label =
      label_index(before, {"native", "nativeerror", "pfnativeerror", "error"});
  if (label == kNone || number == 0) return std::nullopt;
  const bool native =
      !iequals(before.word(label), "error") || iequals(before.word(label + 1), "native") ||
      (iequals(before.word(label + 1), "server") && iequals(before.word(label + 2), "sql"));
  if (!native || (iequals(before.word(label), "native") && site.text[site.begin - 1] == ' ' &&
                  before.gap(label).find_first_of(":=#(") == kNone)) {
    return std::nullopt;
  }
  return numbered(site, CodeFamily::kSqlnative, number);
}

// ---- mail, network, multimedia

std::optional<FoundCode> mail_rule(const Site& site, Before& before, std::uint32_t number) {
  const std::string_view gap = trim(before.gap(0));
  const std::string_view rest = trim(site.rest().substr(0, 4));
  // `Notice 91 Duplicate Folder Name`, `Fatal 113 Failure to send`
  if (site.article.groups().mail && (before.word(0) == "Notice" || before.word(0) == "Fatal") &&
      site.end - site.begin <= 3 && (gap.empty() || gap == "["))
    return numbered(site, CodeFamily::kMail, number);
  if (rest.empty() || rest[0] != ']') return std::nullopt;
  // `[016] Message was not sent`: the reason in a report of non-delivery.
  const bool report = site.before() == '[' && site.end - site.begin == 3 && site.word()[0] == '0' &&
                      site.after(1) == ' ' &&
                      is_one_of(word_after(site.text, site.end + 1),
                                {"message", "mail", "failure", "unable", "routing", "recipient"});
  const bool labelled = gap == "[" && is_one_of(before.word(0), {"fatal", "error", "warning"});
  if (!labelled && !report) return std::nullopt;
  return numbered(site, CodeFamily::kMail, number);
}

std::optional<FoundCode> named_rule(const Site& site, Before& before, std::uint32_t number) {
  const std::string_view word = before.word(0);
  if (before.gap(0).find_first_of(".,;()") != kNone) return std::nullopt;
  if (iequals(word, "helpmsg")) return numbered(site, CodeFamily::kNet, number);
  const bool four = site.end - site.begin == 4 || site.end - site.begin == 5;
  if (word == "NET" && four && before.gap(0) == " ")
    return numbered(site, CodeFamily::kNet, number);
  // `Net 808: Incorrect response`, `a Net 3056 error`
  const bool labelled_net = site.after() == ':' || is_one_of(before.word(1), {"a", "the", "error"});
  if (word == "Net" && before.gap(0) == " " && !before.gap(1).ends_with('.') && number >= 500 &&
      number < 10000 && labelled_net)
    return numbered(site, CodeFamily::kNet, number);
  if (word == "SYS" && four && before.gap(0) == " " &&
      (site.after() == ':' || iequals(before.word(1), "error"))) {
    return labelled(site, "SYS", site.word());
  }
  if (word == "MMSYSTEM") return numbered(site, CodeFamily::kMmsystem, number);
  if (word == "CDR" && number >= 100 && number < 200)
    return numbered(site, CodeFamily::kCdr, number);
  if (word == "SMTP" && number >= 400 && number < 600)
    return numbered(site, CodeFamily::kSmtp, number);
  if (word == "WSA" || (iequals(word, "winsock") && number >= 10000))
    return numbered(site, CodeFamily::kWinsock, number);
  return std::nullopt;
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

// `2 Warning Errors`, `2 Severe Errors`: the counts that a compiler ends with.
bool is_count(const Site& site, Before& before, std::size_t label) {
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

// `error message (message ID 1405)`: the number of a message that reports it.
bool is_message_id(Before& before) {
  return before.word(0) == "ID" && iequals(before.word(1), "message") &&
         before.gap(2).find('(') != kNone;
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
  if (is_message_id(before)) return std::nullopt;
  const std::size_t label =
      label_index(before, {"error", "errors", "err", "winerror", "neterr", "errorcode"});
  if (label == kNone || number == 0 || is_quantity(site)) return std::nullopt;
  if (is_count(site, before, label)) return std::nullopt;
  if (const auto family = qualified_family(before, label)) {
    if (*family == CodeFamily::kRuntime) return runtime_code(site, number);
    if (*family != CodeFamily::kDos || number < 1000) return numbered(site, *family, number);
  }
  // `error 524300` of another component; eight digits are hexadecimal, and so are seven with 80.
  const std::size_t digits = site.end - site.begin;
  if (number > 99999 &&
      (digits == 8 || digits > 9 || (digits == 7 && site.word().starts_with("80"))))
    return std::nullopt;
  if (iequals(before.word(label), "winerror")) return numbered(site, CodeFamily::kWin32, number);
  if (iequals(before.word(label), "neterr")) return numbered(site, CodeFamily::kNet, number);
  if (logged_as_event(site)) return numbered(site, CodeFamily::kEvent, number);
  if (is_socket_error(number) && site.article.mentions_sockets())
    return numbered(site, CodeFamily::kWinsock, number);
  if (follows_system_message(site, number) || names_system_error(site, number)) {
    return numbered(site, CodeFamily::kWin32, number);
  }
  if (number >= 2100 && number <= 2999 && !is_installers(site, before, label))
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
  if (*number >= 2100 && *number <= 2999) return numbered(site, CodeFamily::kNet, *number);
  return labelled(site, "ERROR", word.substr(5));
}

// `ReadEventLog Returns 122`, `RegOpenKeyEx Failed: 2`, `Return Code from ReadEventLog is 122`: the system's function says
// whose number it is.
std::optional<FoundCode> function_result(const Site& site, Before& before, std::uint32_t number) {
  if (number < 2 || number > 65535 || is_quantity(site)) return std::nullopt;
  const std::string_view word = before.word(0);
  const bool returns = is_one_of(word, {"returns", "returned"}) ||
                       (iequals(word, "failed") && before.gap(0) == ": ");
  const bool is = is_one_of(word, {"is", "was"}) && iequals(before.word(2), "from") &&
                  iequals(before.word(3), "code");
  if ((!returns && !is) || before.across_sentence(1) || !is_win32_function(before.word(1)) ||
      symbols_of(number, CodeFamily::kWin32).empty())
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

// `550 5.7.1 relaying denied`, `554 <bob@example.com>... refused`: a reply of a mail server with its
// enhanced status or the address that it is about.
bool is_reply(const Site& site) {
  if (site.end - site.begin != 3) return false;
  const char mark = site.after();
  if (mark != ' ' && mark != '-') return false;
  const bool status = site.after(1) == site.word()[0] && site.after(2) == '.' &&
                      is_digit(site.after(3)) &&
                      (site.after(4) == '.' || site.after(5) == '.' || site.after(6) == '.');
  // What stands in angle brackets is lost in folded text.
  const bool address = istarts_with(site.rest(), " ... ") && is_alpha(site.after(5));
  return status || address;
}

bool is_reply_code(std::uint32_t number) {
  return number == 421 || (number >= 450 && number <= 454) || (number >= 500 && number <= 505) ||
         (number >= 530 && number <= 535) || (number >= 550 && number <= 557);
}

// `... may be displayed: 500 Host does not support 8bitmime`, `"505 Must issue a STARTTLS command`,
// `<<< 554 Mailbox is not local`: in an article about mail, a reply with its text.
bool is_quoted_reply(const Site& site, std::uint32_t number) {
  if (site.end - site.begin != 3 || !is_reply_code(number) || site.after() != ' ' ||
      !is_upper(site.after(1)) || !site.article.mentions_smtp())
    return false;
  const std::string_view behind = trim_right(site.text.substr(0, site.begin));
  if (behind.empty()) return true;
  if (behind.back() == '"' || behind.ends_with("-or-")) return true;
  return site.before() == ' ' && (behind.back() == ':' || behind.back() == '>' ||
                                  behind.ends_with("<<<") || behind.ends_with(" -"));
}

// ---- SNA and the processor

// The category that sense data begins with.
bool begins_as_sense(std::string_view digits) {
  return digits.size() == 8 && is_one_of(digits.substr(0, 2), {"08", "10", "20", "40", "80"});
}

std::optional<FoundCode> sense_code(const Site& site, std::string_view digits) {
  std::string code = upper(digits);
  // `(SENSE = 846)` has lost the zero of its category.
  if (code.size() == 3 && site.before() == ' ' && site.after() == ')') code.insert(0, 1, '0');
  if (code.size() != 4 && code.size() != 8) return std::nullopt;
  return found_at(site, CodeFamily::kSna, "SNA:" + code);
}

// `sense code errors: 0813 = Bracket Bid Reject`: the first of a list of sense codes and meanings.
bool begins_sense_list(const Site& site, Before& before) {
  return site.article.groups().sna && site.after() == ' ' && site.after(1) == '=' &&
         iequals(before.word(0), "errors") && iequals(before.word(1), "code") &&
         iequals(before.word(2), "sense");
}

std::optional<FoundCode> sna_rule(const Site& site, Before& before, std::string_view digits) {
  if (begins_sense_list(site, before)) return sense_code(site, digits);
  for (std::size_t k = 0; k < 5 && !before.across_sentence(k); ++k) {
    const std::string_view word = before.word(k);
    if (is_one_of(word, {"sense", "sensecode", "sensedata"})) return sense_code(site, digits);
    // APPC's secondary return code of a failed allocation is the sense data.
    if (iequals(word, "return") && iequals(before.word(k + 1), "secondary"))
      return begins_as_sense(digits) ? sense_code(site, digits) : std::nullopt;
    if (is_one_of(word, {"outage", "qualifier"}) && digits.size() <= 4 &&
        (digits.size() < site.word().size() || site.before() == '\'' || iequals(word, "outage"))) {
      return found_at(site, CodeFamily::kSna,
                      "SNAOUT:" + std::string(4 - digits.size(), '0') + upper(digits));
    }
    if (!is_filler(word) &&
        !is_one_of(word, {"codes", "error", "code", "0x", "bytes", "ibm", "following", "are"}))
      break;
  }
  return std::nullopt;
}

// `x0AFF`, as SNA Server's events print link codes.
std::optional<FoundCode> outage_word(const Site& site, Before& before) {
  const std::string_view word = site.word();
  if (word.size() != 5 || to_lower(word[0]) != 'x' || !site.article.groups().sna)
    return std::nullopt;
  if (!hex_of(word.substr(1))) return std::nullopt;
  for (std::size_t k = 0; k < 4; ++k) {
    if (is_one_of(before.word(k), {"event", "outage", "code", "error", "qualifier", "link"})) {
      return found_at(site, CodeFamily::kSna, "SNAOUT:" + upper(word.substr(1)));
    }
  }
  return std::nullopt;
}

// `X'084C0000'`, `X'0AFF'`: IBM's notation. Sense data begins with its category; of four digits
// only those of outages and links speak for themselves, others may be any field of a message.
std::optional<FoundCode> quoted_sna(const Site& site) {
  const std::string_view word = site.word();
  if (site.before() != '\'' || site.after() != '\'' || site.begin < 2 || !hex_of(word) ||
      to_lower(site.text[site.begin - 2]) != 'x' || !site.article.groups().sna)
    return std::nullopt;
  const std::string category = upper(word.substr(0, 2));
  if (begins_as_sense(word)) return sense_code(site, word);
  if (word.size() != 4 || !is_one_of(category, {"0A", "0D"})) return std::nullopt;
  return found_at(site, CodeFamily::kSna, "SNAOUT:" + upper(word));
}

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
  if (auto found = quoted_sna(site)) return found;
  const std::string_view word = site.word();
  const bool prefixed = word.size() > 2 && (word[1] == 'x' || word[1] == 'X');
  if (!prefixed || digits.size() > 4) return std::nullopt;
  const auto value = hex_of(digits);
  if (value) {
    if (auto found = explained_code(site, before, *value)) return found;
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

std::size_t label_index(Before& before, std::initializer_list<std::string_view> labels) {
  for (std::size_t k = 0; k < 5; ++k) {
    if (before.across_sentence(k)) return kNone;
    const std::string_view gap = before.gap(k);
    if (gap.size() > 4 || gap.find_first_of(",;)]/") != kNone) return kNone;
    if (is_one_of(before.word(k), labels)) return k;
    if (!is_filler(before.word(k))) return kNone;
  }
  return kNone;
}

FoundCode bare_error(const Site& site, std::uint32_t number) {
  if (number >= 2100 && number <= 2999) return numbered(site, CodeFamily::kNet, number);
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
    if (is_quoted_reply(site, *number)) return numbered(site, CodeFamily::kSmtp, *number);
    if (auto found = error_rule(site, before, *number)) return found;
    if (auto found = socket_rule(site, before, *number)) return found;
    if (*number >= 400 && *number < 600 &&
        (is_reply(site) || begins_with_smtp_phrase(*number, site.rest()))) {
      return numbered(site, CodeFamily::kSmtp, *number);
    }
    if (auto found = installer_result(site, before, *number)) return found;
    if (auto found = explained_code(site, before, *number)) return found;
    if (auto found = number_of_message(site, *number)) return found;
    if (auto found = device_code(site, before, *number)) return found;
    if (auto found = function_result(site, before, *number)) return found;
  }
  return std::nullopt;
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
