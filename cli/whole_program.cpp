#include "cli/whole_program.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "cli/command.h"
#include "corpus/program_folder.h"

namespace kb {
namespace {

char** command_line = nullptr;

/// Does the folder belong to who runs this? Where the program was built and copied from, a build
/// folder does; elsewhere its path may be anyone's.
bool is_ours(const char* folder) {
  struct stat status {};
  return ::stat(folder, &status) == 0 && status.st_uid == ::geteuid();
}

}  // namespace

void keep_command_line(char** argv) { command_line = argv; }

void start_whole_program() {
  constexpr const char* kName = "kb-whole";
  const std::string here = program_folder();
  std::vector<std::string> paths;
  if (!here.empty()) paths = {here + kName, here + "../lib/kb/" + kName};
  if (is_ours(KB_BUILD_FOLDER)) paths.push_back(std::string(KB_BUILD_FOLDER "/") + kName);
  for (const std::string& path : paths) {
    ::execv(path.c_str(), command_line);
    if (errno == ENOENT) continue;
    std::fputs(fmt::format("kb: can't start {}: {}\n", path, std::strerror(errno)).c_str(), stderr);
    ::_exit(kFailed);
  }
  std::fputs(fmt::format("kb: {}{} is missing; install kb anew\n", here, kName).c_str(), stderr);
  ::_exit(kFailed);
}

}  // namespace kb

/// What calls of Xapian lead to.
extern "C" [[noreturn]] void kb_call_of_xapian() { kb::start_whole_program(); }
