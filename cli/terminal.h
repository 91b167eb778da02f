// What the terminal can show, and how output gets there.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "cli/command.h"

namespace kb {

/// Styles that mean something; a plain stream prints none of them.
enum class Style { kTitle, kHeading, kId, kMark, kDim };

/// What may be printed. A string becomes it with its controls made visible (printable.h), so that
/// none of an article, a file name or a query is left; the escapes of styles are the only others.
class Text {
 public:
  Text() = default;
  Text(std::string_view text);
  Text(const std::string& text) : Text(std::string_view(text)) {}
  Text(const char* text) : Text(std::string_view(text)) {}

  const std::string& bytes() const { return bytes_; }
  bool empty() const { return bytes_.empty(); }

  Text& operator+=(const Text& more) {
    bytes_ += more.bytes_;
    return *this;
  }
  friend Text operator+(Text a, const Text& b) { return std::move(a += b); }

 private:
  friend class Output;
  friend Text wrap_lines(const Text& text, std::size_t width, std::size_t hang);

  std::string bytes_;
};

/// Standard output as the commands use it: collects a whole answer, then writes it at once, through
/// a pager where that is wanted.
class Output {
 public:
  explicit Output(const CommonOptions& options);

  bool terminal() const { return terminal_; }
  /// Columns to fill, at least 20: those of the terminal, else $COLUMNS, else 80.
  std::size_t width() const { return width_; }

  void write(const Text& text) { text_ += text.bytes(); }
  void line(const Text& text = {}) { (text_ += text.bytes()) += '\n'; }
  /// Bytes as they are, unless a terminal would show them.
  void write_raw(std::string_view bytes);
  Text styled(Style style, Text text) const;

  /// Writes what was collected. A reader that went away (`| head`) is no error, but false, as is a
  /// full disk: nobody gets what else is written.
  bool flush();
  /// The same through $PAGER (else less) where stdout is a terminal and the text is longer.
  void flush_paged();

 private:
  std::string text_;
  bool terminal_;
  bool colored_;
  bool pager_;
  std::size_t width_;
};

/// True if anything was written to stdout.
bool output_began();
/// Writes bytes to stdout at once.
void write_output(std::string_view bytes);

/// The exit status of a program whose commands ended with `status`: kFailed, with a sentence on
/// stderr, if anything written to stdout was lost (a full disk).
int finished(int status);

/// `text` with lines longer than `width` broken at blanks, or in a word that is longer; what follows
/// keeps the line's indent and `hang` blanks more. Styles take no room.
Text wrap_lines(const Text& text, std::size_t width, std::size_t hang = 0);

/// The name of an article in front of its title: the number, or the path of one without, filled up
/// to the column of titles, and with two blanks behind it in any case.
std::string before_title(const std::string& id, const std::string& source = {});

}  // namespace kb
