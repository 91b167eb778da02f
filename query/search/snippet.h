// The lines of an article that show why it was found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "query/search/marker.h"

namespace kb {

/// A stretch of one section, blanks folded.
struct Snippet {
  std::string section;  ///< name of the section's kind; "title" if nothing but the title matches
  std::string text;     ///< UTF-8, with "..." at ends that were cut
  struct Mark {
    std::size_t begin;  ///< byte range in text
    std::size_t end;
  };
  std::vector<Mark> marks;  ///< in order, not overlapping
};

/// The best stretch of about `length` characters: the one with the most and the rarest of what was
/// wanted, exact identifiers before words, symptoms before the rest.
Snippet make_snippet(const Article& article, const Marker& marker, std::size_t length = 220);

/// The snippet as HTML text: everything but `<mark>` and `</mark>` escaped.
std::string to_html(const Snippet& snippet);

/// `&`, `<`, `>`, `"` and `'` as entities.
std::string escape_html(std::string_view text);

}  // namespace kb
