#include "query/lengths.h"

namespace kb {

Lengths::Lengths(IndexTables& tables)
    : tables_(tables),
      statistics_{double(tables.articles()), tables.average_length()},
      parts_(statistics_),
      lengths_(tables.last_document() + 1) {}

void Lengths::read(Xapian::docid document) {
  Xapian::termcount* const lengths = lengths_.data();
  tables_.for_each_length_near(
      document, [=](Xapian::docid near, Xapian::termcount length) { lengths[near] = length; });
}

}  // namespace kb
