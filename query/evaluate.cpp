#include "query/evaluate.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/schema.h"
#include "query/bm25.h"
#include "query/compile.h"
#include "query/query_parts.h"

namespace kb {
namespace {

using XQuery = Xapian::Query;

/// Bytes of lists that are kept. With all of it used, about a tenth of what an index of 30,000
/// articles would give if every word of it were asked for.
constexpr std::size_t kKept = std::size_t{48} << 20U;

/// Weights are sums in an order of one's own, so equal ones differ in their last bits.
double rounded(double weight) { return std::round(weight * 1e6) / 1e6; }

/// A word of a query: its forms as one, and perhaps what they weigh more in other fields.
bool is_word(const XQuery& query) {
  switch (query.get_type()) {
    case XQuery::LEAF_TERM:
      return true;
    case XQuery::OP_SYNONYM:
      return is_terms_only(query);
    case XQuery::OP_AND_MAYBE:
      return query.get_subquery(0).get_type() != XQuery::OP_OR && is_word(query.get_subquery(0)) &&
             is_terms_only(query.get_subquery(1));
    default:
      return false;
  }
}

/// Calls `see(left, right)` with the places of each document that is in both lists.
template <typename See>
void for_each_common(const std::vector<Xapian::docid>& left,
                     const std::vector<Xapian::docid>& right, See see) {
  const bool few = right.size() * 16 < left.size();
  const bool many = left.size() * 16 < right.size();
  std::size_t i = 0;
  std::size_t k = 0;
  const auto jump = [](const std::vector<Xapian::docid>& list, std::size_t from,
                       Xapian::docid document) {
    return std::size_t(std::lower_bound(list.begin() + std::ptrdiff_t(from), list.end(), document) -
                       list.begin());
  };
  while (i < left.size() && k < right.size()) {
    if (left[i] == right[k]) {
      see(i++, k++);
    } else if (left[i] < right[k]) {
      i = few ? jump(left, i, right[k]) : i + 1;
    } else {
      k = many ? jump(right, k, left[i]) : k + 1;
    }
  }
}

}  // namespace

Evaluator::Evaluator(Xapian::Database database) : database_(std::move(database)), cache_(kKept) {}

std::shared_ptr<const Matches> Evaluator::run(const XQuery& query) {
  if (query.empty() || database_.get_doccount() == 0) return std::make_shared<Matches>();
  const Part all = settled(part(query));
  if (all.factor == 1 && all.more == 0) return all.matches;
  auto out = std::make_shared<Matches>();
  out->documents = all.matches->documents;
  out->weights.reserve(out->documents.size());
  for (std::size_t i = 0; i < out->documents.size(); ++i) out->weights.push_back(all.weight(i));
  return out;
}

std::shared_ptr<const Matches> Evaluator::holders(const std::vector<std::string>& terms) {
  std::string key("holders");
  for (const std::string& term : terms) key.append(1, '\0').append(term);
  if (auto known = cache_.find(key)) return known;
  auto found = std::make_shared<Matches>();
  std::vector<Xapian::docid>& documents = found->documents;
  for (const std::string& term : terms) {
    const auto middle = std::ptrdiff_t(documents.size());
    const auto end = database_.postlist_end(term);
    for (auto it = database_.postlist_begin(term); it != end; ++it) documents.push_back(*it);
    std::inplace_merge(documents.begin(), documents.begin() + middle, documents.end());
    documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  }
  documents.shrink_to_fit();
  cache_.keep(key, found);
  return found;
}

double Evaluator::length(Xapian::docid document) {
  read_lengths();
  return document < lengths_.size() ? double(lengths_[document]) : 0;
}

void Evaluator::read_lengths() {
  if (!lengths_.empty()) return;
  lengths_.resize(database_.get_lastdocid() + 1);
  sums_.resize(lengths_.size());
  touched_.resize(lengths_.size() / 64 + 1);
  const auto end = database_.postlist_end("");
  for (auto it = database_.postlist_begin(""); it != end; ++it) {
    lengths_[*it] = it.get_doclength();
  }
}

/// A part that has matches of its own.
Evaluator::Part Evaluator::settled(Part part) {
  if (part.matches == nullptr) part.matches = everything();
  return part;
}

std::vector<Evaluator::Part> Evaluator::parts_of(const XQuery& query, std::size_t first) {
  std::vector<Part> parts;
  for (std::size_t i = first; i < query.get_num_subqueries(); ++i) {
    parts.push_back(part(query.get_subquery(i)));
  }
  return parts;
}

Evaluator::Part Evaluator::part(const XQuery& query) {
  if (is_word(query)) return kept(query, &Evaluator::word);
  switch (query.get_type()) {
    case XQuery::LEAF_MATCH_ALL:
      return {};
    case XQuery::LEAF_MATCH_NOTHING:
      return {std::make_shared<Matches>()};
    case XQuery::LEAF_POSTING_SOURCE:
      return fixed(query);
    case XQuery::OP_SCALE_WEIGHT:
      return scaled(query);
    case XQuery::OP_OR:
      return any(parts_of(query, 0));
    case XQuery::OP_AND:
      return all(parts_of(query, 0), query.get_num_subqueries());
    case XQuery::OP_FILTER:
      return all(parts_of(query, 0), 1);
    case XQuery::OP_AND_MAYBE:
      return with_more(part(query.get_subquery(0)), parts_of(query, 1));
    case XQuery::OP_AND_NOT:
      return without(part(query.get_subquery(0)), parts_of(query, 1));
    case XQuery::OP_XOR:
      if (query.get_num_subqueries() == 2) return either(parts_of(query, 0));
      break;
    case XQuery::OP_VALUE_RANGE:
    case XQuery::OP_VALUE_GE:
      if (range_of(query)) return kept(query, &Evaluator::range);
      break;
    default:
      break;
  }
  return kept(query, &Evaluator::by_xapian);
}

/// What `make` makes of a query, or made of it before.
Evaluator::Part Evaluator::kept(const XQuery& query,
                                std::shared_ptr<const Matches> (Evaluator::*make)(const XQuery&)) {
  const auto key = bytes_of(query);
  if (!key) return {(this->*make)(query)};
  if (auto known = cache_.find(*key)) return {known};
  auto made = (this->*make)(query);
  cache_.keep(*key, made);
  return {made};
}

Evaluator::Part Evaluator::scaled(const XQuery& query) {
  const auto factor = factor_of(query);
  if (!factor) return kept(query, &Evaluator::by_xapian);
  Part out = part(query.get_subquery(0));
  out.factor *= *factor;
  out.more *= *factor;
  return out;
}

Evaluator::Part Evaluator::fixed(const XQuery& query) {
  const auto weight = fixed_weight_of(query);
  if (!weight) return kept(query, &Evaluator::by_xapian);
  return {nullptr, 1, *weight};
}

Evaluator::Part Evaluator::any(const std::vector<Part>& parts) {
  if (parts.size() == 1) return parts[0];
  read_lengths();
  for (const Part& given : parts) {
    const Part one = settled(given);
    const std::vector<Xapian::docid>& documents = one.matches->documents;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      sums_[documents[i]] += one.weight(i);
      touched_[documents[i] / 64] |= std::uint64_t{1} << (documents[i] % 64);
    }
  }
  return {std::make_shared<Matches>(take_sums())};
}

