// The machine profile a user has set once: $KB_ON, else the line `on = ...` of the settings file.
#pragma once

#include <string>

namespace kb {

/// $KB_ON, else `on` of $XDG_CONFIG_HOME/kb/config (else ~/.config/kb/config), whose lines are
/// `name = value`, or `#` and a note; empty if neither is there.
std::string profile_setting();

}  // namespace kb
