// A query tree is to Xapian what Xapian's own operators would have made of the same parts.
#include "query/xapian_query.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "query/query_tree.h"

using namespace kb;

namespace {

using XQuery = Xapian::Query;

QueryTree term(const char* text) { return term_query(text); }

std::string described(const QueryTree& tree) { return xapian_query(tree).get_description(); }

XQuery xapian_of(XQuery::op op, const std::vector<XQuery>& parts) {
  return {op, parts.begin(), parts.end()};
}

/// An operator of two parts, in both worlds.
struct Operator {
  const char* name;
  QueryTree (*ours)(QueryTree, QueryTree);
  XQuery::op xapians;
};

const std::vector<Operator> kOperators = {
    {"any", [](QueryTree a, QueryTree b) { return any_of(std::move(a), std::move(b)); },
     XQuery::OP_OR},
    {"any of several",
     [](QueryTree a, QueryTree b) {
       return any_of(std::vector<QueryTree>{a, b});
     },
     XQuery::OP_OR},
    {"every", [](QueryTree a, QueryTree b) { return every_of(std::move(a), std::move(b)); },
     XQuery::OP_AND},
    {"every of several",
     [](QueryTree a, QueryTree b) {
       return every_of(std::vector<QueryTree>{a, b});
     },
     XQuery::OP_AND},
    {"synonym",
     [](QueryTree a, QueryTree b) {
       return synonym_of({a, b});
     },
     XQuery::OP_SYNONYM},
    {"filter", filtered, XQuery::OP_FILTER},
    {"maybe", maybe, XQuery::OP_AND_MAYBE},
    {"without", without, XQuery::OP_AND_NOT},
};

}  // namespace

TEST_CASE("operators simplify where Xapian's do") {
  struct Part {
    QueryTree ours;
    XQuery xapians;
  };
  const std::vector<Part> parts = {
      {{}, XQuery()},
      {term("a"), XQuery("a")},
      {any_of(term("b"), term("c")), XQuery("b") | XQuery("c")},
      {scaled(term("d"), 2), XQuery(XQuery::OP_SCALE_WEIGHT, XQuery("d"), 2.0)},
      {all_documents(), XQuery::MatchAll},
  };
  for (const Operator& op : kOperators) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      for (std::size_t j = 0; j < parts.size(); ++j) {
        if (op.ours == without && j == 4) continue;  // no plain terms: left out by another way
        CAPTURE(op.name, i, j);
        CHECK(described(op.ours(parts[i].ours, parts[j].ours)) ==
              XQuery(op.xapians, parts[i].xapians, parts[j].xapians).get_description());
      }
    }
  }
}

TEST_CASE("one part alone is that part, a synonym of one that is no term excepted") {
  const QueryTree scale = scaled(term("a"), 2);
  const XQuery xapians(XQuery::OP_SCALE_WEIGHT, XQuery("a"), 2.0);
  CHECK(any_of({scale}).kind == QueryTree::Kind::kScaled);
  CHECK(every_of({term("a")}).kind == QueryTree::Kind::kTerm);
  CHECK(synonym_of({term("a")}).kind == QueryTree::Kind::kTerm);
  CHECK(described(synonym_of({scale})) ==
        xapian_of(XQuery::OP_SYNONYM, {xapians}).get_description());
  CHECK(any_of(std::vector<QueryTree>()).empty());
  CHECK(every_of(std::vector<QueryTree>()).empty());
}

TEST_CASE("leaves are Xapian's") {
  const std::vector<std::pair<QueryTree, XQuery>> cases = {
      {range_query(3, "1997", "1999"), {XQuery::OP_VALUE_RANGE, 3, "1997", "1999"}},
      {range_query(3, "1997", ""), {XQuery::OP_VALUE_GE, 3, "1997"}},
      {range_query(3, "1999", "1997"), {XQuery::OP_VALUE_RANGE, 3, "1999", "1997"}},
      {scaled(range_query(3, "1997", ""), 0),
       {XQuery::OP_SCALE_WEIGHT, {XQuery::OP_VALUE_GE, 3, "1997"}, 0.0}},
      {phrase_query({"a", "b", "c"}),
       xapian_of(XQuery::OP_PHRASE, {XQuery("a"), XQuery("b"), XQuery("c")})},
      {phrase_query({"a"}), XQuery("a")},
      {near_query({}, 4), XQuery()},
      {wildcard_query("print", 40),
       {XQuery::OP_WILDCARD, "print", 40, XQuery::WILDCARD_LIMIT_MOST_FREQUENT}},
  };
  for (const auto& [tree, xapians] : cases) {
    CHECK(described(tree) == xapians.get_description());
  }
  CHECK(described(near_query({"a", "b"}, 9)) == "Query((a NEAR 9 b))");
  CHECK(described(all_documents(2.5)) ==
        "Query(PostingSource(Xapian::FixedWeightPostingSource(wt=2.5)))");
}

TEST_CASE("what is more than terms is left out by a way that Xapian gets right") {
  CHECK(described(without(term("a"), any_of(term("b"), term("c")))) ==
        "Query((a AND_NOT (b OR c)))");
  CHECK(described(without(term("a"), phrase_query({"b", "c"}))) ==
        "Query((a XOR (a FILTER (b PHRASE 2 c))))");
}

TEST_CASE("a part can be added to any of several") {
  const QueryTree two = also(term("a"), term("b"));
  CHECK(described(two) == "Query((a OR b))");
  CHECK(described(also(two, term("c"))) == "Query((a OR b OR c))");
  CHECK(described(also(two, {})) == "Query((a OR b))");
  CHECK(described(also({}, term("c"))) == "Query(c)");
}

TEST_CASE("trees of terms only") {
  CHECK(is_terms_only(synonym_of({scaled(any_of(term("a"), term("b")), 2)})));
  CHECK_FALSE(is_terms_only(every_of(term("a"), term("b"))));
  CHECK_FALSE(is_terms_only(any_of(term("a"), phrase_query({"b", "c"}))));
  CHECK_FALSE(is_terms_only({}));
}
