// The table that searches read most: metadata, values of slots, document lengths and posting lists.
#pragma once

#include <map>
#include <string>

#include "indexer/build/word_forms.h"
#include "indexer/glass/glass_table.h"
#include "indexer/glass/run_reader.h"
#include "parser/result.h"

namespace kb {

/// Writes the table of all runs to the file `path`, and tells `forms` each term with the
/// number of documents that hold it. kSystem if it can't be written or a run not be read.
///
/// Keys and tags, in this order; the spellings are those of glass_pack.h:
///   key                                     tag
///   00 C0, metadata key                     its value
///   00 D0, slot (last uint)                 documents with a value (uint), the lowest (string),
///                                           the highest, if it is another
///   00 D8, slot (uint), first document      value (string); of each further document its distance
///     (sortable)                            less 1 (uint), value
///   00 E0; term                             documents that hold it, sum of frequencies, first
///                                           document less 1 (uints), then a chunk; of 00 E0, the
///                                           lengths, the sums are 0
///   00 E0, first document (sortable);       a chunk
///     term, first document
///
/// A chunk: `1` if it is the term's last, else `0`; last document less first (uint); frequency, and
/// of each further document its distance less 1, frequency (uints). It ends at about 2,000 bytes.
Result<glass::Root> write_posting_table(const RunSources& sources,
                                        const std::map<std::string, std::string>& metadata,
                                        const std::string& path, WordForms& forms);

}  // namespace kb
