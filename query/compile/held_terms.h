// What an article of the index holds, whatever the index is made of.
//
// A pocket file keeps no lists of the terms of an article (pocket_file.h); what they would say is
// then read from the stored article again.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"

namespace kb {

/// Whether the document holds the term, by its list of documents. Throws Xapian::Error.
bool holds_term(const Xapian::Database& database, Xapian::docid document, const std::string& term);

/// The document's values of a field: of words (a title, query words, symptoms or cause) the terms
/// under which the text is searched for them, else codes, files or cited articles; in byte order.
/// Of other fields of a pocket file none. Throws Xapian::Error.
std::vector<std::string> held_values(const Xapian::Database& database, Xapian::docid document,
                                     FieldId id);

/// Of each document, whether it contains any of the terms. `documents` ascend. Throws
/// Xapian::Error.
std::vector<bool> holders_of(const Xapian::Database& database,
                             const std::vector<std::string>& terms,
                             const std::vector<Xapian::docid>& documents);

/// Of each document, how many words its title has. `documents` ascend. Throws Xapian::Error.
std::vector<TitleSize> title_sizes_of(const Xapian::Database& database,
                                      const std::vector<Xapian::docid>& documents);

}  // namespace kb
