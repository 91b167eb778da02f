#include "cli/program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/terminal.h"
#include "indexer/store/index_folder.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

/// One command ready to run, with the common options that were typed behind its name.
struct Prepared {
  CommonOptions options;
  Run run;
};

std::string version_line() { return std::string("kb ") + kProgramVersion; }

/// What was typed in front of the command counts as well: `kb --db X search ...`.
CommonOptions merged(CommonOptions options, const CommonOptions& before) {
  if (options.db.empty()) options.db = before.db;
  if (options.color == "auto") options.color = before.color;
  options.json |= before.json;
  options.no_pager |= before.no_pager;
  options.quiet |= before.quiet;
  options.verbose |= before.verbose;
  return options;
}

/// True for global options that take a value.
bool takes_value(std::string_view option) { return option == "--db" || option == "--color"; }

/// The command that the first word names; null if it names none, or if there is no word. Only the
/// first word can be a command: `kb printer does not show` is a search.
const Command* command_named(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (takes_value(word)) {
      ++i;
    } else if (!word.starts_with('-')) {
      const auto command = std::find_if(commands().begin(), commands().end(),
                                        [&](const Command& one) { return one.name == word; });
      return command == commands().end() ? nullptr : &*command;
    }
  }
  return nullptr;
}

/// True if the line holds a word that is no option.
bool has_words(int argc, char** argv) {
  return std::any_of(argv + std::min(argc, 1), argv + argc,
                     [](const char* word) { return *word != '-'; });
}

void set_up(const Command& command, ProgramOptions& program, std::vector<Prepared>& prepared) {
  CommandOptions& described = program.commands.emplace_back(
      CommandOptions{std::string(command.name), std::string(command.help), {}});
  Prepared& ready = prepared.emplace_back();
  add_common_options(described.options, ready.options);
  ready.run = command.setup(described.options);
}

int run_commands(int argc, char** argv) {
  ProgramOptions program{
      "kb",
      "Offline knowledge-base search. Without a command: an article number opens the\n"
      "article, an error code is explained and searched, anything else is searched.",
      version_line(),
      {},
      {}};
  CommonOptions bare;
  std::vector<std::string> words;
  add_common_options(program.options, bare);
  program.options.any_words("ANYTHING", words);
  std::vector<Prepared> prepared;
  prepared.reserve(commands().size());  // targets of options point into it
  const Command* named = command_named(argc, argv);
  for (const Command& command : commands()) {
    if (named == &command || !has_words(argc, argv)) set_up(command, program, prepared);
  }
  const ParsedLine line = parse_line(program, argc, argv);
  if (line.status) return *line.status;
  if (!line.command) return route(joined(words), bare);
  const Prepared& command = prepared[*line.command];
  return command.run(merged(command.options, bare));
}

/// Opens something for each standard stream that is closed, that fails as it did: no file of ours
/// may get its number.
void open_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0) continue;
    if (::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream) return;
  }
}

}  // namespace

int run_program(int argc, char** argv) {
  open_closed_streams();
  // A file that grew too large is an error of write(2), as a full disk.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    if (argc == 2 && std::string_view(argv[1]) == "--version") {  // scripts ask it at every turn
      std::puts(version_line().c_str());
      return finished(kFound);
    }
    return finished(run_commands(argc, argv));
  } catch (const std::bad_alloc&) {
    std::fputs("kb: out of memory; index smaller parts or close other programs\n", stderr);
  } catch (const std::exception& error) {
    std::fputs(fmt::format("kb: internal error: {}\n", printable_line(error.what())).c_str(),
               stderr);
  }
  return kFailed;
}

}  // namespace kb
