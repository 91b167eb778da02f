// The record every article is normalised into, whatever dialect it came in.
//
// This is the project's central data: the parser fills it, the indexer turns it into terms, the
// commands print it. All text is UTF-8 with "\n" between lines. `record_json.h` prints it in the
// form that docs/record.schema.json describes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/codes/family.h"

namespace kb {

/// How an article is written down, recognised by its content (dialect.h).
enum class Dialect {
  kJekyll,        ///< Markdown made from a KB article: front matter, tab-indented code block
  kDocument,      ///< flat file: `DOCUMENT:Q10022  07-SEP-2001  [word97]`, one field a line
  kDocumentFlat,  ///< the same with every line break lost
  kMarkdown,      ///< any other Markdown, such as a company's own articles
  kText,          ///< none of these: plain text
  kHtml,          ///< an HTML page; last, since indexes hold the others by their numbers
};

/// All dialects, in their order: what is counted by dialect has as many entries.
inline constexpr std::array kDialects = {Dialect::kJekyll,       Dialect::kDocument,
                                         Dialect::kDocumentFlat, Dialect::kMarkdown,
                                         Dialect::kText,         Dialect::kHtml};

/// What a section of an article is about; decided by its heading.
enum class SectionKind {
  kSymptoms,
  kCause,
  kResolution,
  kWorkaround,
  kStatus,
  kMoreInformation,
  kSummary,
  kReferences,
  kOther,  ///< a heading that is none of the standard ones
  kBody,   ///< text before the first heading, or of an article without headings
};

/// One section in the order of the article. `heading` is as printed, null for kBody.
/// `text` is the article's own text without leading or trailing blank lines; may be empty.
struct Section {
  SectionKind kind = SectionKind::kBody;
  std::optional<std::string> heading;
  std::string text;
};

/// Where a file is named with its values.
enum class RowKind {
  kFix,      ///< of a table of the files that a fix brings
  kListing,  ///< of another table, a listing of a disk, a sentence
};

/// One row of such a table or listing. Only what the row says: unknown is null.
struct FileVersion {
  std::optional<std::string> component;  ///< `Component:` line above the table, or its column
  std::string file;                      ///< as printed: `Kmsupgrd.dll`
  std::optional<std::string> version;    ///< as printed: `5.5.2418.0`
  std::optional<std::string> date;       ///< ISO `YYYY-MM-DD`
  std::optional<std::string> time;       ///< `HH:MM`, 24 h
  std::optional<std::uint64_t> size;     ///< bytes; null where printed in KB
  std::optional<std::string> platform;   ///< as printed without parentheses: `Alpha`, `x86`
  std::vector<std::string> under;        ///< sub-headings the table stands under, outermost first
  std::string raw;                       ///< the row as printed
  RowKind kind = RowKind::kFix;
};

/// Where in an article something stands, as bits: one per SectionKind, the title, the query words.
using Places = std::uint16_t;
constexpr Places place_of(SectionKind kind) { return Places(1U << static_cast<unsigned>(kind)); }
inline constexpr Places kPlaceTitle = 1U << 14;
inline constexpr Places kPlaceQueryWords = 1U << 15;

/// One error code of an article; each canonical code stands once in a record.
struct ErrorCode {
  std::string text;  ///< the first spelling, as printed
  CodeFamily family = CodeFamily::kOther;
  std::string canonical;                    ///< `0xC1060107`, `EVENT:4058`
  std::vector<std::string> parameters;      ///< of a bug check, as printed
  std::optional<std::string> value;         ///< of a symbol: canonical form of its number
  std::optional<std::string> event_source;  ///< of an event: the first source
  std::vector<std::string> event_sources;   ///< of an event: every source the article gives
  Places places = 0;                        ///< everywhere the code stands
};

/// An article cited by this one. `id` is canonical, `title` as printed here.
struct Reference {
  std::string id;
  std::optional<std::string> title;
};

/// A registry value an article tells to set or look at.
struct RegistryValue {
  std::string key;                  ///< canonical path, may be empty if the text gives none
  std::string name;                 ///< `EnableSecuritySignature`
  std::optional<std::string> type;  ///< `REG_DWORD`
  std::optional<std::string> data;  ///< as printed: `0x1`
};

/// What an article says about the state of the fix.
enum class FixStatus { kUnknown, kFixed, kWorkaround, kByDesign, kResearching };

/// Something the parser noticed; never a failure. `line` counts from 1, 0 if it has no line.
struct Diagnostic {
  std::size_t line = 0;
  std::string message;
};

/// What an older edition of an article says and no newer one does (parser/editions).
struct OlderEdition {
  std::string date;                        ///< ISO `YYYY-MM-DD`
  std::string text;                        ///< its paragraphs with new words, blank lines between
  std::optional<std::string> query_words;  ///< null if they hold no new word
  std::vector<ErrorCode> error_codes;
  std::vector<FileVersion> file_versions;
  std::vector<Reference> references;
  std::vector<std::string> registry_keys;
  std::vector<RegistryValue> registry_values;
};

struct Article {
  std::optional<std::string> id;  ///< `Q182320`; null if the text names none
  std::string title;              ///< without the id, with its prefix, blanks folded
  std::optional<std::string> prefix;
  std::optional<std::string> product_code;
  std::vector<std::string> products;
  std::vector<std::string> versions;
  std::vector<std::string> operating_systems;  ///< names of operating_systems.h, unique
  std::vector<std::string> keywords;
  std::optional<std::string> last_modified;  ///< ISO `YYYY-MM-DD`
  std::vector<std::string> applies_to;
  std::vector<std::string> technology;
  std::optional<std::string> issue_type;
  std::optional<std::string> solution_type;
  std::optional<std::string> query_words;
  std::vector<Section> sections;
  std::vector<FileVersion> file_versions;
  std::vector<ErrorCode> error_codes;
  std::vector<Reference> references;
  std::vector<std::string> registry_keys;
  std::vector<RegistryValue> registry_values;
  std::vector<std::string> fixed_in;
  FixStatus fix_status = FixStatus::kUnknown;
  Dialect dialect = Dialect::kText;
  std::string source;
  std::vector<Diagnostic> diagnostics;
  /// Newest first; empty for an article of which one edition is held. No part of the record.
  std::vector<OlderEdition> older;
};

/// Calls `take` with each text by which an article is found: title, sections and query words, of
/// older editions too.
template <typename Take>
void for_each_text(const Article& article, const Take& take) {
  take(article.title);
  for (const Section& section : article.sections) take(section.text);
  if (article.query_words) take(*article.query_words);
  for (const OlderEdition& edition : article.older) {
    take(edition.text);
    if (edition.query_words) take(*edition.query_words);
  }
}

/// The names used in records, queries and documents: `document-flat`, `more_information`.
std::string_view name_of(Dialect dialect);
std::string_view name_of(SectionKind kind);
std::string_view name_of(FixStatus status);

}  // namespace kb
