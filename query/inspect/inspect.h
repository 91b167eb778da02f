// `kb inspect PATH` says what an old machine is, what failed on it, and which fixes it has.
//
// PATH is a mounted disk, a copy of one or of its folder of Windows, or an image. corpus/machine
// reads it; here its failures and files are looked up in the index. Without an index the machine
// and its failures are still told. Where there is no disk, lists of its files will do.
#pragma once

#include <string>
#include <vector>

#include "corpus/machine/system/installed_system.h"
#include "query/inspect/failures.h"
#include "query/inspect/fixes.h"

namespace kb {

struct Inspection {
  std::optional<InstalledSystem> system;  ///< null if no folder of Windows was found
  std::vector<InstalledFix> installed;
  std::vector<Failure> failures;
  std::vector<Fix> fixes;                ///< empty without an index
  std::vector<std::string> diagnostics;  ///< sentences, each once

  /// True if there is anything of Windows: a system or a failure.
  bool found() const { return system.has_value() || !failures.empty(); }
};

/// The first day of a typed date (`1999`, `1999-04`, `1999-04-21`) as an ISO date; an empty text
/// gives an empty one. kUsage if it is no date.
Result<std::string> first_day(const std::string& typed);

/// Inspects what lists on paper or in a mail say (machine_list.h); `index` may be null.
Result<Inspection> inspect_lists(std::string_view text, const Index* index);

/// What is inspected of a disk.
struct InspectRequest {
  std::string path;     ///< a folder, or an image of a disk
  std::string since;    ///< ISO date: failures before it are left out; empty leaves out nothing
  std::string windows;  ///< the folder of Windows below `path`; empty: the one that starts
};

/// Inspects a disk; `index` may be null. kInput if it can't be read, kUsage if `windows` is no
/// folder of Windows.
Result<Inspection> inspect(const InspectRequest& request, const Index* index);

}  // namespace kb
