// Whether every article of an index is what this kb makes of its stored bytes.
#pragma once

#include <string>
#include <vector>

#include "indexer/build/progress.h"
#include "parser/result.h"

namespace kb {

/// Decodes and parses every stored article, compares its terms, positions and values with those in
/// the database, and the catalogue of sources with the documents. What a document is found by is
/// what counts: the lists of documents and positions are read whole, the document's own list of
/// terms where the index has one. One sentence for each fault found; none for a sound index that
/// this version of kb wrote. On `threads` threads (0: one a processor). Errors as open_index.
Result<std::vector<std::string>> check_articles(const std::string& folder, unsigned threads,
                                                Progress& progress);

}  // namespace kb
