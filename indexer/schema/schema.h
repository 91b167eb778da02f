// The schema says in one table which terms and values an index contains.
//
// An index is one Xapian database with one document for each article. A document has
//   - the words of the article as terms without prefix, with positions: title first, then every
//     section, the products it applies to and its query words; a gap separates their positions;
//   - their stems under `Z`, without positions: one term for all forms of a word;
//   - for fields of kind kWords each word once more, without positions, under `Z` and the field's
//     prefix by its stem, or under the prefix alone if it has none (terms.h, found_term);
//   - exact terms under a prefix for the fields of kind kExact: ids, codes, file names ...; they
//     are never stemmed, corrected or split;
//   - values in slots for sorting, ranges, facets and ranking;
//   - its stored record (record.h) as document data.
// The database also contains synonyms from each stem to the words that share it, which phrases and
// snippets need, and spelling words. The manifest names the schema's version (index_folder.h).
//
// Prefixes follow Xapian's convention (termprefixes.rst): one capital letter, or X and more.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kb {

/// Every change of terms, slots or stored records raises the version; kb refuses an index of
/// another one.
inline constexpr int kSchemaVersion = 8;

enum class FieldId : std::uint8_t {
  kText,
  kTitle,
  kSymptoms,
  kCause,
  kFix,
  kStatus,
  kQueryWords,
  kId,
  kProduct,
  kCode,
  kOs,
  kVersion,
  kKeyword,
  kError,
  kErrorUpFront,
  kNumber,
  kFile,
  kFixedFile,
  kListedFile,
  kRegistry,
  kType,
  kPrefix,
  kCites,
  kFixStatus,
  kFamily,
  kDialect,
  kSource,
  kDate,
  kMeaning,
  kMeantWords,
  kFacets,
};

enum class FieldKind : std::uint8_t {
  kWords,  ///< words, found in every form of their stem
  kExact,  ///< whole values, compared exactly without case
  kRange,  ///< a slot compared as a range; no terms
};

inline constexpr int kNoSlot = -1;

struct Field {
  FieldId id;
  std::string_view name;    ///< as users type it before the colon; empty if they can't
  std::string_view alias;   ///< a second name; empty if there is none
  std::string_view prefix;  ///< of its terms; empty for plain words
  int slot;                 ///< of its value; kNoSlot if it has none
  FieldKind kind;
  double weight;  ///< factor on the weight of a word in this field; plain text has 1
  std::string_view description;
  std::string_view example;
  std::string_view facet = {};  ///< its name as answers print it; empty if it is no facet
};

