#include "query/kept_lists.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "query/compile.h"

namespace kb {
namespace {

/// Bytes of lists that are kept: for an index of 30,000 articles about a fifth of what all its
/// words would need, for one of a million those of the words that are asked for most.
constexpr std::size_t kKept = std::size_t{48} << 20U;
constexpr std::size_t kKeptOfArticle = 64;

constexpr std::uint32_t kMostTimes = std::numeric_limits<std::uint16_t>::max();

/// Sorted, each once: what a list is kept by.
std::string key_of(std::vector<std::string> terms) {
  std::sort(terms.begin(), terms.end());
  std::string key;
  for (const std::string& term : terms) key.append(term).append(1, '\0');
  return key;
}

}  // namespace

KeptLists::KeptLists(Xapian::Database database)
    : database_(std::move(database)),
      cache_(kKept + kKeptOfArticle * database_.get_doccount()),
      lengths_(database_.get_lastdocid() + 1),
      length_parts_(lengths_.size()),
      sums_(lengths_.size()),
      touched_(lengths_.size() / 64 + 1) {
  auto all = std::make_shared<Postings>();
  all->documents.reserve(database_.get_doccount());
  const auto end = database_.postlist_end("");
  for (auto it = database_.postlist_begin(""); it != end; ++it) {
    all->documents.push_back(*it);
    lengths_[*it] = it.get_doclength();
    length_parts_[*it] = length_part(statistics(), lengths_[*it]);
  }
  everything_ = std::move(all);
}

TextStatistics KeptLists::statistics() const {
  return {double(database_.get_doccount()), database_.get_avlength()};
}

Postings KeptLists::read(const std::string& term) const {
  Postings out;
  const std::size_t found = database_.get_termfreq(term);
  out.documents.reserve(found);
  out.times.reserve(found);
  const auto end = database_.postlist_end(term);
  for (auto it = database_.postlist_begin(term); it != end; ++it) {
    out.documents.push_back(*it);
    out.times.push_back(std::uint16_t(std::min(it.get_wdf(), kMostTimes)));
  }
  return out;
}

Postings KeptLists::read_all(const std::vector<std::string>& terms) {
  for (const std::string& term : terms) {
    const auto end = database_.postlist_end(term);
    for (auto it = database_.postlist_begin(term); it != end; ++it) {
      sums_[*it] += it.get_wdf();
      touched_[*it / 64] |= std::uint64_t{1} << (*it % 64);
    }
  }
  Postings out;
  for (std::size_t block = 0; block < touched_.size(); ++block) {
    for (std::uint64_t bits = touched_[block]; bits != 0; bits &= bits - 1) {
      const std::size_t document = block * 64 + std::size_t(__builtin_ctzll(bits));
      out.documents.push_back(Xapian::docid(document));
      out.times.push_back(
          std::uint16_t(std::min({sums_[document], lengths_[document], kMostTimes})));
      sums_[document] = 0;
    }
    touched_[block] = 0;
  }
  out.documents.shrink_to_fit();
  out.times.shrink_to_fit();
  return out;
}

std::shared_ptr<const Postings> KeptLists::of_terms(const std::vector<std::string>& terms) {
  const std::string key = "terms " + key_of(terms);
  if (auto known = cache_.find(key)) return known;
  auto made = std::make_shared<Postings>(terms.size() == 1 ? read(terms[0]) : read_all(terms));
  cache_.keep(key, made);
  return made;
}

std::shared_ptr<const Postings> KeptLists::of_terms_within(const std::vector<std::string>& terms,
                                                           const std::vector<std::string>& others) {
  const std::string key = "within " + key_of(terms) + ' ' + key_of(others);
  if (auto known = cache_.find(key)) return known;
  const auto all = of_terms(terms);
  const auto within = of_terms(others);
  auto made = std::make_shared<Postings>();
  made->documents.reserve(all->documents.size());
  made->times.reserve(all->documents.size());
  auto at = within->documents.begin();
  for (std::size_t i = 0; i < all->documents.size(); ++i) {
    at = std::lower_bound(at, within->documents.end(), all->documents[i]);
    if (at == within->documents.end()) break;
    if (*at != all->documents[i]) continue;
    made->documents.push_back(all->documents[i]);
    made->times.push_back(all->times[i]);
  }
  cache_.keep(key, made);
  return made;
}

std::shared_ptr<const Postings> KeptLists::in_range(const SlotRange& range) {
  const std::string key = "range " + std::to_string(range.slot) + ' ' + range.first +
                          (range.last ? ".." + *range.last : std::string());
  if (auto known = cache_.find(key)) return known;
  auto made = std::make_shared<Postings>();
  const auto end = database_.valuestream_end(range.slot);
  for (auto it = database_.valuestream_begin(range.slot); it != end; ++it) {
    const std::string value = *it;
    if (value >= range.first && (!range.last || value <= *range.last))
      made->documents.push_back(it.get_docid());
  }
  made->documents.shrink_to_fit();
  cache_.keep(key, made);
  return made;
}

std::shared_ptr<const Postings> KeptLists::found_by(const Xapian::Query& query) {
  /// Notes what is found; Xapian goes through it in the order of the documents.
  class Watcher : public Xapian::MatchSpy {
   public:
    void operator()(const Xapian::Document& document, double weight) override {
      found.documents.push_back(document.get_docid());
      found.weights.push_back(weight);
    }
    Postings found;
  };
  const auto bytes = bytes_of(query);
  const std::string key = "query " + bytes.value_or("");
  if (bytes) {
    if (auto known = cache_.find(key)) return known;
  }
  Watcher watcher;
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(search_weighting());
  enquire.set_query(query);
  enquire.add_matchspy(&watcher);
  enquire.get_mset(0, 1, database_.get_doccount());
  auto made = std::make_shared<Postings>(std::move(watcher.found));
  if (bytes) cache_.keep(key, made);
  return made;
}

std::shared_ptr<const Postings> KeptLists::everything() { return everything_; }

std::vector<bool> KeptLists::of(const std::vector<std::string>& terms,
                                const std::vector<Xapian::docid>& documents) {
  std::vector<bool> held(documents.size());
  const auto list = of_terms(terms);
  auto at = list->documents.begin();
  for (std::size_t i = 0; i < documents.size(); ++i) {
    at = std::lower_bound(at, list->documents.end(), documents[i]);
    if (at == list->documents.end()) break;
    held[i] = *at == documents[i];
  }
  return held;
}

std::vector<bool> KeptLists::groups_of(const TermGroups& groups, Xapian::docid document) {
  std::vector<bool> held(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) held[i] = of(groups.terms(i), {document})[0];
  return held;
}

}  // namespace kb
