#include "indexer/build/document.h"

#include <set>
#include <string_view>

#include "indexer/schema/meaning.h"
#include "indexer/schema/meant_words.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/synonyms.h"
#include "indexer/schema/terms.h"
#include "parser/codes/code_numbers.h"
#include "parser/file_tables/file_names.h"
#include "parser/text/ascii.h"
#include "parser/text/words.h"

namespace kb {
namespace {

/// Hands over the postings of one document.
class Postings {
 public:
  explicit Postings(PostingSink& sink) : sink_(sink) {}

  /// Words of `text` with positions, and again in the field `also` unless that is kText. A name's
  /// set of synonyms stands where the name ends. `meaning` takes in the words too.
  void add_words(std::string_view text, FieldId also = FieldId::kText,
                 MeaningReader* meaning = nullptr) {
    WordReader reader(text);
    SynonymReader names;
    while (reader.next()) {
      const std::uint32_t position = position_ + reader.position();
      sink_.add_word(reader.word(), position, also);
      if (reader.compound()) continue;
      if (meaning != nullptr) meaning->add(reader.word());
      const std::string_view typed = text.substr(reader.begin(), reader.end() - reader.begin());
      for (const SynonymMatch& name : names.next(reader.word(), typed)) {
        sink_.add_word(name.term, position, also);
      }
    }
    position_ += reader.position() + kPartGap;
  }

  void add_exact(FieldId id, std::string_view value) {
    if (!value.empty()) sink_.add_term(exact_term(field(id), value), 0);
  }

  /// An exact value that also weighs by its rarity and the article's length.
  void add_weighed(FieldId id, std::string_view value, std::uint32_t times = 1) {
    sink_.add_term(exact_term(field(id), value), times);
  }

  void add_exact(FieldId id, const std::vector<std::string>& values) {
    for (const std::string& value : values) add_exact(id, value);
  }

  void set_value(FieldId id, std::string_view value) {
    if (!value.empty()) sink_.add_value(std::uint32_t(field(id).slot), value);
  }

