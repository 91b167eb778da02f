// What all exported pages have in common: the head, the links between them, the foot.
//
// Pages lie as files, so every address in them is relative to the folder of the page. They are the
// pages of query/pages: HTML that browsers since 1997 show, all bytes ASCII. Only the search page
// has a script.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace kb {

struct StaticPage {
  std::string title;                 ///< text
  std::string main;                  ///< HTML
  std::string folder;                ///< where the page lies: `articles/182/`, empty for the top
  std::set<std::string> keywords{};  ///< texts by which search programs find it
};

/// The whole page.
std::string static_page_html(const StaticPage& page);

/// The way from a page in `folder` to the file `name` of the export: `../../search.html`,
/// `../182/Q182320.html`.
std::string way_to(std::string_view name, std::string_view folder);

/// The file of an article by its number: `articles/182/Q182320.html`. The folder is the number
/// without its last three digits.
std::string file_of_article(std::string_view id);

/// The file of an article without a number, by its source: `articles/other/notes-md-HASH.html`, where
/// HASH tells apart sources that differ in what a file name can't show.
std::string file_of_source(std::string_view source);

/// A text as the name of a file on any system: `microsoft-exchange`, at most 60 bytes of letters and
/// digits in lower case with single dashes between them.
std::string plain_name(std::string_view text);

}  // namespace kb
