// Names of files in running text: `tcpip.sys`, `Kmsupgrd.dll`, `WIN.INI`.
#pragma once

#include <string_view>
#include <vector>

namespace kb {

/// Every file name in `text` in order, duplicates kept: letters, digits and `_-~$!#%&@` of at least
/// two characters with a letter, a full stop, and an ending of the closed list of kinds of files
/// that articles talk about (programs, drivers, libraries, scripts, databases, sources, documents).
/// A name at the end of a sentence is found; part of a longer name or of an address
/// (`www.example.com`) is not. Views point into `text`. Linear.
std::vector<std::string_view> find_file_names(std::string_view text);

/// True if `text` as a whole is one such name.
bool is_file_name(std::string_view text);

}  // namespace kb