 private:
  PostingSink& sink_;
  std::uint32_t position_ = 0;
};

/// The field of a section's words; kText if they are searched as plain words alone.
FieldId field_of(SectionKind kind) {
  switch (kind) {
    case SectionKind::kSymptoms:
      return FieldId::kSymptoms;
    case SectionKind::kCause:
      return FieldId::kCause;
    case SectionKind::kResolution:
    case SectionKind::kWorkaround:
      return FieldId::kFix;
    case SectionKind::kStatus:
      return FieldId::kStatus;
    case SectionKind::kMoreInformation:
    case SectionKind::kSummary:
    case SectionKind::kReferences:
    case SectionKind::kOther:
    case SectionKind::kBody:
      return FieldId::kText;
  }
  return FieldId::kText;
}

/// Header and footer values as plain words: people type `pcmail`, `6.22` and `kbsetup` too.
void add_labels(const Article& article, Postings& postings) {
  if (article.id) postings.add_words(*article.id);
  if (article.product_code) postings.add_words(*article.product_code);
  for (const auto* values :
       {&article.versions, &article.operating_systems, &article.keywords, &article.technology}) {
    for (const std::string& value : *values) postings.add_words(value);
  }
}

/// So many words of an article make its meaning.
constexpr std::size_t kMeaningWords = 300;

/// The words of all fields; those of the sections, which are most of them, are read once for their
/// postings and for the article's meaning.
void add_text(const Article& article, Postings& postings) {
  // The title says most of what an article is about, its first words the most of the rest.
  MeaningReader meaning(kMeaningWords);
  meaning.add_words(article.title, 2);
  for (const std::string& name : article.products) meaning.add_words(name);
  postings.add_words(article.title, FieldId::kTitle);
  for (const Section& section : article.sections) {
    if (section.kind == SectionKind::kOther && section.heading) {
      postings.add_words(*section.heading);
    }
    postings.add_words(section.text, field_of(section.kind), &meaning);
  }
  postings.set_value(FieldId::kMeaning, meaning.value(MeaningOf::kArticle));
  for (const std::string& name : article.products) postings.add_words(name, FieldId::kProduct);
  for (const std::string& line : article.applies_to) postings.add_words(line, FieldId::kProduct);
  if (article.query_words) postings.add_words(*article.query_words, FieldId::kQueryWords);
  add_labels(article, postings);
  for (const OlderEdition& edition : article.older) {
    postings.add_words(edition.text);
    if (edition.query_words) postings.add_words(*edition.query_words, FieldId::kQueryWords);
  }
}

/// `winnt:4.0,4.0 SP6a` gives `4.0` and `4.0 sp6a`.
void add_versions(const Article& article, Postings& postings) {
  for (const std::string& segment : article.versions) {
    const std::size_t colon = segment.find(':');
    const std::string_view list =
        std::string_view(segment).substr(colon == std::string::npos ? 0 : colon + 1);
    for (const std::string_view version : split(list, ',')) {
      postings.add_exact(FieldId::kVersion, trim(version));
    }
  }
  const auto add = [&](const std::vector<FileVersion>& rows) {
    for (const FileVersion& row : rows) {
      if (row.version && row.kind == RowKind::kFix)
        postings.add_exact(FieldId::kVersion, *row.version);
    }
  };
  add(article.file_versions);
  for (const OlderEdition& edition : article.older) add(edition.file_versions);
}

/// So many words of a title, and of where an article begins to tell, are compared one by one.
constexpr std::size_t kStartWords = 60;

constexpr std::size_t kYearDigits = 4;  // of a date_value

/// Places where a code is what the article is about, not one row of a list.
constexpr Places kUpFront = kPlaceTitle | kPlaceQueryWords | place_of(SectionKind::kSymptoms) |
                            place_of(SectionKind::kCause);

/// How much an article is about a code, as a term frequency: its title and its author's query words
/// say so more surely than its text.
std::uint32_t prominence(Places places) {
  std::uint32_t times = 1;
  if ((places & kPlaceTitle) != 0) times += 3;
  if ((places & kPlaceQueryWords) != 0) times += 2;
  return times;
}

void add_code(FieldId id, const ErrorCode& code, Postings& postings) {
  const std::uint32_t times = prominence(code.places);
  postings.add_weighed(id, code.canonical, times);
  if (code.value) postings.add_weighed(id, *code.value, times);
}

void add_codes(const Article& article, Postings& postings) {
  for (const ErrorCode& code : article.error_codes) add_code(FieldId::kError, code, postings);
  for (const OlderEdition& edition : article.older) {
    for (const ErrorCode& code : edition.error_codes) add_code(FieldId::kError, code, postings);
  }
}

void add_codes_up_front(const Article& article, Postings& postings) {
  for (const ErrorCode& code : article.error_codes) {
    if ((code.places & kUpFront) != 0) add_code(FieldId::kErrorUpFront, code, postings);
  }
}

std::vector<std::string> families_of(const Article& article) {
  std::set<std::string> names;
  for (const ErrorCode& code : article.error_codes) names.emplace(name_of(code.family));
  return {names.begin(), names.end()};
}

void add_numbers(const Article& article, Postings& postings) {
  for_each_text(article, [&](std::string_view text) {
    for (const std::uint32_t number : find_numbers(text)) {
      postings.add_weighed(FieldId::kNumber, number_value(number));
    }
  });
}

void add_files(const Article& article, Postings& postings) {
  const auto add_rows = [&](const std::vector<FileVersion>& rows) {
    for (const FileVersion& row : rows) {
      if (row.kind == RowKind::kFix) postings.add_weighed(FieldId::kFile, base_name(row.file));
    }
  };
  add_rows(article.file_versions);
  for (const OlderEdition& edition : article.older) add_rows(edition.file_versions);
  for_each_text(article, [&](std::string_view text) {
    for (const std::string_view name : find_file_names(text)) {
      postings.add_weighed(FieldId::kFile, name);
    }
  });
}

/// The whole path and each of its components; the names of values.
void add_registry(const std::vector<std::string>& keys, const std::vector<RegistryValue>& values,
                  Postings& postings) {
  for (const std::string& key : keys) {
    postings.add_exact(FieldId::kRegistry, key);
    for (const std::string_view part : split(key, '\\')) {
      postings.add_exact(FieldId::kRegistry, part);
    }
  }
  for (const RegistryValue& value : values) postings.add_exact(FieldId::kRegistry, value.name);
}

void add_registry(const Article& article, Postings& postings) {
  add_registry(article.registry_keys, article.registry_values, postings);
  for (const OlderEdition& edition : article.older) {
    add_registry(edition.registry_keys, edition.registry_values, postings);
  }
}

void add_cited(const Article& article, Postings& postings) {
  const auto add = [&](const std::vector<Reference>& references) {
    for (const Reference& cited : references) postings.add_exact(FieldId::kCites, cited.id);
  };
  add(article.references);
  for (const OlderEdition& edition : article.older) add(edition.references);
}

/// The names in tables of fixed files or in listings.
void add_table_files(FieldId id, RowKind kind, const Article& article, Postings& postings) {
  const auto add = [&](const std::vector<FileVersion>& rows) {
    for (const FileVersion& row : rows) {
      if (row.kind == kind) postings.add_exact(id, base_name(row.file));
    }
  };
  add(article.file_versions);
  for (const OlderEdition& edition : article.older) add(edition.file_versions);
}

/// The section that tells what the article is about: the first of these kinds, else the first.
std::string_view start_of(const Article& article) {
  const auto tells = [](const Section& section) {
    return section.kind == SectionKind::kSymptoms || section.kind == SectionKind::kSummary ||
           section.kind == SectionKind::kBody;
  };
  const auto& sections = article.sections;
  const auto found = std::find_if(sections.begin(), sections.end(), tells);
  if (found != sections.end()) return found->text;
  return sections.empty() ? std::string_view() : std::string_view(sections.front().text);
}

void add_types(const std::optional<std::string>& types, Postings& postings) {
  if (!types) return;
  for (const std::string_view type : split_words(*types)) postings.add_exact(FieldId::kType, type);
}

/// The article's values of every facet, in the order of their fields.
std::vector<FacetValue> facets_of(const Article& article) {
  std::vector<FacetValue> facets;
  const auto add = [&](FieldId id, std::string_view value) {
    if (!value.empty()) facets.push_back({id, std::string(value)});
  };
  for (const std::string& product : article.products) add(FieldId::kProduct, product);
  for (const std::string& system : article.operating_systems) add(FieldId::kOs, system);
  add(FieldId::kType, article.issue_type.value_or(""));
  add(FieldId::kPrefix, article.prefix.value_or(""));
  add(FieldId::kFixStatus, name_of(article.fix_status));
  for (const std::string& family : families_of(article)) add(FieldId::kFamily, family);
  add(FieldId::kDate, date_value(article.last_modified.value_or("")).substr(0, kYearDigits));
  return facets;
}

/// Fills a field: its exact terms and its slot. A field that is missing here does not compile.
void add_field(FieldId id, const Article& article, Postings& postings) {
  switch (id) {
    case FieldId::kText:
      return add_text(article, postings);
    case FieldId::kTitle:  // the words of these fields, and the meaning, come with the text
      return postings.set_value(id, title_value(article.title));
    case FieldId::kProduct:
    case FieldId::kSymptoms:
    case FieldId::kCause:
    case FieldId::kFix:
    case FieldId::kStatus:
    case FieldId::kQueryWords:
    case FieldId::kMeaning:
      return;
    case FieldId::kId:
      postings.add_exact(id, article.id.value_or(""));
      return postings.set_value(id, article.id ? id_value(*article.id) : "");
    case FieldId::kCode:
      return postings.add_exact(id, article.product_code.value_or(""));
    case FieldId::kOs:
      return postings.add_exact(id, article.operating_systems);
    case FieldId::kVersion:
      return add_versions(article, postings);
    case FieldId::kKeyword:
      postings.add_exact(id, article.keywords);
      return postings.add_exact(id, article.technology);
    case FieldId::kError:
      return add_codes(article, postings);
    case FieldId::kErrorUpFront:
      return add_codes_up_front(article, postings);
    case FieldId::kNumber:
      return add_numbers(article, postings);
    case FieldId::kFile:
      return add_files(article, postings);
    case FieldId::kFixedFile:
      return add_table_files(id, RowKind::kFix, article, postings);
    case FieldId::kListedFile:
      return add_table_files(id, RowKind::kListing, article, postings);
    case FieldId::kRegistry:
      return add_registry(article, postings);
    case FieldId::kType:
      add_types(article.issue_type, postings);
      return add_types(article.solution_type, postings);
    case FieldId::kPrefix:
      return postings.add_exact(id, article.prefix.value_or(""));
    case FieldId::kCites:
      return add_cited(article, postings);
    case FieldId::kFixStatus:
      return postings.add_exact(id, name_of(article.fix_status));
    case FieldId::kFamily:
      return postings.add_exact(id, families_of(article));
    case FieldId::kDialect:
      return postings.add_exact(id, name_of(article.dialect));
    case FieldId::kSource:
      return postings.add_exact(id, article.source);
    case FieldId::kDate:
      return postings.set_value(id, date_value(article.last_modified.value_or("")));
    case FieldId::kMeantWords:
      return postings.set_value(
          id, meant_words_value({meant_words_in(article.title, kStartWords),
                                 meant_words_in(start_of(article), kStartWords)}));
    case FieldId::kFacets:
      return postings.set_value(id, facets_value(facets_of(article)));
  }
}

void withhold_codes(std::vector<ErrorCode>& codes) {
  std::erase_if(codes, [](const ErrorCode& code) { return code.places == kPlaceQueryWords; });
  for (ErrorCode& code : codes) code.places &= Places(~kPlaceQueryWords);
}

}  // namespace

void withhold_query_words(Article& article) {
  article.query_words.reset();
  withhold_codes(article.error_codes);
  for (OlderEdition& edition : article.older) {
    edition.query_words.reset();
    withhold_codes(edition.error_codes);
  }
}

void DocumentSink::add_word(std::string_view word, std::uint32_t position, FieldId also) {
  const std::string term(word);
  document_.add_posting(term, position);
  const std::string found = found_term(field(FieldId::kText), term, stemmer_);
  if (found != term) document_.add_term(found);
  if (also != FieldId::kText) document_.add_term(found_term(field(also), term, stemmer_));
}

void DocumentSink::add_term(std::string_view term, std::uint32_t times) {
  document_.add_term(std::string(term), times);
}

void DocumentSink::add_value(std::uint32_t slot, std::string_view value) {
  document_.add_value(slot, std::string(value));
}

void add_postings(const Article& article, PostingSink& sink) {
  Postings postings(sink);
  for (const Field& row : kFields) add_field(row.id, article, postings);
}

Xapian::Document make_document(const Article& article, const StoredRecord& record) {
  Xapian::Document document;
  DocumentSink sink(document);
  add_postings(article, sink);
  document.set_data(encode_record(record));
  return document;
}

}  // namespace kb
