// The page of a file: its versions in the order of time, each with the article that brought it.
#pragma once

#include <string>

#include "query/browse/file_history.h"

namespace kb {

/// `version` is the one that all listed are newer than; may be empty.
std::string file_page(const FileHistory& history, const std::string& version);

}  // namespace kb
