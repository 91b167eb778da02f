#include "query/search/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parser/text/ascii.h"
#include "query/compile/compile.h"
#include "query/compile/spelling.h"
#include "query/compile/token_query.h"
#include "query/language/printed_query.h"
#include "query/search/number_shapes.h"

namespace kb {
namespace {

std::string kind_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::kWord:
      return "word";
    case TokenKind::kPhrase:
      return "phrase";
    case TokenKind::kWildcard:
      return "wildcard";
    case TokenKind::kCode:
      return "code";
    case TokenKind::kId:
      return "article";
    case TokenKind::kFile:
      return "file";
    case TokenKind::kRegistry:
      return "registry";
    case TokenKind::kField:
      return "field";
    case TokenKind::kSimilar:
      return "similar";
    case TokenKind::kAnd:
    case TokenKind::kOr:
    case TokenKind::kNot:
    case TokenKind::kNear:
    case TokenKind::kOpen:
    case TokenKind::kClose:
      return "operator";
  }
  return "";
}

// What the tokens are read in: the text of the query, and whether it is nothing but codes and
// words that label them.
struct Surroundings {
  std::string_view text;
  bool only_codes;
};

std::string listed_readings(const Token& token, std::size_t most) {
  std::string out;
  const auto& readings = token.code.readings;
  for (std::size_t i = 0; i < std::min(most, readings.size()); ++i) {
    if (i > 0) out += ", or ";
    out += fmt::format("{} ({})", readings[i].canonical, spoken(readings[i].family));
  }
  if (readings.size() > most) out += fmt::format(", or {} more", readings.size() - most);
  return out;
}

std::string code_meaning(const Token& token, const Surroundings& around) {
  constexpr std::size_t kMostSure = 6;
  constexpr std::size_t kMostMaybe = 2;
  if (!is_sure_code(token, around.only_codes)) {
    constexpr std::size_t kShortest = 3;  // digits of a number that may be a code
    const std::string_view role = role_of(around.text, token.begin);
    if (!role.empty()) return fmt::format("{}, no code: a word", role);
    if (token.text.size() < kShortest)
      return "a number without a label, too short for a code: a word";
    return "a number without a label: a word that counts more where an article has it as " +
           listed_readings(token, kMostMaybe);
  }
  const bool labelled = token.code.certainty == Certainty::kLabelled;
  std::string out = labelled ? "an error code, as the text around it says: " : "an error code: ";
  out += listed_readings(token, kMostSure);
  const bool parameters = token.text.find(',') != std::string::npos &&
                          token.code.readings.front().family == CodeFamily::kBugcheck;
  if (parameters) out += "; the numbers behind it are its parameters";
  return out + "; never corrected";
}

std::string word_meaning(const Token& token, const Surroundings& around, const char* what) {
  std::string_view shape = shape_of(token.text);
  const bool hex = istarts_with(token.text, "0x");
  if (shape.empty() && hex) shape = role_of(around.text, token.begin);
  return shape.empty() ? what : fmt::format("{}, no code: {}", shape, what);
}

std::string what_is(const Token& token, const Surroundings& around) {
  switch (token.kind) {
    case TokenKind::kWord:
      return word_meaning(token, around, "a word, in any of its forms");
    case TokenKind::kPhrase:
      return word_meaning(token, around,
                          token.quoted ? "these words side by side, in this order"
                                       : "joined words: side by side, or each alone");
    case TokenKind::kWildcard:
      return "every word that begins so";
    case TokenKind::kCode:
      return code_meaning(token, around);
    case TokenKind::kId:
      return "an article: itself, then those that cite it";
    case TokenKind::kFile:
      return "a file name; never corrected";
    case TokenKind::kRegistry:
      return "a registry path; never corrected";
    case TokenKind::kField:
      return fmt::format("only in the field {}: {}", token.field->name, token.field->description);
    case TokenKind::kSimilar:
      return "articles like this one";
    default:
      return "an operator";
  }
}

