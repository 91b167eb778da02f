#include "query/plan.h"

#include <algorithm>
#include <string>
#include <utility>

#include "query/query_parts.h"

namespace kb {
namespace {

using XQuery = Xapian::Query;

/// A word in one field: a term, or its forms as one.
bool is_word(const XQuery& query) {
  return query.get_type() == XQuery::LEAF_TERM ||
         (query.get_type() == XQuery::OP_SYNONYM && is_terms_only(query));
}

std::vector<std::string> terms_of(const XQuery& query) {
  return {query.get_terms_begin(), query.get_terms_end()};
}

class Planner {
 public:
  Planner(KeptLists& lists, Lexicon& lexicon, bool weigh)
      : lists_(lists), lexicon_(lexicon), weigh_(weigh) {}

  Plan plan(const XQuery& query) {
    switch (query.get_type()) {
      case XQuery::LEAF_MATCH_ALL:
        return all(0);
      case XQuery::LEAF_MATCH_NOTHING:
        return {};
      case XQuery::LEAF_POSTING_SOURCE:
        if (const auto weight = fixed_weight_of(query)) return all(*weight);
        break;
      case XQuery::LEAF_TERM:
        // A term that stands several times in a query has a weight of its own.
        if (bytes_of(query) == XQuery(*query.get_terms_begin()).serialise()) return word(query);
        break;
      case XQuery::OP_SYNONYM:
        if (is_word(query)) return word(query);
        break;
      case XQuery::OP_SCALE_WEIGHT:
        if (const auto factor = factor_of(query)) return scaled(query, *factor);
        break;
      case XQuery::OP_OR:
        return combined(Plan::Kind::kAny, query);
      case XQuery::OP_AND:
        return lifted(combined(Plan::Kind::kBoth, query));
      case XQuery::OP_FILTER:
        return filtered(query);
      case XQuery::OP_AND_MAYBE:
        if (!weigh_) return plan(query.get_subquery(0));
        return is_word(query.get_subquery(0)) ? word_in_fields(query)
                                              : combined(Plan::Kind::kMaybe, query);
      case XQuery::OP_AND_NOT:
        return combined(Plan::Kind::kWithout, query);
      case XQuery::OP_XOR:
        if (query.get_num_subqueries() == 2) return combined(Plan::Kind::kEither, query);
        break;
      case XQuery::OP_VALUE_RANGE:
      case XQuery::OP_VALUE_GE:
        if (const auto range = range_of(query)) return list(lists_.in_range(*range));
        break;
      default:
        break;
    }
    return list(lists_.found_by(query));
  }

 private:
  static Plan list(std::shared_ptr<const Postings> postings) {
    Plan out;
    out.kind = Plan::Kind::kList;
    out.list = std::move(postings);
    return out;
  }

  Plan all(double weight) {
    Plan out;
    out.kind = Plan::Kind::kAll;
    out.constant = weight;
    return out;
  }

  Plan word(const XQuery& query) {
    if (!weigh_) return list(lists_.documents_of(terms_of(query)));
    return weighed(query, lists_.of_terms(terms_of(query)));
  }

  Plan weighed(const XQuery& query, std::shared_ptr<const Postings> postings) {
    Plan out = list(std::move(postings));
    out.weight.emplace(lists_.statistics(), double(estimated_frequency(query, lexicon_)));
    return out;
  }

  Plan scaled(const XQuery& query, double factor) {
    Plan out = plan(query.get_subquery(0));
    out.factor *= factor;
    return out;
  }

  Plan combined(Plan::Kind kind, const XQuery& query) {
    Plan out;
    out.kind = kind;
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
      const bool filters = kind == Plan::Kind::kWithout && i > 0;
      const XQuery part = query.get_subquery(i);
      out.parts.push_back(filters ? Planner(lists_, lexicon_, false).plan(part) : plan(part));
    }
    return out;
  }

  /// What all documents have comes last, for it finds none; beside one list, it is a part of the
  /// list.
  static Plan lifted(Plan both) {
    std::stable_partition(both.parts.begin(), both.parts.end(),
                          [](const Plan& part) { return part.kind != Plan::Kind::kAll; });
    if (both.parts.size() != 2) return both;
    Plan& list = both.parts[0];
    const Plan& all = both.parts[1];
    if (list.kind != Plan::Kind::kList || all.kind != Plan::Kind::kAll) return both;
    if (list.factor == 0) {
      if (list.list->has_weights()) return both;
      list.factor = 1;
      list.constant = 0;
      list.weight.reset();
    }
    list.constant += all.constant * all.factor / list.factor;
    return std::move(list);
  }

  Plan filtered(const XQuery& query) {
    Plan out;
    out.kind = Plan::Kind::kBoth;
    out.parts.push_back(plan(query.get_subquery(0)));
    for (std::size_t i = 1; i < query.get_num_subqueries(); ++i) {
      out.parts.push_back(Planner(lists_, lexicon_, false).plan(query.get_subquery(i)));
      out.parts.back().factor = 0;
    }
    return out;
  }

  /// A word of the text, with what it weighs more in other fields. Documents that hold it there and
  /// not in the text are left out of the lists, so that any of them will do.
  Plan word_in_fields(const XQuery& query) {
    const XQuery text = query.get_subquery(0);
    const XQuery more = query.get_subquery(1);
    const bool several = more.get_type() == XQuery::OP_OR;
    Plan out;
    out.parts.push_back(plan(text));
    for (std::size_t i = 0; i < (several ? more.get_num_subqueries() : 1); ++i) {
      const XQuery one = several ? more.get_subquery(i) : more;
      const bool factored = one.get_type() == XQuery::OP_SCALE_WEIGHT;
      const auto factor = factored ? factor_of(one) : 1;
      const XQuery word = factored ? one.get_subquery(0) : one;
      if (!factor || !is_word(word)) return combined(Plan::Kind::kMaybe, query);
      out.parts.push_back(weighed(word, lists_.of_terms_within(terms_of(word), terms_of(text))));
      out.parts.back().factor = *factor;
    }
    return out;
  }

  KeptLists& lists_;
  Lexicon& lexicon_;
  bool weigh_;  // else weights are of no interest
};

}  // namespace

Plan plan_of(const Xapian::Query& query, KeptLists& lists, Lexicon& lexicon) {
  return Planner(lists, lexicon, true).plan(query);
}

}  // namespace kb
