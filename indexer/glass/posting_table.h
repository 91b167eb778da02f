// Writes the table that searches read most. It holds metadata, values of slots, document lengths
// and posting lists.
#pragma once

#include <map>
#include <string>

#include "indexer/build/word_forms.h"
#include "indexer/glass/glass_table.h"
#include "indexer/glass/run_reader.h"
#include "parser/result.h"

namespace kb {

/// Writes the table of all runs to the file `path`, and adds each term and the number of documents
/// that contain it to `forms`. kSystem if the file can't be written or a run can't be read.
///
/// Keys and tags come in this order, in the encodings of glass_pack.h:
///   key                                     tag
///   00 C0, metadata key                     its value
///   00 D0, slot (last uint)                 number of documents with a value (uint), lowest value
///                                           (string), highest value if it is another
///   00 D8, slot (uint), first document      value (string); for each further document its distance
///     (sortable)                            from the one before less 1 (uint), its value
///   00 E0 (lengths); term                   number of documents that contain it, sum of their wdf,
///                                           first document less 1 (uints), then a chunk; for the
///                                           lengths, number and sum are 0
///   00 E0, first document (sortable);       a chunk
///     term, first document
///
/// A chunk is `1` if it is the last of its key, else `0`; last document less first (uint); wdf; for
/// each further document its distance less 1, wdf (uints). For the lengths, the length stands in
/// place of the wdf. A chunk ends at about 2,000 bytes.
Result<glass::Root> write_posting_table(const RunSources& sources,
                                        const std::map<std::string, std::string>& metadata,
                                        const std::string& path, WordForms& forms);

}  // namespace kb
