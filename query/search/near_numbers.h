// What to say of an article number that the index does not hold: the numbers near it.
#pragma once

#include <string>
#include <vector>

#include "query/search/index.h"

namespace kb {

/// An article whose number is one slip of the hand away from another.
struct NearNumber {
  std::string id;
  std::string title;
};

/// Returns at most five articles of the index whose numbers are one slip away from `id`
/// (canonical). The likeliest slips come first: two digits exchanged, one left out, one too many,
/// one that is the next key or looks alike, any other. Throws Xapian::Error.
std::vector<NearNumber> near_numbers(const Xapian::Database& database, const std::string& id);

/// Returns the sentence `there is no Q18232; near: Q182320 (XADM: ...)`. Throws Xapian::Error.
std::string no_such_article(const Xapian::Database& database, const std::string& id);

}  // namespace kb
