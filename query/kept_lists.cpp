#include "query/kept_lists.h"

#include <algorithm>
#include <utility>

#include "query/phrase.h"
#include "query/xapian_query.h"

namespace kb {
namespace {

/// Bytes of lists that are kept at most: 60 MB for an index of 30,000 articles, the lists of nearly
/// all its words; 430 MB for a million, those of the words that are asked for most.
constexpr std::size_t kKept = std::size_t{48} << 20U;
constexpr std::size_t kKeptOfArticle = 384;

/// Sorted, each once: what a list is kept by.
std::string key_of(std::vector<std::string> terms) {
  std::sort(terms.begin(), terms.end());
  std::string key;
  for (const std::string& term : terms) key.append(term).append(1, '\0');
  return key;
}

std::string key_of_terms(const std::vector<std::string>& terms) { return "terms " + key_of(terms); }

/// A list of one of so many documents or more takes no more for a bit of each than for its
/// postings.
constexpr std::size_t kDensity = 32;

}  // namespace

KeptLists::KeptLists(IndexTables& tables)
    : tables_(tables),
      cache_(kKept + kKeptOfArticle * tables.articles()),
      lengths_(tables),
      sums_(tables.last_document() + 1),
      touched_(tables.last_document() / 64 + 1),
      dense_(tables.last_document() / kDensity) {}

Postings KeptLists::read(const std::string& term) {
  const Xapian::doccount frequency = tables_.frequency(term);
  lengths_.expect(frequency);
  Postings out;
  out.reserve(frequency);
  tables_.for_each(term, [&](Xapian::docid document, Xapian::termcount times) {
    lengths_.note(document);
    out.add(document, times);
  });
  return out;
}

Postings KeptLists::read_all(const std::vector<std::string>& terms) {
  // The compiler can't tell that what is added does not change where arrays lie; they stay put.
  std::uint32_t* const sums = sums_.data();
  std::uint64_t* const touched = touched_.data();
  for (const std::string& term : terms) {
    const Xapian::doccount frequency = tables_.frequency(term);
    sums_.expect(frequency);
    lengths_.expect(frequency);
    tables_.for_each(term, [=](Xapian::docid document, Xapian::termcount times) {
      sums[document] += times;
      touched[document / 64] |= std::uint64_t{1} << (document % 64);
    });
  }
  Lengths& noted = lengths_;
  const Xapian::termcount* const lengths = lengths_.all();
  Postings out = Postings::of_bits(touched_, dense_, [=, &noted](Xapian::docid document) {
    if (lengths[document] == 0) noted.note(document);
    return std::min(std::exchange(sums[document], 0), lengths[document]);
  });
  std::fill(touched_.begin(), touched_.end(), 0);
  return out;
}

std::shared_ptr<const Postings> KeptLists::keep(const std::string& key, Postings postings) {
  postings.shrink();
  if (postings.size() >= dense_ && !postings.has_bits()) postings.add_bits();
  auto kept = std::make_shared<Postings>(std::move(postings));
  cache_.keep(key, kept);
  return kept;
}

std::shared_ptr<const Postings> KeptLists::of_terms(const std::vector<std::string>& terms) {
  const std::string key = key_of_terms(terms);
  if (auto known = cache_.find(key)) return known;
  return keep(key, terms.size() == 1 ? read(terms[0]) : read_all(terms));
}

std::shared_ptr<const Postings> KeptLists::documents_of(const std::vector<std::string>& terms) {
  const std::string key = "documents " + key_of(terms);
  if (auto known = cache_.find(key)) return known;
  std::uint64_t* const touched = touched_.data();
  for (const std::string& term : terms) {
    tables_.for_each(term, [=](Xapian::docid document, Xapian::termcount /*times*/) {
      touched[document / 64] |= std::uint64_t{1} << (document % 64);
    });
  }
  Postings made = Postings::of_bits(touched_, dense_, [](Xapian::docid /*document*/) { return 1; });
  std::fill(touched_.begin(), touched_.end(), 0);
  return keep(key, std::move(made));
}

std::shared_ptr<const Postings> KeptLists::of_terms_within(const std::vector<std::string>& terms,
                                                           const std::vector<std::string>& others) {
  const std::string key = "within " + key_of(terms) + ' ' + key_of(others);
  if (auto known = cache_.find(key)) return known;
  const auto all = of_terms(terms);
  const auto within = of_terms(others);
  PostingSeeker seeker(*within);
  Postings made;
  all->for_each([&](Xapian::docid document, std::size_t at) {
    if (seeker.holds(document)) made.add(document, all->times(at));
  });
  return keep(key, std::move(made));
}

std::shared_ptr<const Postings> KeptLists::of_phrase(const std::vector<std::string>& words,
                                                     bool weighed) {
  std::string key = "phrase";
  for (const std::string& word : words) key += ' ' + word;
  if (auto known = cache_.find(key)) return known;
  std::vector<std::shared_ptr<const Postings>> lists;
  lists.reserve(words.size());
  for (const std::string& word : words) {
    lists.push_back(weighed ? of_terms({word}) : documents_of({word}));
  }
  std::sort(lists.begin(), lists.end(),
            [](const auto& a, const auto& b) { return a->size() < b->size(); });
  std::vector<PostingSeeker> seekers;
  seekers.reserve(lists.size());
  for (const auto& list : lists) seekers.emplace_back(*list);
  std::vector<Xapian::docid> documents;
  lists.front()->for_each([&](Xapian::docid document, std::size_t /*at*/) {
    const bool held = std::all_of(seekers.begin() + 1, seekers.end(),
                                  [&](PostingSeeker& seeker) { return seeker.holds(document); });
    if (held) documents.push_back(document);
  });
  Postings made;
  for (const Xapian::docid document : with_words_in_order(tables_, words, documents)) {
    made.add(document);
  }
  return keep(key, std::move(made));
}

std::shared_ptr<const Postings> KeptLists::in_range(const QueryTree& range) {
  const std::string key =
      "range " + std::to_string(range.slot) + ' ' + range.term + ".." + range.last;
  if (auto known = cache_.find(key)) return known;
  Postings made;
  tables_.for_each_value(range.slot, [&](Xapian::docid document, std::string_view value) {
    if (value >= range.term && (range.last.empty() || value <= range.last)) made.add(document);
  });
  return keep(key, std::move(made));
}

std::shared_ptr<const Postings> KeptLists::found_by(const QueryTree& query) {
  /// Notes what is found; Xapian goes through it in the order of the documents.
  class Watcher : public Xapian::MatchSpy {
   public:
    void operator()(const Xapian::Document& document, double weight) override {
      found.add_weighed(document.get_docid(), weight);
    }
    Postings found;
  };
  const Xapian::Query asked = xapian_query(query);
  const std::string key = "query " + asked.serialise();
  if (auto known = cache_.find(key)) return known;
  Watcher watcher;
  Xapian::Enquire enquire(tables_.database());
  enquire.set_weighting_scheme(search_weighting());
  enquire.set_query(asked);
  enquire.add_matchspy(&watcher);
  enquire.get_mset(0, 1, tables_.database().get_doccount());
  return keep(key, std::move(watcher.found));
}

std::shared_ptr<const Postings> KeptLists::everything() {
  if (everything_) return everything_;
  auto all = std::make_shared<Postings>();
  tables_.for_each_length([&](Xapian::docid document, Xapian::termcount) { all->add(document); });
  everything_ = std::move(all);
  return everything_;
}

std::vector<bool> KeptLists::of(const std::vector<std::string>& terms,
                                const std::vector<Xapian::docid>& documents) {
  std::vector<bool> held(documents.size());
  // One that is kept with how often; else that is of no interest.
  auto list = cache_.find(key_of_terms(terms));
  if (!list) list = documents_of(terms);
  PostingSeeker seeker(*list);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    held[i] = seeker.holds(documents[i]);
  }
  return held;
}

}  // namespace kb
