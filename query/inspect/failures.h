// What failed on a machine: memory dumps, Dr. Watson's logs and the event logs on its disk, each
// with the articles that `kb triage` finds for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/machine/machine_folder.h"
#include "query/search/index.h"

namespace kb {

struct FailureArticle {
  std::string id;
  std::string title;
};

struct Failure {
  enum class Kind { kBugcheck, kException, kEvent };
  Kind kind = Kind::kEvent;
  std::string canonical;                ///< `STOP:0x0000001E`, `0xC0000005`, `EVENT:4058`
  std::vector<std::string> parameters;  ///< of a bug check: `0xC0000005`
  std::string by;      ///< the source of an event, the program of an exception; may be empty
  std::string source;  ///< the file that tells of it, the first of several
  std::string when;    ///< ISO date of the last time; empty if unknown
  std::uint64_t count = 1;
  std::string details;                   ///< the strings of an event, for the search; may be empty
  std::vector<FailureArticle> articles;  ///< best first; empty without an index
};
/// `bugcheck`, `exception`, `event`.
std::string_view name_of(Failure::Kind kind);

/// Reads what failed: bug checks first, then exceptions, then errors and warnings of event logs,
/// each kind the most frequent first. What can't be read is told in `diagnostics`.
std::vector<Failure> read_failures(const MachineFolder& folder,
                                   std::vector<std::string>& diagnostics);

/// Finds articles for the first failures (at most 100).
Result<void> find_articles(const Index& index, std::vector<Failure>& failures);

}  // namespace kb
