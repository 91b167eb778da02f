#include "query/lengths.h"

namespace kb {

Lengths::Lengths(TermLists& lists)
    : lists_(lists),
      statistics_{double(lists.database().get_doccount()), lists.database().get_avlength()},
      part_(statistics_),
      lengths_(lists.database().get_lastdocid() + 1),
      parts_(lists.database().get_lastdocid() + 1) {}

void Lengths::read(Xapian::docid document) {
  lists_.for_each_length_near(document, [this](Xapian::docid near, Xapian::termcount length) {
    lengths_[near] = length;
    parts_[near] = part_.of(double(length));
  });
}

}  // namespace kb
