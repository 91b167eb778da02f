#include "query/browse/complete.h"

#include <algorithm>
#include <utility>

#include "indexer/schema/record.h"
#include "indexer/schema/terms.h"
#include "parser/text/ascii.h"
#include "parser/text/words.h"
#include "query/compile/operators.h"

namespace kb {
namespace {

constexpr std::size_t kMostRead = 4000;  // terms that are read for one completion
constexpr std::size_t kMostWords = 100;  // completions that are looked up in titles
constexpr std::size_t kTitleWords = 12;  // completions of the last word that find titles
constexpr std::size_t kMostTyped = 200;  // bytes; a longer text has no completion

/// The words typed; the last one is incomplete unless a blank follows it.
struct Typed {
  std::vector<std::string> words;  ///< the complete words
  std::string last;                ///< the incomplete word; empty behind a blank
  std::size_t last_begin;
};

Typed read_typed(std::string_view prefix) {
  Typed typed{{}, "", prefix.size()};
  for (const Word& word : words_of(prefix)) {
    if (word.compound) continue;
    if (word.end == prefix.size()) {
      typed.last = word.text;
      typed.last_begin = word.begin;
    } else {
      typed.words.push_back(word.text);
    }
  }
  return typed;
}

using Terms = std::vector<std::pair<std::string, std::uint64_t>>;

/// Returns the most frequent terms that begin with `prefix` and `start`, without `prefix`.
Terms terms_from(const Xapian::Database& database, const std::string& prefix,
                 const std::string& start, std::size_t limit) {
  Terms terms;
  std::size_t read = 0;
  const auto end = database.allterms_end(prefix + start);
  for (auto it = database.allterms_begin(prefix + start); it != end && read < kMostRead;
       ++it, ++read) {
    terms.emplace_back((*it).substr(prefix.size()), it.get_termfreq());
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  terms.resize(std::min(terms.size(), limit));
  return terms;
}

/// Returns the words that begin with `start` and are in most titles, with the number of titles.
Terms title_words_from(const Lexicon& lexicon, const std::string& start, std::size_t limit) {
  Terms words;
  for (const std::string& word : lexicon.words_from(start, kMostWords)) {
    const auto titles = lexicon.frequency(lexicon.found_term(field(FieldId::kTitle), word));
    if (titles > 0) words.emplace_back(word, titles);
  }
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  words.resize(std::min(words.size(), limit));
  return words;
}

std::vector<Completion> title_completions(const Lexicon& lexicon, const Typed& typed,
                                          const Terms& last, std::size_t limit) {
  const Field& title = field(FieldId::kTitle);
  std::vector<XQuery> words;
  for (const std::string& word : typed.words) words.emplace_back(lexicon.found_term(title, word));
  if (!typed.last.empty()) {
    std::vector<std::string> any;
    for (const auto& [word, titles] : last) any.push_back(lexicon.found_term(title, word));
    words.push_back(any_term(any));
  }
  const XQuery query = every_of(words);
  std::vector<Completion> titles;
  if (query.empty()) return titles;
  Xapian::Enquire enquire(lexicon.database());
  enquire.set_query(query);
  const Xapian::MSet found = enquire.get_mset(0, Xapian::doccount(limit));
  for (auto it = found.begin(); it != found.end(); ++it) {
    const auto header = decode_record_header(it.get_document().get_data());
    if (header) titles.push_back({header->title, header->id, 1});
  }
  return titles;
}

/// Spells the last word like a code or article number: `0xc106` as `0xC106`, `lnk2` as `LNK2`.
std::string canonical_start(std::string_view last) {
  const std::string capitals = upper(last);
  return capitals.starts_with("0X") ? "0x" + capitals.substr(2) : capitals;
}

std::vector<Completion> code_completions(const Xapian::Database& database, std::string_view prefix,
                                         std::size_t limit) {
  const std::size_t blank = prefix.find_last_of(" \t");
  const std::size_t begin = blank == std::string_view::npos ? 0 : blank + 1;
  const std::string start = canonical_start(prefix.substr(begin));
  std::vector<Completion> codes;
  if (start.size() < 2) return codes;
  for (const FieldId id : {FieldId::kError, FieldId::kId}) {
    const std::string before(field(id).prefix);
    std::string first = exact_term(field(id), start).substr(before.size());
    for (const auto& [value, articles] : terms_from(database, before, first, limit)) {
      const std::string code = value.starts_with(':') ? value.substr(1) : value;
      codes.push_back({std::string(prefix.substr(0, begin)) + code, "", articles});
    }
  }
  codes.resize(std::min(codes.size(), limit));
  return codes;
}

Completions read_completions(const Lexicon& lexicon, std::string_view prefix, std::size_t limit) {
  Completions out;
  if (trim(prefix).empty() || prefix.size() > kMostTyped) return out;
  const Typed typed = read_typed(prefix);
  Terms last;
  if (!typed.last.empty()) {
    last = title_words_from(lexicon, typed.last, std::max(limit, kTitleWords));
  }
  for (std::size_t i = 0; i < last.size() && i < limit; ++i) {
    out.words.push_back(
        {std::string(prefix.substr(0, typed.last_begin)) + last[i].first, "", last[i].second});
  }
  last.resize(std::min(last.size(), kTitleWords));
  out.titles = title_completions(lexicon, typed, last, limit);
  out.codes = code_completions(lexicon.database(), prefix, limit);
  return out;
}

}  // namespace

Result<Completions> complete(const Index& index, std::string_view prefix, std::size_t limit) {
  return ask(index,
             [&](const Index& open) { return read_completions(open.lexicon(), prefix, limit); });
}

}  // namespace kb