/// The sums of all documents that were touched; they are cleared.
Matches Evaluator::take_sums() {
  Matches out;
  for (std::size_t block = 0; block < touched_.size(); ++block) {
    for (std::uint64_t bits = touched_[block]; bits != 0; bits &= bits - 1) {
      const std::size_t document = block * 64 + std::size_t(__builtin_ctzll(bits));
      out.documents.push_back(Xapian::docid(document));
      out.weights.push_back(sums_[document]);
      sums_[document] = 0;
    }
    touched_[block] = 0;
  }
  return out;
}

/// What all parts match; the first `weighing` of them give it weight.
Evaluator::Part Evaluator::all(const std::vector<Part>& parts, std::size_t weighing) {
  Part out;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    Part next = parts[n];
    if (n >= weighing) next.factor = next.more = 0;
    if (next.matches == nullptr) {
      out.more += next.more;
      continue;
    }
    if (out.matches == nullptr) {
      next.more += out.more;
      out = next;
      continue;
    }
    auto both = std::make_shared<Matches>();
    for_each_common(out.matches->documents, next.matches->documents,
                    [&](std::size_t i, std::size_t k) {
                      both->documents.push_back(out.matches->documents[i]);
                      both->weights.push_back(out.weight(i) + next.weight(k));
                    });
    out = {both};
  }
  return out;
}

