#include "query/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <set>
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

// Constant weights of codes. A word adds at most about 60 (its weight in text, title, symptoms and
// query words), a query seldom holds more than a few rare ones, so a step outweighs all words.
constexpr double kExactWeight = 1000;  // a code's value that is there at all
constexpr double kCodeStep = 400;      // a code that is one, against a mere number
constexpr double kUpFrontStep = 200;   // a code up front, against one further down
constexpr double kReadingStep = 20;    // each reading less likely than the one before

// Factors of the weight a term has by its rarity.
constexpr double kNameFactor = 2.0;       // file names, ids, registry paths
constexpr double kMaybeCodeFactor = 0.5;  // a bare number that is a code

constexpr std::size_t kShortestMaybeCode = 3;      // digits of a bare number
constexpr std::size_t kShortestWildcard = 3;       // letters in front of `*`
constexpr Xapian::termcount kWildcardTerms = 400;  // words a wildcard stands for at most

/// Matches what `term` matches, with `weight` more than the term's own.
XQuery lifted(double weight, const XQuery& term) {
  auto* source = new Xapian::FixedWeightPostingSource(weight);
  return {XQuery::OP_AND, XQuery(source->release()), term};
}

XQuery weightless(const XQuery& query) { return {XQuery::OP_SCALE_WEIGHT, query, 0.0}; }

XQuery any_of(const std::vector<XQuery>& queries) {
  return {XQuery::OP_OR, queries.begin(), queries.end()};
}

XQuery all_of(const std::vector<XQuery>& queries) {
  return {XQuery::OP_AND, queries.begin(), queries.end()};
}

/// Codes, names, phrases and marked words of a query that are searched for. They cost Xapian time
/// by the square of their number, and a pasted dump may hold a thousand.
constexpr std::size_t kMostItems = 100;

bool is_costly(const Token& token) {
  return token.kind != TokenKind::kWord || token.occurs != Occurs::kShould;
}

/// What makes two tokens of a list the same.
std::string key_of(const Token& token) {
  const std::string_view name = token.field == nullptr ? "" : token.field->name;
  return fmt::format("{} {} {} {}", int(token.kind), int(token.occurs), name, token.text);
}

