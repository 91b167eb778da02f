// Xapian's operators under the names that the compiler uses, with the faults of Xapian 1.4.22
// worked around in one place.
//
// A part that is empty matches no document. Xapian leaves it out where it adds nothing, and the
// whole is empty where it would be needed.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

namespace kb {

using XQuery = Xapian::Query;

/// What any part matches; weights add up.
XQuery any_of(const std::vector<XQuery>& parts);
XQuery any_of(const XQuery& one, const XQuery& other);

/// What all parts match; weights add up.
XQuery every_of(const std::vector<XQuery>& parts);

/// What any of the terms matches, weighed as one term that occurs as often as all of them. Only
/// terms: where OP_SYNONYM holds more, the matcher of Xapian 1.4 takes documents for less than they
/// weigh when it stops early, and passes over some of the best.
XQuery synonym_of(const std::vector<std::string>& terms);

/// What any of the terms matches; weights add up.
XQuery any_term(const std::vector<std::string>& terms);

/// What both match, with the weight of the first.
XQuery filtered(const XQuery& with, const XQuery& by);

/// What the first matches, with the weights of both.
XQuery maybe(const XQuery& with, const XQuery& more);

/// What the first matches and the second does not. Xapian 1.4.22 reads uninitialised memory where a
/// side of OP_AND_NOT holds a phrase or NEAR and the right side is more than terms, and then keeps
/// documents that it should have left out: there OP_XOR takes the documents of both sides out.
XQuery without(const XQuery& with, const XQuery& left_out);

/// The same documents with their weight times `factor`.
XQuery scaled(const XQuery& part, double factor);

/// The same documents with weight 0.
XQuery weightless(const XQuery& part);

/// The same documents with `weight` more than their own. Weights of readings of a code are added
/// up: OP_MAX would say it more directly, but the matcher of Xapian 1.4 frees a part of it too
/// early.
XQuery lifted(double weight, const XQuery& part);

/// The words next to each other in their order.
XQuery phrase_of(const std::vector<std::string>& words);

/// The words in any order within `window` positions.
XQuery near_of(const std::vector<std::string>& words, std::uint32_t window);

/// Documents whose value in `slot` is from `first` to `last`, as bytes; an empty `last` is open.
XQuery range_of(std::uint32_t slot, const std::string& first, const std::string& last);

}  // namespace kb
