#include "query/browse/article_counts.h"

#include "query/search/facets.h"

namespace kb {

Result<ArticleCounts> count_articles(const Index& index) {
  return ask(index, [](const Index& open) {
    const Xapian::Database& database = open.database();
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query::MatchAll);
    FacetCounter facets;
    facets.watch(enquire);
    enquire.get_mset(0, 0, database.get_doccount());
    return ArticleCounts{database.get_avlength(), facets.counts()};
  });
}

}  // namespace kb
