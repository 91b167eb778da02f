// Numbers that servers and protocols print, with the words before them or their texts behind them.
//
//   web           HTTP Error 403.6   HTTP/1.1 404   ASP 0115
//   databases     Msg 208, Level 16   Error: 823, Severity: 24   Native:208   SQLCODE: -805
//   mail          Error [115]   Notice 91   [016] Message was not sent
//   network       NET HELPMSG 3534   Net 808   SYS 1733
//   multimedia    MMSYSTEM 263
//   replies       550 5.7.1 relaying denied   "505 Must issue a STARTTLS command"
#include "parser/codes/code_bits.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/known_phrases.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

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

// `.6` of `403.6`, and `-15` of `HTTP 500-15` where HTTP is named: end of the substatus, or the
// site's end.
std::size_t substatus_end(const Site& site, bool named) {
  const bool dash = named && site.after() == '-' && !is_digit(site.after(3));
  if ((site.after() != '.' && !dash) || !is_digit(site.after(1))) return site.end;
  std::size_t end = site.end + 1;
  while (end < site.text.size() && is_digit(site.text[end])) ++end;
  const bool more =
      end + 1 < site.text.size() && site.text[end] == '.' && is_digit(site.text[end + 1]);
  return end - site.end <= 3 && !more ? end : site.end;
}

// `returns a 403 error`, `a 401 status`, in an article about a web server.
bool is_http_adjective(const Site& site, Before& before, std::uint32_t number) {
  return site.article.groups().web && number <= 505 &&
         is_one_of(word_after(site.text, site.end), {"error", "errors", "status"}) &&
         is_one_of(before.word(0), {"a", "an", "the", "this", "returns", "causes"});
}

bool labelled_http(const Site& site, Before& before, std::uint32_t number) {
  const std::size_t label = label_index(before, {"error", "errors", "status", "http", "response"});
  if (label == kNone) return false;
  if (iequals(before.word(label), "http")) return true;
  if (iequals(before.word(label + 1), "http") && !before.across_sentence(label)) return true;
  // `a status code of 401`
  if (site.article.groups().web && iequals(before.word(label), "status") && number <= 505)
    return true;
  return site.article.groups().web && iequals(before.word(label), "error") && number <= 505 &&
         !is_one_of(before.word(label + 1), {"ftp", "smtp", "sql", "system"});
}

}  // namespace

std::optional<FoundCode> http_rule(const Site& site, Before& before, std::uint32_t number) {
  // A redirection is no error, but named as `HTTP 302` it is what the article is about.
  const bool named = follows_http(site.text.substr(0, site.begin));
  if (number < (named ? 300U : 400U) || number > 599) return std::nullopt;
  const std::size_t end = substatus_end(site, named);
  if (end == site.end && site.after() == '.' && is_digit(site.after(1))) return std::nullopt;
  const bool phrase =
      begins_with_http_phrase(number, site.text.substr(end)) && site.before() != '$';
  if (!phrase && !named && !is_http_adjective(site, before, number) &&
      !labelled_http(site, before, number))
    return std::nullopt;
  std::string canonical = "HTTP:" + std::string(site.word());
  if (end > site.end)
    canonical += '.' + std::string(site.text.substr(site.end + 1, end - site.end - 1));
  FoundCode found = found_at(site, CodeFamily::kHttp, std::move(canonical));
  found.end = found.resume = end;
  return found;
}

namespace {

// `error 0177 : 800401f3`: four digits and an HRESULT, as ASP prints them.
bool pairs_with_hresult(const Site& site) {
  const std::size_t at = site.text.find_first_not_of(" :", site.end);
  if (at == kNone || at > site.end + 3 || site.rest().substr(0, at - site.end).find(':') == kNone)
    return false;
  const std::string_view next = word_after(site.text, at);
  return next.size() == 8 && next[0] == '8' && hex_of(next).has_value();
}

}  // namespace

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
  // `~SQL Msg #2627>`, `~SQL Err #10007>`: a log of SMS
  const bool log = before.word(1) == "SQL" && before.gap(0) == " #";
  if (log && iequals(word, "err")) return numbered(site, CodeFamily::kSqlnative, number);
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
  // `{WIN32:1332(No mapping between ...)}`, `Delete zero length file failed, Win32 = 2`
  const bool win32 = (word == "WIN32" && before.gap(0) == ":") ||
                     (iequals(word, "win32") && before.gap(0) == " = ");
  if (win32 && number > 0 && number < 65536) return numbered(site, CodeFamily::kWin32, number);
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

namespace {

// ---- replies of mail servers

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
// `<<< 554 Mailbox is not local`, `... a protocol error. 554 (no such user)`: in an article about
// mail, a reply with its text.
bool is_quoted_reply(const Site& site, std::uint32_t number) {
  const bool bracket = site.after(1) == '(' && is_alpha(site.after(2));
  if (site.end - site.begin != 3 || !is_reply_code(number) || site.after() != ' ' ||
      !(is_upper(site.after(1)) || bracket) || !site.article.mentions_smtp())
    return false;
  const std::string_view behind = trim_right(site.text.substr(0, site.begin));
  if (behind.empty() || (bracket && behind.back() == '.')) return true;
  if (behind.back() == '"' || behind.ends_with("-or-")) return true;
  return site.before() == ' ' && (behind.back() == ':' || behind.back() == '>' ||
                                  behind.ends_with("<<<") || behind.ends_with(" -"));
}

}  // namespace

std::optional<FoundCode> quoted_reply_rule(const Site& site, std::uint32_t number) {
  if (!is_quoted_reply(site, number)) return std::nullopt;
  return numbered(site, CodeFamily::kSmtp, number);
}

std::optional<FoundCode> reply_rule(const Site& site, std::uint32_t number) {
  if (number < 400 || number > 599) return std::nullopt;
  if (!is_reply(site) && !begins_with_smtp_phrase(number, site.rest())) return std::nullopt;
  return numbered(site, CodeFamily::kSmtp, number);
}

}  // namespace kb
