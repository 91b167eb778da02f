// What a command can be given, described as plain data.
//
// A command's setup adds a row for each option and each positional; a row names the variable that
// takes the value, and the variable's type says what the value is. The parser, the help and
// whatever else lists options read the same rows. Only options.cpp knows the library that parses.
//
//   list.add("--sort", sort, "relevance or newest").one_of({"relevance", "newest"});
//   list.add("-n,--limit", limit, "hits to show (10)").between(0, 1000);
//   list.add("file", path, "the file to write").required().called("OUT.kb");
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kb {

/// One option, or one positional: that is a row whose name does not begin with `-`.
struct Option {
  /// Where the value goes: a flag, a text, repeated texts, a number that is not negative. An
  /// option that is not typed leaves it as it is.
  using Target = std::variant<bool*, std::string*, std::vector<std::string>*, unsigned*,
                              std::uint64_t*, std::optional<std::uint64_t>*>;

  std::string names;  ///< `-n,--limit`; of a positional what the usage line calls it
  std::string help;   ///< one line; what holds if it is not given stands in parentheses
  Target target;
  std::string metavar;                                           ///< `FILE`; may be empty
  std::vector<std::string> choices;                              ///< of a text; may be empty
  std::optional<std::pair<std::uint64_t, std::uint64_t>> range;  ///< of a number, both ends allowed
  bool is_required = false;

  Option& called(std::string_view name);
  Option& one_of(std::vector<std::string> texts);
  Option& between(std::uint64_t least, std::uint64_t most);
  Option& required();
};

/// All that one command takes. Targets must outlive the parsing.
class OptionList {
 public:
  template <typename T>
  Option& add(std::string_view names, T& target, std::string_view help) {
    return rows_.emplace_back(Option{std::string(names), std::string(help), &target, {}, {}, {}});
  }
  /// The command takes any words, those that look like unknown options too: a query may hold
  /// `-1018` and `-i` without quotes. They arrive in the order typed; a first `--` is dropped.
  void any_words(std::string_view metavar, std::vector<std::string>& target);
  /// Text that the help ends with: examples, and what the words mean.
  void footer(std::string_view text) { footer_ = text; }

  const std::vector<Option>& rows() const { return rows_; }
  const std::string& words_metavar() const { return words_metavar_; }  ///< `QUERY`; may be empty
  std::vector<std::string>* words() const { return words_; }           ///< null if it takes none
  const std::string& footer() const { return footer_; }

 private:
  std::vector<Option> rows_;
  std::string words_metavar_;
  std::vector<std::string>* words_ = nullptr;
  std::string footer_;
};

struct CommandOptions {
  std::string name;
  std::string help;
  OptionList options;
};

struct ProgramOptions {
  std::string name;
  std::string help;
  std::string version;  ///< what --version prints
  OptionList options;   ///< in front of the command, or without one
  std::vector<CommandOptions> commands;
};

/// What a command line says.
struct ParsedLine {
  std::optional<int> status;           ///< if nothing is left to do: --help, or an error was told
  std::optional<std::size_t> command;  ///< of ProgramOptions::commands
};

/// Parses the line into the targets. Prints help and version to stdout, errors to stderr; without
/// a command and without words the help goes to stderr as an error.
ParsedLine parse_line(const ProgramOptions& program, int argc, char** argv);

}  // namespace kb
