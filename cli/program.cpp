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
#include "cli/line/prepared.h"
#include "cli/manual/manual.h"
#include "cli/route.h"
#include "cli/terminal.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "parser/text/near.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

using Arguments = std::vector<std::string>;

const Line::Given* given(const Line& line, std::string_view name) {
  for (const Line::Given& one : line.options) {
    const std::vector<std::string> names = names_of(*one.option);
    if (contains(names, name)) return &one;
  }
  return nullptr;
}

int print(const std::string& text) {
  Output out(CommonOptions{});
  out.write(text);
  out.flush();
  return kFound;
}

std::size_t help_width() { return Output(CommonOptions{}).width(); }

/// A word as a shell would have to be given it.
std::string quoted(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return is_alnum(c) || std::string_view("-_./:,+=@%").find(c) != std::string_view::npos;
  });
  if (plain) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string quoted_line(const Arguments& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + quoted(word);
  return out;
}

/// Whether the words are what the command takes; else they are the rest of a sentence.
bool fits(const Command& command, const OptionList& list, const Arguments& words) {
  if (command.fits != nullptr) return command.fits(words);
  if (list.words() != nullptr) return true;
  std::size_t most = 0;
  for (const Option& row : list.rows()) {
    if (!row.is_positional()) continue;
    if (std::holds_alternative<std::vector<std::string>*>(row.target)) return true;
    ++most;
  }
  return words.size() <= most;
}

/// `line` was read by the command's own options.
int run_command(const Command& command, const Prepared& ready, const Line& line) {
  if (given(line, "--help") != nullptr) return print(help_of(command, help_width()));
  if (auto taken = take_line(ready.list, line, fmt::format("kb {}", command.name)); !taken)
    return report(taken.error());
  return ready.run(ready.options);
}

/// The command whose name was probably meant by the first word, where the rest fits it.
const Command* misspelt_command(const Line& line) {
  const std::string& word = line.words[0];
  if (word.size() < 4 || !std::all_of(word.begin(), word.end(), is_alpha)) return nullptr;
  const Arguments rest(line.words.begin() + 1, line.words.end());
  for (const Command& command : commands()) {
    if (!is_near(word, command.name)) continue;
    if (fits(command, Prepared(command).list, rest)) return &command;
  }
  return nullptr;
}

/// True if every word reads `-x` or `--word`: nothing is left to search for.
bool all_look_like_options(const Line& line) {
  return std::all_of(line.words.begin(), line.words.end(), [](const std::string& word) {
    const std::size_t name = word.find_first_not_of('-');
    return word[0] == '-' && name <= 2 && is_alpha(word[name]);
  });
}

int report_no_option(const std::string& word) {
  return report({ErrorKind::kUsage, "there is no option " + word,
                 "see `kb --help`; to search for it write kb search -- " + quoted(word)});
}

/// Words without a command: an article's number is shown, everything else is searched for.
int run_bare(const Line& line, const Arguments& arguments) {
  if (line.fault) {
    Error fault = *line.fault;
    if (fault.hint.empty()) fault.hint = "see `kb --help`";
    return report(fault);
  }
  if (!line.ended && all_look_like_options(line)) return report_no_option(line.words[0]);
  CommonOptions options;
  if (const Line::Given* db = given(line, "--db")) options.db = db->value;
  options.quiet = given(line, "--quiet") != nullptr;
  if (const Command* near = misspelt_command(line); near != nullptr && !line.ended) {
    const Arguments rest(line.words.begin() + 1, line.words.end());
    remark(options,
           fmt::format("there is no command '{}', so it is searched for; did you mean "
                       "`kb {}{}{}`?",
                       line.words[0], near->name, rest.empty() ? "" : " ", quoted_line(rest)));
  }
  const Routed meant = route(line.words, options);
  const Prepared ready(meant.command);
  Line own = read_line(ready.list, arguments);
  own.words = meant.words;
  return run_command(meant.command, ready, own);
}

/// A sentence that begins with the name of a command.
int run_sentence(const Command& command, const Line& line, const Arguments& arguments) {
  if (command.effect == Effect::kWrites) {
    const Arguments rest(line.words.begin() + 1, line.words.end());
    return report({ErrorKind::kUsage,
                   fmt::format("`kb {}` takes {}, not '{}'; see `kb help {}`", command.name,
                               command.takes, joined(rest), command.name),
                   "to search for these words: kb search " + quoted_line(line.words)});
  }
  CommonOptions options;
  options.quiet = given(line, "--quiet") != nullptr;
  remark(options, fmt::format("these words are searched for; for the command see `kb help {}`",
                              command.name));
  return run_bare(line, arguments);
}

int run_line(const Arguments& arguments) {
  const Bare bare;
  const Line line = read_line(bare.list, arguments);
  const Command* command =
      line.words.empty() || line.ended ? nullptr : command_named(line.words[0]);
  if (command != nullptr) {
    Arguments rest = arguments;
    rest.erase(rest.begin() + std::ptrdiff_t(line.first_word));
    const Prepared ready(*command);
    const Line own = read_line(ready.list, rest);
    const bool misspelt = own.fault && !own.fault->hint.empty();  // an option, its value a word
    if (given(own, "--help") != nullptr || misspelt || fits(*command, ready.list, own.words))
      return run_command(*command, ready, own);
    return run_sentence(*command, line, arguments);
  }
  if (given(line, "--version") != nullptr) return print(version_line() + "\n");
  if (given(line, "--help") != nullptr) return print(help_of_program(help_width()));
  if (!line.words.empty() || line.fault) return run_bare(line, arguments);
  std::fputs(help_of_program(help_width()).c_str(), stderr);
  return kFailed;
}

/// True if errors are wanted as JSON too, whatever else is wrong with the line.
bool wants_json(const Arguments& arguments) {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  return std::find(arguments.begin(), end, "--json") != end;
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
    const Arguments arguments(argv + std::min(argc, 1), argv + argc);
    const int status = run_line(arguments);
    if (status == kFailed && wants_json(arguments)) print_error_as_json();
    return finished(status);
  } catch (const std::bad_alloc&) {
    std::fputs("kb: out of memory; index smaller parts or close other programs\n", stderr);
  } catch (const std::exception& error) {
    std::fputs(fmt::format("kb: internal error: {}\n", printable_line(error.what())).c_str(),
               stderr);
  }
  return kFailed;
}

}  // namespace kb