/// What `left` matches, with the weight of `right` where that matches too.
Evaluator::Part Evaluator::with_more(const Part& left, const std::vector<Part>& right) {
  Part out = left;
  std::shared_ptr<Matches> sum;
  for (const Part& more : right) {
    if (more.matches == nullptr) {
      out.more += more.more;
      continue;
    }
    if (!sum) {
      const Part from = settled(left);
      sum = std::make_shared<Matches>();
      sum->documents = from.matches->documents;
      for (std::size_t i = 0; i < sum->documents.size(); ++i)
        sum->weights.push_back(from.weight(i));
      out = {sum, 1, out.more - left.more};
    }
    for_each_common(sum->documents, more.matches->documents,
                    [&](std::size_t i, std::size_t k) { sum->weights[i] += more.weight(k); });
  }
  return out;
}

Evaluator::Part Evaluator::without(const Part& left, const std::vector<Part>& right) {
  const Part from = settled(left);
  std::vector<bool> gone(from.matches->documents.size());
  for (const Part& part : right) {
    if (part.matches == nullptr) return {std::make_shared<Matches>()};
    for_each_common(from.matches->documents, part.matches->documents,
                    [&](std::size_t i, std::size_t) { gone[i] = true; });
  }
  auto out = std::make_shared<Matches>();
  for (std::size_t i = 0; i < gone.size(); ++i) {
    if (gone[i]) continue;
    out->documents.push_back(from.matches->documents[i]);
    out->weights.push_back(from.weight(i));
  }
  return {out};
}

/// What one of two parts matches and the other does not.
Evaluator::Part Evaluator::either(const std::vector<Part>& parts) {
  return any({without(parts[0], {parts[1]}), without(parts[1], {parts[0]})});
}

std::shared_ptr<const Matches> Evaluator::word(const XQuery& query) {
  read_lengths();
  if (query.get_type() == XQuery::LEAF_TERM) return term(query);
  if (query.get_type() == XQuery::OP_SYNONYM) return synonym(query);
  const Part left{word(query.get_subquery(0))};
  std::vector<Part> right;
  const XQuery more = query.get_subquery(1);
  const bool several = more.get_type() == XQuery::OP_OR;
  for (std::size_t i = 0; i < (several ? more.get_num_subqueries() : 1); ++i) {
    const XQuery one = several ? more.get_subquery(i) : more;
    const auto factor = one.get_type() == XQuery::OP_SCALE_WEIGHT ? factor_of(one) : 1;
    const XQuery terms = one.get_type() == XQuery::OP_SCALE_WEIGHT ? one.get_subquery(0) : one;
    if (!factor || !is_word(terms)) return by_xapian(query);
    right.push_back({word(terms), *factor});
  }
  return with_more(left, right).matches;
}

std::shared_ptr<const Matches> Evaluator::term(const XQuery& query) {
  const std::string name = *query.get_terms_begin();
  if (bytes_of(query) != XQuery(name).serialise()) return by_xapian(query);  // counts repeatedly
  const TermWeight weight({double(database_.get_doccount()), database_.get_avlength()},
                          database_.get_termfreq(name), 1);
  auto out = std::make_shared<Matches>();
  const std::size_t found = database_.get_termfreq(name);
  out->documents.reserve(found);
  out->weights.reserve(found);
  const auto end = database_.postlist_end(name);
  for (auto it = database_.postlist_begin(name); it != end; ++it) {
    out->documents.push_back(*it);
    out->weights.push_back(weight.of(it.get_wdf(), lengths_[*it]));
  }
  return out;
}

std::shared_ptr<const Matches> Evaluator::synonym(const XQuery& query) {
  const TermWeight weight({double(database_.get_doccount()), database_.get_avlength()},
                          estimated_frequency(query, database_), 1);
  add_wdf(query);
  auto out = std::make_shared<Matches>(take_sums());
  for (std::size_t i = 0; i < out->documents.size(); ++i) {
    const double length = lengths_[out->documents[i]];
    out->weights[i] = weight.of(std::min(out->weights[i], length), length);
  }
  out->documents.shrink_to_fit();
  out->weights.shrink_to_fit();
  return out;
}

/// Adds up how often each document holds any of the terms.
void Evaluator::add_wdf(const XQuery& query) {
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) add_wdf(query.get_subquery(i));
  if (query.get_type() != XQuery::LEAF_TERM) return;
  const std::string name = *query.get_terms_begin();
  const auto end = database_.postlist_end(name);
  for (auto it = database_.postlist_begin(name); it != end; ++it) {
    sums_[*it] += it.get_wdf();
    touched_[*it / 64] |= std::uint64_t{1} << (*it % 64);
  }
}

