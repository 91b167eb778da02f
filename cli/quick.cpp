// The program that starts at once; whole_program.h.
#include <cstdlib>

#include "cli/command.h"
#include "cli/program.h"
#include "cli/whole_program.h"

namespace kb {

// The commands that the whole program alone has: to set one up is to start it.
Run setup_index(CLI::App& /*app*/) { start_whole_program(); }
Run setup_error(CLI::App& /*app*/) { start_whole_program(); }
Run setup_triage(CLI::App& /*app*/) { start_whole_program(); }
Run setup_file(CLI::App& /*app*/) { start_whole_program(); }
Run setup_parse(CLI::App& /*app*/) { start_whole_program(); }
Run setup_explain(CLI::App& /*app*/) { start_whole_program(); }
Run setup_complete(CLI::App& /*app*/) { start_whole_program(); }
Run setup_fields(CLI::App& /*app*/) { start_whole_program(); }
Run setup_stats(CLI::App& /*app*/) { start_whole_program(); }
Run setup_check(CLI::App& /*app*/) { start_whole_program(); }
Run setup_pack(CLI::App& /*app*/) { start_whole_program(); }
Run setup_unpack(CLI::App& /*app*/) { start_whole_program(); }
Run setup_export(CLI::App& /*app*/) { start_whole_program(); }
Run setup_bench(CLI::App& /*app*/) { start_whole_program(); }

}  // namespace kb

int main(int argc, char** argv) {
  kb::keep_command_line(argv);
  // The system takes back all memory at once; to free each piece takes a fiftieth of a search.
  std::_Exit(kb::run_program(argc, argv));
}
