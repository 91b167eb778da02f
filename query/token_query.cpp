#include "query/token_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/stop_words.h"
#include "indexer/synonyms.h"
#include "indexer/terms.h"
#include "parser/article_id.h"
#include "parser/file_names.h"
#include "parser/operating_systems.h"
#include "parser/text.h"
#include "parser/words.h"
#include "query/dates.h"
#include "query/related.h"
#include "query/versions.h"
#include "query/vocabulary.h"

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

constexpr double kExpansionFactor = 2.5;  // weight of a term's log odds

constexpr std::size_t kShortestMaybeCode = 3;      // digits of a bare number
constexpr std::size_t kShortestWildcard = 3;       // letters in front of `*`
constexpr Xapian::termcount kWildcardTerms = 400;  // words a wildcard stands for at most

/// Any of the terms [begin, end), as a tree of pairs. Xapian estimates how many articles hold a
/// word in any form, and rounds at each branch: in a tree that it arranges itself, by how frequent
/// the terms are in one database, the word's weight would differ between the shards of a cluster.
/// It keeps ours because of the factors, which within OP_SYNONYM change no weight.
XQuery balanced(const std::vector<XQuery>& terms, std::size_t begin, std::size_t end) {
  if (end - begin == 1) return terms[begin];
  const std::size_t middle = begin + (end - begin) / 2;
  const XQuery pair(XQuery::OP_OR, balanced(terms, begin, middle), balanced(terms, middle, end));
  return {XQuery::OP_SCALE_WEIGHT, pair, 2.0};
}

/// Matches what `term` matches, with `weight` more than the term's own.
XQuery lifted(double weight, const XQuery& term) {
  auto* source = new Xapian::FixedWeightPostingSource(weight);
  return {XQuery::OP_AND, XQuery(source->release()), term};
}

}  // namespace

XQuery weightless(const XQuery& query) { return {XQuery::OP_SCALE_WEIGHT, query, 0.0}; }

XQuery any_of(const std::vector<XQuery>& queries) {
  return {XQuery::OP_OR, queries.begin(), queries.end()};
}

XQuery all_of(const std::vector<XQuery>& queries) {
  return {XQuery::OP_AND, queries.begin(), queries.end()};
}

TokenCompiler::TokenCompiler(Lexicon& lexicon, Compiled& out) : lexicon_(lexicon), out_(out) {}

XQuery TokenCompiler::compile(const Token& token, bool sure) {
  switch (token.kind) {
    case TokenKind::kPhrase:
      return phrase(token);
    case TokenKind::kWildcard:
      return wildcard(token, field(FieldId::kText));
    case TokenKind::kCode:
      return sure ? code(token.code, token.text) : maybe_code(token);
    case TokenKind::kId:
      return article_id(token.text);
    case TokenKind::kFile:
      return file_name(token.text);
    case TokenKind::kRegistry:
      return registry(token.text);
    case TokenKind::kField:
      return in_field(token);
    case TokenKind::kSimilar:
      return similar(token.text);
    default:
      return word(token);
  }
}

XQuery TokenCompiler::forms(const std::string& word, const Field& in) {
  std::vector<XQuery> terms;
  for (const std::string& form : all_forms(word)) terms.emplace_back(word_term(in, form));
  if (terms.size() == 1) return terms[0];
  const XQuery any = balanced(terms, 0, terms.size());
  return {XQuery::OP_SYNONYM, &any, &any + 1};
}

void TokenCompiler::read_names(const std::vector<const Token*>& tokens, bool all_capitals) {
  SynonymReader reader(SynonymReader::In::kQuery);
  std::vector<std::string> words;  // side by side so far
  for (const Token* token : tokens) {
    const bool follows = token->kind == TokenKind::kWord || token->kind == TokenKind::kCode ||
                         (token->kind == TokenKind::kPhrase && !token->quoted);
    if (!follows) {
      reader = SynonymReader(SynonymReader::In::kQuery);
      words.clear();
    }
    if (!follows && token->kind != TokenKind::kField) continue;
    for (const Word& word : words_of(token->text)) {
      if (word.compound) continue;
      words.push_back(word.text);
      const auto typed = std::string_view(token->text).substr(word.begin, word.end - word.begin);
      for (const SynonymMatch& name : reader.next(word.text, typed)) {
        if (name.capitals && all_capitals) continue;
        for (std::size_t i = words.size() - name.words; i < words.size(); ++i) {
          names_[words[i]].emplace(name.term);
        }
      }
    }
  }
}

bool TokenCompiler::is_name(const Token& token) const {
  return !token.words.empty() && names_.find(token.words[0]) != names_.end() &&
         std::all_of(token.text.begin(), token.text.end(), is_upper);
}

