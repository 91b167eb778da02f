// What takes the words, terms and values of a document: document.cpp says what they are, a sink
// what becomes of them.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/schema/schema.h"

namespace kb {

class PostingSink {
 public:
  virtual ~PostingSink() = default;

  /// A word at a position, its stem, and the word once more in the field `also`, both without
  /// position (terms.h, found_term); kText: in no field. Positions don't descend.
  virtual void add_word(std::string_view word, std::uint32_t position, FieldId also) = 0;
  /// A whole term that weighs as if it stood in the text `times` times.
  virtual void add_term(std::string_view term, std::uint32_t times) = 0;
  /// The value of a slot, not empty. Slots come in any order, each once.
  virtual void add_value(std::uint32_t slot, std::string_view value) = 0;
};

}  // namespace kb
