// The index as a thread of the server reads it.
//
// Xapian's objects are not shared between threads, so each thread that answers has an Index of its
// own, and opens it again when another was published.
#pragma once

#include <string>

#include "parser/result.h"
#include "query/search/index.h"

namespace kb {

struct ServedIndex {
  Index index;
  /// Differs between any two indexes, and between two states of one: for entity tags.
  std::string identity;
};

/// Returns this thread's open index of `path`, the one that is published now. It stays valid until
/// the next call on this thread. The errors are those of Index::open.
Result<const ServedIndex*> current_index(const std::string& path);

}  // namespace kb
