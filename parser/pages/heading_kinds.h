// What a heading says its section is about, in the words that help desks use.
//
// Read without regard to case, marks around it, a number in front, a final colon, `(s)`. Of several
// names (`Cause\Possible Cause(s)`, `Workaround / Solution`, `Symptoms and error messages`), all of
// which must be known, the first counts. So does what stands before a number with a colon
// (`Solution 2: Restart it`). Words that only qualify are passed over: `Suggested workarounds`.
#pragma once

#include <string_view>

#include "parser/article.h"

namespace kb {

/// kOther for a heading that is none of the standard ones.
SectionKind heading_kind(std::string_view heading);

/// True for `Applies to`, `Affected products`, `Environment` and the like: the list below it tells
/// what the article is about.
bool is_applies_heading(std::string_view heading);

}  // namespace kb
