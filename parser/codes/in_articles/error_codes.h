// Error codes of an article: found, told apart by family, and brought to one canonical form.
//
// Two spellings of one code have one canonical form. family.h is the table of the families and of
// their forms; code_numbers.h has the notations of 32-bit codes.
//
// Precision counts as much as recall, so every rule wants evidence beside the number; code_rules.h
// and the files behind it say which. Refused everywhere: addresses, dumps, GUIDs, parameters of bug
// checks, #defined constants, program text, quantities, dates, versions, product names, article
// ids, and whatever stands in the title of a cited article.
//
// The rules read folded text without `<...>` (code_context.h), so all dialects of an article agree.
#pragma once

#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// The codes of an article, each canonical code once, in order of first appearance: title,
/// sections, query words. Call it when all other fields are filled: it reads title, product_code,
/// references (their titles are skipped), sections and query_words. Contradictory pairs and
/// malformed codes are named in `diagnostics` (line 0). Linear in the article.
std::vector<ErrorCode> find_error_codes(const Article& article,
                                        std::vector<Diagnostic>& diagnostics);

}  // namespace kb
