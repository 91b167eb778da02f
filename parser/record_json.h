// The record as JSON, in the form of docs/record.schema.json: the output of `kb parse --json` and
// `kb show --json`.
#pragma once

#include <string>

#include "parser/article.h"

namespace kb {

/// One JSON object on one line, without a line end. Keys in a fixed order; text that is not valid
/// UTF-8 has U+FFFD in the place of each bad byte.
std::string to_json(const Article& article);

}  // namespace kb
