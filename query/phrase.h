// Words next to each other.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "query/index_tables.h"

namespace kb {

/// Of `documents`, which ascend, those that hold all of the words, terms of the text, next to each
/// other in that order. Reads the positions of the words in these documents alone, the rarest
/// word's first. Throws as `tables`.
std::vector<Xapian::docid> with_words_in_order(IndexTables& tables,
                                               const std::vector<std::string>& words,
                                               const std::vector<Xapian::docid>& documents);

}  // namespace kb