std::vector<std::string> TokenCompiler::all_forms(const std::string& word) const {
  std::vector<std::string> forms{word};
  for (std::string& form : lexicon_.other_forms(word)) forms.push_back(std::move(form));
  const auto names = names_.find(word);
  if (names == names_.end()) return forms;
  // The name `IS` is not the verb.
  if (is_stop_word(word) && names->second.find("=" + word) != names->second.end()) forms.clear();
  forms.insert(forms.end(), names->second.begin(), names->second.end());
  return forms;
}

XQuery TokenCompiler::weighted(const XQuery& text, const std::function<XQuery(const Field&)>& in) {
  std::vector<XQuery> more;
  for (const FieldId id : {FieldId::kTitle, FieldId::kQueryWords}) {
    more.emplace_back(XQuery::OP_SCALE_WEIGHT, in(field(id)), field(id).weight);
  }
  return {XQuery::OP_AND_MAYBE, text, any_of(more)};
}

XQuery TokenCompiler::word(const Token& token) {
  want_words(token);
  return one_word(token.words[0]);
}

XQuery TokenCompiler::expanded(const Token& token) {
  std::vector<XQuery> terms;
  for (const Expansion& expansion : expansions_of(lower(token.text))) {
    if (expansion.field == nullptr) continue;
    const Field& in = *expansion.field;
    const XQuery term = in.kind == FieldKind::kWords ? forms(expansion.value, in)
                                                     : XQuery(exact_term(in, expansion.value));
    terms.push_back(lifted(kExpansionFactor * expansion.weight, weightless(term)));
  }
  return any_of(terms);
}

XQuery TokenCompiler::one_word(const std::string& text) {
  return weighted(forms(text, field(FieldId::kText)),
                  [&](const Field& in) { return forms(text, in); });
}

