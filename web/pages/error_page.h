// The page of an error code: each reading with what is known of it, then the articles.
#pragma once

#include <string>
#include <vector>

#include "query/codes/error_lookup.h"

namespace kb {

std::string error_page(const std::string& input, const std::vector<ErrorAnswer>& answers);

}  // namespace kb
