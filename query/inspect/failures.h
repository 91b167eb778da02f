// What failed on a machine: memory dumps, Dr. Watson's logs, the logs of its start and its setup,
// files that are not as setup has put them, and its event logs, each with the articles that `kb
// triage` finds for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/system/installed_system.h"
#include "query/search/index.h"

namespace kb {

struct FailureArticle {
  std::string id;
  std::string title;
};

struct Failure {
  enum class Kind { kBugcheck, kException, kBoot, kSetup, kFile, kEvent };
  Kind kind = Kind::kEvent;
  std::string canonical;  ///< `STOP:0x0000001E`, `0xC0000005`, `EVENT:4058`; a file of others
  std::vector<std::string> parameters;  ///< of a bug check: `0xC0000005`
  /// The source of an event, the program of an exception, the step of a start or setup, what is
  /// wrong with a file; may be empty.
  std::string by;
  std::string source;  ///< the file that tells of it, the first of several
  std::string when;    ///< ISO date of the last time; empty if unknown
  std::uint64_t count = 1;
  /// For the search: the strings of an event, the library where an exception happened; may be
  /// empty.
  std::string details;
  std::vector<FailureArticle> articles;  ///< best first; empty without an index
};
/// `bugcheck`, `exception`, `boot`, `setup`, `file`, `event`.
std::string_view name_of(Failure::Kind kind);

/// Reads what failed, in the order of the kinds, each kind the most frequent first. What can't be
/// read is told in `diagnostics`. What happened before `since`, an ISO date, is left out and not
/// counted; empty leaves out nothing. A failure without a date stays.
std::vector<Failure> read_failures(const MachineFolder& folder, const Machine& machine,
                                   const std::string& since, std::vector<std::string>& diagnostics);

/// Finds articles for the first failures (at most 100).
Result<void> find_articles(const Index& index, std::vector<Failure>& failures);

}  // namespace kb