XQuery TokenCompiler::phrase(const Token& token) {
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

XQuery TokenCompiler::all_words(const std::vector<std::string>& texts, const Field& in) {
  std::vector<XQuery> words;
  words.reserve(texts.size());
  for (const std::string& text : texts) words.push_back(forms(text, in));
  return all_of(words);
}

XQuery TokenCompiler::wildcard(const Token& token, const Field& in) {
  const std::string& start = token.words[0];
  if (start.size() < kShortestWildcard) {
    out_.remarks.push_back(fmt::format("'{}*' needs at least {} letters; searched as the word '{}'",
                                       start, kShortestWildcard, start));
    return XQuery(word_term(in, start));
  }
  out_.wanted.push_back({start + "*", {}, {start + "*"}, false});
  return {XQuery::OP_WILDCARD, word_term(in, start), kWildcardTerms,
          XQuery::WILDCARD_LIMIT_MOST_FREQUENT};
}

XQuery TokenCompiler::code(const RecognisedCode& code, const std::string& typed) {
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
  out_.has_code = true;
  const XQuery ranked(XQuery::OP_AND_MAYBE, lifted(kExactWeight, weightless(any_of(found))),
                      any_of(steps));
  const bool sure = code.value || code.readings.size() == 1;
  if (!sure) return ranked | plain_words(typed);
  const XQuery more = plain_words(typed.substr(std::min(typed.find_first_of("({"), typed.size())));
  return more.empty() ? ranked : XQuery(XQuery::OP_AND_MAYBE, ranked, more);
}

XQuery TokenCompiler::maybe_code(const Token& token) {
  want_plain(token.text);
  XQuery typed = plain_words(token.text);
  if (const auto names = names_.find(token.text); names != names_.end()) {
    for (const std::string& name : names->second) typed |= XQuery(name);
  }
  if (token.text.size() < kShortestMaybeCode) return typed;
  std::vector<XQuery> codes;
  for (const CodeReading& reading : token.code.readings) {
    const std::string term = exact_term(field(FieldId::kError), reading.canonical);
    codes.emplace_back(term);
    out_.wanted.push_back({reading.canonical, {term}, {}, true});
  }
  out_.names.push_back({token.text});
  const XQuery any(XQuery::OP_SYNONYM, codes.begin(), codes.end());
  return typed | XQuery(XQuery::OP_SCALE_WEIGHT, any, kMaybeCodeFactor);
}

XQuery TokenCompiler::plain_words(const std::string& text) {
  std::vector<XQuery> words;
  for (const Word& word : words_of(text)) words.emplace_back(word.text);
  return any_of(words);
}

std::vector<std::string> TokenCompiler::mark_words(std::string_view typed) {
  std::vector<std::string> words;
  for (const Word& word : words_of(typed)) {
    if (std::any_of(word.text.begin(), word.text.end(), is_digit) || word.compound) {
      words.push_back(word.text);
    }
  }
  return words;
}

XQuery TokenCompiler::exact(FieldId id, const std::string& value, const std::string& label) {
  const std::string term = exact_term(field(id), value);
  out_.wanted.push_back({label, {term}, mark_words(value), true});
  return XQuery(term);
}

XQuery TokenCompiler::named(const XQuery& term) const {
  return {XQuery::OP_SCALE_WEIGHT, term, kNameFactor};
}

XQuery TokenCompiler::article_id(const std::string& text) {
  const std::string id = parse_article_id(text).value_or(text);
  out_.has_code = true;
  return lifted(kExactWeight, exact(FieldId::kId, id, id)) | named(exact(FieldId::kCites, id, id));
}

XQuery TokenCompiler::similar(const std::string& text) {
  const std::string id = parse_article_id(text).value_or(text);
  XQuery query = similar_to(lexicon_.database(), id);
  if (query.empty()) out_.remarks.push_back(fmt::format("{} is not in the index", id));
  return query;
}

XQuery TokenCompiler::file_name(const std::string& path) {
  const std::string name(base_name(path));
  want_plain(name);
  const XQuery file = exact(FieldId::kFile, name, lower(name));
  out_.names.push_back({*file.get_terms_begin()});
  return {XQuery::OP_AND_MAYBE, named(file), plain_words(name)};
}

XQuery TokenCompiler::registry(const std::string& path) {
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

XQuery TokenCompiler::in_field(const Token& token) {
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
    case FieldId::kVersion:
      return text.find("..") == std::string::npos ? exact(in.id, text, text) : version_range(text);
    case FieldId::kFile:
      return exact(in.id, std::string(base_name(text)), text);
    default:
      return exact(in.id, text, text);
  }
}

XQuery TokenCompiler::words_in(const Token& token, const Field& in) {
  if (token.words.empty()) return {};
  want_words(token);
  XQuery words = token.text.ends_with('*') && token.words.size() == 1 ? wildcard(token, in)
                                                                      : all_words(token.words, in);
  const bool quoted = token.words.size() > 1;
  if (!quoted) return words;
  std::vector<XQuery> phrase;
  for (const std::string& text : token.words) phrase.emplace_back(text);
  const XQuery adjacent(XQuery::OP_PHRASE, phrase.begin(), phrase.end(),
                        Xapian::termcount(phrase.size()));
  return {XQuery::OP_FILTER, words, adjacent};
}

XQuery TokenCompiler::error_filter(const std::string& text) {
  std::vector<XQuery> terms;
  for (const RecognisedCode& code : recognise_codes(text)) {
    for (const CodeReading& reading : code.readings) {
      terms.push_back(exact(FieldId::kError, reading.canonical, reading.canonical));
    }
  }
  if (terms.empty()) terms.push_back(exact(FieldId::kError, upper(text), text));
  return any_of(terms);
}

XQuery TokenCompiler::system(const std::string& text) {
  std::vector<XQuery> terms{exact(FieldId::kOs, text, text)};
  for (const std::string& name : operating_systems_of(text, text, "", {})) {
    terms.push_back(exact(FieldId::kOs, name, name));
  }
  return any_of(terms);
}

XQuery TokenCompiler::version_range(const std::string& text) {
  const auto range = parse_version_range(text);
  if (!range) {
    out_.remarks.push_back(fmt::format(
        "'{}' is no range of versions (5.5.2400..5.5.2500, 4.0.. or ..4.0); left out", text));
    return {};
  }
  const std::vector<std::string> terms = terms_in(*range, lexicon_.database());
  if (terms.empty()) return XQuery(exact_term(field(FieldId::kVersion), text));  // finds nothing
  out_.wanted.push_back({text, terms, {}, true});
  return {XQuery::OP_OR, terms.begin(), terms.end()};
}

XQuery TokenCompiler::date_range(const std::string& text) {
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

void TokenCompiler::note_word(const Token& token) {
  const bool plain = token.kind == TokenKind::kWord || token.kind == TokenKind::kPhrase ||
                     token.kind == TokenKind::kFile || token.kind == TokenKind::kCode;
  if (!plain || token.occurs == Occurs::kMustNot) return;
  for (const Word& word : words_of(token.text)) {
    if (word.compound) continue;
    QueryWord query_word;
    query_word.forms = all_forms(word.text);
    double articles = 0;
    for (const std::string& form : query_word.forms) articles += lexicon_.frequency(form);
    query_word.known = articles > 0;
    query_word.idf =
        std::max(0.0, std::log(double(lexicon_.tables().articles()) / std::max(1.0, articles)));
    query_word.stop = is_stop_word(word.text);
    query_word.capital = is_upper(token.text[word.begin]);
    query_word.code = token.kind == TokenKind::kCode;
    out_.words.push_back(std::move(query_word));
  }
}

void TokenCompiler::want_words(const Token& token) {
  for (const std::string& text : token.words) {
    out_.wanted.push_back({text, all_forms(text), lexicon_.other_forms(text), false});
    out_.wanted.back().words.insert(out_.wanted.back().words.begin(), text);
  }
}

void TokenCompiler::want_plain(const std::string& name) {
  for (const Word& word : words_of(name)) {
    out_.wanted.push_back({word.text, {word.text}, {word.text}, false});
  }
}

}  // namespace kb
