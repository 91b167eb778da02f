#include "query/triage/triage.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "indexer/schema/schema.h"
#include "indexer/schema/stop_words.h"
#include "indexer/schema/terms.h"
#include "parser/codes/code_numbers.h"
#include "parser/text/ascii.h"
#include "parser/text/words.h"
#include "query/codes/code_card.h"
#include "query/compile/compile.h"
#include "query/compile/held_terms.h"
#include "query/compile/operators.h"
#include "query/compile/weights.h"

namespace kb {
namespace {

constexpr std::size_t kMostUsed = 60;   // pieces of evidence searched for at once
constexpr std::size_t kMostWords = 32;  // words of the text searched for

XQuery constant(double weight, const XQuery& filter) { return lifted(weight, weightless(filter)); }

bool is_error(const Evidence& evidence) {
  return evidence.kind == EvidenceKind::kCode || evidence.kind == EvidenceKind::kEvent ||
         evidence.kind == EvidenceKind::kBugcheck || evidence.kind == EvidenceKind::kModule;
}

std::string error_term(std::string_view canonical) {
  return exact_term(field(FieldId::kError), canonical);
}

// Finds the files that a module may be: its name as given, or with the endings of programs.
XQuery module_files(const std::string& name) {
  std::vector<XQuery> files{XQuery(exact_term(field(FieldId::kFile), name))};
  if (name.find('.') == std::string::npos) {
    for (const char* ending : {".exe", ".dll", ".drv", ".386", ".vxd"})
      files.emplace_back(exact_term(field(FieldId::kFile), name + ending));
  }
  files.emplace_back(name);
  return any_of(files);
}

XQuery number(const std::string& digits) {
  const std::string hex = istarts_with(digits, "0x") ? digits : "0x" + digits;
  const auto found = number_at(hex, 0, hex.size());
  return found ? XQuery(exact_term(field(FieldId::kNumber), number_value(found->value))) : XQuery();
}

// Builds one query of the evidence.
class Builder {
 public:
  explicit Builder(const Xapian::Database& database) : database_(database) {}

  void add(const Evidence& evidence) {
    switch (evidence.kind) {
      case EvidenceKind::kCode:
        code(evidence.value, kTriageCode);
        break;
      case EvidenceKind::kBugcheck:
        code(evidence.value, kTriageCode);
        anchors_.emplace_back(error_term(evidence.value));
        break;
      case EvidenceKind::kEvent:
        event(evidence);
        break;
      case EvidenceKind::kParameter:
        weigh(kTriageParameter, number(evidence.value));
        break;
      case EvidenceKind::kOffset:
        weigh(kTriageOffset, number(evidence.value));
        break;
      case EvidenceKind::kModule:
        weigh(kTriageModule, module_files(evidence.value));
        modules_.push_back(module_files(evidence.value));
        anchors_.emplace_back("fault");
        break;
      case EvidenceKind::kFile:
        file(evidence.value);
        break;
      case EvidenceKind::kVersion:
        weigh(kTriageVersion, XQuery(exact_term(field(FieldId::kVersion), evidence.value)));
        break;
    }
  }

  /// Adds the rarest words of the text, with their BM25 weight.
  void add_words(std::string_view text) {
    std::set<std::string> seen;
    std::vector<std::pair<Xapian::doccount, std::string>> words;
    WordReader reader(text);
    while (reader.next()) {
      std::string word(reader.word());
      if (word.size() < 3 || is_stop_word(word) || is_digit(word[0]) || !seen.insert(word).second)
        continue;
      const Xapian::doccount articles = database_.get_termfreq(word);
      if (articles > 0) words.emplace_back(articles, std::move(word));
      if (seen.size() > 2000) break;
    }
    std::sort(words.begin(), words.end());
    if (words.size() > kMostWords) words.resize(kMostWords);
    for (const auto& [articles, word] : words) words_.emplace_back(word);
  }

  XQuery query() const {
    std::vector<XQuery> parts = parts_;
    if (!anchors_.empty() && !modules_.empty())
      parts.push_back(
          constant(kTriageWithModule, XQuery(XQuery::OP_AND, any_of(anchors_), any_of(modules_))));
    if (!words_.empty()) parts.push_back(any_of(words_));
    return any_of(parts);
  }

 private:
  void weigh(double weight, const XQuery& filter) {
    if (!filter.empty()) parts_.push_back(constant(weight, filter));
  }

  void code(const std::string& canonical, double weight) {
    weigh(weight, XQuery(error_term(canonical)));
    weigh(kTriageUpFront, XQuery(exact_term(field(FieldId::kErrorUpFront), canonical)));
    if (const auto value = value_of(CodeFamily::kCode32, canonical);
        canonical.starts_with("0x") && value)
      weigh(weight / 2, number(hex32(*value)));
  }

