#include "query/search/held_terms.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "indexer/schema/record.h"
#include "indexer/schema/synonyms.h"
#include "indexer/schema/terms.h"
#include "parser/article.h"
#include "parser/file_tables/file_names.h"
#include "parser/text/ascii.h"
#include "parser/text/words.h"

namespace kb {
namespace {

/// Of the document's list of terms.
std::vector<std::string> listed_values(const Xapian::Database& database, Xapian::docid document,
                                       FieldId id) {
  const std::string prefix(field(id).prefix);
  std::vector<std::string> values;
  auto it = database.termlist_begin(document);
  const auto end = database.termlist_end(document);
  for (it.skip_to(prefix); it != end; ++it) {
    const std::string term = *it;
    if (!term.starts_with(prefix)) break;
    const std::string_view value = std::string_view(term).substr(prefix.size());
    // A capital belongs to a longer prefix; a colon separates one from the prefix.
    if (value.empty() || (prefix.size() > 1 && is_upper(value[0]))) continue;
    if (prefix.size() == 1 && field(id).kind == FieldKind::kWords && is_upper(value[0])) continue;
    values.emplace_back(value[0] == ':' ? value.substr(1) : value);
  }
  return values;
}

void add_words(std::string_view text, std::set<std::string>& values) {
  WordReader reader(text);
  SynonymReader names;
  while (reader.next()) {
    values.emplace(reader.word());
    if (reader.compound()) continue;
    const std::string_view typed = text.substr(reader.begin(), reader.end() - reader.begin());
    for (const SynonymMatch& name : names.next(reader.word(), typed)) values.emplace(name.term);
  }
}

void add_sections(const Article& article, SectionKind kind, std::set<std::string>& values) {
  for (const Section& section : article.sections) {
    if (section.kind == kind) add_words(section.text, values);
  }
}

void add_files(const Article& article, std::set<std::string>& values) {
  const auto add = [&](std::string_view text) {
    for (const std::string_view name : find_file_names(text)) values.insert(lower(name));
  };
  for (const FileVersion& row : article.file_versions) values.insert(lower(base_name(row.file)));
  add(article.title);
  for (const Section& section : article.sections) add(section.text);
  if (article.query_words) add(*article.query_words);
}

/// Of the stored article, as document.cpp of the indexer gives them.
std::vector<std::string> stored_values(const Article& article, FieldId id) {
  std::set<std::string> values;
  switch (id) {
    case FieldId::kTitle:
      add_words(article.title, values);
      break;
    case FieldId::kQueryWords:
      add_words(article.query_words.value_or(""), values);
      break;
    case FieldId::kSymptoms:
      add_sections(article, SectionKind::kSymptoms, values);
      break;
    case FieldId::kCause:
      add_sections(article, SectionKind::kCause, values);
      break;
    case FieldId::kError:
      for (const ErrorCode& code : article.error_codes) {
        values.insert(code.canonical);
        if (code.value) values.insert(*code.value);
      }
      break;
    case FieldId::kFile:
      add_files(article, values);
      break;
    case FieldId::kCites:
      for (const Reference& reference : article.references) values.insert(reference.id);
      break;
    default:
      break;
  }
  return {values.begin(), values.end()};
}

}  // namespace

bool holds_term(const Xapian::Database& database, Xapian::docid document, const std::string& term) {
  auto list = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  if (list != end) list.skip_to(document);
  return list != end && *list == document;
}

std::vector<std::string> held_values(const Xapian::Database& database, Xapian::docid document,
                                     FieldId id) {
  try {
    return listed_values(database, document, id);
  } catch (const Xapian::DocNotFoundError&) {
    const auto record = decode_record(database.get_document(document).get_data());
    return record ? stored_values(article_of(*record), id) : std::vector<std::string>();
  }
}

TermGroups::TermGroups(std::vector<std::vector<std::string>> groups) : groups_(std::move(groups)) {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    for (const std::string& term : groups_[i]) members_.push_back({term, i});
  }
  std::sort(members_.begin(), members_.end(),
            [](const Member& a, const Member& b) { return a.term < b.term; });
}

std::vector<bool> held_groups(const Xapian::Database& database, Xapian::docid document,
                              const TermGroups& groups) {
  std::vector<bool> held(groups.size());
  Xapian::TermIterator list;
  try {
    list = database.termlist_begin(document);
  } catch (const Xapian::DocNotFoundError&) {  // a pocket file has no lists of terms
    for (const auto& [term, group] : groups.members()) {
      if (!held[group]) held[group] = holds_term(database, document, term);
    }
    return held;
  }
  const auto end = database.termlist_end(document);
  for (const auto& [term, group] : groups.members()) {
    list.skip_to(term);
    if (list == end) break;
    if (*list == term) held[group] = true;
  }
  return held;
}

}  // namespace kb
