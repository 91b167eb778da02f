// What the index knows about its own words: which share a stem, and which may be offered as
// corrections. Both lie in a database without documents that is merged with the shards.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "parser/result.h"

namespace kb {

/// Walks the words of the shard databases and writes, to a new database at `path`,
///   - synonyms: from each stem that several words share (Porter's English stemmer) to those words;
///   - spelling: words of letters alone, at least 3 long, that 3 or more articles hold.
Result<void> write_vocabulary(const std::vector<std::string>& shards, const std::string& path);

/// Makes synonyms and spelling of `database` what write_vocabulary would write of its documents,
/// which must be committed; touches only what differs. Throws Xapian::Error.
void update_vocabulary(Xapian::WritableDatabase& database);

}  // namespace kb