/// Words people put in front of a code to say what it is.
bool is_label_word(std::string_view word) {
  constexpr std::string_view kWords[] = {
      "error",   "errors",   "err",    "code",   "codes",    "event",     "id",
      "stop",    "system",   "win32",  "number", "no",       "run",       "time",
      "runtime", "jet",      "ese",    "status", "hresult",  "exception", "fatal",
      "http",    "msg",      "native", "state",  "sense",    "data",      "sqlstate",
      "screen",  "bugcheck", "result", "return", "returned", "linker",    "compiler"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

class Compiler {
 public:
  explicit Compiler(const Xapian::Database& database) : database_(database), stemmer_(kStemmer) {}

  Compiled run(const Query& query) {
    const auto tokens = leaves(query.root);
    only_stop_words_ = std::all_of(tokens.begin(), tokens.end(), [](const Token* token) {
      return token->kind == TokenKind::kWord && is_stop_word(token->words[0]);
    });
    alone_ = tokens.size() == 1;
    out_.remarks = query.remarks;
    out_.query = compile(query.root);
    if (items_ > kMostItems) {
      out_.remarks.push_back(fmt::format(
          "only the first {} codes, names, phrases and marked words are searched for", kMostItems));
    }
    out_.understood = fmt::format("{}", fmt::join(understood_, " "));
    return std::move(out_);
  }

  XQuery run(const std::vector<RecognisedCode>& codes, const std::string& typed) {
    std::vector<XQuery> parts;
    for (const RecognisedCode& one : codes) parts.push_back(code(one, typed));
    return any_of(parts);
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
    std::vector<XQuery> labels;
    std::vector<XQuery> must;
    std::vector<XQuery> filters;
    std::vector<XQuery> without;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Node& item = items[i];
      if (item.kind != NodeKind::kToken) {
        XQuery part = compile(item);
        const bool negative = item.kind == NodeKind::kNot && item.children.size() < 2;
        if (!part.empty()) (negative ? filters : must).push_back(std::move(part));
        continue;
      }
      const Token& token = item.token;
      note_word(token);
      if (skips(token) || !seen.insert(key_of(token)).second) continue;
      if (is_costly(token) && ++items_ > kMostItems) continue;
      XQuery part = compile_token(token);
      if (part.empty()) continue;
      if (is_label(items, i)) {
        labels.push_back(std::move(part));
        continue;
      }
      if (token.occurs == Occurs::kMustNot) {
        without.push_back(std::move(part));
      } else if (is_filter(token)) {
        filters.push_back(std::move(part));
      } else if (token.occurs == Occurs::kMust || token.kind == TokenKind::kField) {
        must.push_back(std::move(part));
      } else {
        (is_sure_code(token) ? exact : words).push_back(std::move(part));
      }
    }
    return assemble(exact, words, labels, must, filters, without);
  }

  static XQuery assemble(const std::vector<XQuery>& exact, const std::vector<XQuery>& words,
                         const std::vector<XQuery>& labels, const std::vector<XQuery>& must,
                         const std::vector<XQuery>& filters, const std::vector<XQuery>& without) {
    XQuery ranked = any_of(exact) | any_of(words);
    if (!labels.empty() && !ranked.empty())
      ranked = XQuery(XQuery::OP_AND_MAYBE, ranked, any_of(labels));
    if (!must.empty()) {
      ranked = ranked.empty() ? all_of(must) : XQuery(XQuery::OP_AND_MAYBE, all_of(must), ranked);
    }
    if (!filters.empty()) {
      ranked = ranked.empty() ? weightless(all_of(filters))
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

  /// A code with one reading, or of a value that can hardly be anything but a code; and any code
  /// that is the whole query.
  bool is_sure_code(const Token& token) const {
    return token.kind == TokenKind::kCode &&
           (alone_ || token.code.value || token.code.readings.size() == 1);
  }

  /// A word that only labels the sure code behind it: `event id 4058`, `system error 1722`.
  bool is_label(std::span<const Node> items, std::size_t i) const {
    if (items[i].token.kind == TokenKind::kCode) return false;
    for (; i < items.size() && items[i].kind == NodeKind::kToken; ++i) {
      const Token& token = items[i].token;
      if (token.kind == TokenKind::kCode) return is_sure_code(token);
      if (token.occurs != Occurs::kShould || token.words.empty()) return false;
      const bool plain = token.kind == TokenKind::kWord || token.kind == TokenKind::kPhrase;
      if (!plain || !std::all_of(token.words.begin(), token.words.end(), is_label_word))
        return false;
    }
    return false;
  }

  static bool is_filter(const Token& token) {
    return token.kind == TokenKind::kField && token.field->kind != FieldKind::kWords;
  }

  XQuery compile_token(const Token& token) {
    note(token);
    switch (token.kind) {
      case TokenKind::kPhrase:
        return phrase(token);
      case TokenKind::kWildcard:
        return wildcard(token, field(FieldId::kText));
      case TokenKind::kCode:
        return is_sure_code(token) ? code(token.code, token.text) : maybe_code(token);
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

  /// Says how a token was understood; of many readings, the likeliest.
  void note(const Token& token) {
    constexpr std::size_t kShown = 3;
    Node leaf;
    leaf.kind = NodeKind::kToken;
    leaf.token = token;
    std::vector<CodeReading>& readings = leaf.token.code.readings;
    const std::size_t more = readings.size() > kShown ? readings.size() - kShown : 0;
    readings.resize(readings.size() - more);
    understood_.push_back(print(leaf) + (more == 0 ? "" : fmt::format("(+{} readings)", more)));
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
    for (const FieldId id : {FieldId::kTitle, FieldId::kQueryWords}) {
      more.emplace_back(XQuery::OP_SCALE_WEIGHT, in(field(id)), field(id).weight);
    }
    return {XQuery::OP_AND_MAYBE, text, any_of(more)};
  }

  XQuery word(const Token& token) {
    want_words(token);
    return one_word(token.words[0]);
  }

  XQuery one_word(const std::string& text) {
    return weighted(forms(text, field(FieldId::kText)),
                    [&](const Field& in) { return forms(text, in); });
  }

  /// Quoted words must stand together; words that punctuation joins (`tcp/ip`) only had better.
  XQuery phrase(const Token& token) {
    want_words(token);
    std::vector<XQuery> words;
    for (const std::string& text : token.words) words.emplace_back(text);
    const XQuery adjacent(XQuery::OP_PHRASE, words.begin(), words.end(),
                          Xapian::termcount(words.size()));
    if (!token.quoted) {
      std::vector<XQuery> each;
      for (const std::string& text : token.words) each.push_back(one_word(text));
      return any_of(each);
    }
    return weighted(adjacent, [&](const Field& in) { return all_words(token.words, in); });
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

  /// Every reading, the likeliest first; below them the mere number; among equals, articles that
  /// print the same parameters of a STOP. The parts add up: OP_MAX would
  /// say it more directly, but Xapian 1.4's matcher frees one of its parts too early.
  XQuery code(const RecognisedCode& code, const std::string& typed) {
    std::vector<XQuery> found;
    std::vector<XQuery> steps;
    double step = kCodeStep;
    for (const CodeReading& reading : code.readings) {
      const std::string any = exact_term(field(FieldId::kError), reading.canonical);
      const std::string front = exact_term(field(FieldId::kErrorUpFront), reading.canonical);
      found.emplace_back(any);
      steps.push_back(lifted(step, XQuery(any)));
      steps.push_back(lifted(kUpFrontStep, XQuery(front)));
      out_.wanted.push_back({reading.canonical, {any}, mark_words(typed), true});
      step = std::max(step - kReadingStep, 1.0);
    }
    if (code.value) {
      found.emplace_back(exact_term(field(FieldId::kNumber), number_value(*code.value)));
      out_.wanted.push_back({typed, {*found.back().get_terms_begin()}, mark_words(typed), true});
    }
    if (found.empty()) return {};
    const XQuery ranked(XQuery::OP_AND_MAYBE, lifted(kExactWeight, weightless(any_of(found))),
                        any_of(steps));
    const bool sure = code.value || code.readings.size() == 1;
    if (!sure) return ranked | plain_words(typed);
    const XQuery more =
        plain_words(typed.substr(std::min(typed.find_first_of("({"), typed.size())));
    return more.empty() ? ranked : XQuery(XQuery::OP_AND_MAYBE, ranked, more);
  }

  /// A number that may be a code: a word, with more weight where it is one. Of one or two digits it
  /// is nearly always a count, a version or a part's number.
  XQuery maybe_code(const Token& token) {
    want_plain(token.text);
    if (token.text.size() < kShortestMaybeCode) return plain_words(token.text);
    std::vector<XQuery> codes;
    for (const CodeReading& reading : token.code.readings) {
      const std::string term = exact_term(field(FieldId::kError), reading.canonical);
      codes.emplace_back(term);
      out_.wanted.push_back({reading.canonical, {term}, {}, true});
    }
    const XQuery any(XQuery::OP_SYNONYM, codes.begin(), codes.end());
    return plain_words(token.text) | XQuery(XQuery::OP_SCALE_WEIGHT, any, kMaybeCodeFactor);
  }

  static XQuery plain_words(const std::string& text) {
    std::vector<XQuery> words;
    for (const Word& word : words_of(text)) words.emplace_back(word.text);
    return any_of(words);
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

  XQuery named(const XQuery& term) const { return {XQuery::OP_SCALE_WEIGHT, term, kNameFactor}; }

  /// The article itself, then those that cite it.
  XQuery article_id(const std::string& text) {
    const std::string id = parse_article_id(text).value_or(text);
    return lifted(kExactWeight, exact(FieldId::kId, id, id)) |
           named(exact(FieldId::kCites, id, id));
  }

  XQuery file_name(const std::string& path) {
    const std::string name(base_name(path));
    want_plain(name);
    return {XQuery::OP_AND_MAYBE, named(exact(FieldId::kFile, name, lower(name))),
            plain_words(name)};
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
    return named(exact(FieldId::kRegistry, key, key)) | exact(FieldId::kRegistry, last, last);
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

  /// Keeps plain words, stop words included, in their order.
  void note_word(const Token& token) {
    const bool plain = token.kind == TokenKind::kWord || token.kind == TokenKind::kPhrase ||
                       token.kind == TokenKind::kFile || token.kind == TokenKind::kCode;
    if (!plain || token.occurs == Occurs::kMustNot) return;
    for (const Word& word : words_of(token.text)) {
      if (word.compound) continue;
      QueryWord query_word{{word.text}, 0};
      for (std::string& form : other_forms(word.text)) query_word.forms.push_back(std::move(form));
      query_word.idf = idf(query_word.forms);
      out_.words.push_back(std::move(query_word));
    }
  }

  double idf(const std::vector<std::string>& forms) const {
    double articles = 1;
    for (const std::string& form : forms) articles += database_.get_termfreq(form);
    return std::max(0.0, std::log(double(database_.get_doccount()) / articles));
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
  Xapian::Stem stemmer_;
  bool only_stop_words_ = false;
  bool alone_ = false;
  std::size_t items_ = 0;  // costly ones so far
  std::vector<std::string> understood_;
  Compiled out_;
};

}  // namespace

Compiled compile_query(const Query& query, const Xapian::Database& database) {
  return Compiler(database).run(query);
}

Xapian::Query compile_codes(const std::vector<RecognisedCode>& codes, const std::string& typed,
                            const Xapian::Database& database) {
  return Compiler(database).run(codes, typed);
}

Xapian::BM25Weight search_weighting() { return {1.2, 0, 1, 0.5, 0.5}; }

}  // namespace kb
