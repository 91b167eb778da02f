// Whether a value is one of a list, or a text has one of a list in it.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>

#include "parser/text/ascii.h"

namespace kb {

template <typename List, typename Value>
bool contains(const List& list, const Value& value) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

/// True if `word` equals one of the words of a list without regard to the case of ASCII letters.
template <typename Words = std::initializer_list<std::string_view>>
bool is_one_of(std::string_view word, const Words& words) {
  return std::any_of(std::begin(words), std::end(words), [word](std::string_view each) {
    return each.size() == word.size() && iequals(word, each);
  });
}

/// True if one of `phrases` stands in `text`, in this very case.
template <typename Phrases = std::initializer_list<std::string_view>>
bool has_one_of(std::string_view text, const Phrases& phrases) {
  return std::any_of(std::begin(phrases), std::end(phrases), [text](std::string_view phrase) {
    return text.find(phrase) != std::string_view::npos;
  });
}

}  // namespace kb