  void event(const Evidence& evidence) {
    const XQuery id(error_term(evidence.value));
    weigh(kTriageEvent, id);
    std::vector<XQuery> words;
    for (const Word& word : words_of(evidence.source)) words.emplace_back(word.text);
    if (words.empty()) return;
    const XQuery source(XQuery::OP_PHRASE, words.begin(), words.end(),
                        Xapian::termcount(words.size()));
    weigh(kTriageWithSource, XQuery(XQuery::OP_AND, id, source));
  }

  // A file that half the archive names says less than a driver that three articles name.
  void file(const std::string& name) {
    const std::string term = exact_term(field(FieldId::kFile), name);
    const double articles = double(database_.get_termfreq(term));
    if (articles == 0) return;
    const double rarity = std::log(double(database_.get_doccount()) / articles + 1) / 10;
    weigh(kTriageFile * std::max(0.2, rarity), XQuery(term));
    if (articles < 400) modules_.emplace_back(term);
  }

  const Xapian::Database& database_;
  std::vector<XQuery> parts_;
  std::vector<XQuery> anchors_;
  std::vector<XQuery> modules_;
  std::vector<XQuery> words_;
};

std::string term_of(const Evidence& evidence) {
  switch (evidence.kind) {
    case EvidenceKind::kCode:
    case EvidenceKind::kBugcheck:
    case EvidenceKind::kEvent:
      return error_term(evidence.value);
    case EvidenceKind::kFile:
    case EvidenceKind::kModule:
      return exact_term(field(FieldId::kFile), evidence.value);
    case EvidenceKind::kVersion:
      return exact_term(field(FieldId::kVersion), evidence.value);
    case EvidenceKind::kParameter:
    case EvidenceKind::kOffset: {
      const std::string hex =
          istarts_with(evidence.value, "0x") ? evidence.value : "0x" + evidence.value;
      const auto found = number_at(hex, 0, hex.size());
      return found ? exact_term(field(FieldId::kNumber), number_value(found->value)) : "";
    }
  }
  return {};
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
    TriageHit hit{hits.size() + 1, record->id, record->title, record->source, it.get_weight(), {}};
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
  std::stable_sort(errors.begin(), errors.end(),
                   [](const Evidence& a, const Evidence& b) { return a.count > b.count; });
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

std::string explain(const Xapian::Database& database, const Evidence& evidence) {
  if (evidence.kind == EvidenceKind::kModule) return {};
  CodeCard card = code_card({family_of(evidence.value), evidence.value});
  card.dictionary = dictionary_of(database, card.canonical);
  if (evidence.kind == EvidenceKind::kEvent) {
    const auto of_source = [&](const DictionaryEntry& entry) {
      return iequals(entry.component, evidence.source);
    };
    const auto found = std::find_if(card.dictionary.begin(), card.dictionary.end(), of_source);
    return found == card.dictionary.end() ? std::string() : found->message;
  }
  if (!card.names.empty())
    return card.names.front() + (card.message.empty() ? "" : ": " + card.message);
  if (!card.message.empty() || card.dictionary.empty()) return card.message;
  const DictionaryEntry& said = card.dictionary.front();
  return said.name + (said.name.empty() || said.message.empty() ? "" : ": ") + said.message;
}

TriageEntry entry_of(const Xapian::Database& database, const Evidence& evidence) {
  TriageEntry entry;
  entry.evidence = evidence;
  entry.explained = explain(database, evidence);
  Builder builder(database);
  builder.add(evidence);
  builder.add_words(evidence.sample);
  const XQuery about = evidence.kind == EvidenceKind::kModule ? module_files(evidence.value)
                                                              : XQuery(error_term(evidence.value));
  const XQuery query(XQuery::OP_AND_MAYBE, XQuery(XQuery::OP_SCALE_WEIGHT, about, 0.0),
                     builder.query());
  entry.best = run(database, query, {evidence}, 1);
  return entry;
}

TriageAnswer look_up(const Xapian::Database& database, const TriageText& text, std::size_t limit) {
  TriageAnswer answer;
  const std::vector<Evidence> errors = errors_of(text);
  answer.distinct = errors.size();
  answer.used = choose(text, errors);
  Builder builder(database);
  for (const Evidence& evidence : answer.used) builder.add(evidence);
  builder.add_words(text.words);
  answer.hits = run(database, builder.query(), answer.used, limit);
  for (const Evidence& evidence : errors) {
    if (answer.entries.size() == kMaxEntriesShown) break;
    answer.entries.push_back(entry_of(database, evidence));
  }
  return answer;
}

}  // namespace

Result<TriageAnswer> triage(const Index& index, TriageText text, std::size_t limit) {
  auto answer =
      ask(index, [&](const Index& open) { return look_up(open.database(), text, limit); });
  if (answer) answer->text = std::move(text);
  return answer;
}

}  // namespace kb
