#include "query/triage/fix_card.h"

#include <algorithm>
#include <initializer_list>

#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

/// Cuts a folded text after its last whole sentence, or else behind a word.
std::string beginning_of(std::string_view text) {
  std::string folded = fold_blanks(text);
  if (folded.size() <= kMaxCardText) return folded;
  const std::string_view part = utf8_prefix(folded, kMaxCardText);
  std::size_t sentence = part.rfind(". ");
  while (sentence != std::string_view::npos && sentence > 0 && is_digit(part[sentence - 1]))
    sentence = part.rfind(". ", sentence - 1);  // the number of a step ends no sentence
  if (sentence != std::string_view::npos && sentence > kMaxCardText / 3)
    return std::string(part.substr(0, sentence + 1));
  return std::string(part.substr(0, part.rfind(' '))) + " ...";
}

/// The first section of one of the kinds that has text, likeliest kind first.
std::string first_of(const Article& article, std::initializer_list<SectionKind> kinds) {
  for (const SectionKind kind : kinds) {
    for (const Section& section : article.sections) {
      if (section.kind == kind && !trim(section.text).empty()) return beginning_of(section.text);
    }
  }
  return {};
}

}  // namespace

FixCard fix_card(const StoredRecord& record) {
  const Article article = article_of(record);
  FixCard card;
  card.id = record.id;
  card.title = record.title;
  card.symptom =
      first_of(article, {SectionKind::kSymptoms, SectionKind::kSummary, SectionKind::kBody});
  card.cause = first_of(article, {SectionKind::kCause});
  card.fix = first_of(article, {SectionKind::kResolution, SectionKind::kWorkaround});
  card.fixed_in = article.fixed_in;
  for (const FileVersion& row : article.file_versions) {
    if (row.kind != RowKind::kFix) continue;
    const std::string file = row.file + (row.version ? " " + *row.version : "");
    if (card.files.size() == kMaxCardFiles) break;
    if (!contains(card.files, file)) card.files.push_back(file);
  }
  return card;
}

}  // namespace kb
