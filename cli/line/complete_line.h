// What may stand where the cursor is on a command line of a shell.
//
// The completions of bash, zsh and fish are a few lines each that ask the program, so that they know
// the commands, options and values of exactly this program and the words of the user's index.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace kb {

struct LineCandidate {
  std::string text;   ///< to stand in place of the last word
  std::string about;  ///< what it is, one line; may be empty
};

struct LineCompletion {
  std::vector<LineCandidate> candidates;
  bool files =
      false;  ///< names of files and folders as well, which the shell knows how to complete
};

/// Completes the last word of a line; `words` are those behind `kb`, and the last may be empty.
/// Reads the index of `options` for words, codes and articles; without one there are none.
LineCompletion complete_line(const std::vector<std::string>& words, const CommonOptions& options);

}  // namespace kb
