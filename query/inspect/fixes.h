// Which fixes a machine has: the file tables of all articles against the files on its disk.
//
// An article applies if one of its files lies on the disk and its system is the machine's; a file
// that is absent is of a component that is not installed. It is `has` only if every file that is
// there is at or past its row. A service pack that brought the fix decides before any file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/machine/system/installed_system.h"
#include "query/inspect/compare_file.h"
#include "query/search/index.h"

namespace kb {

/// One file of an article beside the one on the disk.
struct FixEvidence {
  FileOnDisk have;
  FileVersion fix;  ///< the row that decided; the first of several
};

struct Fix {
  std::string id;
  std::string title;
  FixState state = FixState::kCannotTell;
  std::string why;  ///< one clause, names the file that decided
  /// Of a missing fix: a later missing fix that brings newer versions of all its files; else empty.
  std::string superseded_by;
  std::vector<FixEvidence> evidence;
};

/// Judges every article whose table names a file on the disk: missing ones first, then by number.
/// Remarks on files that could not be read are added to `diagnostics`.
Result<std::vector<Fix>> judge_fixes(const Index& index, const MachineFolder& folder,
                                     const Machine& machine, std::vector<std::string>& diagnostics);

}  // namespace kb
