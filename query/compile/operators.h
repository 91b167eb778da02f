// Xapian's operators under the names that the compiler uses, with the faults of Xapian 1.4.22
// worked around in one place.
//
// An empty part matches no document. Xapian drops it where it adds nothing; where it would be
// needed, the whole query is empty.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

namespace kb {

using XQuery = Xapian::Query;

/// Matches what any part matches; weights add up.
XQuery any_of(const std::vector<XQuery>& parts);
XQuery any_of(const XQuery& one, const XQuery& other);

/// Matches what all parts match; weights add up.
XQuery every_of(const std::vector<XQuery>& parts);

/// Matches what any of the terms matches, weighted as one term that occurs as often as all of them.
/// It takes only terms: if OP_SYNONYM contains other queries, the matcher of Xapian 1.4
/// underestimates weights when it stops early, and misses some of the best documents.
XQuery synonym_of(const std::vector<std::string>& terms);

/// Matches what any of the terms matches; weights add up.
XQuery any_term(const std::vector<std::string>& terms);

/// Matches what both match, with the weight of the first.
XQuery filtered(const XQuery& with, const XQuery& by);

/// Matches what the first matches, with the weights of both.
XQuery maybe(const XQuery& with, const XQuery& more);

/// Matches what the first matches and the second does not. Xapian 1.4.22 reads uninitialised memory
/// if a side of OP_AND_NOT contains a phrase or NEAR and the right side is more than terms; it then
/// keeps documents that it should exclude. OP_XOR is used there, which drops what both sides match.
XQuery without(const XQuery& with, const XQuery& left_out);

/// Matches the same documents with their weight times `factor`.
XQuery scaled(const XQuery& part, double factor);

/// Matches the same documents with weight 0.
XQuery weightless(const XQuery& part);

/// Matches the same documents with `weight` more than their own. Weights of readings of a code are
/// added up: OP_MAX would say it more directly, but the matcher of Xapian 1.4 frees a part of it
/// too early.
XQuery lifted(double weight, const XQuery& part);

/// Matches the words next to each other, in their order.
XQuery phrase_of(const std::vector<std::string>& words);

/// Matches the words in any order within `window` positions.
XQuery near_of(const std::vector<std::string>& words, std::uint32_t window);

/// Matches documents whose value in `slot` is from `first` to `last`, compared by bytes; an empty
/// `last` is open.
XQuery range_of(std::uint32_t slot, const std::string& first, const std::string& last);

}  // namespace kb
