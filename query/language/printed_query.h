// Articles of the 1990s print queries in an older language; this translates them to today's.
//
//   prod(winsdk) and 31compattest        code:win16sdk AND 31compattest
//   wyse and phone and pss               wyse AND phone AND pss
//   mail and (print* or fax) not dos     mail AND (print* OR fax) NOT dos
//   S E R V P A C K                      servpack
//   protect mode and handle              (protect AND mode) AND handle    printed, or with prod()
//   "a" (without the quotation marks) and "b"     "a" AND "b"             printed
//
// Typed text is translated only where it can hardly be a message: it contains prod(); or every word
// has an operator on each side and there are parentheses around an operator, a `word*`, or at least
// two `and` and no `or`; or it is nothing but single capitals. `Read and write` stays what it was.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

enum class QueryOrigin {
  kTyped,    ///< by a user, who may mean the words as words
  kPrinted,  ///< by an article that says it is a query
};

/// Returns today's form; null if `text` is no such query.
std::optional<std::string> modern_form(std::string_view text, QueryOrigin origin);

/// Returns the queries an article tells its reader to make, in today's form, each once, in order.
/// Each is the paragraph behind one like
/// `... query on the following words in the Microsoft Knowledge Base:`.
std::vector<std::string> printed_queries(const Article& article);

}  // namespace kb
