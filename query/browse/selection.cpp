#include "query/browse/selection.h"

#include <algorithm>

#include "query/compile/compile.h"
#include "query/compile/profile.h"
#include "query/language/syntax.h"

namespace kb {
namespace {

Result<XQuery> products_of(const std::string& on) {
  const MachineProfile profile = read_profile(on);
  if (!profile.unknown.empty() || profile.items.empty()) {
    const std::string name = profile.unknown.empty() ? on : profile.unknown.front();
    return fail(ErrorKind::kUsage, "no product is called '" + name + "'",
                "name some as in --on nt4sp6a,w2k,exch55,sql70");
  }
  return about(profile);
}

}  // namespace

Result<Selected> select_articles(const Index& index, const Selection& selection) {
  Selected selected;
  XQuery query = XQuery::MatchAll;
  if (!selection.query.empty()) {
    Compiled compiled = compile_query(parse_query(selection.query), index.lexicon());
    query = compiled.query;
    selected.remarks = std::move(compiled.remarks);
  }
  if (!selection.on.empty()) {
    const auto products = products_of(selection.on);
    if (!products) return tl::make_unexpected(products.error());
    query = filtered(query, *products);
  }
  if (query.empty()) return selected;
  const Xapian::Database& database = index.database();
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  selected.documents = {found.begin(), found.end()};
  std::sort(selected.documents.begin(), selected.documents.end());
  return selected;
}

}  // namespace kb
