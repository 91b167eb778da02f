// Files that are taken for an image of a disk, yet are of a form that is not read, and what to do.
#pragma once

#include <string>
#include <string_view>

namespace kb {

/// How much of a file's beginning tells what it is.
inline constexpr std::size_t kImageHead = 0x8100;

struct UnreadImage {
  std::string_view kind;    ///< `a qcow2 image`; empty if it is none of them
  std::string_view remedy;  ///< what to run or do, one clause in which IMAGE stands for the file

  /// The remedy with the name of the file.
  std::string remedy_for(const std::string& file) const;
};

/// Tells by its first bytes whether a file is of a form that is not read.
UnreadImage unread_image(std::string_view head);

}  // namespace kb
