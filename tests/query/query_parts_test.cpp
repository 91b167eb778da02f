#include "query/query_parts.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <string>
#include <vector>

using namespace kb;

namespace {

/// Weights and factors, of all lengths that a serialised double has.
std::vector<double> numbers() {
  std::vector<double> out{0, 1, 0.5, 2, 2.65, 1.375, 1.0 / 3, 256, 400, 1000, 1e10, 1e-10, 1e300};
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {
    const double mantissa = double(random()) + double(random() % 3) / 3;
    out.push_back(std::ldexp(mantissa, int(random() % 200) - 100));
  }
  return out;
}

Xapian::Query source(double weight) {
  auto* made = new Xapian::FixedWeightPostingSource(weight);
  return Xapian::Query(made->release());
}

}  // namespace

TEST_CASE("the weight of a source is read from its query", "[query]") {
  for (const double number : numbers()) {
    const auto weight = fixed_weight_of(source(number));
    REQUIRE(weight);
    CHECK(*weight == Approx(number).epsilon(1e-12));
  }
  CHECK_FALSE(fixed_weight_of(Xapian::Query("word")));
  CHECK_FALSE(fixed_weight_of(Xapian::Query()));
}

TEST_CASE("the factor of a query is read from it", "[query]") {
  const Xapian::Query both(Xapian::Query::OP_AND, Xapian::Query("a"), Xapian::Query("b"));
  for (const double number : numbers()) {
    const auto factor = factor_of({Xapian::Query::OP_SCALE_WEIGHT, both, number});
    REQUIRE(factor);
    CHECK(*factor == Approx(number).epsilon(1e-12));
  }
  CHECK_FALSE(factor_of(Xapian::Query("word")));
}

TEST_CASE("the range of a query is read from it", "[query]") {
  for (const std::string& last : {std::string("2000"), std::string(), std::string(300, 'x')}) {
    const auto range = range_of({Xapian::Query::OP_VALUE_RANGE, 3, "1997", last});
    if (last.size() > 254 || last < "1997") {
      CHECK_FALSE(range);  // too long, or nothing
      continue;
    }
    REQUIRE(range);
    CHECK(range->slot == 3);
    CHECK(range->first == "1997");
    CHECK(range->last == last);
  }
  const auto open = range_of({Xapian::Query::OP_VALUE_GE, 14, "1997"});
  REQUIRE(open);
  CHECK(open->slot == 14);
  CHECK_FALSE(open->last);
  CHECK_FALSE(range_of({Xapian::Query::OP_VALUE_GE, 15, "1997"}));
  CHECK_FALSE(range_of(Xapian::Query("word")));
}
