#include "query/compile/held_terms.h"

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

/// Adds the values that the document's term list has under `prefix`, each behind `before`.
void add_listed(const Xapian::Database& database, Xapian::docid document, const std::string& prefix,
                const std::string& before, FieldKind kind, std::set<std::string>& values) {
  auto it = database.termlist_begin(document);
  const auto end = database.termlist_end(document);
  for (it.skip_to(prefix); it != end; ++it) {
    const std::string term = *it;
    if (!term.starts_with(prefix)) break;
    const std::string_view value = std::string_view(term).substr(prefix.size());
    // A capital here belongs to a longer prefix, unless an exact field has a prefix of one letter:
    // there it begins the value. A colon separates a value from a longer prefix.
    const bool longer = prefix.size() > 1 || kind == FieldKind::kWords;
    if (value.empty() || (longer && is_upper(value[0]))) continue;
    values.insert(before + std::string(value[0] == ':' ? value.substr(1) : value));
  }
}

/// Returns the values from the document's term list.
std::vector<std::string> listed_values(const Xapian::Database& database, Xapian::docid document,
                                       FieldId id) {
  std::set<std::string> values;
  const Field& in = field(id);
  add_listed(database, document, std::string(in.prefix), "", in.kind, values);
  if (in.kind == FieldKind::kWords) {
    add_listed(database, document, "Z" + std::string(in.prefix), "Z", in.kind, values);
  }
  return {values.begin(), values.end()};
}

void add_words(std::string_view text, std::set<std::string>& values) {
  const Xapian::Stem stemmer = english_stemmer();
  WordReader reader(text);
  SynonymReader names;
  while (reader.next()) {
    values.insert(found_term(field(FieldId::kText), std::string(reader.word()), stemmer));
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
  const auto add_rows = [&](const std::vector<FileVersion>& rows) {
    for (const FileVersion& row : rows) values.insert(lower(base_name(row.file)));
  };
  add_rows(article.file_versions);
  for (const OlderEdition& edition : article.older) add_rows(edition.file_versions);
  for_each_text(article, [&](std::string_view text) {
    for (const std::string_view name : find_file_names(text)) values.insert(lower(name));
  });
}

void add_codes(const std::vector<ErrorCode>& codes, std::set<std::string>& values) {
  for (const ErrorCode& code : codes) {
    values.insert(code.canonical);
    if (code.value) values.insert(*code.value);
  }
}

void add_cited(const std::vector<Reference>& references, std::set<std::string>& values) {
  for (const Reference& reference : references) values.insert(reference.id);
}

/// Returns the values of the stored article, as indexer/build/document.cpp makes terms of them.
std::vector<std::string> stored_values(const Article& article, FieldId id) {
  std::set<std::string> values;
  switch (id) {
    case FieldId::kTitle:
      add_words(article.title, values);
      break;
    case FieldId::kQueryWords:
      add_words(article.query_words.value_or(""), values);
      for (const OlderEdition& edition : article.older) {
        add_words(edition.query_words.value_or(""), values);
      }
      break;
    case FieldId::kSymptoms:
      add_sections(article, SectionKind::kSymptoms, values);
      break;
    case FieldId::kCause:
      add_sections(article, SectionKind::kCause, values);
      break;
    case FieldId::kError:
      add_codes(article.error_codes, values);
      for (const OlderEdition& edition : article.older) add_codes(edition.error_codes, values);
      break;
    case FieldId::kFile:
      add_files(article, values);
      break;
    case FieldId::kCites:
      add_cited(article.references, values);
      for (const OlderEdition& edition : article.older) add_cited(edition.references, values);
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

std::vector<bool> holders_of(const Xapian::Database& database,
                             const std::vector<std::string>& terms,
                             const std::vector<Xapian::docid>& documents) {
  std::vector<bool> held(documents.size());
  for (const std::string& term : terms) {
    auto posting = database.postlist_begin(term);
    const auto end = database.postlist_end(term);
    for (std::size_t i = 0; i < documents.size() && posting != end; ++i) {
      posting.skip_to(documents[i]);
      if (posting != end && *posting == documents[i]) held[i] = true;
    }
  }
  return held;
}

std::vector<std::string> terms_in(FieldId id, const std::vector<std::string>& of_text) {
  const std::string prefix(field(id).prefix);
  std::vector<std::string> terms;
  terms.reserve(of_text.size());
  for (const std::string& term : of_text) {
    terms.push_back(term.starts_with('Z') ? "Z" + prefix + term.substr(1) : prefix + term);
  }
  return terms;
}

std::vector<std::string> slot_values_of(const Xapian::Database& database, FieldId id,
                                        const std::vector<Xapian::docid>& documents) {
  const auto slot = Xapian::valueno(field(id).slot);
  std::vector<std::string> values(documents.size());
  auto value = database.valuestream_begin(slot);
  const auto end = database.valuestream_end(slot);
  for (std::size_t i = 0; i < documents.size() && value != end; ++i) {
    value.skip_to(documents[i]);
    if (value != end && value.get_docid() == documents[i]) values[i] = *value;
  }
  return values;
}

std::vector<TitleSize> title_sizes_of(const Xapian::Database& database,
                                      const std::vector<Xapian::docid>& documents) {
  std::vector<TitleSize> sizes;
  sizes.reserve(documents.size());
  for (const std::string& value : slot_values_of(database, FieldId::kTitle, documents)) {
    sizes.push_back(read_title_value(value));
  }
  return sizes;
}

}  // namespace kb
