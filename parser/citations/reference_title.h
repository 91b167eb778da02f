// The title printed behind the id of a cited article, in text with and without line ends.
//
// Called by references.cpp for every id it finds. Two readers share one result:
//
//   with lines     the rest of the id's line, and the lines below it while the text above was
//                  broken for its width: the first word below would not have fitted. A line that is
//                  broken short, indented less, or begins with an id, a bullet or a number ends the
//                  title.
//   folded         nothing but words and single blanks. A title ends for certain before the next
//                  id, a numbered step, `-or-`, `NOTE:`, an address, a table, a ruled sub-heading
//                  (n dashes underline the n characters before them) or the end of the section.
//                  Where prose follows, each word with a capital is weighed as its first word:
//                  titles are written In Capitals Like This, prose is not; `For`, `The`, `This`,
//                  `You` and the like begin sentences; a title does not end in `of` or `the` and is
//                  seldom longer than 80 characters.
//
// Both take the label of old blocks (`ARTICLE-ID: Q123456` / `TITLE : ...`), the separators `:`,
// `-`, `--`, `;` and the `|` of a table cell, and a title in quotation marks behind or before an id
// in running text (`Q123456, "Title"`; `"Title," Q123456`).
#pragma once

#include <cstddef>
#include <string_view>

namespace kb {

/// A part of a text; empty (begin == end) where there is no title.
struct TitleSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t reach = 0;  ///< where its lines end, if what they hold is too long for a title
  bool empty() const { return begin == end; }
};

/// How an id stands in its text.
enum class Mention {
  kListed,  ///< begins a line or an entry: what follows is its title
  kInline,  ///< in a sentence: a title is only what is set off from it
};

/// The title behind the id that ends at `after`, in text with line ends. `line_begin` is where the
/// id's line begins, `id_begin` where the id begins.
TitleSpan title_with_lines(std::string_view text, std::size_t id_begin, std::size_t after,
                           Mention mention);

/// The same as title_with_lines in folded text.
TitleSpan title_folded(std::string_view text, std::size_t id_begin, std::size_t after,
                       Mention mention);

}  // namespace kb
