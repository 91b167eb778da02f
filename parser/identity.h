// Which article a text is, without reading all of it: for finding the files that hold the same one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/article.h"

namespace kb {

struct Identity {
  std::optional<std::string> id;  ///< as Article::id
  Dialect dialect = Dialect::kText;
  /// Lower-case ASCII letters and digits of the title, entities left out, at most 48 of them: equal
  /// for one article in several dialects, which print titles with other quotes or cut them.
  std::string title_key;
  std::string date;  ///< as Article::last_modified; empty if there is none
};

/// Reads the first few KB of KB dialects, all of others.
Identity identify_article(std::string_view bytes, std::string_view source);

/// Why bytes read as `dialect` are no article at all ("it is empty", "it is a binary file"); null
/// if they may be one.
const char* why_not_article(std::string_view bytes, Dialect dialect);

}  // namespace kb
