#include "cli/open_for_reading.h"

#include <unistd.h>

#include <csignal>
#include <string_view>

namespace kb {
namespace {

/// May call only what is safe in a signal handler.
void end_as_damaged(int /*signal*/) {
  constexpr std::string_view kSentence =
      "kb: the index can't be read to its end, it seems to be damaged; `kb check` tells, and "
      "`kb index --full` builds it again\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kSentence.data(), kSentence.size());
  ::_exit(kFailed);
}

}  // namespace

Result<Index> open_for_reading(const CommonOptions& options) {
#ifndef __SANITIZE_ADDRESS__  // it reports a fault of our own better
  std::signal(SIGSEGV, end_as_damaged);
  std::signal(SIGBUS, end_as_damaged);
#endif
  return Index::open(index_folder(options));
}

}  // namespace kb
