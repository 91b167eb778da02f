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

}  // namespace

Output::Output(const CommonOptions& options)
    : terminal_(::isatty(STDOUT_FILENO) == 1),
      colored_(wants_color(options.color, terminal_)),
      pager_(terminal_ && !options.no_pager),
      width_(terminal_ ? terminal_width() : 80) {}

std::string Output::styled(Style style, std::string_view text) const {
  if (!colored_) return safe(text);
  return std::string(escape_of(style)) + safe(text) + "\x1b[0m";
}

std::string Output::safe(std::string_view text) const {
  if (!terminal_) return std::string(text);
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) {
      out += '^';
      out += char(byte ^ 0x40U);
    } else {
      out += c;
    }
  }
  return out;
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

std::string wrap_lines(std::string_view text, std::size_t width) {
  std::string out;
  for (std::string_view line : split_lines(text)) {
    const std::size_t indent = std::min(line.find_first_not_of(' '), width / 2);
    std::size_t room = width;
    while (line.size() > room && count_code_points(line) > room) {
      std::size_t cut = line.rfind(' ', room);
      if (cut == std::string_view::npos || cut <= indent) cut = line.find(' ', room);
      if (cut == std::string_view::npos || trim(line.substr(cut)).empty()) break;
      out.append(trim_right(line.substr(0, cut))).append("\n").append(indent, ' ');
      line = trim(line.substr(cut));
      room = width - indent;
    }
    out.append(line).append("\n");
  }
  return out;
}

}  // namespace kb
