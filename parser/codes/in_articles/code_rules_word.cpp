// Codes that are a word of their own: a closed list of prefixes with a number, SQL states, symbols.
//
//   C1001   LNK2001   LNK 2001   R6009   NET3055   SYS1733   SU0013   SU-0013   MMSYSTEM263   CDR101
//   CDR-101   ORA-00942   SQLSTATE 37000   State:S1000   S1000 [Microsoft][ODBC   MAPI_E_NOT_FOUND
//   WSAECONNRESET
//
// A tool prefix of one or two letters needs the words error, warning or fatal near it, a colon
// behind it, or an article about a development tool. Names such as TN3270 or NE2000 have no prefix
// of the list.
#include <algorithm>

#include "parser/codes/code_bits.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/known_phrases.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Letters and the decimal digits that end a word; empty digits if it is made otherwise.
struct Split {
  std::string_view letters;
  std::string_view digits;
};

Split split_word(std::string_view word) {
  std::size_t at = 0;
  while (at < word.size() && is_alpha(word[at])) ++at;
  const std::string_view digits = word.substr(at);
  if (!all_digits(digits)) return {word, {}};
  return {word.substr(0, at), digits};
}

bool names_trouble(std::string_view word) {
  return is_one_of(word, {"error", "errors", "warning", "warnings", "fatal", "err", "msg",
                          "message", "messages", "code", "compiler", "linker"});
}

// `L2002   "FIXUP OVERFLOW NEAR`: the line of a list that gives the message of each code.
bool before_quoted_capitals(const Site& site) {
  return site.after() == ' ' && site.after(1) == '"' && is_upper(site.after(2)) &&
         is_upper(site.after(3));
}

// `C2065:` and `D2016 :`.
bool before_colon(const Site& site) {
  return site.after() == ':' || (site.after() == ' ' && site.after(1) == ':');
}

bool near_trouble(const Site& site) {
  Before before(site.text, site.begin);
  for (std::size_t k = 0; k < 6; ++k) {
    if (names_trouble(before.word(k))) return true;
  }
  const std::string_view next = word_after(site.text, site.end);
  return names_trouble(next) || before_colon(site) || before_quoted_capitals(site);
}

bool tool_context(const Site& site, std::string_view prefix) {
  if (near_trouble(site))
    return site.article.groups().developer || prefix.size() > 1 || prefix == "R" ||
           before_colon(site);
  if (site.in_title || site.in_query_words) return site.article.groups().developer;
  return !is_weak_tool_prefix(prefix) && site.article.groups().developer;
}

std::optional<FoundCode> tool_code(const Site& site, std::string_view prefix,
                                   std::string_view digits, std::size_t begin) {
  const auto number = decimal_of(digits);
  if (digits.size() != 4 || !number) return std::nullopt;
  const std::string name = upper(prefix);
  const bool capital =
      is_upper(prefix[0]) || (site.article.groups().developer && near_trouble(site));
  if (!capital || !is_tool_code(name, *number)) return std::nullopt;
  Site whole = site;
  whole.begin = begin;
  if (!tool_context(whole, name)) return std::nullopt;
  return found_at(whole, CodeFamily::kTool, name + std::string(digits));
}

std::optional<FoundCode> message_code(const Site& site, const Split& word) {
  const auto number = decimal_of(word.digits);
  if (!number) return std::nullopt;
  const bool message = word.digits.size() == 4 || (word.digits.size() == 3 && before_colon(site));
  if ((word.letters == "NET" || word.letters == "Net") && message) {
    return found_at(site, CodeFamily::kNet, canonical_code(CodeFamily::kNet, *number));
  }
  if (word.letters == "SYS" && word.digits.size() >= 4 && word.digits.size() <= 5) {
    return found_at(site, CodeFamily::kOther, "SYS:" + std::to_string(*number));
  }
  if (word.letters == "SU" && word.digits.size() == 4) {
    return found_at(site, CodeFamily::kOther, "SU:" + std::string(word.digits));
  }
  if (word.letters == "MMSYSTEM") {
    return found_at(site, CodeFamily::kMmsystem, canonical_code(CodeFamily::kMmsystem, *number));
  }
  if (word.letters == "CDR" && *number >= 100 && *number < 200) {
    return found_at(site, CodeFamily::kCdr, canonical_code(CodeFamily::kCdr, *number));
  }
  return std::nullopt;
}

