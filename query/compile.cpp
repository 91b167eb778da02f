#include "query/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <span>
#include <string_view>
#include <utility>

#include "indexer/schema.h"
#include "indexer/terms.h"
#include "parser/article_id.h"
#include "parser/file_names.h"
#include "parser/operating_systems.h"
#include "parser/text.h"
#include "parser/words.h"
#include "query/dates.h"
#include "query/stop_words.h"

namespace kb {
namespace {

using XQuery = Xapian::Query;

// Constant weights of identifiers. A word adds at most about 40 (its BM25 weight in text, title and
// query words), a query seldom holds more than a few rare ones, so a step outweighs all words.
constexpr double kExactWeight = 1000;  // an identifier that is there at all
constexpr double kCodeStep = 400;      // a code that is one, against a mere number
constexpr double kUpFrontStep = 200;   // a code up front, against one further down
constexpr double kReadingStep = 20;    // each reading less likely than the one before

constexpr std::size_t kShortestWildcard = 3;       // letters in front of `*`
constexpr Xapian::termcount kWildcardTerms = 400;  // words a wildcard stands for at most

/// Matches what `filter` matches, each document with weight `weight`.
XQuery constant(double weight, const XQuery& filter) {
  return {XQuery::OP_AND, XQuery(new Xapian::FixedWeightPostingSource(weight)),
          XQuery(XQuery::OP_SCALE_WEIGHT, filter, 0.0)};
}

XQuery any_of(const std::vector<XQuery>& queries) {
  return {XQuery::OP_OR, queries.begin(), queries.end()};
}

XQuery all_of(const std::vector<XQuery>& queries) {
  return {XQuery::OP_AND, queries.begin(), queries.end()};
}

class Compiler {
 public:
  Compiler(const Xapian::Database& database, Coverage coverage)
      : database_(database), coverage_(coverage), stemmer_(kStemmer) {}

  Compiled run(const Query& query) {
    const auto tokens = leaves(query.root);
    only_stop_words_ = std::all_of(tokens.begin(), tokens.end(), [](const Token* token) {
      return token->kind == TokenKind::kWord && is_stop_word(token->words[0]);
    });
    out_.remarks = query.remarks;
    out_.query = compile(query.root);
    out_.understood = fmt::format("{}", fmt::join(understood_, " "));
    return std::move(out_);
  }

 private:
  XQuery compile(const Node& node) {
    switch (node.kind) {
      case NodeKind::kToken:
        return compile_list({&node, 1});
      case NodeKind::kList:
        return compile_list(node.children);
      case NodeKind::kAnd:
        return combine(XQuery::OP_AND, "AND", node);
      case NodeKind::kOr:
        return combine(XQuery::OP_OR, "OR", node);
      case NodeKind::kNot:
        return compile_not(node);
      case NodeKind::kNear:
        return compile_near(node);
    }
    return {};
  }

  XQuery combine(XQuery::op op, std::string_view name, const Node& node) {
    std::vector<XQuery> parts;
    understood_.emplace_back("(");
    for (const Node& child : node.children) {
      if (!parts.empty()) understood_.emplace_back(name);
      XQuery part = compile(child);
      if (!part.empty()) parts.push_back(std::move(part));
    }
    understood_.emplace_back(")");
    return {op, parts.begin(), parts.end()};
  }

  XQuery compile_not(const Node& node) {
    if (node.children.size() < 2) {
      understood_.emplace_back("NOT");
      const XQuery without = node.children.empty() ? XQuery() : compile(node.children[0]);
      return without.empty() ? XQuery() : XQuery(XQuery::OP_AND_NOT, XQuery::MatchAll, without);
    }
    const XQuery with = compile(node.children[0]);
    std::vector<XQuery> without;
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      understood_.emplace_back("NOT");
      XQuery part = compile(node.children[i]);
      if (!part.empty()) without.push_back(std::move(part));
    }
    return without.empty() ? with : XQuery(XQuery::OP_AND_NOT, with, any_of(without));
  }

  /// All words of the operands within the distance; plain words only.
  XQuery compile_near(const Node& node) {
    std::vector<XQuery> words;
    for (const Token* token : leaves(node)) {
      for (const std::string& word : token->words) words.emplace_back(word);
      want_words(*token);
    }
    understood_.push_back(fmt::format("NEAR/{}", node.distance));
    if (words.size() < 2) return all_of(words);
    return {XQuery::OP_NEAR, words.begin(), words.end(),
            Xapian::termcount(node.distance + words.size())};
  }

