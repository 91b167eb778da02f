// A snippet is the stretch of an article that shows why it was found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "query/snippet/marker.h"

namespace kb {

/// A stretch of one section, with blanks folded.
struct Snippet {
  std::string section;  ///< name of the section's kind; "title" if nothing but the title matches
  std::string text;     ///< UTF-8, with "..." at ends that were cut
  struct Mark {
    std::size_t begin;  ///< byte range in text
    std::size_t end;
  };
  std::vector<Mark> marks;  ///< in order, not overlapping
};

/// Returns the best stretch of about `length` bytes: the one with the most wanted items, where an
/// identifier counts more than a word and symptoms count more than other sections.
Snippet make_snippet(const Article& article, const Marker& marker, std::size_t length = 220);

/// Returns the snippet as HTML; everything but `<mark>` and `</mark>` is escaped.
std::string to_html(const Snippet& snippet);

}  // namespace kb
