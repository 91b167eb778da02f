// The environment of the user: variables, and the folders where programs keep what is theirs.
#pragma once

#include <string>

namespace kb {

/// The value of a variable; empty if it is not set.
std::string environment(const char* name);

enum class UserFolder { kConfig, kData, kState };

/// $XDG_CONFIG_HOME, $XDG_DATA_HOME or $XDG_STATE_HOME if it is an absolute path, else ~/.config,
/// ~/.local/share or ~/.local/state. Empty if HOME is not set either: nothing is to be kept then.
std::string user_folder(UserFolder which);

}  // namespace kb
