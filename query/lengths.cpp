#include "query/lengths.h"

namespace kb {

Lengths::Lengths(TermLists& lists)
    : lists_(lists),
      statistics_{double(lists.database().get_doccount()), lists.database().get_avlength()},
      part_(statistics_),
      lengths_(lists.database().get_lastdocid() + 1),
      parts_(lists.database().get_lastdocid() + 1) {}

void Lengths::read(Xapian::docid document) {
  Xapian::termcount* const lengths = lengths_.data();
  double* const parts = parts_.data();
  const LengthPart part = part_;
  lists_.for_each_length_near(document, [=](Xapian::docid near, Xapian::termcount length) {
    lengths[near] = length;
    parts[near] = part.of(double(length));
  });
}

}  // namespace kb
