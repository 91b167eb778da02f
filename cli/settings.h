// What a user has set once for all runs: $XDG_CONFIG_HOME/kb/config, else ~/.config/kb/config.
//
//   # what I run
//   on = nt4sp6a,exch55
//
// A line is `name = value`, empty, or `#` and a note. There is one setting, `on`.
#pragma once

#include <string>

#include "cli/command.h"

namespace kb {

/// The machine profile: $KB_ON, else `on` of the settings file; empty if neither is there. A line
/// of the file that is no setting is passed over, and one remark names all of them.
std::string profile_setting(const CommonOptions& options);

}  // namespace kb
