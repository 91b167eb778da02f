// `kb error CODE`: every reading of a code, what public tables and the knowledge base say of it,
// and the articles about it.
//
// Articles are ranked by how they are linked to the code:
//   exact      they hold one of its readings, in any spelling; in the order a search gives them
//   unwrapped  they hold the code inside it, or a code it is inside of (0x800706BA and 1722)
//   related    they hold a code of the same low word, or a neighbour in its facility; a few at most
//
// A code may be typed as a number in every notation, with a label (`STOP 0xA`, `system error
// 1722`), as a symbolic name of the tables or of the knowledge base, or as a pattern of names
// (`ACCESS*`). Readings of an ambiguous number that no table, no article and no dictionary entry
// bears out are left out as long as another is borne out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/codes/code_card.h"
#include "query/search/index.h"

namespace kb {

struct ErrorRequest {
  std::string input;
  std::size_t limit = 1000;  ///< articles at most
};

enum class Link { kExact, kUnwrapped, kRelated };
std::string_view name_of(Link link);

struct ErrorArticle {
  std::size_t rank = 0;
  std::string id;  ///< empty for an article without one
  std::string title;
  std::string source;
  std::string matched;  ///< canonical form of the code it holds, or the number as 32 bits
  Link link = Link::kExact;
};

/// A known code near one that nothing is known of.
struct NearCode {
  std::string canonical;
  std::vector<std::string> names;
};

struct ErrorAnswer {
  std::string input;
  std::vector<CodeCard> readings;  ///< likeliest first
  std::vector<ErrorArticle> articles;
  std::uint64_t exact = 0;  ///< articles linked exactly, however many are listed
  std::uint64_t total = 0;  ///< articles of every link
  std::vector<NearCode> nearest;
  std::string hint;  ///< one sentence on input that is not quite a code; may be empty

  /// True if a table, the knowledge base's dictionary or an article knows the code.
  bool found() const;
};

/// Every reading of an error code, what is known of it, and the articles about it.
Result<ErrorAnswer> explain_code(const Index& index, const ErrorRequest& request);

/// One line for each of the first codes of a query that a table or the knowledge base knows.
Result<std::vector<std::string>> decode_codes(const Index& index, const std::string& query);

/// The words of a command line brought together to codes: `STOP 0xA 5` is `STOP 0xA` and `5`.
std::vector<std::string> group_codes(const std::vector<std::string>& words);

/// What a code is, in one sentence, for input that holds none.
std::string why_no_code(std::string_view input);

}  // namespace kb
