// What a line without a command stands for.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace kb {

/// A command, and the words that it is given.
struct Routed {
  const Command& command;
  std::vector<std::string> words;
};
/// What words without a command stand for: `show` for an article's number, which is then one word
/// (`article 182320`), else `search`. A bare number is an article's only where it is held; then a
/// remark names it as a code.
Routed route(const std::vector<std::string>& words, const CommonOptions& options);

}  // namespace kb
