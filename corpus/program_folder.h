// Where the running program lies, and with it what belongs to it.
#pragma once

#include <string>

namespace kb {

/// The folder of the running program, links followed, with a final slash; empty if the system does
/// not say.
std::string program_folder();

}  // namespace kb
