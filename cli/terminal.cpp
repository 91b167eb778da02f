#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "indexer/store/manifest.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

winsize window() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) size = {};
  return size;
}

std::size_t terminal_width() {
  const std::size_t columns = window().ws_col;
  return columns == 0 ? 80 : std::max<std::size_t>(20, columns);
}

std::size_t terminal_height() {
  const std::size_t rows = window().ws_row;
  return rows == 0 ? 24 : rows;
}

bool wants_color(const std::string& choice, bool terminal) {
  if (choice == "always") return true;
  const char* no_color = std::getenv("NO_COLOR");
  if (choice == "never" || (no_color != nullptr && *no_color != '\0')) return false;
  const char* term = std::getenv("TERM");
  return terminal && term != nullptr && std::string_view(term) != "dumb";
}

std::string_view escape_of(Style style) {
  switch (style) {
    case Style::kTitle:
      return "\x1b[1m";
    case Style::kHeading:
      return "\x1b[1;36m";
    case Style::kId:
      return "\x1b[1;33m";
    case Style::kMark:
      return "\x1b[1;31m";
    case Style::kDim:
      return "\x1b[2m";
  }
  return "";
}

int write_failure = 0;  // errno of a write to stdout that failed, for finished()

void write_all(std::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(STDOUT_FILENO, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) {
      write_failure = errno;
      return;
    }
    text.remove_prefix(std::size_t(wrote));
  }
}

/// Path of the file that stdout is; empty for a pipe and the like.
std::string output_file() {
  std::error_code ignored;
  const std::string path = std::filesystem::read_symlink("/proc/self/fd/1", ignored).string();
  return path.starts_with('/') ? path : "";
}

bool write_paged(std::string_view text) {
  ::setenv("LESS", "FRX", 0);
  const char* pager = std::getenv("PAGER");
  std::FILE* pipe = ::popen(pager != nullptr && *pager != '\0' ? pager : "less", "w");
  if (pipe == nullptr) return false;
  std::fwrite(text.data(), 1, text.size(), pipe);
  return ::pclose(pipe) == 0;
}

/// Whether a line has more characters than `room`; looks no further than that many may reach.
bool is_longer(std::string_view line, std::size_t room) {
  return line.size() > room && count_code_points(line.substr(0, 4 * room + 1)) > room;
}

}  // namespace

Text::Text(std::string_view text) : bytes_(printable(text)) {}

Output::Output(const CommonOptions& options)
    : terminal_(::isatty(STDOUT_FILENO) == 1),
      colored_(wants_color(options.color, terminal_)),
      pager_(terminal_ && !options.no_pager),
      width_(terminal_ ? terminal_width() : 80) {}

void Output::write_raw(std::string_view bytes) {
  if (terminal_) return write(bytes);
  text_ += bytes;
}

Text Output::styled(Style style, Text text) const {
  if (!colored_) return text;
  text.bytes_ = std::string(escape_of(style)) + text.bytes_ + "\x1b[0m";
  return text;
}

bool Output::flush() {
  write_all(text_);
  text_.clear();
  return write_failure == 0;
}

void Output::flush_paged() {
  const auto lines = std::size_t(std::count(text_.begin(), text_.end(), '\n'));
  if (pager_ && lines + 1 > terminal_height() && write_paged(text_)) text_.clear();
  flush();
}

int finished(int status) {
  std::cout.flush();  // the help
  if (std::cout.bad()) write_failure = errno;
  if (write_failure == 0 || write_failure == EPIPE) return status;
  const std::string file = output_file();
  return report({ErrorKind::kSystem,
                 "can't write the output" + (file.empty() ? "" : " to " + file) + ": " +
                     std::strerror(write_failure),
                 kFreeSpaceForFile});
}

Text wrap_lines(const Text& text, std::size_t width, std::size_t hang) {
  Text wrapped;
  std::string& out = wrapped.bytes_;
  for (std::string_view line : split_lines(text.bytes())) {
    const std::size_t indent =
        std::min(std::min(line.find_first_not_of(' '), width) + hang, width / 2);
    std::size_t room = width;
    while (is_longer(line, room)) {
      std::size_t cut = line.rfind(' ', room);
      if (cut == std::string_view::npos || cut <= indent) cut = line.find(' ', room);
      if (cut == std::string_view::npos || trim(line.substr(cut)).empty()) break;
      out.append(trim_right(line.substr(0, cut))).append("\n").append(indent, ' ');
      line = trim(line.substr(cut));
      room = width - indent;
    }
    out.append(line).append("\n");
  }
  return wrapped;
}

}  // namespace kb
