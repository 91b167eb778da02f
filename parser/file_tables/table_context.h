// What the text before a table says about it: whether it lists fixed files, which component they
// belong to, which sub-headings it stands under.
//
// The archive holds far more listings of files than tables of fixes: `DIR` output, contents of
// disks, files a program installs, sample downloads. A table of fixes is told by its lead-in
// (`should have the following file attributes or later:`, 1,784 articles), or, where it has none,
// by words of repair nearby. The words are looked for in the same 1,100 characters with blanks
// folded in every dialect, so all decide alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/file_tables/ruled_table.h"

namespace kb {

/// The tables that stand before one in its section.
struct TablesBefore {
  std::size_t end = 0;  ///< of the last one, whatever it lists
  bool fixed = false;   ///< one of them lists the files of a fix
};

/// True if the table lists the files of a fix. `text` is the section it stands in.
///   after a lead-in             any table of files
///   no lead-in, a version       words of repair or of an update nearby, behind the last table
///   no lead-in, dates only      words of repair nearby; also a layout that starts with the date,
///                               which only fixes have
///   behind another such table   any table of files with a date or version
///   no lead-in, more than 40    never: the files of a product
///   `Directory of`, `<DIR>`     never
bool lists_fixed_files(const FileTable& table, std::string_view text, TablesBefore before);

/// Where the lead-ins end behind which bare rows may stand (`following time stamp`, `file
/// attributes`, `following fix`), in order; none in a text without a date.
std::vector<std::size_t> find_lead_ins(std::string_view text);

/// The value of the `Component:` line above `table_begin`, at most 14 words before it; a view into
/// the text, empty if there is none or it is blank.
std::string_view component_before(std::string_view text, std::size_t table_begin, Lines lines);

/// A sub-heading whose underline starts at `dashes`: the text above, of exactly its length. Where
/// lines are lost: as many characters before the run, if they start a word with a capital or
/// behind the end of a sentence. Empty if it is none.
std::string_view sub_heading_before(std::string_view text, std::size_t dashes, Lines lines);

/// `Windows 95:` directly above a table, without the colon; empty if none. Only names of systems,
/// processors and servers, because in a flat document nothing else shows where a label begins.
std::string_view label_before(std::string_view text, std::size_t table_begin);

}  // namespace kb
