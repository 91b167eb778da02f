#include "query/plan.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace kb {
namespace {

using Tree = QueryTree::Kind;

/// A word in one field: a term, or its forms as one.
bool is_word(const QueryTree& query) {
  return query.kind == Tree::kTerm || (query.kind == Tree::kSynonym && is_terms_only(query));
}

void add_terms(const QueryTree& query, std::vector<std::string>& terms) {
  if (query.kind == Tree::kTerm) terms.push_back(query.term);
  for (const QueryTree& part : query.parts) add_terms(part, terms);
}

std::vector<std::string> terms_of(const QueryTree& query) {
  std::vector<std::string> terms;
  add_terms(query, terms);
  return terms;
}

class Planner {
 public:
  Planner(KeptLists& lists, Lexicon& lexicon, bool weigh)
      : lists_(lists), lexicon_(lexicon), weigh_(weigh) {}

  Plan plan(const QueryTree& query) {
    switch (query.kind) {
      case Tree::kEmpty:
        return {};
      case Tree::kAll:
        return all(query.number);
      case Tree::kTerm:
        return word(query);
      case Tree::kSynonym:
        if (is_word(query)) return word(query);
        break;
      case Tree::kScaled:
        return scaled(query);
      case Tree::kAny:
        return combined(Plan::Kind::kAny, query);
      case Tree::kEvery:
        return lifted(combined(Plan::Kind::kBoth, query));
      case Tree::kFilter:
        return filtered(query);
      case Tree::kMaybe:
        if (!weigh_) return plan(query.parts[0]);
        return is_word(query.parts[0]) ? word_in_fields(query)
                                       : combined(Plan::Kind::kMaybe, query);
      case Tree::kWithout:
        return combined(Plan::Kind::kWithout, query);
      case Tree::kRange:
        return list(lists_.in_range(query));
      case Tree::kPhrase:
        return phrase(query);
      case Tree::kNear:
      case Tree::kWildcard:
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

  Plan word(const QueryTree& query) {
    if (!weigh_) return list(lists_.documents_of(terms_of(query)));
    return weighed(query, lists_.of_terms(terms_of(query)));
  }

  Plan weighed(const QueryTree& query, std::shared_ptr<const Postings> postings) {
    Plan out = list(std::move(postings));
    out.weight.emplace(lists_.statistics(), double(estimated_frequency(query, lexicon_)));
    return out;
  }

  /// Its words weigh where they stand next to each other.
  Plan phrase(const QueryTree& query) {
    Plan documents = list(lists_.of_phrase(terms_of(query), weigh_));
    if (!weigh_) return documents;
    Plan out;
    out.kind = Plan::Kind::kMaybe;
    out.parts.push_back(std::move(documents));
    for (const QueryTree& part : query.parts) out.parts.push_back(word(part));
    return out;
  }

  Plan scaled(const QueryTree& query) {
    Plan out = plan(query.parts[0]);
    out.factor *= query.number;
    return out;
  }

  Plan combined(Plan::Kind kind, const QueryTree& query) {
    Plan out;
    out.kind = kind;
    for (const QueryTree& part : query.parts) {
      const bool filters = kind == Plan::Kind::kWithout && !out.parts.empty();
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

  Plan filtered(const QueryTree& query) {
    Plan out;
    out.kind = Plan::Kind::kBoth;
    out.parts.push_back(plan(query.parts[0]));
    out.parts.push_back(Planner(lists_, lexicon_, false).plan(query.parts[1]));
    out.parts.back().factor = 0;
    return out;
  }

  /// A word of the text, with what it weighs more in other fields. Documents that hold it there and
  /// not in the text are left out of the lists, so that any of them will do.
  Plan word_in_fields(const QueryTree& query) {
    const QueryTree& text = query.parts[0];
    const QueryTree& more = query.parts[1];
    const std::span<const QueryTree> several =
        more.kind == Tree::kAny ? std::span(more.parts) : std::span(&more, 1);
    Plan out;
    out.parts.push_back(plan(text));
    for (const QueryTree& one : several) {
      const bool factored = one.kind == Tree::kScaled;
      const QueryTree& word = factored ? one.parts[0] : one;
      if (!is_word(word)) return combined(Plan::Kind::kMaybe, query);
      out.parts.push_back(weighed(word, lists_.of_terms_within(terms_of(word), terms_of(text))));
      out.parts.back().factor = factored ? one.number : 1;
    }
    return out;
  }

  KeptLists& lists_;
  Lexicon& lexicon_;
  bool weigh_;  // else weights are of no interest
};

}  // namespace

Plan plan_of(const QueryTree& query, KeptLists& lists, Lexicon& lexicon) {
  return Planner(lists, lexicon, true).plan(query);
}

}  // namespace kb
