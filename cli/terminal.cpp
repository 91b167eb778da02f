#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "cli/user_folders.h"
#include "indexer/store/manifest.h"
#include "parser/fields/article_name.h"
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

/// Columns of the terminal; where stdout is none, what $COLUMNS says.
std::size_t output_width(bool terminal) {
  std::size_t columns = terminal ? window().ws_col : 0;
  const char* const told = std::getenv("COLUMNS");
  if (!terminal && told != nullptr) columns = std::strtoul(told, nullptr, 10);
  return columns == 0 ? 80 : std::clamp<std::size_t>(columns, 20, 10000);
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
bool began = false;     // for output_began()

void write_all(std::string_view text) {
  began = began || !text.empty();
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

/// Ctrl-C at a pager is for the pager: kb waits, or two programs would read the keys.
class IgnoredInterrupts {
 public:
  IgnoredInterrupts() : before_(std::signal(SIGINT, SIG_IGN)) {}
  ~IgnoredInterrupts() { std::signal(SIGINT, before_); }
  IgnoredInterrupts(const IgnoredInterrupts&) = delete;
  IgnoredInterrupts& operator=(const IgnoredInterrupts&) = delete;

 private:
  void (*before_)(int);
};

bool write_paged(std::string_view text) {
  // The user's own options stay. -R lets colours through, -S scrolls long lines of code sideways.
  const std::string options = environment("LESS");
  ::setenv("LESS", options.empty() ? "FRSX" : (options + " -R").c_str(), 1);
  const std::string pager = environment("PAGER");
  const IgnoredInterrupts ignored;
  std::FILE* pipe = ::popen(pager.empty() ? "less" : pager.c_str(), "w");
  if (pipe == nullptr) return false;
  began = true;
  std::fwrite(text.data(), 1, text.size(), pipe);
  return ::pclose(pipe) == 0;
}

/// Byte behind the escape of a style that starts at `i`; `i` if none does.
std::size_t escape_end(std::string_view line, std::size_t i) {
  if (line.substr(i, 2) != "\x1b[") return i;
  const std::size_t end = line.find('m', i);
  return end == std::string_view::npos ? i : end + 1;
}

/// Breaks one line at blanks, and a word that is longer than a line anywhere. A style that is on at
/// a break ends there and goes on behind it.
class LineBreaker {
 public:
  LineBreaker(std::string_view line, std::size_t width, std::size_t hang)
      : line_(line), width_(width) {
    std::size_t blanks = 0;
    while (text_ < line.size()) {
      const std::size_t end = escape_end(line, text_);
      if (end == text_ && line[text_] != ' ') break;
      if (end == text_) ++blanks;
      text_ = std::max(end, text_ + 1);
    }
    indent_ = std::min(std::min(blanks, width) + hang, width / 2);
  }

  void write(std::string& out) {
    std::size_t room = width_;
    std::size_t columns = 0;
    for (std::size_t i = 0; i < line_.size();) {
      if (const std::size_t end = escape_end(line_, i); end != i) {
        const std::string_view escape = line_.substr(i, end - i);
        style_ = escape == kPlain ? std::string_view() : escape;
        i = end;
        continue;
      }
      if (line_[i] == ' ' && i >= text_) {
        blank_ = i;
        blank_style_ = style_;
      }
      if (columns == room && line_[i] != ' ' && blank_ == 0 && i > begin_) {
        blank_ = i;  // the word is longer than a line
        blank_style_ = style_;
      }
      i += utf8_step(line_, i).length;
      if (++columns <= room || blank_ == 0) continue;
      if (trim(line_.substr(blank_)).empty()) break;
      i = break_line(out);
      columns = 0;
      room = width_ - indent_;
    }
    out.append(line_.substr(begin_)).append("\n");
  }

 private:
  /// Ends a line at the last blank; returns where the next begins.
  std::size_t break_line(std::string& out) {
    out.append(trim_right(line_.substr(begin_, blank_ - begin_)));
    if (!blank_style_.empty()) out += kPlain;
    out.append("\n").append(indent_, ' ').append(blank_style_);
    begin_ = line_.find_first_not_of(' ', blank_);
    text_ = begin_;
    style_ = blank_style_;
    blank_ = 0;
    return begin_;
  }

  static constexpr std::string_view kPlain = "\x1b[0m";

  std::string_view line_;
  std::size_t width_;
  std::size_t text_ = 0;          // where the text behind the indentation begins
  std::size_t indent_ = 0;        // columns of the lines but the first
  std::size_t begin_ = 0;         // of the line that is being filled
  std::size_t blank_ = 0;         // last place to break it; 0 for none
  std::string_view style_;        // escape that is on
  std::string_view blank_style_;  // the same at the last place to break
};

}  // namespace

Text::Text(std::string_view text) : bytes_(printable(text)) {}

Output::Output(const CommonOptions& options)
    : terminal_(::isatty(STDOUT_FILENO) == 1),
      colored_(wants_color(options.color, terminal_)),
      pager_(terminal_ && !options.no_pager),
      width_(output_width(terminal_)) {}

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

bool output_began() { return began; }

void write_output(std::string_view bytes) { write_all(bytes); }

int finished(int status) {
  if (write_failure == 0 || write_failure == EPIPE) return status;
  const std::string file = output_file();
  return report({ErrorKind::kSystem,
                 "can't write the output" + (file.empty() ? "" : " to " + file) + ": " +
                     std::strerror(write_failure),
                 kFreeSpaceForFile});
}

Text wrap_lines(const Text& text, std::size_t width, std::size_t hang) {
  Text wrapped;
  for (const std::string_view line : split_lines(text.bytes())) {
    LineBreaker(line, width, hang).write(wrapped.bytes_);
  }
  return wrapped;
}

std::string before_title(const std::string& id, const std::string& source) {
  return fmt::format("{:<7}  ", article_name(id, source));
}

}  // namespace kb