  /// Items side by side: identifiers and words ranked together, filters and marks around them.
  XQuery compile_list(const std::span<const Node>& items) {
    std::vector<XQuery> exact;
    std::vector<XQuery> words;
    std::vector<XQuery> must;
    std::vector<XQuery> filters;
    std::vector<XQuery> without;
    for (const Node& item : items) {
      if (item.kind != NodeKind::kToken) {
        XQuery part = compile(item);
        const bool negative = item.kind == NodeKind::kNot && item.children.size() < 2;
        if (!part.empty()) (negative ? filters : must).push_back(std::move(part));
        continue;
      }
      const Token& token = item.token;
      if (skips(token)) continue;
      XQuery part = compile_token(token);
      if (part.empty()) continue;
      if (token.occurs == Occurs::kMustNot) {
        without.push_back(std::move(part));
      } else if (is_filter(token)) {
        filters.push_back(std::move(part));
      } else if (token.occurs == Occurs::kMust || token.kind == TokenKind::kField) {
        must.push_back(std::move(part));
      } else {
        (is_exact(token.kind) ? exact : words).push_back(std::move(part));
      }
    }
    return assemble(exact, words, must, filters, without);
  }

  XQuery assemble(const std::vector<XQuery>& exact, const std::vector<XQuery>& words,
                  const std::vector<XQuery>& must, const std::vector<XQuery>& filters,
                  const std::vector<XQuery>& without) {
    out_.words += words.size();
    XQuery ranked;
    const bool all = coverage_ == Coverage::kAll && words.size() <= kFewWords;
    const XQuery wording = all ? all_of(words) : any_of(words);
    ranked = exact.empty() ? wording : wording.empty() ? any_of(exact) : (any_of(exact) | wording);
    if (!must.empty()) {
      ranked = ranked.empty() ? all_of(must) : XQuery(XQuery::OP_AND_MAYBE, all_of(must), ranked);
    }
    if (!filters.empty()) {
      ranked = ranked.empty() ? XQuery(XQuery::OP_SCALE_WEIGHT, all_of(filters), 0.0)
                              : XQuery(XQuery::OP_FILTER, ranked, all_of(filters));
    }
    if (!without.empty()) {
      ranked =
          XQuery(XQuery::OP_AND_NOT, ranked.empty() ? XQuery::MatchAll : ranked, any_of(without));
    }
    return ranked;
  }

  bool skips(const Token& token) const {
    return token.kind == TokenKind::kWord && token.occurs == Occurs::kShould && !only_stop_words_ &&
           is_stop_word(token.words[0]);
  }

  static bool is_exact(TokenKind kind) {
    return kind == TokenKind::kCode || kind == TokenKind::kId || kind == TokenKind::kFile ||
           kind == TokenKind::kRegistry;
  }

  static bool is_filter(const Token& token) {
    return token.kind == TokenKind::kField && token.field->weight == 0.0;
  }

  XQuery compile_token(const Token& token) {
    note(token);
    switch (token.kind) {
      case TokenKind::kPhrase:
        return phrase(token);
      case TokenKind::kWildcard:
        return wildcard(token, field(FieldId::kText));
      case TokenKind::kCode:
        return code(token.code, token.text);
      case TokenKind::kId:
        return article_id(token.text);
      case TokenKind::kFile:
        return file_name(token.text);
      case TokenKind::kRegistry:
        return registry(token.text);
      case TokenKind::kField:
        return in_field(token);
      default:
        return word(token);
    }
  }

  void note(const Token& token) {
    Node leaf;
    leaf.kind = NodeKind::kToken;
    leaf.token = token;
    understood_.push_back(print(leaf));
  }

  /// The word and the other words of its stem, as one term of field `in`.
  XQuery forms(const std::string& word, const Field& in) {
    std::vector<XQuery> terms{XQuery(word_term(in, word))};
    for (const std::string& form : other_forms(word)) terms.emplace_back(word_term(in, form));
    return terms.size() == 1 ? terms[0] : XQuery(XQuery::OP_SYNONYM, terms.begin(), terms.end());
  }

  std::vector<std::string> other_forms(const std::string& word) {
    std::vector<std::string> out;
    if (word.find_first_of("0123456789_.+#&") != std::string::npos) return out;
    const std::string key = stem_key(stemmer_(word));
    for (auto it = database_.synonyms_begin(key); it != database_.synonyms_end(key); ++it) {
      if (*it != word) out.push_back(*it);
    }
    return out;
  }

