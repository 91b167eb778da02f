// The files that an article's fix brings, with their versions: the rows of its file tables.
//
// Called by parse.h once an article, after the sections are known. Knows three forms: tables under
// a ruler and rows without header (ruled_table.h), and boxes (box_table.h), each in texts with and
// without line breaks. Only tables of fixes count (table_context.h says which they are); DIR
// listings, contents of disks, version matrices and boxes of other data give no rows.
//
// Cost: one search for `---` and two for the words of a lead-in; only what stands around them is
// looked at closer.
#pragma once

#include <vector>

#include "parser/article.h"

namespace kb {

/// The rows in the order of the article. A value that is there but can't be read is null and is
/// named in `diagnostics` (without line: sections don't know theirs). Never fails.
std::vector<FileVersion> find_file_versions(const std::vector<Section>& sections, Dialect dialect,
                                            std::vector<Diagnostic>& diagnostics);

}  // namespace kb
