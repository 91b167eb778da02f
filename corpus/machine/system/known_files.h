// Files that are read by their place below a folder of Windows: texts, and programs for their
// version.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/program_file.h"

namespace kb {

/// The most bytes of a program that are read.
inline constexpr std::uint64_t kMostProgram = 64ULL << 20;

/// The text of a file of at most 1 MB as UTF-8; empty if there is none or it can't be read.
std::string text_at(const MachineFolder& folder, std::string_view path);

/// What a program says of itself, of a listed one its version; null if it is none or can't be read.
std::optional<ProgramFile> program_at(const MachineFolder& folder, const std::string& path);

/// The drive that holds the folder of Windows `root`: empty, or `partition2/` of
/// `partition2/WINNT/`.
std::string drive_of(const std::string& root);

/// What stands behind a label such as `WinDir=` in an .ini file; empty if it has no such line.
std::string ini_value(std::string_view text, std::string_view label);

/// The four numbers of a version, `4.0.1381.133`; those that it lacks are 0.
std::array<std::uint32_t, 4> numbers_of(std::string_view version);

}  // namespace kb
