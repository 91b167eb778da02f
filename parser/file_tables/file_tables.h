// The files that an article names with their versions, sizes and dates: the rows of its file tables,
// and names with values outside of tables.
//
// Called by parse.h once an article, after the sections are known. Knows three forms of tables:
// under a ruler, rows without header (ruled_table.h), and boxes (box_table.h), each in texts with
// and without line breaks. table_context.h says which of them list the files of a fix; the rows of
// all others (DIR listings, contents of disks, version matrices, sentences; loose_rows.h) are of
// another kind, so that nobody takes them for fixes.
//
// Cost: one search for `---`, two for the words of a lead-in, and one look at each word.
#pragma once

#include <vector>

#include "parser/article.h"

namespace kb {

/// The rows in the order of the article. A value that is there but can't be read is null and is
/// named in `diagnostics` (without line: sections don't know theirs). Never fails.
std::vector<FileVersion> find_file_versions(const std::vector<Section>& sections, Dialect dialect,
                                            std::vector<Diagnostic>& diagnostics);

}  // namespace kb
