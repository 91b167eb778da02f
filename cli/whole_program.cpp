#include "cli/whole_program.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "cli/command.h"
#include "corpus/program_folder.h"

namespace kb {
namespace {

char** command_line = nullptr;

}  // namespace

void keep_command_line(char** argv) { command_line = argv; }

void start_whole_program() {
  constexpr const char* kName = "kb-whole";
  const std::string here = program_folder();
  for (const std::string& path :
       {here + kName, here + "../lib/kb/" + kName, std::string(KB_BUILD_FOLDER "/") + kName}) {
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
