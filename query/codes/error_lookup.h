// `kb error CODE` shows every reading of a code, what public tables and the knowledge base say of
// it, and the articles about it.
//
// Articles are ranked by how they are linked to the code:
//   exact      they contain one of its readings, in any spelling; in the order of a search
//   unwrapped  they contain the code inside it, or a code it is inside of (0x800706BA and 1722)
//   related    they contain a code of the same low word, or a neighbour in its facility; at most 3
//
// A code may be typed as a number in every notation, with a label (`STOP 0xA`, `system error
// 1722`), as a symbolic name of the tables or of the knowledge base, or as a pattern of names
// (`ACCESS*`). Readings of an ambiguous number that no table, article or dictionary entry knows are
// left out if another reading is known.
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
  std::size_t limit = 1000;  ///< most articles that are listed
};

enum class Link { kExact, kUnwrapped, kRelated };
std::string_view name_of(Link link);

struct ErrorArticle {
  std::size_t rank = 0;
  std::string id;  ///< empty for an article without one
  std::string title;
  std::string source;
  std::string year;     ///< of the last change; may be empty
  std::string matched;  ///< canonical form of the code it contains, or the number as 32 bits
  Link link = Link::kExact;
};

/// A known code near one of which nothing is known.
struct NearCode {
  std::string canonical;
  std::vector<std::string> names;
};

struct ErrorAnswer {
  std::string input;
  std::vector<CodeCard> readings;  ///< likeliest first
  std::vector<ErrorArticle> articles;
  std::uint64_t exact = 0;  ///< number of articles linked exactly, listed or not
  std::uint64_t total = 0;  ///< number of articles of every link, listed or not
  std::vector<NearCode> nearest;
  std::string hint;  ///< one sentence on input that is not quite a code; may be empty

  /// True if a table, the knowledge base's dictionary or an article knows the code, or a code that
  /// it holds.
  bool found() const;
};

/// Looks up the codes of an input: their readings, what is known of them, and the articles about
/// them.
Result<ErrorAnswer> explain_code(const Index& index, const ErrorRequest& request);

/// Explains the codes of an input by the public tables alone, where there is no index.
Result<ErrorAnswer> explain_from_tables(const ErrorRequest& request);

/// One line for each of the first codes of a query of which more can be said than the code itself,
/// for an event that no article has a sentence that says so, and for a query that is a 32-bit code
/// the line of its bits. `known` is true unless bits are all there is.
struct DecodedCodes {
  std::vector<std::string> lines;
  bool known = false;
};
Result<DecodedCodes> decode_codes(const Index& index, const std::string& query);

/// Joins the words of a command line to codes: `STOP 0xA 5` is `STOP 0xA` and `5`.
std::vector<std::string> group_codes(const std::vector<std::string>& words);

/// Says in one sentence why the input is no code.
std::string why_no_code(std::string_view input);

}  // namespace kb
