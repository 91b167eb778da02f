#include "query/lengths.h"

namespace kb {

Lengths::Lengths(IndexTables& tables)
    : tables_(tables),
      statistics_{double(tables.database().get_doccount()), tables.database().get_avlength()},
      parts_(statistics_),
      lengths_(tables.database().get_lastdocid() + 1) {}

void Lengths::read(Xapian::docid document) {
  Xapian::termcount* const lengths = lengths_.data();
  tables_.for_each_length_near(
      document, [=](Xapian::docid near, Xapian::termcount length) { lengths[near] = length; });
}

}  // namespace kb
