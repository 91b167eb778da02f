// Which of two texts of one article is the better one, and whether they are of one article at all.
//
// The same article was printed again and again: by the archive in several dialects on one day, on a
// disc of 1998, on a page of 2005. The newest is what the article says; of one day, or where a date
// is not known, the dialect that has lost the least.
#pragma once

#include <string>
#include <string_view>

#include "parser/article.h"

namespace kb {

/// What decides between two editions.
struct EditionKey {
  std::string_view date;  ///< ISO `YYYY-MM-DD`; empty: not known
  Dialect dialect = Dialect::kText;
};

/// True if `a` is to be the article and `b` its edition; false if they are equal in rank.
bool is_better_edition(const EditionKey& a, const EditionKey& b);

/// True if both dates are known and differ: then the two are no copies of one text.
bool differs_in_date(std::string_view a, std::string_view b);

/// True if the titles, as Identity::title_key has them, may name one article. Some dialects cut
/// titles, so they are compared as far as the shorter goes. `reworded`: they were printed at
/// different times, and titles were polished in between ("Err Msg" became "Error Message"); then
/// it suffices that they share half of their groups of three letters.
enum class Printed { kAtOneTime, kAtDifferentTimes };
bool may_be_same_title(std::string_view a, std::string_view b, Printed printed);

}  // namespace kb
