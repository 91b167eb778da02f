// What the terminal can show, and how output gets there.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.h"

namespace kb {

/// Styles that mean something; a plain stream prints none of them.
enum class Style { kTitle, kHeading, kId, kMark, kDim };

/// Standard output as the commands use it: collects a whole answer, then writes it at once, through
/// a pager where that is wanted. Control characters of articles never reach a terminal.
class Output {
 public:
  explicit Output(const CommonOptions& options);

  bool terminal() const { return terminal_; }
  /// Columns to fill, at least 20; 80 where stdout is no terminal.
  std::size_t width() const { return width_; }

  void write(std::string_view text) { text_ += text; }
  void line(std::string_view text = {}) { (text_ += text) += '\n'; }
  /// `text` in a style; control characters become visible when stdout is a terminal.
  std::string styled(Style style, std::string_view text) const;
  std::string safe(std::string_view text) const;

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

/// The exit status of a program whose commands ended with `status`: kFailed, with a sentence on
/// stderr, if anything written to stdout was lost (a full disk).
int finished(int status);

/// `text` with lines longer than `width` broken at blanks; what follows keeps the line's indent.
std::string wrap_lines(std::string_view text, std::size_t width);

}  // namespace kb
