// What a command can be given, described as plain data, and how a command line is read by it.
//
// A command's setup adds a row for each option and each positional; a row names the variable that
// takes the value, and the variable's type says what the value is. The parser, the help, the man
// pages and the completion read the same rows.
//
//   list.add("--sort", sort, "relevance or newest").one_of({"relevance", "newest"});
//   list.add("-n,--limit", limit, "hits to show (10)").between(0, 1000);
//   list.add("file", path, "the file to write").required().called("OUT.kb");
//
// Arguments are told apart in this order:
//
//   --            ends the options; all that follow are words
//   --limit 3     a long option of the list, its value behind it or behind `=`
//   -n 3   -n3    a short option of the list, alone or with a number glued to it
//   --limt        no option of the list, but one or two letters from one: refused, naming that one
//   -network      all else that begins with a dash is a word where the command takes any words
//   --network     (a query reads it as an excluded word, a number or text); elsewhere it is refused
//   exchange      a word
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "parser/result.h"

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
  bool is_common = false;  ///< every command takes it

  Option& called(std::string_view name);
  Option& one_of(std::vector<std::string> texts);
  Option& between(std::uint64_t least, std::uint64_t most);
  Option& required();
  Option& common();

  bool is_positional() const { return !names.starts_with('-'); }
  bool takes_value() const { return !std::holds_alternative<bool*>(target); }
  /// What stands for the value in a usage line: the metavar, else by the kind of the target.
  std::string value_name() const;
  /// True if the value is a file or folder: its name begins with FILE, PATH, OUT or FOLDER.
  bool takes_path() const;
};

/// All that one command takes. Targets must outlive the parsing.
class OptionList {
 public:
  template <typename T>
  Option& add(std::string_view names, T& target, std::string_view help) {
    return rows_.emplace_back(Option{std::string(names), std::string(help), &target, {}, {}, {}});
  }
  /// The command takes any words, also those that look like unknown options: a query may hold
  /// `-1018` and `-i` without quotes. They arrive in the order typed; a first `--` is dropped.
  void any_words(std::string_view metavar, std::vector<std::string>& target);

  const std::vector<Option>& rows() const { return rows_; }
  const std::string& words_metavar() const { return words_metavar_; }  ///< `QUERY`; may be empty
  std::vector<std::string>* words() const { return words_; }           ///< null if it takes none

 private:
  std::vector<Option> rows_;
  std::string words_metavar_;
  std::vector<std::string>* words_ = nullptr;
};

/// A command line told apart, before any target has its value.
struct Line {
  struct Given {
    const Option* option;  ///< a row of the list
    std::string value;     ///< empty for a flag
  };
  std::vector<Given> options;
  std::vector<std::string> words;
  std::size_t first_word = 0;      ///< where words.front() stood among the arguments
  const Option* awaits = nullptr;  ///< the last argument, if its value is missing
  bool ended = false;              ///< `--` stood in front of the first word
  /// The first thing that can't be understood: an unknown option, a value that is missing.
  std::optional<Error> fault;
};

/// Tells arguments apart by the rules above. The list must outlive the line.
Line read_line(const OptionList& list, const std::vector<std::string>& arguments);

/// Gives the targets of the list their values, by CLI11. kUsage for the line's fault, a value that is
/// none of the choices or no number in the range, a positional that is missing, or a word too many;
/// the hint points to the help of `command` (`kb search`).
Result<void> take_line(const OptionList& list, const Line& line, const std::string& command);

/// The names of an option one by one: `-n` and `--limit`.
std::vector<std::string> names_of(const Option& option);

}  // namespace kb
