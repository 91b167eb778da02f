#include "cli/manual/manual.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/line/prepared.h"
#include "cli/terminal.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

bool is_kept(std::string_view line) { return line.empty() || line.starts_with("  "); }

bool is_heading(std::string_view line) {
  return !is_kept(line) && !has_lower(line) && std::any_of(line.begin(), line.end(), is_upper);
}

/// `  name   what it is`, the second column filled.
std::string row(std::string_view name, std::string_view what, std::size_t column,
                std::size_t width) {
  std::string line = fmt::format("  {:<{}}", name, column);
  const std::size_t room = std::max<std::size_t>(width, column + 22) - column - 2;
  if (width < column + 22 || name.size() + 1 > column) {  // narrow, or a long name: two lines
    return fmt::format("  {}\n", name) + wrap_lines("      " + std::string(what), width).bytes();
  }
  bool first = true;
  const std::string text = wrap_lines(std::string(what), room).bytes();
  std::string out;
  for (const std::string_view part : split_lines(text)) {
    out += (first ? line : std::string(column + 2, ' ')) + std::string(part) + "\n";
    first = false;
  }
  return out;
}

constexpr std::string_view kExamples = "EXAMPLES";

/// A kept line that is too long for the window: two columns, or a text that goes on below.
std::string folded(std::string_view line, std::size_t width) {
  const std::size_t begin = line.find_first_not_of(' ');
  const std::size_t gap = line.find("  ", begin);
  const std::size_t what = line.find_first_not_of(' ', gap);
  if (begin == 2 && gap != std::string_view::npos &&
      line.find("  ", what) == std::string_view::npos)
    return row(line.substr(begin, gap - begin), line.substr(what), what - begin, width);
  const std::string indent(std::min<std::size_t>(begin, 6), ' ');
  return wrap_lines(indent + std::string(line.substr(begin)), width, 2).bytes();
}

/// A text of the manual with its paragraphs filled. Examples are kept whole: they can be copied.
std::string filled(std::string_view text, std::size_t width) {
  std::string out;
  std::string paragraph;
  bool copied = false;
  const auto end_paragraph = [&] {
    if (!paragraph.empty()) out += wrap_lines(paragraph, width).bytes();
    paragraph.clear();
  };
  for (const std::string_view line : split_lines(text)) {
    if (is_heading(line)) copied = line == kExamples;
    if (is_kept(line) && line.size() > width && !copied) {
      end_paragraph();
      out += folded(line, width);
    } else if (is_kept(line) || is_heading(line)) {
      end_paragraph();
      out.append(line).append("\n");
    } else {
      paragraph.append(paragraph.empty() ? "" : " ").append(line);
    }
  }
  end_paragraph();
  return out;
}

constexpr std::size_t kOptionColumn = 20;

std::string option_rows(const OptionList& list, bool common, std::size_t width) {
  std::string out;
  for (const Option& option : list.rows()) {
    if (option.is_common == common) out += row(spelled(option), option.help, kOptionColumn, width);
  }
  return out;
}

/// The text of a name in two: its examples, which help begins with, and what stands before them.
struct Manual {
  std::string_view text;
  std::string_view examples;  ///< with their heading
};
Manual manual_of(std::string_view name) {
  const std::string_view text = manual_text(name);
  const std::size_t at = std::min(text.find(kExamples), text.size());
  return {trim(text.substr(0, at)), text.substr(at)};
}

}  // namespace

std::string_view manual_text(std::string_view name) {
  for (const ManualText& one : manual_texts()) {
    if (one.name == name) return one.text;
  }
  return {};
}

std::vector<ManualText> topics() {
  std::vector<ManualText> out;
  for (const ManualText& one : manual_texts()) {
    if (one.name != "kb" && command_named(one.name) == nullptr) out.push_back(one);
  }
  return out;
}

std::optional<ManualText> find_topic(std::string_view name) {
  for (const ManualText& one : topics()) {
    if (one.name == name) return one;
  }
  return std::nullopt;
}

std::string spelled(const Option& option) {
  if (option.is_positional()) return option.value_name();
  std::string out;
  for (const std::string& name : names_of(option)) out += (out.empty() ? "" : ", ") + name;
  return out + (option.takes_value() ? " " + option.value_name() : "");
}

std::string usage_line(const Command& command, const OptionList& list) {
  std::string line = fmt::format("kb {} [OPTION...]", command.name);
  if (list.words() != nullptr) line += " " + list.words_metavar() + "...";
  for (const Option& option : list.rows()) {
    if (!option.is_positional()) continue;
    const bool many = std::holds_alternative<std::vector<std::string>*>(option.target);
    const std::string name = option.value_name() + (many ? "..." : "");
    line += option.is_required ? " " + name : " [" + name + "]";
  }
  return line;
}

std::string help_of(const Command& command, std::size_t width) {
  const Prepared ready(command);
  const OptionList& list = ready.list;
  std::string out = wrap_lines(fmt::format("kb {}: {}", command.name, command.help), width).bytes();
  out += "\n" + wrap_lines("usage: " + usage_line(command, list), width).bytes();
  const auto [text, examples] = manual_of(command.name);
  if (!examples.empty()) out += "\n" + filled(examples, width);
  if (const std::string own = option_rows(list, false, width); !own.empty()) out += "\n" + own;
  out += "\nOptions of every command:\n" + option_rows(list, true, width);
  if (!text.empty()) out += "\n" + filled(text, width);
  return out;
}

std::string help_of_program(std::size_t width) {
  OptionList list;
  CommonOptions common;
  add_common_options(list, common);
  constexpr std::size_t kNameColumn = 10;
  std::string out = "kb: the Microsoft Knowledge Base, searched offline\n\n";
  const auto [text, examples] = manual_of("kb");
  out += "usage: kb ANYTHING...\n       kb COMMAND ...\n\n" + filled(examples, width);
  out += "\nCommands:\n";
  for (const Command& command : commands())
    out += row(command.name, command.help, kNameColumn, width);
  out += "\nTopics of `kb help`:\n";
  for (const ManualText& topic : topics()) {
    out += row(topic.name, split_lines(topic.text).front(), kNameColumn, width);
  }
  out += "\nOptions of every command:\n" + option_rows(list, true, width);
  return out + "\n" + filled(text, width);
}

std::string help_of_topic(const ManualText& topic, std::size_t width) {
  return filled(topic.text, width);
}

}  // namespace kb
