// Articles that are lists of codes: `Event Log Codes 200 Through 249`, `Summary of ... Error Messages`.
//
//     10  Incorrect Windows version         *5  Attempt to link to a task        [30]  Error accessing
//     11  Invalid .EXE file                  6  Library requires segments        [31]  Invalid address
//
// Nothing beside such a number says what it is, the title says it for all of them. A title that
// speaks of codes, messages or ids of errors and events makes candidates of the numbers that a
// text begins behind, `10 Incorrect`; those that ascend through the text are the list. So does the
// head of a table, `Event ID  Description`, of what stands behind it. Steps
// (`10. Click`), counts and years are no candidates or do not ascend.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// What the numbers of a list are.
struct ListKind {
  CodeFamily family = CodeFamily::kOther;
  std::string_view prefix;  ///< of the canonical forms, `EVENT:`; empty: no list
};

/// The kind of list that the title of the article names.
ListKind list_kind_of(const Article& article);

/// The numbers of a list in one text.
struct CodeList {
  ListKind kind;
  std::vector<std::size_t> places;  ///< where they begin, in order; none or at least five
};

/// The list in `text`, folded text of an article whose title names `of_title`. O(n log n) in the
/// number of candidates.
CodeList find_code_list(const ListKind& of_title, std::string_view text);

}  // namespace kb
