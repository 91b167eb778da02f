// Is a file on a disk the one that an article's table brings, or a later one?
//
// Three answers, since old tables say little: a third of the rows have no version, and a higher
// version is a later file only within one line of a product.
//
//   versions  are compared within a branch: 4.0.1381.x, 5.0.2195.x (a build of Windows is part of
//             the branch), 5.5.x. Equal versions are one file unless the dates say otherwise: fixes
//             for Windows NT 4.0 often kept the version.
//   sizes     an equal size on a day that is not earlier is the file.
//   dates     else the later day decides; within a day, nothing does (time zones, steps of FAT).
//
// A copied file has the day of copying: a day after 2005 counts as unknown, and the day of linking
// stands in where the program names it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/machine/system/installed_system.h"
#include "parser/article.h"

namespace kb {

enum class FixState { kHas, kMissing, kCannotTell };
/// `has`, `missing`, `cannot_tell`.
std::string_view name_of(FixState state);

/// A file as it lies on the disk.
struct FileOnDisk {
  std::string path;
  std::string version;     ///< empty if it has none
  std::uint64_t size = 0;  ///< bytes; 0 if unknown
  std::string written;     ///< ISO date; empty if unknown
  std::string linked;      ///< ISO date; empty if unknown
  std::string platform;

  /// The date that can be compared; empty if there is none.
  std::string date() const;
};

struct FileVerdict {
  FixState state = FixState::kCannotTell;
  std::string why;          ///< one clause
  bool by_version = false;  ///< the versions lie in one branch, and they decided
};

/// Compares a file with one row of a table. `build` is that of the machine's Windows: where the row
/// has no version, a file of another build is not compared by its date; 0 if it is unknown.
FileVerdict compare_file(const FileOnDisk& file, const FileVersion& row, std::uint32_t build = 0);

/// Joins the verdicts on several rows of one file in one article: the file is what one of them
/// brings; it lacks the fix if it is older than all, and has it if it is later than all.
FileVerdict join_rows(const std::vector<FileVerdict>& verdicts);

/// False if the words beside a row (its headings, platform, component) name another system, service
/// pack or processor than the machine's. `platform` is that of the file.
bool is_row_for(const FileVersion& row, const InstalledSystem& system, std::string_view platform);

/// True if the words beside a row name a service pack.
bool names_service_pack(const FileVersion& row);

}  // namespace kb
