// What stands around the text of a copied article: its number, date, products, keywords.
//
// Eight generations of pages print the same things under other labels, before or behind the text
// (docs/records.md lists them). A label counts where its value is one: `Article ID:` in front of an
// article's number, `Last reviewed:` in front of a date. Lines of labels are taken out of the page;
// what is none stays.
//
//   number     Article ID: Q182320    ID: Q182320    PSS ID Number: 182320
//              Original KB number: 182320    previously published under Q182320
//              KB182320 among the keywords
//   date       Last reviewed: October 21, 1997     Article Last Modified on 6/25/2002
//              Last Review : May 7, 2007           Published on 10/21/1997
//   products   The information in this article applies to:    APPLIES TO    Applies to: ...
//              with a bullet, a line or a cell a product, nested ones too
//   footer     Keywords: ...   Additional query words: ...   Version  : ...   at the end of the
//              page; `Keywords`, `Tags` and `Labels` also above the text
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/pages/page.h"

namespace kb {

struct PageFacts {
  std::optional<std::string> id;    ///< canonical
  std::optional<std::string> date;  ///< ISO
  std::vector<std::string> applies_to;
  std::vector<std::string> keywords;  ///< without the one that is the article's number
  std::optional<std::string> query_words;
  std::optional<std::string> versions;
  std::optional<std::string> technology;
  std::optional<std::string> issue_type;
  std::optional<std::string> solution_type;
  /// The line below `Article ID: ... - Last Review: ...`, where pages of 2009 print their title.
  std::optional<std::string> title;
  std::vector<std::string> unreadable;  ///< dates that are none, as printed
};

/// Takes the labels out of `lines`, after drop_furniture(). `known` is the article's number where
/// something else says it; else the first label above the text counts before `previously published
/// under`, and that before the last label below the text. A label of another number is text.
PageFacts take_page_facts(PageLines& lines, const std::optional<std::string>& known);

/// Puts the facts into the fields of `article` that are still empty; its keywords are joined.
void fill_article(PageFacts&& facts, Article& article);

/// True if a label among `lines` gives an article's number: a page of the Knowledge Base, or a copy.
bool is_copied_article(const PageLines& lines);

/// Keywords as pages print them: between commas where there are any, else between blanks.
std::vector<std::string> split_keywords(std::string_view value);

}  // namespace kb
