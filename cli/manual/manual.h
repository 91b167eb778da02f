// The manual: the help of the program and of each command, and topics. `kb help`, `--help` and the
// man pages print the same prose (cli/manual/*.txt) and the same rows of options.
//
// A text of the manual consists of paragraphs, headings and lines to be kept as they are:
//
//   Words are ranked ...      a paragraph, filled to the width
//   EXAMPLES                  a heading, a line in capitals
//     kb search exchange      lines that begin with two blanks stay as they are
//
// The text of a command has its name, that of the program is `kb`, all others are topics. A topic's
// first line is its heading, that of the list of topics.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/line/options.h"

namespace kb {

struct ManualText {
  std::string_view name;  ///< `search`, `query`
  std::string_view text;
};

/// All texts, by name.
const std::vector<ManualText>& manual_texts();
/// The text of a command or of `kb`; empty if there is none.
std::string_view manual_text(std::string_view name);
/// The texts of topics.
std::vector<ManualText> topics();
std::optional<ManualText> find_topic(std::string_view name);

/// `-n, --limit N`, as help and man pages show an option.
std::string spelled(const Option& option);
/// `kb pack [OPTION...] OUT.kb`.
std::string usage_line(const Command& command, const OptionList& list);

/// The help of one command, of the program, of a topic, filled to `width` columns.
std::string help_of(const Command& command, std::size_t width);
std::string help_of_program(std::size_t width);
std::string help_of_topic(const ManualText& topic, std::size_t width);

}  // namespace kb
