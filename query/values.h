// Values of articles, as they lie in the index.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace kb {

/// What each document has in the slot; empty if it has nothing there. `documents` ascend. Throws
/// only the Xapian::Error of a damaged database, or of a cluster whose server does not answer.
std::vector<std::string> values_of(const Xapian::Database& database, Xapian::valueno slot,
                                   const std::vector<Xapian::docid>& documents);

}  // namespace kb
