// Parts of the program that bring large libraries along, loaded when they are first needed.
#pragma once

#include <string>

namespace kb {

/// The function `entry` of the module `file`, which lies beside the program in a build tree and in
/// ../lib/kb when installed. Null, with the loader's words in `why`, if that fails.
void* load_module(const char* file, const char* entry, std::string& why);

}  // namespace kb
