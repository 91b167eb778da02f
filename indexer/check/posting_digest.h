// What the lists of documents say of each document, as one number.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "indexer/build/progress.h"

namespace kb {

/// Of every document, by its number, the sum of a hash of each of its terms with how often and at
/// which positions the term stands in it (XXH3, 64 bits, modulo 2^64; the order of the terms does
/// not count). Read from every `threads`th term of the database, from the one numbered `first` in
/// the order of terms. 8 bytes a document. Throws Xapian::Error.
std::vector<std::uint64_t> digest_postings(const Xapian::Database& database, unsigned first,
                                           unsigned threads, const Progress& progress);

/// The same of one document that was made and is in no database.
std::uint64_t digest_of(const Xapian::Document& document);

}  // namespace kb