  /// Anywhere in the text, with more weight where a weighted field holds it too.
  XQuery weighted(const XQuery& text, const std::function<XQuery(const Field&)>& in) {
    std::vector<XQuery> more;
    for (const FieldId id : {FieldId::kTitle, FieldId::kQueryWords, FieldId::kSymptoms}) {
      more.emplace_back(XQuery::OP_SCALE_WEIGHT, in(field(id)), field(id).weight);
    }
    return {XQuery::OP_AND_MAYBE, text, any_of(more)};
  }

  XQuery word(const Token& token) {
    want_words(token);
    const std::string& text = token.words[0];
    return weighted(forms(text, field(FieldId::kText)),
                    [&](const Field& in) { return forms(text, in); });
  }

  XQuery phrase(const Token& token) {
    want_words(token);
    std::vector<XQuery> words;
    for (const std::string& text : token.words) words.emplace_back(text);
    const XQuery text(XQuery::OP_PHRASE, words.begin(), words.end(),
                      Xapian::termcount(words.size()));
    return weighted(text, [&](const Field& in) { return all_words(token.words, in); });
  }

  XQuery all_words(const std::vector<std::string>& texts, const Field& in) {
    std::vector<XQuery> words;
    for (const std::string& text : texts) words.push_back(forms(text, in));
    return all_of(words);
  }

  XQuery wildcard(const Token& token, const Field& in) {
    const std::string& start = token.words[0];
    if (start.size() < kShortestWildcard) {
      out_.remarks.push_back(
          fmt::format("'{}*' needs at least {} letters; searched as the word '{}'", start,
                      kShortestWildcard, start));
      return XQuery(word_term(in, start));
    }
    out_.wanted.push_back({start + "*", {}, {start + "*"}, false});
    return {XQuery::OP_WILDCARD, word_term(in, start), kWildcardTerms,
            XQuery::WILDCARD_LIMIT_MOST_FREQUENT};
  }

  /// Every reading, the likeliest first; below them the mere number.
  XQuery code(const RecognisedCode& code, const std::string& typed) {
    std::vector<XQuery> tiers;
    double weight = kExactWeight + kCodeStep;
    for (const CodeReading& reading : code.readings) {
      const std::string any = exact_term(field(FieldId::kError), reading.canonical);
      const std::string front = exact_term(field(FieldId::kErrorUpFront), reading.canonical);
      tiers.push_back(constant(weight, XQuery(any)));
      tiers.push_back(constant(weight + kUpFrontStep, XQuery(front)));
      out_.wanted.push_back({reading.canonical, {any}, mark_words(typed), true});
      weight = std::max(weight - kReadingStep, kExactWeight + 1);
    }
    if (code.value) {
      const std::string number = exact_term(field(FieldId::kNumber), number_value(*code.value));
      tiers.push_back(constant(kExactWeight, XQuery(number)));
      out_.wanted.push_back({typed, {number}, mark_words(typed), true});
    }
    if (tiers.empty()) return {};
    const XQuery best(XQuery::OP_MAX, tiers.begin(), tiers.end());
    return spelled(best, typed);
  }

  /// Adds the weight of the code's spelling as words of the text, which ranks articles of one tier.
  XQuery spelled(const XQuery& query, const std::string& typed) {
    std::vector<XQuery> words;
    for (const Word& word : words_of(typed)) words.emplace_back(word.text);
    if (words.empty()) return query;
    return {XQuery::OP_AND_MAYBE, query, any_of(words)};
  }

  static std::vector<std::string> mark_words(std::string_view typed) {
    std::vector<std::string> words;
    for (const Word& word : words_of(typed)) {
      if (std::any_of(word.text.begin(), word.text.end(), is_digit) || word.compound) {
        words.push_back(word.text);
      }
    }
    return words;
  }

  XQuery exact(FieldId id, const std::string& value, const std::string& label) {
    const std::string term = exact_term(field(id), value);
    out_.wanted.push_back({label, {term}, mark_words(value), true});
    return XQuery(term);
  }

  /// The article itself, then those that cite it.
  XQuery article_id(const std::string& text) {
    const std::string id = parse_article_id(text).value_or(text);
    return {XQuery::OP_MAX, constant(kExactWeight * 2, exact(FieldId::kId, id, id)),
            constant(kExactWeight, exact(FieldId::kCites, id, id))};
  }

  XQuery file_name(const std::string& path) {
    const std::string name(base_name(path));
    const XQuery found = constant(kExactWeight, exact(FieldId::kFile, name, lower(name)));
    want_plain(name);
    return spelled(found, name);
  }

