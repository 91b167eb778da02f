// Makes terms and slot values; the indexer writes them and queries ask for the same.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/schema.h"

namespace kb {

/// Longest term in bytes. A longer value is cut and ends in a hash of the whole. Xapian refuses a
/// term above 245 bytes.
inline constexpr std::size_t kMaxTerm = 200;

/// So many positions are left free between two parts of an article (title, a section, query words
/// ...) that no phrase reaches across.
inline constexpr std::uint32_t kPartGap = 100;

/// The term of a word in a field of kind kWords; `word` comes from words.h and is lower case.
std::string word_term(const Field& field, std::string_view word);

/// True for words that are also indexed by their stem: those of letters (beyond ASCII too) and
/// apostrophes. Numbers, names with digits or dots, and sets of synonyms (`=nt4`) have no stem.
bool has_stem(std::string_view word);

/// The term under which every form of a word is found in a field of kind kWords: `Z`, the field's
/// prefix and the stem, as Xapian's TermGenerator makes them with STEM_SOME. For a word without a
/// stem it is the word_term. Plain text, whose prefix is empty, is indexed by word_term too.
std::string found_term(const Field& field, const std::string& word, const Xapian::Stem& stemmer);

/// Snowball's English stemmer (Porter2), for articles and queries. Threads must not share one.
Xapian::Stem english_stemmer();

/// The term of a whole value in a field of kind kExact. Blanks are folded, and everything but
/// article ids and error codes, which are canonical already, is put in lower case. A colon follows
/// the prefix if the value starts with a capital or a colon (Xapian's convention for multi-letter
/// prefixes).
std::string exact_term(const Field& field, std::string_view value);
/// The term of an error code of articles, by its canonical form.
std::string error_term(std::string_view canonical);

/// The value of a number term: 8 lower-case hexadecimal digits.
std::string number_value(std::uint32_t number);
std::string number_term(std::uint32_t number);

/// Xapian's synonym key for the words that share `stem`.
std::string stem_key(std::string_view stem);

/// The slot value of a date, `YYYYMMDD`, so that byte order is time order; empty if unknown.
std::string date_value(std::string_view iso_date);
/// The slot value of an article id, filled with zeros so that byte order is numerical order.
std::string id_value(std::string_view id);
/// A value of a facet, e.g. an operating system.
struct FacetValue {
  FieldId field = FieldId::kFacets;
  std::string value;
};
/// Encodes an article's values of all facets for one slot; each is cut to 254 bytes.
std::string facets_value(const std::vector<FacetValue>& values);
/// Decodes a slot value; what facets_value() can't have made is left out.
std::vector<FacetValue> read_facets_value(std::string_view slot);

/// How many words a title has; 255 means 255 or more. Compounds do not count, but their parts do.
struct TitleSize {
  std::uint8_t words = 0;
  std::uint8_t telling = 0;  ///< words that are not stop words (stop_words.h)
};
/// The slot value of a title, two bytes as in TitleSize; empty for a title without words.
std::string title_value(std::string_view title);
/// Decodes a slot value; one that title_value() can't have made gives no words.
TitleSize read_title_value(std::string_view slot);

}  // namespace kb
