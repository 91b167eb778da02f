#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "parser/text/printable.h"

namespace kb {

Option& Option::called(std::string_view name) {
  metavar = name;
  return *this;
}

Option& Option::one_of(std::vector<std::string> texts) {
  choices = std::move(texts);
  return *this;
}

Option& Option::between(std::uint64_t least, std::uint64_t most) {
  range = {least, most};
  return *this;
}

Option& Option::required() {
  is_required = true;
  return *this;
}

void OptionList::any_words(std::string_view metavar, std::vector<std::string>& target) {
  words_metavar_ = metavar;
  words_ = &target;
}

namespace {

constexpr int kUsageError = 2;

CLI::Option* add_to(CLI::App& app, const Option& row, bool* flag) {
  return app.add_flag(row.names, *flag, row.help);
}

template <typename T>
CLI::Option* add_to(CLI::App& app, const Option& row, T* target) {
  return app.add_option(row.names, *target, row.help);
}

void add_row(CLI::App& app, const Option& row) {
  CLI::Option* option =
      std::visit([&](auto* target) { return add_to(app, row, target); }, row.target);
  if (row.is_required) option->required();
  if (!row.choices.empty()) option->check(CLI::IsMember(row.choices));
  if (row.range) option->check(CLI::Range(row.range->first, row.range->second));
  if (!row.metavar.empty()) option->type_name(row.metavar);
}

void add_all(CLI::App& app, const OptionList& options) {
  app.allow_extras(options.words() != nullptr);
  for (const Option& row : options.rows()) add_row(app, row);
  app.footer(options.footer());
}

/// Everything that was typed and is no option of `app`.
std::vector<std::string> rest_of_line(const CLI::App& app) {
  std::vector<std::string> words = app.remaining();
  if (const CLI::App* before = app.get_parent()) {  // CLI11 leaves to it what follows `--`
    const std::vector<std::string> more = before->remaining();
    words.insert(words.end(), more.begin(), more.end());
  }
  const auto mark = std::find(words.begin(), words.end(), "--");
  if (mark != words.end()) words.erase(mark);
  return words;
}

void hand_over_words(const CLI::App& app, const OptionList& options) {
  if (options.words() != nullptr) *options.words() = rest_of_line(app);
}

/// Prints help or version; or what is wrong with the line.
int tell(const CLI::App& app, const CLI::ParseError& outcome) {
  if (outcome.get_exit_code() == 0) return app.exit(outcome);
  std::fputs(fmt::format("kb: {}; see `kb --help`\n", printable_line(outcome.what())).c_str(),
             stderr);
  return kUsageError;
}

}  // namespace

ParsedLine parse_line(const ProgramOptions& program, int argc, char** argv) {
  CLI::App app(program.help, program.name);
  app.set_version_flag("--version", program.version);
  app.require_subcommand(0, 1);
  add_all(app, program.options);
  for (const CommandOptions& command : program.commands) {
    add_all(*app.add_subcommand(command.name, command.help), command.options);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& outcome) {  // --help and --version too
    return {tell(app, outcome), {}};
  }
  for (std::size_t i = 0; i < program.commands.size(); ++i) {
    const CLI::App* command = app.get_subcommand(program.commands[i].name);
    if (!command->parsed()) continue;
    hand_over_words(*command, program.commands[i].options);
    return {{}, i};
  }
  if (rest_of_line(app).empty()) {
    std::fputs(app.help().c_str(), stderr);
    return {kUsageError, {}};
  }
  hand_over_words(app, program.options);
  return {};
}

}  // namespace kb
