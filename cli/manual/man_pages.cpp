// Writes the man pages, in the macros of man(7), from the rows of the options and the texts of the
// manual:  kb_man_pages FOLDER  writes kb.1, kb-COMMAND.1, kb-query.7 and kb-codes.7.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <fstream>

#include "cli/line/prepared.h"
#include "cli/manual/manual.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

/// Topics with a page of their own; the others are told in kb(1).
constexpr std::array<std::string_view, 2> kPages = {"query", "codes"};

/// Lines of a page are at most this long, as mandoc's lint wants it.
constexpr std::size_t kLineBytes = 78;

bool is_kept(std::string_view line) { return line.starts_with("  "); }

bool is_heading(std::string_view line) {
  return !line.empty() && !is_kept(line) && !has_lower(line);
}

/// What stands for a character in the text of a page.
std::string escaped(char c) {
  switch (c) {
    case '\\':
      return "\\e";
    case '-':
      return "\\-";
    case '\'':
      return "\\(aq";
    case '^':
      return "\\(ha";
    case '~':
      return "\\(ti";
    default:
      return std::string(1, c);
  }
}

/// Text as it stands, in which no character means anything to roff.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) out += escaped(c);
  return out;
}

/// Text with `code` in bold.
std::string with_bold(std::string_view text) {
  std::string out;
  bool bold = false;
  for (const char c : text) {
    if (c == '`') {
      bold = !bold;
      out += bold ? "\\fB" : "\\fR";
    } else {
      out += escaped(c);
    }
  }
  return out;
}

/// A line that roff does not take for a request, and whose last stop it does not take for the end of
/// a sentence.
std::string guarded(std::string line) {
  if (line.starts_with('.')) line.insert(0, "\\&");
  if (line.ends_with('.')) line += "\\&";
  return line + "\n";
}

/// Escaped text, broken at blanks.
std::string broken(std::string_view text) {
  std::string out;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!line.empty() && line.size() + 1 + word.size() > kLineBytes) {
      out += guarded(std::move(line));
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
    at = end + 1;
  }
  return line.empty() ? out : out + guarded(std::move(line));
}

/// The day of the source, so that two builds make the same pages; else today.
std::string day() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  const std::time_t time = epoch != nullptr ? std::strtoll(epoch, nullptr, 10) : std::time(nullptr);
  return fmt::format("{:%Y-%m-%d}", fmt::gmtime(time));
}

/// A page as it grows.
class Page {
 public:
  Page(std::string_view name, int section, std::string_view about) {
    std::string title(name);
    std::transform(title.begin(), title.end(), title.begin(), to_upper);
    out_ = fmt::format(".TH {} {} {} kb\n.nh\n.ad l\n", title, section, day());
    heading("NAME");
    paragraph(fmt::format("{} - {}", name, about));
  }

  void heading(std::string_view text) {
    out_ += fmt::format(".SH {}\n", text);
    is_first_ = true;
  }

  void paragraph(std::string_view text) {
    if (!std::exchange(is_first_, false)) out_ += ".PP\n";
    out_ += broken(with_bold(text));
  }

  void item(std::string_view term, std::string_view about) {
    is_first_ = false;
    out_ += fmt::format(".TP\n\\fB{}\\fR\n", plain(term)) + broken(with_bold(about));
  }

  /// The paragraphs, headings and kept lines of a text of the manual.
  void text(std::string_view text) {
    bool kept = false;
    for (const std::string_view line : split_lines(text)) {
      if (is_kept(line) != kept) {
        kept = !kept;
        if (kept) begin_kept();
        if (!kept) end_kept();
      }
      if (kept) {
        out_ += guarded(plain(line.substr(2)));
      } else if (is_heading(line)) {
        heading(line);
      } else if (!line.empty()) {
        paragraph(line);
      }
    }
    if (kept) end_kept();
  }

  void options(const OptionList& list, bool common) {
    for (const Option& option : list.rows()) {
      if (option.is_common == common) item(spelled(option), option.help);
    }
  }

  /// The pages to go on with: those of all commands where the page is that of the program.
  void see_also(bool is_program) {
    heading("SEE ALSO");
    std::string pages = is_program ? "" : "`kb`(1), ";
    if (is_program) {
      for (const Command& command : commands()) pages += fmt::format("`kb-{}`(1), ", command.name);
    }
    paragraph(pages + "`kb-query`(7), `kb-codes`(7)");
  }

  bool write(const std::string& path) const {
    std::ofstream out(path, std::ios::trunc);
    out << out_;
    return bool(out.flush());
  }

 private:
  void begin_kept() {
    if (!std::exchange(is_first_, false)) out_ += ".sp\n";
    out_ += ".RS 2\n.nf\n";
  }
  void end_kept() { out_ += ".fi\n.RE\n"; }

  std::string out_;
  bool is_first_ = true;  // nothing stands below the last heading
};

Page page_of(const Command& command) {
  const Prepared ready(command);
  Page page(fmt::format("kb-{}", command.name), 1, command.help);
  page.heading("SYNOPSIS");
  page.paragraph(usage_line(command, ready.list));
  const auto& rows = ready.list.rows();
  if (std::any_of(rows.begin(), rows.end(), [](const Option& row) { return !row.is_common; })) {
    page.heading("OPTIONS");
    page.options(ready.list, false);
  }
  page.heading("OPTIONS OF EVERY COMMAND");
  page.options(ready.list, true);
  const std::string_view text = manual_text(command.name);
  if (!text.empty() && !is_heading(split_lines(text).front())) page.heading("DESCRIPTION");
  page.text(text);
  page.heading("EXIT STATUS");
  page.paragraph("0 found or done, 1 nothing found, 2 an error; see `kb`(1).");
  page.see_also(false);
  return page;
}

Page page_of_program() {
  const Bare bare;
  Page page("kb", 1, "search the Microsoft Knowledge Base offline");
  page.heading("SYNOPSIS");
  page.paragraph("kb ANYTHING...");
  page.paragraph("kb COMMAND ...");
  page.heading("DESCRIPTION");
  const std::string_view text = manual_text("kb");
  const std::size_t status = std::min(text.find("EXIT STATUS\n"), text.size());
  page.text(text.substr(0, status));
  page.heading("COMMANDS");
  for (const Command& command : commands()) page.item(command.name, command.help);
  page.heading("OPTIONS OF EVERY COMMAND");
  page.options(bare.list, true);
  page.text(text.substr(status));
  page.see_also(true);
  return page;
}

Page page_of(const ManualText& topic) {
  const std::size_t end = topic.text.find('\n');
  Page page(fmt::format("kb-{}", topic.name), 7, topic.text.substr(0, end));
  page.heading("DESCRIPTION");
  page.text(topic.text.substr(end + 1));
  page.see_also(false);
  return page;
}

bool write_pages(const std::string& folder) {
  bool all = page_of_program().write(folder + "/kb.1");
  for (const Command& command : commands())
    all &= page_of(command).write(fmt::format("{}/kb-{}.1", folder, command.name));
  for (const std::string_view name : kPages)
    all &= page_of(*find_topic(name)).write(fmt::format("{}/kb-{}.7", folder, name));
  return all;
}

}  // namespace
}  // namespace kb

int main(int argc, char** argv) { return argc == 2 && kb::write_pages(argv[1]) ? 0 : 1; }