// `ORA-00942`, `CDR-101`, `LNK 2001`: the prefix stands before the digits.
std::optional<FoundCode> apart_code(const Site& site) {
  Before before(site.text, site.begin);
  const std::string_view prefix = before.word(0);
  const std::string_view gap = before.gap(0);
  const std::size_t begin = site.begin - gap.size() - prefix.size();
  const std::string_view digits = site.word();
  if (gap == "-" && iequals(prefix, "ora") && digits.size() >= 4 && digits.size() <= 5) {
    Site whole = site;
    whole.begin = begin;
    return found_at(whole, CodeFamily::kSqlnative,
                    "ORA:" + std::string(5 - digits.size(), '0') + std::string(digits));
  }
  if (gap == "-" && prefix == "SU" && digits.size() == 4) {
    Site whole = site;
    whole.begin = begin;
    return found_at(whole, CodeFamily::kOther, "SU:" + std::string(digits));
  }
  if (gap == "-" && prefix == "CDR" && digits.size() == 3 && digits[0] == '1') {
    Site whole = site;
    whole.begin = begin;
    return found_at(whole, CodeFamily::kCdr, "CDR:" + std::string(digits));
  }
  if (gap == " " && prefix.size() >= 3 && prefix == upper(prefix))
    return tool_code(site, prefix, digits, begin);
  return std::nullopt;
}

// ---- SQL states

bool state_shape(std::string_view word) {
  if (word.size() != 5) return false;
  if (!is_digit(word[0]) && !is_one_of(word.substr(0, 2), {"s0", "s1", "sl", "hy", "im", "hz"}))
    return false;
  return std::all_of(word.begin(), word.end(), is_alnum) && is_alnum(word[4]);
}

// What names the word a state; one with a letter, as 21S01, needs no more than `State`.
bool state_label(Before& before, bool has_letter) {
  for (std::size_t k = 0; k < 3; ++k) {
    const std::string_view gap = before.gap(k);
    if (gap.size() > 5 || gap.find_first_of(".;,)") != kNone) return false;
    const std::string_view word = before.word(k);
    if (is_one_of(word, {"sqlstate", "szsqlstate", "lpszsqlstate", "sqlstates", "dllstate"}))
      return true;
    if (iequals(word, "state"))
      return has_letter || is_one_of(before.word(k + 1), {"sql", "dll"}) ||
             gap.find_first_of(":=") != kNone;
    if (!is_one_of(word, {"is", "of", "code", "error", "value"})) return false;
  }
  return false;
}

bool beside_driver(const Site& site) {
  const std::string_view rest = site.rest().substr(0, 30);
  const std::size_t bracket = rest.find('[');
  if (bracket == kNone || bracket > 4) return false;
  return istarts_with(rest.substr(bracket), "[microsoft]") && rest.find_first_of(".;") > bracket;
}

// ---- symbols

// Program text: compared, assigned, tested, an argument of a function, a case.
bool in_program(const Site& site) {
  const std::string_view behind = trim_right(site.text.substr(0, site.begin));
  const char last = behind.empty() ? ' ' : behind.back();
  if (last == '&' || last == '!' || last == '#' || last == '~') return true;
  Before before(site.text, site.begin);
  if (last == '=' && behind.size() > 1)
    return !is_one_of(before.word(0), {"primary_rc", "secondary_rc"});
  if (last == '(' && site.begin > 0 && site.before() == '(' && behind.size() > 1 &&
      is_word_char(behind[behind.size() - 2]))
    return true;
  const std::string_view ahead = trim(site.rest().substr(0, 4));
  if (!ahead.empty() && (ahead[0] == ';')) return true;
  // `ERROR_BUSY=<cr><lf>BUSY`; what stands in angle brackets is lost in folded text.
  if (site.after() == '=' && ahead.size() > 1 && !is_digit(trim(ahead.substr(1))[0])) return true;
  if (ahead.size() > 1 && ahead[0] == '=' && ahead[1] == '=') return true;
  return is_one_of(before.word(0), {"define", "case", "const", "ifdef", "ifndef", "goto"});
}

bool names_error_family(std::string_view name) {
  if (name.starts_with("NRC_")) return name.size() > 6 && !has_lower(name);
  const std::size_t e = std::min(name.find("_E_"), name.find("_RC_"));
  if (istarts_with(name, "jet_err") || istarts_with(name, "mapi_e_") ||
      istarts_with(name, "ds_e_") || istarts_with(name, "mq_error_"))
    return name.size() > 8;
  if (e != kNone && e > 0 && e < 8) {
    return !has_lower(name) && name.size() > e + 4;
  }
  return false;
}

// `error code NRC_NOCALL`, `fails with LUA_RESERVED_FIELD_NOT_ZERO`: a name that no table has is one
// where the text says so.
bool named_as_error(const Site& site) {
  const std::string_view name = site.word();
  if (name.size() < 8 || !is_upper(name[0]) || !is_upper(name[1]) || has_lower(name)) return false;
  Before before(site.text, site.begin);
  if (before.gap(0) != " " && before.gap(0) != ": " && before.gap(0) != ":") return false;
  if (is_one_of(before.word(0), {"code", "translation"}))  // of a table: `Error Translation: X`
    return is_one_of(before.word(1), {"error", "return"}) && before.gap(1) == " ";
  // `Error: RPC_CALL_FAILED`
  if (before.gap(0) == ": " && iequals(before.word(0), "error"))
    return std::count(name.begin(), name.end(), '_') >= 2 && !name.starts_with("SQL_");
  if (before.gap(0) != " ") return false;
  const bool of_sna =
      istarts_with(name, "ap_") || istarts_with(name, "lua_") || istarts_with(name, "cm_");
  if (of_sna && is_one_of(before.word(0), {"return", "returns", "returned"}))
    return name != "AP_OK" && name != "LUA_OK";
  return iequals(before.word(0), "with") && is_one_of(before.word(1), {"fail", "fails", "failed"});
}

