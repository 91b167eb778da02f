// Writes the man pages in scdoc's notation, from the rows of the options and the texts of the
// manual:  kb_man_pages FOLDER  writes kb.1.scd, kb-COMMAND.1.scd, kb-query.7.scd and kb-codes.7.scd.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "cli/line/prepared.h"
#include "cli/manual/manual.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

/// Topics with a page of their own; the others are told in kb(1).
constexpr std::array<std::string_view, 2> kPages = {"query", "codes"};

/// Text with the characters that mean something to scdoc made plain, and `code` in bold.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '`') {
      out += '*';
    } else {
      if (std::string_view("\\*_#[]<>+~-|").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

bool is_kept(std::string_view line) { return line.starts_with("  "); }

bool is_heading(std::string_view line) {
  return !line.empty() && !is_kept(line) && std::none_of(line.begin(), line.end(), is_lower);
}

/// The paragraphs, headings and kept lines of a text of the manual.
std::string body(std::string_view text) {
  std::string out;
  bool kept = false;
  const auto end_kept = [&] {
    if (std::exchange(kept, false)) out += "```\n\n";
  };
  for (const std::string_view line : split_lines(text)) {
    if (is_kept(line)) {
      if (!std::exchange(kept, true)) out += "```\n";
      out.append(line.substr(2)).append("\n");
    } else if (is_heading(line)) {
      end_kept();
      out.append("# ").append(line).append("\n\n");
    } else {
      end_kept();
      if (!line.empty()) out += escaped(line) + "\n\n";
    }
  }
  end_kept();
  return out;
}

std::string option_rows(const OptionList& list, bool common) {
  std::string out;
  for (const Option& option : list.rows()) {
    if (option.is_common != common) continue;
    out += "*" + escaped(spelled(option)) + "*\n\t" + escaped(option.help) + "\n\n";
  }
  return out;
}

std::string see_also(std::string_view self) {
  std::string out = "# SEE ALSO\n\n";
  if (self != "kb") return out + "*kb*(1), *kb-query*(7), *kb-codes*(7)\n";
  for (const Command& command : commands()) out += fmt::format("*kb-{}*(1), ", command.name);
  return out + "*kb-query*(7), *kb-codes*(7)\n";
}

std::string page_of(const Command& command) {
  const Prepared ready(command);
  std::string out = fmt::format("kb-{}(1)\n\n# NAME\n\nkb-{} - {}\n\n", command.name, command.name,
                                escaped(command.help));
  out += "# SYNOPSIS\n\n" + escaped(usage_line(command, ready.list)) + "\n\n";
  if (const std::string own = option_rows(ready.list, false); !own.empty())
    out += "# OPTIONS\n\n" + own;
  out += "# OPTIONS OF EVERY COMMAND\n\n" + option_rows(ready.list, true);
  const std::string_view text = manual_text(command.name);
  if (!text.empty() && !is_heading(split_lines(text).front())) out += "# DESCRIPTION\n\n";
  out += body(text);
  return out + "# EXIT STATUS\n\n0 found or done, 1 nothing found, 2 an error; see *kb*(1).\n\n" +
         see_also(command.name);
}

std::string page_of_program() {
  const Bare bare;
  std::string out = "kb(1)\n\n# NAME\n\nkb - search the Microsoft Knowledge Base offline\n\n";
  out += "# SYNOPSIS\n\nkb ANYTHING...\n\nkb COMMAND ...\n\n# DESCRIPTION\n\n";
  std::string rest = body(manual_text("kb"));
  const std::size_t exit = rest.find("# EXIT STATUS");
  out += rest.substr(0, exit) + "# COMMANDS\n\n";
  for (const Command& command : commands()) {
    out += fmt::format("*{}*\n\t{}\n\n", command.name, escaped(command.help));
  }
  out += "# OPTIONS OF EVERY COMMAND\n\n" + option_rows(bare.list, true);
  return out + rest.substr(exit) + see_also("kb");
}

std::string page_of(const ManualText& topic) {
  const std::size_t end = topic.text.find('\n');
  return fmt::format("kb-{}(7)\n\n# NAME\n\nkb-{} - {}\n\n# DESCRIPTION\n\n", topic.name,
                     topic.name, escaped(topic.text.substr(0, end))) +
         body(topic.text.substr(end + 1)) + see_also(topic.name);
}

bool write_page(const std::string& path, const std::string& page) {
  std::ofstream out(path, std::ios::trunc);
  out << page;
  return bool(out.flush());
}

bool write_pages(const std::string& folder) {
  bool all = write_page(folder + "/kb.1.scd", page_of_program());
  for (const Command& command : commands()) {
    all &= write_page(fmt::format("{}/kb-{}.1.scd", folder, command.name), page_of(command));
  }
  for (const std::string_view name : kPages) {
    all &= write_page(fmt::format("{}/kb-{}.7.scd", folder, name), page_of(*find_topic(name)));
  }
  return all;
}

}  // namespace
}  // namespace kb

int main(int argc, char** argv) { return argc == 2 && kb::write_pages(argv[1]) ? 0 : 1; }
