// Articles like one: `similar:Q182320`, and what else to read beside an article.
#pragma once

#include <xapian.h>

#include <string>

#include "query/compile/operators.h"

namespace kb {

/// What finds the articles that share the rare words, codes and files of `id`, without itself.
/// Empty if the index does not contain it. Throws Xapian::Error.
XQuery similar_to(const Xapian::Database& database, const std::string& id);

/// The document of an article number (canonical), the first if several claim it; 0 if none does.
/// Throws Xapian::Error.
Xapian::docid document_of(const Xapian::Database& database, const std::string& id);

/// ln of the share of documents that do not contain the term, as its inverse document frequency.
/// Throws Xapian::Error.
double rarity(const Xapian::Database& database, const std::string& term);

}  // namespace kb
