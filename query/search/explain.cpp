#include "query/search/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "query/compile/compile.h"
#include "query/compile/spelling.h"
#include "query/language/printed_query.h"

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

std::string code_meaning(const Token& token) {
  std::string out = "an error code: ";
  for (const CodeReading& reading : token.code.readings) {
    if (&reading != &token.code.readings.front()) out += ", or ";
    out += fmt::format("{} ({})", reading.canonical, spoken(reading.family));
  }
  return out + "; never corrected";
}

std::string what_is(const Token& token) {
  switch (token.kind) {
    case TokenKind::kWord:
      return "a word, in any of its forms";
    case TokenKind::kPhrase:
      return token.quoted ? "these words side by side, in this order"
                          : "joined words: side by side, or each alone";
    case TokenKind::kWildcard:
      return "every word that begins so";
    case TokenKind::kCode:
      return code_meaning(token);
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

std::string meaning_of(const Token& token) {
  const std::string what = what_is(token);
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

ExplainedToken explained(const Token& token) {
  ExplainedToken out;
  out.text = typed(token);
  out.begin = token.begin;
  out.end = token.end;
  out.kind = kind_of(token.kind);
  out.meaning = meaning_of(token);
  if (token.kind != TokenKind::kCode) return out;
  for (const CodeReading& reading : token.code.readings) out.readings.push_back(reading.canonical);
  return out;
}

bool holds_operators(const Node& node) {
  if (node.kind != NodeKind::kToken && node.kind != NodeKind::kList) return true;
  return std::any_of(node.children.begin(), node.children.end(), holds_operators);
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
  for (const Token* token : leaves(parsed.root)) out.tokens.push_back(explained(*token));
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
