// The rules of the error-code extractor: one candidate word in, codes out.
//
// Internal to error_codes.cpp, which finds the candidates (words with a digit or `_`, `STOP`,
// `WSA...`) and asks the rules in turn; the first that knows the word decides. A rule looks at the
// word, at a few words before it, at what follows, and at the article's product; never at line
// ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "parser/codes/code_numbers.h"
#include "parser/codes/in_articles/code_context.h"

namespace kb {

/// Where a candidate stands.
struct Site {
  std::string_view text;  ///< the folded segment: a title, a section or the query words
  std::size_t begin;      ///< of the word
  std::size_t end;
  bool in_title = false;
  bool in_query_words = false;
  const ArticleContext& article;

  std::string_view word() const { return text.substr(begin, end - begin); }
  char before() const { return begin > 0 ? text[begin - 1] : ' '; }
  char after(std::size_t n = 0) const { return end + n < text.size() ? text[end + n] : ' '; }
  std::string_view rest() const { return text.substr(end); }
};

/// A code a rule has found. `begin`..`end` is the spelling; the scan goes on at `resume`.
struct FoundCode {
  CodeFamily family = CodeFamily::kOther;
  std::string canonical;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t resume = 0;
  std::vector<std::string> parameters;
  std::optional<std::string> value;
  std::string source;  ///< event source, may be empty
  std::string remark;  ///< diagnostic, may be empty
};

/// Shorthand: the word of the site is the code's spelling.
FoundCode found_at(const Site& site, CodeFamily family, std::string canonical);

/// The same for a number of a family with one prefix.
FoundCode numbered(const Site& site, CodeFamily family, std::uint32_t number);
/// `ERROR:5`: a code of no family, leading zeros dropped.
FoundCode labelled(const Site& site, std::string_view label, std::string_view digits);

/// A word between a label and its number: `code`, `number`, `is`.
bool is_label_filler(std::string_view word);

/// The word that names what the number is, `error`, `code`, ... nearest first: its index among the
/// words before, having skipped fillers such as `number is`. npos if there is none.
std::size_t label_index(Before& before, std::initializer_list<std::string_view> labels);

/// Hex digits of `0x1E`, `Ox1E`, `&H1E`'s `H1E`, `1Eh` or `1E`, suffix L and U cut; empty if no hex
/// number.
std::string_view hex_digits_of(const Site& site);

// code_rules_stop.cpp
/// `STOP 0x0000000A (...)`; `p1` receives an exception code in its first parameter.
std::optional<FoundCode> stop_rule(const Site& site, std::optional<FoundCode>& p1);

// code_rules_event.cpp
std::optional<FoundCode> event_rule(const Site& site);

// code_rules_label.cpp: numbers named by a label: Error 5, Run-time error '429', (Code 10)
std::optional<FoundCode> label_rule(const Site& site);
/// `... error 53 ...` of query words, where any other number may be anything.
std::optional<FoundCode> query_words_rule(const Site& site);
std::optional<FoundCode> negative_rule(const Site& site, std::uint32_t value);

/// `error n` of which nothing says whose it is: a network message, or ERROR:n.
FoundCode bare_error(const Site& site, std::uint32_t number);

// code_rules_server.cpp; `before` are the words before the site, which may be any number
std::optional<FoundCode> http_rule(const Site& site, Before& before, std::uint32_t number);
std::optional<FoundCode> asp_rule(const Site& site, Before& before, std::uint32_t number);
std::optional<FoundCode> sql_rule(const Site& site, Before& before, std::uint32_t number);
std::optional<FoundCode> mail_rule(const Site& site, Before& before, std::uint32_t number);
std::optional<FoundCode> named_rule(const Site& site, Before& before, std::uint32_t number);
std::optional<FoundCode> quoted_reply_rule(const Site& site, std::uint32_t number);
std::optional<FoundCode> reply_rule(const Site& site, std::uint32_t number);

// code_rules_sna.cpp; `digits` are the hexadecimal digits of the site, not empty
std::optional<FoundCode> sna_rule(const Site& site, Before& before, std::string_view digits);
std::optional<FoundCode> outage_word(const Site& site, Before& before);

// code_rules_behind.cpp: 285 events, a 1722 error
std::optional<FoundCode> behind_rule(const Site& site);

// code_rules_word.cpp: C1001, LNK 2001, NET3055, S1000, ORA-00942
std::optional<FoundCode> state_rule(const Site& site);  ///< asked first: `Error: 42000 [Microsoft]`
std::optional<FoundCode> prefix_rule(const Site& site);
std::optional<FoundCode> symbol_rule(const Site& site);

// code_rules_32.cpp
std::optional<FoundCode> code32_rule(const Site& site);
/// The article's Jet form of a 32-bit value where that is what it is, else code32.
FoundCode found_32(const Site& site, std::size_t begin, std::size_t end, std::uint32_t value);
/// High word of an HRESULT, NTSTATUS or service code that real errors have; kernel addresses fail.
bool plausible_32(std::uint32_t value);

}  // namespace kb
