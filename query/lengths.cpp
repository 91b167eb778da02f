#include "query/lengths.h"

namespace kb {

Lengths::Lengths(IndexTables& tables)
    : tables_(tables),
      statistics_{double(tables.database().get_doccount()), tables.database().get_avlength()},
      part_(statistics_),
      lengths_(tables.database().get_lastdocid() + 1),
      parts_(tables.database().get_lastdocid() + 1) {}

void Lengths::read(Xapian::docid document) {
  Xapian::termcount* const lengths = lengths_.data();
  double* const parts = parts_.data();
  const LengthPart part = part_;
  tables_.for_each_length_near(document, [=](Xapian::docid near, Xapian::termcount length) {
    lengths[near] = length;
    parts[near] = part.of(double(length));
  });
}

}  // namespace kb
