// Which terms and values the documents of an index contain, for every kind of index.
//
// A pocket file has no term lists (pocket_file.h); there the stored article is parsed again.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"

namespace kb {

/// True if the posting list of the term has the document. Throws Xapian::Error.
bool holds_term(const Xapian::Database& database, Xapian::docid document, const std::string& term);

/// Returns the document's values of a field, in byte order. A field of words (title, query words,
/// symptoms, cause) gives the terms under which kText is searched for its words; other fields give
/// codes, files or cited articles. A pocket file has no values of further fields. Throws
/// Xapian::Error.
std::vector<std::string> held_values(const Xapian::Database& database, Xapian::docid document,
                                     FieldId id);

/// Says for each document whether it contains any of the terms. `documents` must ascend. Throws
/// Xapian::Error.
std::vector<bool> holders_of(const Xapian::Database& database,
                             const std::vector<std::string>& terms,
                             const std::vector<Xapian::docid>& documents);

/// Makes the terms of a word in a field of those in the text: `Zupgrad` is `ZSupgrad` in a title.
std::vector<std::string> terms_in(FieldId id, const std::vector<std::string>& of_text);

/// Returns for each document the value in a field's slot; empty if it has none. `documents` must
/// ascend. Throws Xapian::Error.
std::vector<std::string> slot_values_of(const Xapian::Database& database, FieldId id,
                                        const std::vector<Xapian::docid>& documents);

/// Returns for each document how many words its title has. `documents` must ascend. Throws
/// Xapian::Error.
std::vector<TitleSize> title_sizes_of(const Xapian::Database& database,
                                      const std::vector<Xapian::docid>& documents);

}  // namespace kb
