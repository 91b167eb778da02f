// The articles an article cites, with the titles it prints for them.
//
// Called by parse_article once the sections are cut; by the error-code reader, which leaves out
// codes that stand in the titles of other articles; and by the commands that turn ids into links.
//
// What cites: every id that article_id.h finds in the text of a section, in any of these forms (a
// blank line, a bullet, a colon or a table cell makes it an entry of a list):
//
//   Q191014 XGEN: Title            the usual one, on a line of its own, often indented
//   Q191014: Title  Q191014 - Title  - Q191014 Title  Q99713How to ...  | Q129189 | Title |
//   ARTICLE-ID: Q191014            with `TITLE : Title` on the same or the next line
//   see Q162146.  (Q88543)         in running text: no title
//   Q160452, "Title"  "Title," Q94232  Q87030--SMTP: Title     in running text, set off
//   <LINK TYPE="ARTICLE" VALUE="Q119591">
//
// What does not: packages, paths and addresses (`Q248838engi.exe`, `/Q279631/`,
// `Q18/3/Q18365.asp`): they name files that carry the number of an article.
//
// An id that is cited more than once keeps its first place and takes the title of the first place
// that prints one: many articles name an id in a sentence and print its title in the list at the
// end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// Each cited id once, in order of first appearance, without `own_id` (canonical, or empty).
/// Titles are folded to single blanks.
std::vector<Reference> find_references(const std::vector<Section>& sections,
                                       std::string_view own_id, Dialect dialect);

/// One mention of an article in a text, own or other. Offsets are bytes of that text.
struct ReferenceSpan {
  std::string id;            ///< canonical
  std::size_t id_begin = 0;  ///< of the id as spelled
  std::size_t id_end = 0;
  std::size_t title_begin = 0;  ///< equal to title_end where no title is printed
  std::size_t title_end = 0;
};

/// Every mention in the text of one section, in order of id_begin. A title may span lines.
std::vector<ReferenceSpan> scan_references(std::string_view text, Dialect dialect);

}  // namespace kb
