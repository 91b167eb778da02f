#include "query/browse/holdings.h"

#include "query/search/facets.h"

namespace kb {

Result<Holdings> holdings_of(const Index& index) {
  return ask(index, [](const Index& open) {
    const Xapian::Database& database = open.database();
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query::MatchAll);
    FacetCounter facets;
    facets.watch(enquire);
    enquire.get_mset(0, 0, database.get_doccount());
    return Holdings{database.get_avlength(), facets.counts()};
  });
}

}  // namespace kb
