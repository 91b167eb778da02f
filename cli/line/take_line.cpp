// The only file that includes CLI11, which turns what was typed into values and checks them. Which
// argument is an option and which a word is decided before, by read_line: CLI11 has no rule for
// `-network`, and reads it as `-n etwork`.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/line/options.h"

namespace kb {
namespace {

CLI::Option* add_to(CLI::App& app, const Option& row, bool* flag) {
  return app.add_flag(row.names, *flag);
}

template <typename T>
CLI::Option* add_to(CLI::App& app, const Option& row, T* target) {
  return app.add_option(row.names, *target);
}

CLI::Option* add_to(CLI::App& app, const Option& row, std::vector<std::string>* target) {
  CLI::Option* option = app.add_option(row.names, *target);
  if (!row.is_positional()) option->allow_extra_args(false);
  return option;
}

void add_row(CLI::App& app, const Option& row) {
  CLI::Option* option =
      std::visit([&](auto* target) { return add_to(app, row, target); }, row.target);
  if (row.is_required) option->required();
  if (!row.choices.empty()) option->check(CLI::IsMember(row.choices));
  if (row.range) option->check(CLI::Range(row.range->first, row.range->second));
  if (!std::holds_alternative<std::vector<std::string>*>(row.target)) {
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
}

/// The line in the one spelling that needs no rule: `--name=value`, then `--`, then the words.
std::vector<std::string> spelt_out(const Line& line, bool with_words) {
  std::vector<std::string> arguments;
  for (const Line::Given& given : line.options) {
    const std::string name = names_of(*given.option).back();
    if (!given.option->takes_value()) {
      arguments.push_back(name);
    } else if (name.starts_with("--")) {
      arguments.push_back(name + "=" + given.value);
    } else {
      arguments.insert(arguments.end(), {name, given.value});
    }
  }
  arguments.emplace_back("--");
  if (with_words) arguments.insert(arguments.end(), line.words.begin(), line.words.end());
  return arguments;
}

}  // namespace

Result<void> take_line(const OptionList& list, const Line& line, const std::string& command) {
  const std::string hint = "see `" + command + " --help`";
  if (line.fault) {
    Error fault = *line.fault;
    if (fault.hint.empty()) fault.hint = hint;
    return tl::make_unexpected(fault);
  }
  CLI::App app;
  app.set_help_flag();  // help is an option of the list
  for (const Option& row : list.rows()) add_row(app, row);
  try {
    std::vector<std::string> arguments = spelt_out(line, list.words() == nullptr);
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    return fail(ErrorKind::kUsage, error.what(), hint);
  }
  if (list.words() != nullptr) *list.words() = line.words;
  return {};
}

}  // namespace kb