std::shared_ptr<const Matches> Evaluator::range(const XQuery& query) {
  const SlotRange range = *range_of(query);
  auto out = std::make_shared<Matches>();
  const auto end = database_.valuestream_end(range.slot);
  for (auto it = database_.valuestream_begin(range.slot); it != end; ++it) {
    const std::string value = *it;
    if (value >= range.first && (!range.last || value <= *range.last))
      out->documents.push_back(it.get_docid());
  }
  return out;
}

std::shared_ptr<const Matches> Evaluator::everything() {
  if (everything_) return everything_;
  auto out = std::make_shared<Matches>();
  const auto end = database_.postlist_end("");
  for (auto it = database_.postlist_begin(""); it != end; ++it) out->documents.push_back(*it);
  everything_ = out;
  return out;
}

std::shared_ptr<const Matches> Evaluator::by_xapian(const XQuery& query) {
  /// Notes what is found; Xapian goes through it in the order of the documents.
  class Watcher : public Xapian::MatchSpy {
   public:
    void operator()(const Xapian::Document& document, double weight) override {
      found.documents.push_back(document.get_docid());
      found.weights.push_back(weight);
    }
    Matches found;
  };
  Watcher watcher;
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(search_weighting());
  enquire.set_query(query);
  enquire.add_matchspy(&watcher);
  enquire.get_mset(0, 1, database_.get_doccount());
  return std::make_shared<Matches>(std::move(watcher.found));
}

std::vector<std::pair<Xapian::docid, double>> Evaluator::best(const Matches& matches,
                                                              std::size_t count) {
  std::vector<std::pair<Xapian::docid, double>> out;
  const std::size_t size = matches.documents.size();
  if (count == 0) return out;
  // The weight of the last that is wanted, from a heap of the best so far.
  std::vector<double> heap;
  for (std::size_t i = 0; i < size; ++i) {
    const double weight = matches.weight(i);
    if (heap.size() == count && weight < heap.front()) continue;
    if (heap.size() == count) {
      std::pop_heap(heap.begin(), heap.end(), std::greater<>());
      heap.pop_back();
    }
    heap.push_back(weight);
    std::push_heap(heap.begin(), heap.end(), std::greater<>());
  }
  const double least = heap.empty() ? 0 : rounded(heap.front());
  const double margin = 1e-6;
  for (std::size_t i = 0; i < size; ++i) {
    if (matches.weight(i) < least - margin) continue;
    const double weight = rounded(matches.weight(i));
    if (weight >= least) out.emplace_back(matches.documents[i], weight);
  }
  order_ties(out);
  out.resize(std::min(out.size(), count));
  return out;
}

/// Sorts by weight, equal ones by number, then by document.
void Evaluator::order_ties(std::vector<std::pair<Xapian::docid, double>>& candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (auto from = candidates.begin(); from != candidates.end();) {
    const auto to = std::find_if(from, candidates.end(),
                                 [&](const auto& other) { return other.second != from->second; });
    if (to - from > 1) {
      std::vector<Xapian::docid> tied;
      for (auto it = from; it != to; ++it) tied.push_back(it->first);
      const std::vector<std::string> numbers = numbers_of(tied);
      std::vector<std::size_t> order(tied.size());
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
      std::stable_sort(order.begin(), order.end(),
                       [&](std::size_t a, std::size_t b) { return numbers[a] < numbers[b]; });
      for (std::size_t i = 0; i < order.size(); ++i) {
        (from + std::ptrdiff_t(i))->first = tied[order[i]];
      }
    }
    from = to;
  }
}

/// The numbers of articles, which are in order.
std::vector<std::string> Evaluator::numbers_of(const std::vector<Xapian::docid>& documents) {
  const auto slot = Xapian::valueno(field(FieldId::kId).slot);
  std::vector<std::string> out;
  out.reserve(documents.size());
  numbers_asked_ += documents.size();
  const bool many = numbers_asked_ > database_.get_doccount() / 8;
  if (many && numbers_.empty()) {
    numbers_.resize(database_.get_lastdocid() + 1);
    const auto end = database_.valuestream_end(slot);
    for (auto it = database_.valuestream_begin(slot); it != end; ++it) {
      numbers_[it.get_docid()] = *it;
    }
  }
  if (!numbers_.empty()) {
    for (const Xapian::docid document : documents) out.push_back(numbers_[document]);
    return out;
  }
  auto value = database_.valuestream_begin(slot);
  const auto end = database_.valuestream_end(slot);
  for (const Xapian::docid document : documents) {
    if (value != end) value.skip_to(document);
    const bool has = value != end && value.get_docid() == document;
    out.push_back(has ? *value : std::string());
  }
  return out;
}

}  // namespace kb
