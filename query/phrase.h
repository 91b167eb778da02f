// Words next to each other.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "query/compile.h"
#include "query/index_tables.h"

namespace kb {

enum class Forms : std::uint8_t { kTyped, kAll };

/// Of `documents`, which ascend, those that hold all of the words next to each other in that order,
/// as typed or in any form. Reads the positions of the words in these documents alone, the rarest
/// word's first. Throws as `tables`.
std::vector<Xapian::docid> with_words_in_order(IndexTables& tables,
                                               const std::vector<QueryWord>& words, Forms forms,
                                               const std::vector<Xapian::docid>& documents);

}  // namespace kb
