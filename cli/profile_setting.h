// The machine profile a user has set once: $KB_ON, else the line `on = ...` of the settings file.
#pragma once

#include <string>

#include "parser/result.h"

namespace kb {

/// $KB_ON, else `on` of $XDG_CONFIG_HOME/kb/config (else ~/.config/kb/config), whose lines are
/// `on = value`, or `#` and a note; empty if neither is there. kUsage for any other line.
Result<std::string> profile_setting();

}  // namespace kb
