#include "indexer/schema/terms.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "indexer/schema/stop_words.h"
#include "parser/text/ascii.h"
#include "parser/text/words.h"

namespace kb {
namespace {

std::string cut(std::string term) {
  if (term.size() <= kMaxTerm) return term;
  const auto hash = XXH3_64bits(term.data(), term.size());
  term.resize(kMaxTerm - 17);
  return term + fmt::format("#{:016x}", hash);
}

/// The first `length` bytes of UTF-8 text, or fewer so that no character is cut.
std::string_view cut_characters(std::string_view text, std::size_t length) {
  if (text.size() <= length) return text;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  return text.substr(0, length);
}

bool keeps_case(const Field& field) {
  switch (field.id) {
    case FieldId::kId:
    case FieldId::kCites:
    case FieldId::kError:
    case FieldId::kErrorUpFront:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string word_term(const Field& field, std::string_view word) {
  return std::string(field.prefix).append(word);
}

bool has_stem(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) {
    return is_upper(c) || is_digit(c) || c == '_' || c == '.' || c == '+' || c == '#' || c == '&' ||
           c == '=';
  });
}

std::string found_term(const Field& field, const std::string& word, const Xapian::Stem& stemmer) {
  if (!has_stem(word)) return word_term(field, word);
  return std::string("Z").append(field.prefix).append(stemmer(word));
}

Xapian::Stem english_stemmer() { return Xapian::Stem("english"); }

std::string exact_term(const Field& field, std::string_view value) {
  const std::string folded = fold_blanks(value);
  const std::string text = keeps_case(field) ? folded : lower(folded);
  std::string term(field.prefix);
  const bool ambiguous = !text.empty() && (is_upper(text.front()) || text.front() == ':');
  if (term.size() > 1 && ambiguous) term += ':';
  return cut(term + text);
}

std::string error_term(std::string_view canonical) {
  return exact_term(field(FieldId::kError), canonical);
}

std::string number_value(std::uint32_t number) { return fmt::format("{:08x}", number); }

std::string number_term(std::uint32_t number) {
  return exact_term(field(FieldId::kNumber), number_value(number));
}

std::string stem_key(std::string_view stem) { return std::string("Z").append(stem); }

std::string date_value(std::string_view iso_date) {
  std::string value;
  for (const char c : iso_date) {
    if (c != '-') value += c;
  }
  return value;
}

std::string id_value(std::string_view id) {
  const std::string_view digits = id.substr(id.empty() ? 0 : 1);
  return fmt::format("{:0>8}", digits);
}

std::string facets_value(const std::vector<FacetValue>& values) {
  std::string slot;
  for (const FacetValue& one : values) {
    const std::string_view text = cut_characters(one.value, 254);
    slot += static_cast<char>(1 + text.size());
    slot += static_cast<char>(one.field);
    slot += text;
  }
  return slot;
}

std::vector<FacetValue> read_facets_value(std::string_view slot) {
  std::vector<FacetValue> values;
  while (slot.size() > 1) {
    const auto length = std::size_t(static_cast<unsigned char>(slot[0]));
    const auto id = std::size_t(static_cast<unsigned char>(slot[1]));
    if (length > 0 && id < kFields.size() && !kFields[id].facet.empty())
      values.push_back({kFields[id].id, std::string(slot.substr(2, length - 1))});
    slot.remove_prefix(std::min(slot.size(), 1 + length));
  }
  return values;
}

std::string title_value(std::string_view title) {
  constexpr std::size_t kMost = 255;
  std::size_t words = 0;
  std::size_t telling = 0;
  WordReader reader(title);
  while (reader.next()) {
    if (reader.compound()) continue;
    ++words;
    telling += is_stop_word(reader.word()) ? 0 : 1;
  }
  if (words == 0) return {};
  return {static_cast<char>(std::min(words, kMost)), static_cast<char>(std::min(telling, kMost))};
}

TitleSize read_title_value(std::string_view slot) {
  if (slot.size() != 2) return {};
  return {static_cast<std::uint8_t>(slot[0]), static_cast<std::uint8_t>(slot[1])};
}

}  // namespace kb