  XQuery registry(const std::string& path) {
    std::string key = path;
    while (key.ends_with('\\')) key.pop_back();
    for (const auto& [abbreviation, root] :
         {std::pair{"HKLM\\", "HKEY_LOCAL_MACHINE\\"}, std::pair{"HKCU\\", "HKEY_CURRENT_USER\\"},
          std::pair{"HKCR\\", "HKEY_CLASSES_ROOT\\"}}) {
      if (istarts_with(key, abbreviation)) key = root + key.substr(5);
    }
    const auto slash = key.rfind('\\');
    const std::string last = slash == std::string::npos ? key : key.substr(slash + 1);
    return {XQuery::OP_MAX, constant(kExactWeight, exact(FieldId::kRegistry, key, key)),
            constant(kExactWeight / 2, exact(FieldId::kRegistry, last, last))};
  }

  XQuery in_field(const Token& token) {
    const Field& in = *token.field;
    if (in.kind == FieldKind::kRange) return date_range(token.text);
    if (in.kind == FieldKind::kWords) return words_in(token, in);
    const std::string& text = token.text;
    switch (in.id) {
      case FieldId::kId:
      case FieldId::kCites:
        return exact(in.id, parse_article_id(text).value_or(text), text);
      case FieldId::kError:
        return error_filter(text);
      case FieldId::kOs:
        return system(text);
      case FieldId::kFile:
        return exact(in.id, std::string(base_name(text)), text);
      default:
        return exact(in.id, text, text);
    }
  }

  XQuery words_in(const Token& token, const Field& in) {
    if (token.words.empty()) return {};
    want_words(token);
    XQuery words = token.text.ends_with('*') && token.words.size() == 1
                       ? wildcard(token, in)
                       : all_words(token.words, in);
    const bool quoted = token.words.size() > 1;
    if (!quoted) return words;
    std::vector<XQuery> phrase;
    for (const std::string& text : token.words) phrase.emplace_back(text);
    const XQuery adjacent(XQuery::OP_PHRASE, phrase.begin(), phrase.end(),
                          Xapian::termcount(phrase.size()));
    return {XQuery::OP_FILTER, words, adjacent};
  }

  XQuery error_filter(const std::string& text) {
    std::vector<XQuery> terms;
    for (const RecognisedCode& code : recognise_codes(text)) {
      for (const CodeReading& reading : code.readings) {
        terms.push_back(exact(FieldId::kError, reading.canonical, reading.canonical));
      }
    }
    if (terms.empty()) terms.push_back(exact(FieldId::kError, upper(text), text));
    return any_of(terms);
  }

  XQuery system(const std::string& text) {
    std::vector<XQuery> terms{exact(FieldId::kOs, text, text)};
    for (const std::string& name : operating_systems_of(text, text, "", {})) {
      terms.push_back(exact(FieldId::kOs, name, name));
    }
    return any_of(terms);
  }

  XQuery date_range(const std::string& text) {
    const auto range = parse_date_range(text);
    if (!range) {
      out_.remarks.push_back(fmt::format(
          "'{}' is no date (1999, 1999-04, 1999-04-21 or a range with ..); left out", text));
      return {};
    }
    const auto slot = Xapian::valueno(field(FieldId::kDate).slot);
    if (range->last.empty()) return {XQuery::OP_VALUE_GE, slot, range->first};
    // An article without a date sorts before all others and is in no range.
    return {XQuery::OP_VALUE_RANGE, slot, range->first.empty() ? "0" : range->first, range->last};
  }

  void want_words(const Token& token) {
    for (const std::string& text : token.words) {
      Wanted wanted{text, {text}, {text}, false};
      for (const std::string& form : other_forms(text)) {
        wanted.terms.push_back(form);
        wanted.words.push_back(form);
      }
      out_.wanted.push_back(std::move(wanted));
    }
  }

  void want_plain(const std::string& name) {
    for (const Word& word : words_of(name)) {
      out_.wanted.push_back({word.text, {word.text}, {word.text}, false});
    }
  }

  const Xapian::Database& database_;
  Coverage coverage_;
  Xapian::Stem stemmer_;
  bool only_stop_words_ = false;
  std::vector<std::string> understood_;
  Compiled out_;
};

}  // namespace

Compiled compile_query(const Query& query, const Xapian::Database& database, Coverage coverage) {
  return Compiler(database, coverage).run(query);
}

}  // namespace kb
