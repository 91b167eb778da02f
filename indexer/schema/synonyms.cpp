#include "indexer/schema/synonyms.h"

#include <algorithm>

#include "indexer/schema/synonym_table.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

using namespace synonym_table;

#include "synonym_table.inc"

/// The number of a word; 0 if it is in no name.
std::uint16_t number_of(std::string_view word) {
  std::uint16_t number = kWordOfSlot[slot_of(word)];
  while (number != 0 && kWords[number].text != word) number = kWords[number].next;
  return number;
}

/// Calls `see(name)` for the names that end with a word, the longest first.
template <typename See>
void for_each_ending_with(std::uint16_t word, See see) {
  for (std::uint16_t i = kWords[word].ending; i != 0; i = kNames[i].next) see(kNames[i]);
}

/// The number of a name's word, counted from its end.
std::uint16_t word_from_end(const Name& name, std::size_t i) {
  return kSpelt[name.first_word + name.size - 1 - i];
}

}  // namespace

std::span<const SynonymMatch> SynonymReader::next(std::string_view word, std::string_view typed) {
  const std::uint16_t number = number_of(word);
  last_[count_++ % last_.size()] = number;
  if (number == 0) return {};
  std::size_t found = 0;
  for_each_ending_with(number, [&](const Name& name) {
    if (name.size > count_ || found == found_.size()) return;
    if (name.asked && in_ == In::kText) return;
    if (name.capitals && !std::all_of(typed.begin(), typed.end(), is_upper)) return;
    for (std::size_t i = 1; i < name.size; ++i) {
      if (last_[(count_ - 1 - i) % last_.size()] != word_from_end(name, i)) return;
    }
    const std::string_view term = kTerms[name.set];
    const bool known = std::any_of(found_.begin(), found_.begin() + std::ptrdiff_t(found),
                                   [&](const SynonymMatch& match) { return match.term == term; });
    if (!known) found_[found++] = {term, name.size, name.capitals};
  });
  return {found_.data(), found};
}

}  // namespace kb
