// Completion offers words, titles, codes and article numbers that continue what a user has typed so
// far, for shells and for pages that search while one types.
//
// The work is bounded whatever was typed: at most a few thousand terms and a few dozen titles are
// read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/search/index.h"

namespace kb {

struct Completion {
  std::string text;            ///< a whole query, or a title
  std::string id;              ///< the article's number, for a title; may be empty
  std::uint64_t articles = 0;  ///< number of articles with the word or code; 1 for a title
};

struct Completions {
  std::vector<Completion> words;   ///< the query with its last word completed, frequent first
  std::vector<Completion> titles;  ///< titles that contain the words typed, best first
  std::vector<Completion> codes;   ///< error codes that begin with the last word, frequent first
};

/// Returns at most `limit` completions of each kind. An empty prefix has none.
Result<Completions> complete(const Index& index, std::string_view prefix, std::size_t limit);

}  // namespace kb
