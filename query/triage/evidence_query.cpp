#include "query/triage/evidence_query.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "indexer/schema/schema.h"
#include "indexer/schema/stop_words.h"
#include "indexer/schema/terms.h"
#include "parser/codes/code_bits.h"
#include "parser/codes/code_numbers.h"
#include "parser/text/ascii.h"
#include "parser/text/words.h"
#include "query/compile/operators.h"
#include "query/compile/weights.h"

namespace kb {
namespace {

constexpr std::string_view kAccessViolation = "0xC0000005";

XQuery number(const std::string& digits) {
  const std::string hex = istarts_with(digits, "0x") ? digits : "0x" + digits;
  const auto found = number_at(hex, 0, hex.size());
  return found ? XQuery(number_term(found->value)) : XQuery();
}

// The words of a line, in order; compounds are left out.
std::vector<std::string> plain_words(std::string_view line) {
  std::vector<std::string> words;
  for (Word& word : words_of(line)) {
    if (!word.compound) words.push_back(std::move(word.text));
  }
  return words;
}

bool is_said(const std::string& word) {
  return word.size() >= 3 && !is_stop_word(word) && !is_digit(word[0]);
}

// True for the words of a message: several, most of them no numbers, some with a meaning.
bool is_message(const std::vector<std::string>& words) {
  constexpr std::size_t kFewest = 4;
  constexpr std::size_t kMost = 30;
  if (words.size() < kFewest || words.size() > kMost) return false;
  const auto said = std::count_if(words.begin(), words.end(), is_said);
  const auto numbers = std::count_if(words.begin(), words.end(),
                                     [](const std::string& word) { return is_digit(word[0]); });
  return said >= 3 && std::size_t(numbers) * 4 <= words.size();
}

}  // namespace

XQuery module_files(const std::string& name) {
  std::vector<XQuery> files{XQuery(exact_term(field(FieldId::kFile), name))};
  if (name.find('.') == std::string::npos) {
    for (const char* ending : {".exe", ".dll", ".drv", ".386", ".vxd"})
      files.emplace_back(exact_term(field(FieldId::kFile), name + ending));
  }
  files.emplace_back(name);
  return any_of(files);
}

XQuery source_phrase(std::string_view source) {
  const std::vector<std::string> words = plain_words(source);
  return words.empty() ? XQuery() : phrase_of(words);
}

std::string term_of(const Evidence& evidence) {
  switch (evidence.kind) {
    case EvidenceKind::kCode:
    case EvidenceKind::kBugcheck:
    case EvidenceKind::kEvent:
      return error_term(evidence.value);
    case EvidenceKind::kFile:
    case EvidenceKind::kModule:
      return exact_term(field(FieldId::kFile), evidence.value);
    case EvidenceKind::kProgram:
      return evidence.value;
    case EvidenceKind::kArticle:
      return exact_term(field(FieldId::kId), evidence.value);
    case EvidenceKind::kRegistry:
      return exact_term(field(FieldId::kRegistry), evidence.value);
    case EvidenceKind::kVersion:
      return exact_term(field(FieldId::kVersion), evidence.value);
    case EvidenceKind::kParameter:
    case EvidenceKind::kOffset: {
      const std::string hex =
          istarts_with(evidence.value, "0x") ? evidence.value : "0x" + evidence.value;
      const auto found = number_at(hex, 0, hex.size());
      return found ? number_term(found->value) : "";
    }
  }
  return {};
}

void EvidenceQuery::add(const Evidence& evidence) {
  switch (evidence.kind) {
    case EvidenceKind::kCode:
      code(evidence.value);
      break;
    case EvidenceKind::kBugcheck:
      code(evidence.value);
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
    case EvidenceKind::kProgram:
      program(evidence.value);
      break;
    case EvidenceKind::kFile:
      file(evidence.value);
      break;
    case EvidenceKind::kArticle:
      article(evidence.value);
      break;
    case EvidenceKind::kRegistry:
      weigh(kTriageRegistry, XQuery(exact_term(field(FieldId::kRegistry), evidence.value)));
      break;
    case EvidenceKind::kVersion:
      weigh(kTriageVersion, XQuery(exact_term(field(FieldId::kVersion), evidence.value)));
      break;
  }
}

void EvidenceQuery::add_words(std::string_view text) {
  constexpr std::size_t kMostRead = 2000;
  constexpr std::size_t kMostWords = 32;
  std::set<std::string> seen;
  std::vector<std::pair<Xapian::doccount, std::string>> words;
  WordReader reader(text);
  while (reader.next()) {
    std::string word(reader.word());
    if (!is_said(word) || !seen.insert(word).second) continue;
    const Xapian::doccount articles = lexicon_.frequency(word);
    if (articles > 0) words.emplace_back(articles, std::move(word));
    if (seen.size() > kMostRead) break;
  }
  std::sort(words.begin(), words.end());
  if (words.size() > kMostWords) words.resize(kMostWords);
  for (const auto& [articles, word] : words) words_.emplace_back(word);
}

void EvidenceQuery::add_messages(std::string_view text) {
  constexpr std::size_t kMostMessages = 12;
  constexpr std::size_t kMostLines = 60;
  std::size_t messages = 0;
  std::size_t lines = 0;
  for (const std::string_view line : split(text, '\n')) {
    if (messages == kMostMessages || ++lines > kMostLines) break;
    const std::vector<std::string> words = plain_words(line);
    if (!is_message(words)) continue;
    ++messages;
    weigh(kTriageMessage, phrase_of(words));
    std::vector<XQuery> title;
    for (const std::string& word : words) {
      if (is_said(word)) title.emplace_back(lexicon_.found_term(field(FieldId::kTitle), word));
    }
    weigh(kTriageMessage, every_of(title));
  }
}

void EvidenceQuery::add_dial_up(const Evidence& evidence) {
  const std::string digits = evidence.value.substr(evidence.value.find(':') + 1);
  weigh(kTriageCode, any_of({XQuery(error_term(evidence.value)),
                             XQuery(error_term("WIN32:" + digits)), XQuery(digits)}));
}

XQuery EvidenceQuery::query() const {
  std::vector<XQuery> parts = parts_;
  if (!violations_.empty()) {
    const double share = programs_ == 0 ? 1 : kTriageOfProgram;
    parts.push_back(lifted(kTriageCode * share, weightless(any_of(violations_))));
  }
  if (!anchors_.empty() && !modules_.empty())
    parts.push_back(lifted(kTriageWithModule,
                           weightless(XQuery(XQuery::OP_AND, any_of(anchors_), any_of(modules_)))));
  if (!words_.empty()) parts.push_back(any_of(words_));
  return any_of(parts);
}

void EvidenceQuery::weigh(double weight, const XQuery& filter) {
  if (!filter.empty()) parts_.push_back(lifted(weight, weightless(filter)));
}

void EvidenceQuery::code(const std::string& canonical) {
  // Every program that reads where it must not ends with this one, so a program says more.
  if (canonical == kAccessViolation) {
    violations_.emplace_back(error_term(canonical));
    anchors_.push_back(phrase_of({"access", "violation"}));
    return;
  }
  weigh(kTriageCode, XQuery(error_term(canonical)));
  weigh(kTriageUpFront, XQuery(exact_term(field(FieldId::kErrorUpFront), canonical)));
  const CodeFamily family = family_of(canonical);
  const bool number_of_bits = family == CodeFamily::kCode32 || family == CodeFamily::kJet;
  const auto value = number_of_bits ? value_of(family, canonical) : std::nullopt;
  if (value) weigh(kTriageCode / 2, number(hex32(*value)));
}

void EvidenceQuery::event(const Evidence& evidence) {
  const XQuery id(error_term(evidence.value));
  const XQuery source = source_phrase(evidence.source);
  weigh(source.empty() ? kTriageEvent : kTriageEvent / 2, id);
  if (!source.empty()) weigh(kTriageWithSource, XQuery(XQuery::OP_AND, id, source));
}

// The program of a fault is named in titles: `RNAAPP Caused an Invalid Page Fault`.
void EvidenceQuery::program(const std::string& name) {
  ++programs_;
  weigh(kTriageModule, module_files(name));
  modules_.push_back(module_files(name));
  anchors_.emplace_back("fault");
  weigh(kTriageModule, XQuery(lexicon_.found_term(field(FieldId::kTitle), name)));
}

// A file that half the archive names says less than a driver that three articles name.
void EvidenceQuery::file(const std::string& name) {
  const std::string term = exact_term(field(FieldId::kFile), name);
  const double articles = lexicon_.frequency(term);
  if (articles == 0) return;
  const double all = lexicon_.database().get_doccount();
  const double rarity = std::log(all / articles + 1) / 10;
  const bool common = articles * 100 > all;
  weigh(common ? kTriageCommonFile : kTriageFile * std::max(0.2, rarity), XQuery(term));
  if (articles < 400) modules_.emplace_back(term);
}

// The articles that a text names come first, in its order; those that cite them may help.
void EvidenceQuery::article(const std::string& id) {
  const double order = double(std::min<std::size_t>(articles_++, 50));
  weigh(kTriageArticle - order * 10, XQuery(exact_term(field(FieldId::kId), id)));
  weigh(kTriageCites, XQuery(exact_term(field(FieldId::kCites), id)));
}

}  // namespace kb
