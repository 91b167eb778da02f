#include "query/compile/token_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/schema/stop_words.h"
#include "indexer/schema/synonyms.h"
#include "indexer/schema/terms.h"
#include "parser/codes/code_bits.h"
#include "parser/codes/messages.h"
#include "parser/codes/symbols.h"
#include "parser/fields/article_id.h"
#include "parser/fields/operating_systems.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/words.h"
#include "query/compile/expansions.h"
#include "query/compile/similar.h"
#include "query/compile/weights.h"
#include "query/language/dates.h"
#include "query/language/versions.h"

namespace kb {
namespace {

constexpr std::size_t kShortestMaybeCode = 3;  // digits of a bare number that may be a code
constexpr std::size_t kShortestWildcard = 3;   // letters that `*` needs in front
constexpr std::uint32_t kWildcardTerms = 400;  // most words that a wildcard stands for

}  // namespace

bool is_sure_code(const Token& token, bool alone) {
  return token.kind == TokenKind::kCode && token.code.certainty != Certainty::kLoose &&
         (alone || token.code.value || token.code.readings.size() == 1);
}

TokenCompiler::TokenCompiler(const Lexicon& lexicon, Compiled& out)
    : lexicon_(lexicon), out_(out) {}

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

/// The words of the system's text of a 32-bit code, if they are few enough for a title.
std::vector<std::string> TokenCompiler::meaning_words(const CodeReading& reading) {
  constexpr std::size_t kFewest = 2;
  constexpr std::size_t kMost = 5;
  const auto value = value_of(reading.family, reading.canonical);
  if (!value || reading.family != CodeFamily::kCode32) return {};
  std::vector<std::string> words;
  for (Word& word : words_of(message_of(reading.family, *value))) {
    if (!word.compound && !is_stop_word(word.text)) words.push_back(std::move(word.text));
  }
  return words.size() < kFewest || words.size() > kMost ? std::vector<std::string>() : words;
}

XQuery TokenCompiler::forms(const std::string& word, const Field& in) const {
  return synonym_of(terms_of(word, in));
}

std::vector<std::string> TokenCompiler::terms_of(const std::string& word, const Field& in) const {
  std::vector<std::string> terms;
  if (!is_only_a_name(word)) terms.push_back(lexicon_.found_term(in, word));
  if (const auto names = names_.find(word); names != names_.end()) {
    for (const std::string& name : names->second) terms.push_back(word_term(in, name));
  }
  return terms;
}

bool TokenCompiler::is_only_a_name(const std::string& word) const {
  const auto names = names_.find(word);
  return names != names_.end() && is_stop_word(word) && names->second.contains("=" + word);
}

void TokenCompiler::read_names(const std::vector<const Token*>& tokens, bool all_capitals) {
  SynonymReader reader(SynonymReader::In::kQuery);
  std::vector<std::string> words;  // the words side by side so far
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
  std::vector<std::string> forms;
  if (!is_only_a_name(word)) {
    forms.push_back(word);
    for (std::string& form : lexicon_.other_forms(word)) forms.push_back(std::move(form));
  }
  const auto names = names_.find(word);
  if (names != names_.end()) forms.insert(forms.end(), names->second.begin(), names->second.end());
  return forms;
}

XQuery TokenCompiler::weighted(const XQuery& text, const std::function<XQuery(const Field&)>& in) {
  std::vector<XQuery> more;
  for (const FieldId id : {FieldId::kTitle, FieldId::kQueryWords}) {
    more.push_back(scaled(in(field(id)), field(id).weight));
  }
  return maybe(text, any_of(more));
}

XQuery TokenCompiler::word(const Token& token) {
  want_words(token);
  return one_word(token.words[0]);
}

void TokenCompiler::expand(const Token& token) {
  for (const Expansion& expansion : expansions_of(lower(token.text))) {
    if (expansion.field == nullptr) continue;
    const Field& in = *expansion.field;
    Meant meant{{exact_term(in, expansion.value)}, kExpansionFactor * expansion.weight};
    if (in.kind == FieldKind::kWords) meant.terms = terms_of(expansion.value, in);
    out_.meant.push_back(std::move(meant));
  }
}

XQuery TokenCompiler::one_word(const std::string& text) const {
  return weighted(forms(text, field(FieldId::kText)),
                  [&](const Field& in) { return forms(text, in); });
}

XQuery TokenCompiler::phrase(const Token& token) {
  want_words(token);
  if (!token.quoted) {
    std::vector<XQuery> each;
    for (const std::string& text : token.words) each.push_back(one_word(text));
    return any_of(each);
  }
  return weighted(phrase_of(token.words),
                  [&](const Field& in) { return all_words(token.words, in); });
}

XQuery TokenCompiler::all_words(const std::vector<std::string>& texts, const Field& in) const {
  std::vector<XQuery> words;
  words.reserve(texts.size());
  for (const std::string& text : texts) words.push_back(forms(text, in));
  return every_of(words);
}

XQuery TokenCompiler::wildcard(const Token& token, const Field& in) {
  const std::string& start = token.words[0];
  if (start.size() < kShortestWildcard) {
    out_.remarks.push_back(fmt::format("'{}*' needs at least {} letters; searched as the word '{}'",
                                       start, kShortestWildcard, start));
    return XQuery(word_term(in, start));
  }
  out_.wanted.push_back({start + "*", {}, {start + "*"}, false});
  if (in.id != FieldId::kText) {  // its terms are stems, those of the words that begin so
    std::set<std::string> terms;
    for (const std::string& word : lexicon_.words_from(start, kWildcardTerms)) {
      terms.insert(lexicon_.found_term(in, word));
    }
    return any_term({terms.begin(), terms.end()});
  }
  return {XQuery::OP_WILDCARD, word_term(in, start), kWildcardTerms,
          XQuery::WILDCARD_LIMIT_MOST_FREQUENT};
}

XQuery TokenCompiler::code(const RecognisedCode& code, const std::string& typed) {
  std::vector<XQuery> found;
  std::vector<XQuery> steps;
  double step = kCodeStep;
  for (const CodeReading& reading : code.readings) {
    const std::string any = error_term(reading.canonical);
    const std::string front = exact_term(field(FieldId::kErrorUpFront), reading.canonical);
    found.push_back(XQuery(any));
    steps.push_back(lifted(step, XQuery(any)));
    steps.push_back(lifted(kUpFrontStep, XQuery(front)));
    out_.wanted.push_back({reading.canonical, {any}, spellings(reading, typed), true});
    step = std::max(step - kReadingStep, 1.0);
  }
  if (code.value) {
    const std::string number = number_term(*code.value);
    found.push_back(XQuery(number));
    out_.wanted.push_back({typed, {number}, mark_words(typed), true});
  }
  if (found.empty()) return {};
  out_.has_code = true;
  if (code.value && code.readings.size() <= 2) {
    const std::vector<std::string> meaning = meaning_words(code.readings.front());
    if (!meaning.empty())
      steps.push_back(lifted(kMeaningStep, weightless(all_words(meaning, field(FieldId::kTitle)))));
  }
  XQuery ranked = maybe(lifted(kExactWeight, weightless(any_of(found))), any_of(steps));
  const bool sure = code.value || code.readings.size() == 1;
  if (!sure) return any_of(ranked, plain_words(typed));
  return maybe(ranked,
               plain_words(typed.substr(std::min(typed.find_first_of("({"), typed.size()))));
}

XQuery TokenCompiler::maybe_code(const Token& token) {
  want_plain(token.text);
  XQuery typed = plain_words(token.text);
  if (const auto names = names_.find(token.text); names != names_.end()) {
    for (const std::string& name : names->second) typed = any_of(typed, XQuery(name));
  }
  if (token.text.size() < kShortestMaybeCode) return typed;
  std::vector<std::string> codes;
  for (const CodeReading& reading : token.code.readings) {
    const std::string term = error_term(reading.canonical);
    codes.push_back(term);
    out_.wanted.push_back({reading.canonical, {term}, {}, true});
  }
  const bool loose = token.code.certainty == Certainty::kLoose;
  if (token.code.value) codes.push_back(number_term(*token.code.value));
  if (!loose) out_.names.push_back({token.text});
  return any_of(typed, scaled(synonym_of(codes), kMaybeCodeFactor));
}

XQuery TokenCompiler::plain_words(const std::string& text) {
  std::vector<std::string> words;
  for (const Word& word : words_of(text)) words.push_back(word.text);
  return any_term(words);
}

std::vector<std::string> TokenCompiler::mark_words(std::string_view typed) {
  std::vector<std::string> words;
  for (const Word& word : words_of(typed)) {
    if (has_digit(word.text) || word.compound) {
      words.push_back(word.text);
    }
  }
  return words;
}

/// The words by which articles write a code: as typed, in the notations of its number, and by name.
std::vector<std::string> TokenCompiler::spellings(const CodeReading& reading,
                                                  std::string_view typed) {
  constexpr std::uint32_t kTellingDecimal = 1000;  // a smaller number may count anything
  constexpr std::uint32_t kNegative = 1U << 31;
  std::vector<std::string> words = mark_words(typed);
  const auto value = value_of(reading.family, reading.canonical);
  if (!value) return words;
  for (const char* notation : {"0x{:08x}", "0x{:x}", "0x{:02x}", "{:08x}", "{:08x}h"}) {
    words.push_back(fmt::format(fmt::runtime(notation), *value));
  }
  if (*value >= kTellingDecimal) words.push_back(std::to_string(*value));
  if (*value >= kNegative) words.push_back(std::to_string(0U - *value));
  for (const SymbolInfo& symbol : symbols_of(*value, reading.family)) {
    words.push_back(lower(symbol.name));
  }
  return words;
}

XQuery TokenCompiler::exact(FieldId id, const std::string& value, const std::string& label) {
  const std::string term = exact_term(field(id), value);
  out_.wanted.push_back({label, {term}, mark_words(value), true});
  return XQuery(term);
}

XQuery TokenCompiler::named(const XQuery& term) { return scaled(term, kNameFactor); }

XQuery TokenCompiler::article_id(const std::string& text) {
  const std::string id = typed_article_id(text).value_or(text);
  out_.has_code = true;
  XQuery itself = lifted(kExactWeight, exact(FieldId::kId, id, id));
  return any_of(itself, named(exact(FieldId::kCites, id, id)));
}

XQuery TokenCompiler::similar(const std::string& text) {
  const std::string id = typed_article_id(text).value_or(text);
  XQuery query = similar_to(lexicon_.database(), id);
  if (query.empty()) out_.remarks.push_back(fmt::format("{} is not in the index", id));
  return query;
}

XQuery TokenCompiler::file_name(const std::string& path) {
  const std::string name(base_name(path));
  want_plain(name);
  const XQuery file = exact(FieldId::kFile, name, lower(name));
  out_.names.push_back({exact_term(field(FieldId::kFile), name)});
  return maybe(named(file), plain_words(name));
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
  const XQuery whole = lifted(kRegistryKey, exact(FieldId::kRegistry, key, key));
  out_.names.push_back({exact_term(field(FieldId::kRegistry), key)});
  return maybe(any_of(whole, exact(FieldId::kRegistry, last, last)), plain_words(key));
}

XQuery TokenCompiler::in_field(const Token& token) {
  const Field& in = *token.field;
  if (in.kind == FieldKind::kRange) return date_range(token.text);
  if (in.kind == FieldKind::kWords) return words_in(token, in);
  const std::size_t wanted = out_.wanted.size();
  XQuery found = value_in(token.text, in);
  // A range of versions that no article has wants nothing.
  const bool held = std::any_of(
      out_.wanted.begin() + std::ptrdiff_t(wanted), out_.wanted.end(), [&](const Wanted& one) {
        return std::any_of(one.terms.begin(), one.terms.end(), [&](const std::string& term) {
          return lexicon_.database().term_exists(term);
        });
      });
  if (!held && out_.wanted.size() > wanted)
    out_.remarks.push_back(fmt::format("no article has {}:{}", in.name, token.text));
  return found;
}

XQuery TokenCompiler::value_in(const std::string& text, const Field& in) {
  switch (in.id) {
    case FieldId::kId:
    case FieldId::kCites:
      return exact(in.id, typed_article_id(text).value_or(text), text);
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
  if (token.words.size() > 1) {
    return filtered(all_words(token.words, in), phrase_of(token.words));
  }
  return token.text.ends_with('*') ? wildcard(token, in) : all_words(token.words, in);
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
  // The range itself is a term that no document contains.
  if (terms.empty()) return XQuery(exact_term(field(FieldId::kVersion), text));
  out_.wanted.push_back({text, terms, {}, true});
  return any_term(terms);
}

XQuery TokenCompiler::date_range(const std::string& text) {
  const auto range = parse_date_range(text);
  if (!range) {
    // `before:` and `after:` have become open ranges.
    const std::size_t first = std::min(text.find_first_not_of('.'), text.size());
    const std::size_t last = text.find_last_not_of('.') + 1;
    out_.remarks.push_back(
        fmt::format("'{}' is no date (1999, 1999-04, 1999-04-21 or a range with ..); left out",
                    text.substr(first, std::max(first, last) - first)));
    return {};
  }
  // An article without a date has an empty value, which is in no range.
  return range_of(std::uint32_t(field(FieldId::kDate).slot),
                  range->first.empty() ? "0" : range->first, range->last);
}

void TokenCompiler::note_word(const Token& token) {
  const bool plain = token.kind == TokenKind::kWord || token.kind == TokenKind::kPhrase ||
                     token.kind == TokenKind::kFile || token.kind == TokenKind::kCode;
  if (!plain || token.occurs == Occurs::kMustNot) return;
  for (const Word& word : words_of(token.text)) {
    if (word.compound) continue;
    QueryWord query_word;
    query_word.terms = terms_of(word.text, field(FieldId::kText));
    query_word.forms = all_forms(word.text);
    double articles = 0;
    for (const std::string& term : query_word.terms) articles += lexicon_.frequency(term);
    query_word.known = articles > 0;
    const double all = lexicon_.database().get_doccount();
    query_word.idf = std::max(0.0, std::log(all / std::max(1.0, articles)));
    query_word.stop = is_stop_word(word.text);
    query_word.capital = is_upper(token.text[word.begin]);
    query_word.code = token.kind == TokenKind::kCode;
    out_.words.push_back(std::move(query_word));
  }
}

void TokenCompiler::want_words(const Token& token) {
  for (const std::string& text : token.words) {
    out_.wanted.push_back(
        {text, terms_of(text, field(FieldId::kText)), lexicon_.other_forms(text), false});
    out_.wanted.back().words.insert(out_.wanted.back().words.begin(), text);
  }
}

void TokenCompiler::want_plain(const std::string& name) {
  for (const Word& word : words_of(name)) {
    out_.wanted.push_back({word.text, {word.text}, {word.text}, false});
  }
}

}  // namespace kb
