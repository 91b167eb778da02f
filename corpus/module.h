// Parts of the program that bring large libraries along, loaded when they are first needed.
#pragma once

#include <string>

namespace kb {

/// The function `entry` of the module `file`, which lies beside the program in a build tree and in
/// ../lib/kb when installed. Null, with a sentence in `why`, if that fails. A module runs as the
/// user does, and a copied program may lie anywhere: links are resolved, and the file and its
/// folder must belong to root or the user, and nobody else may write to them.
void* load_module(const char* file, const char* entry, std::string& why);

}  // namespace kb