// `AP_ALLOCATION_ERROR`, `LUA_BAD_SESSION_ID`: what a return code of APPC, CPI-C or LUA says, which
// no table has.
bool is_sna_return_code(const Site& site) {
  const std::string_view name = site.word();
  if (!site.article.groups().sna || has_lower(name)) return false;
  if (!name.starts_with("AP_") && !name.starts_with("LUA_") && !name.starts_with("CM_"))
    return false;
  for (const std::string_view part : split(name, '_')) {
    if (is_one_of(part,
                  {"error", "fail", "failure", "check", "bad", "invalid", "not", "abended", "busy",
                   "unknown", "unexpected", "undefined", "unsuccessful", "cancelled"}))
      return true;
  }
  return false;
}

// Names that headers or articles print in mixed case: `JET_errDiskFull`,
// `Inaccessible_Boot_Device`.
bool may_be_mixed(const SymbolInfo& symbol) {
  if (symbol.family == CodeFamily::kBugcheck) {
    return std::count(symbol.name.begin(), symbol.name.end(), '_') >= 2;
  }
  if (symbol.name.starts_with("ERROR_") || symbol.name.starts_with("STATUS_"))
    return std::count(symbol.name.begin(), symbol.name.end(), '_') >= 2;
  return symbol.family == CodeFamily::kJet || symbol.family == CodeFamily::kNet;
}

// `0x800CC810 (MD_ERROR_IISAO_INVALID_SCHEMA)`, `Stop 0x82 (DFS_FILE_SYSTEM)`, `return code = 20
// (PRODUCT_SPECIFIC_ERROR)`, `Error 0x906 SL_ERR_SECCTXTINITFAILED`: a name that no table has, beside
// its number.
bool names_number_before(const Site& site) {
  const std::string_view name = site.word();
  const auto parts = std::count(name.begin(), name.end(), '_');
  if (parts < 2 || name.size() < 12 || has_lower(name)) return false;
  Before before(site.text, site.begin);
  const std::string_view number = before.word(0);
  if (before.gap(0) == " " && istarts_with(number, "0x"))
    return is_one_of(before.word(1), {"error", "code"});
  if (site.before() != '(' || site.after() != ')') return false;
  if (before.gap(0) != " (") return false;
  if (is_one_of(before.word(1), {"code", "error"}) && hex_of(number)) return true;
  if (name.starts_with("ERROR_") && istarts_with(number, "0x")) return true;
  if (!istarts_with(number, "0x") || !hex_of(number.substr(2))) return false;
  if (is_one_of(before.word(1), {"code", "primary_rc", "secondary_rc"})) return true;
  return number.size() == 10 || iequals(before.word(1), "stop");
}

}  // namespace

std::optional<FoundCode> state_rule(const Site& site) {
  const std::string_view word = site.word();
  if (!state_shape(word)) return std::nullopt;
  Before before(site.text, site.begin);
  const bool native = iequals(before.word(0), "error") && before.gap(0) == "=";
  if (!state_label(before, has_letter(word)) && (native || !beside_driver(site)))
    return std::nullopt;
  return found_at(site, CodeFamily::kSqlstate, "SQLSTATE:" + upper(word));
}

std::optional<FoundCode> prefix_rule(const Site& site) {
  const std::string_view word = site.word();
  if (is_digit(word[0])) return all_digits(word) ? apart_code(site) : std::nullopt;
  const Split parts = split_word(word);
  if (parts.digits.empty() || parts.letters.size() > 8) return std::nullopt;
  if (site.before() == '-' || site.before() == '\\' || site.before() == '.') return std::nullopt;
  if (site.after() == '.' && is_alnum(site.after(1))) return std::nullopt;
  if (auto found = message_code(site, parts)) return found;
  return tool_code(site, parts.letters, parts.digits, site.begin);
}

std::optional<FoundCode> symbol_rule(const Site& site) {
  const std::string_view name = site.word();
  if (name.size() < 5 || name.size() > 64 || site.after() == '(' || site.before() == '.' ||
      site.before() == '\\')
    return std::nullopt;
  const auto symbol = find_symbol(name);
  if ((!symbol && !names_error_family(name) && !names_number_before(site) &&
       !named_as_error(site) && !is_sna_return_code(site)) ||
      in_program(site))
    return std::nullopt;
  if (symbol && has_lower(name) && !may_be_mixed(*symbol)) return std::nullopt;
  FoundCode found = found_at(site, CodeFamily::kSymbol, upper(name));
  if (symbol) found.value = canonical_of(*symbol);
  return found;
}

}  // namespace kb
