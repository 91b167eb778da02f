// Values to terms and slot contents, written by the indexer and asked for by queries alike.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/schema.h"

namespace kb {

/// Longest term in bytes; longer values are cut and end in a hash of the whole. Xapian refuses 245.
inline constexpr std::size_t kMaxTerm = 200;

/// Positions left free between two parts of an article (title, a section, query words ...), so that
/// no phrase reaches across.
inline constexpr std::uint32_t kPartGap = 100;

/// The term of a word in a field of kind kWords; `word` comes from words.h (lower case already).
std::string word_term(const Field& field, std::string_view word);

/// True for words that are also indexed by their stem: letters, with an apostrophe or letters beyond
/// ASCII. Numbers, names with digits or dots, and sets of synonyms (`=nt4`) stand for themselves.
bool has_stem(std::string_view word);

/// The term under which every form of a word is found in a field of kind kWords: `Z`, the field's
/// prefix and the stem, as Xapian's TermGenerator spells them under STEM_SOME; of a word without a
/// stem its word_term. Of plain text, whose prefix is empty, words are indexed by word_term too.
std::string found_term(const Field& field, const std::string& word, const Xapian::Stem& stemmer);

/// Snowball's English stemmer (Porter2), which articles and queries share. Not for several threads.
Xapian::Stem english_stemmer();

/// The term of a whole value in a field of kind kExact: lower case for everything but article ids
/// and error codes, which are canonical already; blanks folded. A colon follows the prefix where
/// the value starts with a capital or a colon (Xapian's convention for multi-letter prefixes).
std::string exact_term(const Field& field, std::string_view value);

/// The value of a number term: 8 lower-case hexadecimal digits.
std::string number_value(std::uint32_t number);

/// The synonym key under which the words that share `stem` are filed.
std::string stem_key(std::string_view stem);

/// Slot contents. Dates `YYYYMMDD`, so that byte order is time order; empty if unknown.
std::string date_value(std::string_view iso_date);
/// Article numbers sort as numbers.
std::string id_value(std::string_view id);
/// Several values of one slot, e.g. operating systems; each is at most 255 bytes long.
std::string list_value(const std::vector<std::string>& values);
std::vector<std::string> read_list_value(std::string_view slot);

/// How many words a title has, not counting compounds beside their parts; 255 stands for more.
struct TitleSize {
  std::uint8_t words = 0;
  std::uint8_t telling = 0;  ///< of these, those that are no stop words (stop_words.h)
};
/// Two bytes, as in the struct; empty for a title without words.
std::string title_value(std::string_view title);
/// Of anything else, no words.
TitleSize read_title_value(std::string_view slot);

}  // namespace kb
