// Queries for articles like a given one: `similar:Q182320`, and the list of related articles.
#pragma once

#include <xapian.h>

#include <string>

#include "query/compile/operators.h"

namespace kb {

/// Finds the articles that share the rare words, codes and files of an article, without itself.
/// `name` is its number (canonical), or the source path of one without. Empty if the index does not
/// contain it. Throws Xapian::Error.
XQuery similar_to(const Xapian::Database& database, const std::string& name);

/// Returns the document of an article by its name, as above: the first if several claim the number,
/// 0 if none. Throws Xapian::Error.
Xapian::docid document_of(const Xapian::Database& database, const std::string& name);

/// Returns the term's inverse document frequency: ln(documents / documents that contain it).
/// Throws Xapian::Error.
double rarity(const Xapian::Database& database, const std::string& term);

}  // namespace kb