inline constexpr std::array<Field, 31> kFields = {{
    {FieldId::kText, "", "", "", kNoSlot, FieldKind::kWords, 1.0, "every word of the article",
     "upgrade fails"},
    {FieldId::kTitle, "title", "t", "S", 3, FieldKind::kWords, 1.0, "words of the title",
     "title:upgrade"},
    {FieldId::kSymptoms, "symptoms", "symptom", "XSY", kNoSlot, FieldKind::kWords, 0.0,
     "words of the symptoms", "symptoms:\"access violation\""},
    {FieldId::kCause, "cause", "", "XCA", kNoSlot, FieldKind::kWords, 0.0, "words of the cause",
     "cause:cluster"},
    {FieldId::kFix, "fix", "resolution", "XFX", kNoSlot, FieldKind::kWords, 0.0,
     "words of resolution and workaround", "fix:\"service pack\""},
    {FieldId::kStatus, "status", "", "XST", kNoSlot, FieldKind::kWords, 0.0, "words of the status",
     "status:confirmed"},
    {FieldId::kQueryWords, "words", "", "XQW", kNoSlot, FieldKind::kWords, 0.5,
     "the author's own query words", "words:kms"},
    {FieldId::kId, "id", "", "Q", 1, FieldKind::kExact, 0.0, "article number", "id:Q182320"},
    {FieldId::kProduct, "product", "p", "XP", kNoSlot, FieldKind::kWords, 0.0,
     "words of the product names an article applies to", "product:exchange", "product"},
    {FieldId::kCode, "code", "", "XC", kNoSlot, FieldKind::kExact, 0.0, "product code",
     "code:winnt"},
    {FieldId::kOs, "os", "", "XO", kNoSlot, FieldKind::kExact, 0.0, "operating system",
     "os:\"windows nt\"", "os"},
    {FieldId::kVersion, "version", "v", "XV", kNoSlot, FieldKind::kExact, 0.0,
     "version of a product or of a fixed file", "version:5.5"},
    {FieldId::kKeyword, "keyword", "k", "K", kNoSlot, FieldKind::kExact, 0.0,
     "keyword or technology tag", "keyword:exc55sp2fix"},
    {FieldId::kError, "error", "e", "XE", kNoSlot, FieldKind::kExact, 0.0,
     "error code in any spelling", "error:0xc1060107"},
    {FieldId::kErrorUpFront, "", "", "XU", kNoSlot, FieldKind::kExact, 0.0,
     "error code that stands in title, symptoms, cause or query words", ""},
    {FieldId::kNumber, "", "", "XN", kNoSlot, FieldKind::kExact, 0.0,
     "32-bit value of any hexadecimal, negative or ten-digit number, as 8 hexadecimal digits", ""},
    {FieldId::kFile, "file", "f", "XF", kNoSlot, FieldKind::kExact, 0.0, "file name",
     "file:kmsupgrd.dll"},
    {FieldId::kFixedFile, "", "", "XFV", kNoSlot, FieldKind::kExact, 0.0,
     "file name in a table of fixed files", ""},
    {FieldId::kListedFile, "", "", "XFL", kNoSlot, FieldKind::kExact, 0.0,
     "file name in a listing of files that no fix brings", ""},
    {FieldId::kRegistry, "registry", "reg", "XR", kNoSlot, FieldKind::kExact, 0.0,
     "registry key, or one component of it", "registry:MSExchangeKMS"},
    {FieldId::kType, "type", "", "T", kNoSlot, FieldKind::kExact, 0.0, "issue or solution type",
     "type:kbbug", "type"},
    {FieldId::kPrefix, "prefix", "", "XPR", kNoSlot, FieldKind::kExact, 0.0, "prefix of the title",
     "prefix:XADM", "prefix"},
    {FieldId::kCites, "cites", "", "XCI", kNoSlot, FieldKind::kExact, 0.0,
     "article number this article refers to", "cites:Q191014"},
    {FieldId::kFixStatus, "fixed", "", "XFS", kNoSlot, FieldKind::kExact, 0.0,
     "state of the fix: fixed, workaround, by_design, researching", "fixed:workaround", "fix"},
    {FieldId::kFamily, "family", "", "XFA", kNoSlot, FieldKind::kExact, 0.0,
     "families of the error codes in it", "family:bugcheck", "family"},
    {FieldId::kDialect, "dialect", "", "XDI", kNoSlot, FieldKind::kExact, 0.0,
     "how the article is written down", "dialect:markdown"},
    {FieldId::kSource, "source", "", "U", kNoSlot, FieldKind::kExact, 0.0,
     "path of the file the article came from", "source:notes/printer.txt"},
    {FieldId::kDate, "date", "", "", 0, FieldKind::kRange, 0.0,
     "last modified: date:1999..2001, date:1999-04-21, before:, after:", "date:1999..2001", "year"},
    {FieldId::kMeaning, "", "", "", 4, FieldKind::kRange, 0.0,
     "what the article is about, as a direction (meaning.h); for ranking", ""},
    {FieldId::kMeantWords, "", "", "", 5, FieldKind::kRange, 0.0,
     "words of its title and beginning (meant_words.h); for ranking", ""},
    {FieldId::kFacets, "", "", "", 2, FieldKind::kRange, 0.0,
     "its values of all facets, which are counted together", ""},
}};

/// The table row of a field.
constexpr const Field& field(FieldId id) { return kFields[static_cast<std::size_t>(id)]; }

/// The field whose name or alias is `name`, in any case; null if there is none.
const Field* find_field(std::string_view name);

namespace schema_check {
constexpr bool in_order() {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (static_cast<std::size_t>(kFields[i].id) != i) return false;
  }
  return true;
}
constexpr bool unique() {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    for (std::size_t k = i + 1; k < kFields.size(); ++k) {
      const Field& a = kFields[i];
      const Field& b = kFields[k];
      if (!a.name.empty() && (a.name == b.name || a.name == b.alias)) return false;
      if (!a.prefix.empty() && a.prefix == b.prefix) return false;
      if (a.slot != kNoSlot && a.slot == b.slot) return false;
    }
  }
  return true;
}
constexpr bool conventional() {
  for (const Field& field : kFields) {
    const std::string_view p = field.prefix;
    if (p.size() > 1 && p[0] != 'X') return false;
    for (const char c : p) {
      if (c < 'A' || c > 'Z') return false;
    }
  }
  return true;
}
}  // namespace schema_check
static_assert(schema_check::in_order(), "kFields must be in the order of FieldId");
static_assert(schema_check::unique(), "field names, prefixes and slots must be unique");
static_assert(schema_check::conventional(), "prefixes are one capital, or X and more capitals");

}  // namespace kb
