// What an article's text means to a reader, where the archive spells it otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// `text` with `[ASCII 146]` as the character of code page 1252 that it stands for; numbers that
/// stand for no visible character stay as printed. Controls are kept: the writers make them
/// visible. Linear.
std::string display_text(std::string_view text);

/// The title, with "..." behind it where it shows that the archive has cut it at 64 bytes.
std::string display_title(const Article& article);

/// What the article applies to, one product an entry: `used with:` and `the operating system:` are
/// read with the entries that follow them.
std::vector<std::string> display_applies_to(const Article& article);

/// The names of the products; of the Programmer's Library, which has none, by its code.
std::vector<std::string> display_products(const Article& article);

/// A line of what is known of an article: `Modified`, `1999-04-21`.
struct Fact {
  std::string label;
  std::vector<std::string> values;  ///< at least one
  std::string separator = ", ";     ///< to print between them
};

/// Number, products, what it applies to, versions, systems, date, type, fix and error codes, in
/// this order, each where it is known.
std::vector<Fact> facts_of(const Article& article);

}  // namespace kb
