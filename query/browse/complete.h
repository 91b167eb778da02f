// What a user who is still typing may mean: words, titles, codes and article numbers that go on
// from what is there. For shells and for pages that search as one types.
//
// Bounded work whatever was typed: a few thousand terms are read at most, a few dozen titles.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/search/index.h"

namespace kb {

struct Completion {
  std::string text;            ///< a whole query; of a title, the title
  std::string id;              ///< of a title, the article's number; may be empty
  std::uint64_t articles = 0;  ///< that hold the word or code; 1 for a title
};

struct Completions {
  std::vector<Completion> words;   ///< the words typed with the last one completed, frequent first
  std::vector<Completion> titles;  ///< titles that hold the words typed, best first
  std::vector<Completion> codes;   ///< error codes that begin with the last word, frequent first
};

/// At most `limit` of each kind. An empty prefix has no completion.
Result<Completions> complete(const Index& index, std::string_view prefix, std::size_t limit);

}  // namespace kb
