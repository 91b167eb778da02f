#include "query/triage/triage.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "indexer/schema/schema.h"
#include "indexer/schema/stop_words.h"
#include "indexer/schema/terms.h"
#include "parser/text/ascii.h"
#include "parser/text/words.h"
#include "query/browse/citations.h"
#include "query/codes/code_card.h"
#include "query/compile/held_terms.h"
#include "query/compile/weights.h"
#include "query/search/event_source.h"
#include "query/triage/evidence_query.h"

namespace kb {
namespace {

constexpr std::size_t kMostUsed = 60;     // pieces of evidence searched for at once
constexpr std::size_t kCandidates = 60;   // articles whose titles are compared with the text
constexpr std::size_t kMostOfEvent = 12;  // articles of an event id whose sources are read

bool is_error(const Evidence& evidence) {
  return evidence.kind == EvidenceKind::kCode || evidence.kind == EvidenceKind::kEvent ||
         evidence.kind == EvidenceKind::kBugcheck || evidence.kind == EvidenceKind::kModule ||
         evidence.kind == EvidenceKind::kArticle;
}

bool is_dial_up(const TriageText& text, const Evidence& evidence) {
  if (!text.dial_up || evidence.kind != EvidenceKind::kCode ||
      !evidence.value.starts_with("ERROR:") || evidence.value.size() != 9)
    return false;
  return "ERROR:600" <= evidence.value && evidence.value <= "ERROR:752";
}

// The words of the text that say something, for comparing titles with it.
std::set<std::string> said_words(std::string_view text) {
  std::set<std::string> words;
  for (Word& word : words_of(text)) {
    if (!word.compound && !is_stop_word(word.text)) words.insert(std::move(word.text));
  }
  return words;
}

// The share of the title's words, without its prefix, that the text contains; 0 for titles of
// fewer than three.
double title_in_text(std::string_view title, const std::set<std::string>& text) {
  constexpr std::size_t kFewest = 3;
  const std::size_t colon = title.find(": ");
  if (colon != std::string_view::npos && colon < 16) title.remove_prefix(colon + 2);
  std::size_t words = 0;
  std::size_t held = 0;
  for (const std::string& word : said_words(title)) {
    ++words;
    held += text.contains(word) ? 1 : 0;
  }
  return words < kFewest ? 0 : double(held) / double(words);
}

// True if the title is about one of the text's codes.
bool names_code(const std::string& title, const std::vector<Evidence>& used) {
  for (const RecognisedCode& code : recognise_codes(title)) {
    if (code.certainty == Certainty::kLoose) continue;
    for (const CodeReading& reading : code.readings) {
      const bool there = std::any_of(used.begin(), used.end(), [&](const Evidence& evidence) {
        return is_error(evidence) && evidence.value == reading.canonical;
      });
      if (there) return true;
    }
  }
  return false;
}

// Raises the articles whose titles the text contains nearly whole or that name one of its codes,
// and keeps the best.
void raise_by_title(std::vector<TriageHit>& hits, std::string_view text,
                    const std::vector<Evidence>& used, std::size_t limit) {
  constexpr double kLeast = 0.6;  // share of a title's words
  const std::set<std::string> words = said_words(text);
  for (TriageHit& hit : hits) {
    const double share = title_in_text(hit.title, words);
    if (share > kLeast) hit.score += kTriageTitle * (share - kLeast) / (1 - kLeast);
    if (names_code(hit.title, used)) hit.score += kTriageCodeInTitle * (1 + share);
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const TriageHit& a, const TriageHit& b) { return a.score > b.score; });
  if (hits.size() > limit) hits.resize(limit);
  for (std::size_t i = 0; i < hits.size(); ++i) hits[i].rank = i + 1;
}

std::vector<TriageHit> run(const Xapian::Database& database, const XQuery& query,
                           const std::vector<Evidence>& used, std::size_t limit) {
  std::vector<TriageHit> hits;
  if (query.empty()) return hits;
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(search_weighting());
  enquire.set_query(query);
  const Xapian::MSet found = enquire.get_mset(0, Xapian::doccount(limit));
  for (auto it = found.begin(); it != found.end(); ++it) {
    const Xapian::Document document = it.get_document();
    const auto record = decode_record_header(document.get_data());
    if (!record) continue;
    TriageHit hit{
        hits.size() + 1, record->id, record->title, record->source, it.get_weight(), {}, *it};
    for (const Evidence& evidence : used) {
      const std::string term = term_of(evidence);
      if (!term.empty() && holds_term(database, *it, term)) hit.matched.push_back(evidence.value);
    }
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::vector<Evidence> errors_of(const TriageText& text) {
  std::vector<Evidence> errors;
  std::copy_if(text.evidence.begin(), text.evidence.end(), std::back_inserter(errors), is_error);
  std::stable_sort(errors.begin(), errors.end(), [](const Evidence& a, const Evidence& b) {
    const bool first = a.kind == EvidenceKind::kArticle;
    const bool second = b.kind == EvidenceKind::kArticle;
    return first != second ? first : a.count > b.count;
  });
  return errors;
}

// Chooses the most frequent errors first, then everything else in order.
std::vector<Evidence> choose(const TriageText& text, const std::vector<Evidence>& errors) {
  std::vector<Evidence> used(
      errors.begin(), errors.begin() + std::ptrdiff_t(std::min(errors.size(), kMostUsed / 2)));
  for (const Evidence& evidence : text.evidence) {
    if (used.size() == kMostUsed) break;
    if (!is_error(evidence)) used.push_back(evidence);
  }
  return used;
}

std::string explain(const Xapian::Database& database, const TriageText& text,
                    const Evidence& evidence) {
  if (evidence.kind == EvidenceKind::kModule || evidence.kind == EvidenceKind::kArticle) return {};
  const bool dial_up = is_dial_up(text, evidence);
  const std::string canonical =
      dial_up ? "WIN32:" + evidence.value.substr(evidence.value.find(':') + 1) : evidence.value;
  CodeCard card = code_card({family_of(canonical), canonical});
  card.dictionary = agreed(dictionary_of(database, canonical));
  if (evidence.kind == EvidenceKind::kEvent) {
    std::erase_if(card.dictionary, [&](const DictionaryEntry& entry) {
      return !iequals(entry.component, evidence.source);
    });
  }
  return meaning_of(card);
}

// An event's article names its source and gives it no other one.
void find_of_event(const Xapian::Database& database, TriageEntry& entry, const XQuery& by) {
  const Evidence& evidence = entry.evidence;
  const XQuery source = source_phrase(evidence.source);
  const XQuery id(error_term(evidence.value));
  const XQuery about = source.empty() ? id : XQuery(XQuery::OP_AND, id, source);
  const auto hits = run(database, maybe(weightless(about), by), {evidence}, kMostOfEvent);
  for (const TriageHit& hit : hits) {
    if (!evidence.source.empty() &&
        has_other_source(database, hit.document, evidence.value, evidence.source))
      continue;
    entry.best = {hit};
    return;
  }
  if (!evidence.source.empty() && database.term_exists(error_term(evidence.value)))
    entry.remark =
        fmt::format("no article about event {} from {}", evidence.value.substr(6), evidence.source);
}

XQuery articles_of(const TriageText& text, const Evidence& evidence) {
  switch (evidence.kind) {
    case EvidenceKind::kModule:
      return module_files(evidence.value);
    case EvidenceKind::kArticle:
      return XQuery(exact_term(field(FieldId::kId), evidence.value));
    default:
      break;
  }
  if (!is_dial_up(text, evidence)) return XQuery(error_term(evidence.value));
  return any_of(XQuery(error_term(evidence.value)),
                XQuery(error_term("WIN32:" + evidence.value.substr(6))));
}

TriageEntry entry_of(const Lexicon& lexicon, const TriageText& text, const Evidence& evidence) {
  const Xapian::Database& database = lexicon.database();
  TriageEntry entry;
  entry.evidence = evidence;
  entry.explained = explain(database, text, evidence);
  EvidenceQuery query(lexicon);
  query.add(evidence);
  query.add_words(evidence.sample);
  if (evidence.kind == EvidenceKind::kEvent) {
    find_of_event(database, entry, query.query());
  } else {
    entry.best =
        run(database, maybe(weightless(articles_of(text, evidence)), query.query()), {evidence}, 1);
  }
  return entry;
}

TriageAnswer look_up(const Lexicon& lexicon, const TriageText& text, std::size_t limit) {
  const Xapian::Database& database = lexicon.database();
  TriageAnswer answer;
  const std::vector<Evidence> errors = errors_of(text);
  answer.distinct = errors.size();
  answer.used = choose(text, errors);
  EvidenceQuery query(lexicon);
  for (const Evidence& evidence : answer.used) {
    if (is_dial_up(text, evidence)) {
      query.add_dial_up(evidence);
    } else {
      query.add(evidence);
    }
  }
  query.add_words(text.words);
  query.add_messages(text.words);
  answer.hits = run(database, query.query(), answer.used, std::max(limit, kCandidates));
  raise_by_title(answer.hits, text.words, answer.used, limit);
  for (const Evidence& evidence : errors) {
    if (answer.entries.size() == kMaxEntriesShown) break;
    answer.entries.push_back(entry_of(lexicon, text, evidence));
  }
  if (!answer.hits.empty()) {
    const auto best = decode_record(database.get_document(answer.hits[0].document).get_data());
    if (best) answer.card = fix_card(*best);
  }
  return answer;
}

// Says of an article that the text names and the index lacks what others say of it.
void describe_ghosts(const Index& index, TriageAnswer& answer) {
  for (TriageEntry& entry : answer.entries) {
    if (entry.evidence.kind != EvidenceKind::kArticle || !entry.best.empty()) continue;
    entry.remark = "not in this index, and no article cites it";
    const auto ghost = find_ghost(index, entry.evidence.value);
    if (!ghost || !*ghost) continue;
    const std::size_t count = (*ghost)->cited_by.size();
    entry.remark = fmt::format("not in this index; cited by {} ({}){}", (*ghost)->cited_by[0].id,
                               count == 1 ? "1 article" : fmt::format("{} articles", count),
                               (*ghost)->title ? " as \"" + *(*ghost)->title + "\"" : "");
  }
}

}  // namespace

Result<TriageAnswer> triage(const Index& index, TriageText text, std::size_t limit) {
  auto answer = ask(index, [&](const Index& open) { return look_up(open.lexicon(), text, limit); });
  if (!answer) return answer;
  describe_ghosts(index, *answer);
  answer->text = std::move(text);
  return answer;
}

}  // namespace kb