std::string meaning_of(const Token& token, const Surroundings& around) {
  std::string what = what_is(token, around);
  if (token.occurs == Occurs::kMust) return what + "; every hit must have it";
  if (token.occurs == Occurs::kMustNot) return what + "; articles that have it are left out";
  return what;
}

/// The token as it was typed, with its mark, its field or its quotes.
std::string typed(const Token& token) {
  std::string out = token.occurs == Occurs::kMust      ? "+"
                    : token.occurs == Occurs::kMustNot ? "-"
                                                       : "";
  if (token.kind == TokenKind::kField) out += fmt::format("{}:", token.field->name);
  return out + (token.quoted ? '"' + token.text + '"' : token.text);
}

ExplainedToken explained(const Token& token, const Surroundings& around) {
  ExplainedToken out;
  out.text = typed(token);
  out.begin = token.begin;
  out.end = token.end;
  out.kind = kind_of(token.kind);
  out.meaning = meaning_of(token, around);
  if (token.kind != TokenKind::kCode) return out;
  for (const CodeReading& reading : token.code.readings) out.readings.push_back(reading.canonical);
  return out;
}

bool holds_operators(const Node& node) {
  if (node.kind != NodeKind::kToken && node.kind != NodeKind::kList) return true;
  return std::any_of(node.children.begin(), node.children.end(), holds_operators);
}

bool is_code_or_label(const Token* token) {
  if (token->kind == TokenKind::kCode) return true;
  return !token->words.empty() &&
         std::all_of(token->words.begin(), token->words.end(), is_code_label);
}

Explanation stages(const Index& index, const std::string& query) {
  Explanation out;
  out.query = query;
  out.modern = modern_form(query, QueryOrigin::kTyped);
  Query parsed = parse_query(query);
  const Spelling spelling = check_spelling(parsed, index.lexicon());
  out.unknown = spelling.unknown;
  out.corrected = spelling.findable;
  if (spelling.meant != spelling.findable) out.did_you_mean = spelling.meant;
  if (out.corrected) parsed = parse_query(*out.corrected);
  const auto tokens = leaves(parsed.root);
  const std::string_view searched = out.corrected ? *out.corrected : query;
  const Surroundings around{searched, std::all_of(tokens.begin(), tokens.end(), is_code_or_label)};
  for (const Token* token : tokens) out.tokens.push_back(explained(*token, around));
  out.tree = print(parsed.root);
  out.operators = holds_operators(parsed.root);
  const Compiled compiled = compile_query(parsed, index.lexicon());
  out.understood = compiled.understood;
  for (const CompiledPart& part : compiled.parts) {
    out.parts.push_back({part.label, part.query.get_description()});
  }
  out.xapian = compiled.query.get_description();
  out.remarks = compiled.remarks;
  return out;
}

}  // namespace

Result<Explanation> explain(const Index& index, const std::string& query) {
  return ask(index, [&](const Index& open) { return stages(open, query); });
}

std::vector<std::pair<std::string, std::string>> in_words(const Explanation& explanation,
                                                          Detail depth) {
  std::vector<std::pair<std::string, std::string>> lines;
  const auto add = [&](std::string label, std::string text) {
    lines.emplace_back(std::move(label), std::move(text));
  };
  add("you typed", explanation.query);
  if (!explanation.unknown.empty()) {
    add("in no article", fmt::format("{}", fmt::join(explanation.unknown, ", ")));
  }
  if (explanation.corrected) add("searched for", *explanation.corrected);
  if (explanation.did_you_mean) add("did you mean", *explanation.did_you_mean);
  for (const ExplainedToken& token : explanation.tokens) add("  " + token.text, token.meaning);
  if (explanation.tokens.empty()) add("found nothing", "there is nothing to search for in it");
  if (explanation.operators) add("put together", explanation.understood);
  for (const std::string& remark : explanation.remarks) add("remark", remark);
  if (depth == Detail::kWords) return lines;
  add("tree", explanation.tree);
  for (const ExplainedPart& part : explanation.parts) add("part " + part.label, part.xapian);
  add("Xapian", explanation.xapian);
  return lines;
}

}  // namespace kb
