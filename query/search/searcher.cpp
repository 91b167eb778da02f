#include "query/search/searcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <optional>
#include <utility>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "query/compile/compile.h"
#include "query/search/facets.h"
#include "query/search/finder.h"
#include "query/search/held_terms.h"
#include "query/compile/lexicon.h"
#include "query/search/marker.h"
#include "query/compile/profile.h"
#include "query/compile/spelling.h"
#include "query/search/why.h"

namespace kb {
namespace {

TermGroups groups_of(const std::vector<Wanted>& wanted) {
  std::vector<std::vector<std::string>> terms;
  terms.reserve(wanted.size());
  for (const Wanted& want : wanted) terms.push_back(want.terms);
  return TermGroups(std::move(terms));
}

/// `no article has the words 'printr', 'quue'; searched for: printer queue`.
std::string about_unknown_words(const Spelling& spelling) {
  constexpr std::size_t kShown = 5;
  const std::vector<std::string>& words = spelling.unknown;
  std::string text = fmt::format("no article has the word{}", words.size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < words.size() && i < kShown; ++i) {
    text += fmt::format("{} '{}'", i == 0 ? "" : ",", words[i]);
  }
  if (words.size() > kShown) text += fmt::format(" and {} more", words.size() - kShown);
  if (!spelling.findable) return text;
  constexpr std::size_t kLongest = 200;  // of a query that is shown; pasted texts are longer
  return text + (spelling.findable->size() <= kLongest ? "; searched for: " + *spelling.findable
                                                       : "; searched as was probably meant");
}

}  // namespace

Result<Searcher> Searcher::open(const std::string& folder, Opening opening) {
  auto index = open_index(folder, opening);
  if (!index) return tl::make_unexpected(index.error());
  return Searcher(std::move(*index), folder);
}

Searcher::Searcher(OpenIndex index, std::string folder)
    : index_(std::move(index)),
      folder_(std::move(folder)),
      lexicon_(std::make_unique<Lexicon>(IndexTables(index_.database, std::move(index_.reader)))),
      title_sizes_(std::make_unique<TitleSizes>(lexicon_->tables())) {}

Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

const Xapian::Database& Searcher::database() const { return lexicon_->database(); }

SearchHit Searcher::make_hit(const Candidate& candidate, const Marker& marker) const {
  SearchHit hit;
  hit.score = candidate.weight;
  const auto record = decode_record(lexicon_->tables().record(candidate.document));
  if (!record) return hit;
  const Article article = parse_article(record->bytes, record->source, Depth::kText);
  hit.id = record->id;
  hit.title = record->title;
  hit.source = record->source;
  hit.products = article.products;
  hit.last_modified = article.last_modified;
  hit.snippet = make_snippet(article, marker);
  return hit;
}

/// Notes of the hits, of `candidates` in their order, what they hold of what was wanted.
void Searcher::add_matched(const std::vector<Wanted>& wanted,
                           const std::vector<Candidate>& candidates,
                           std::vector<SearchHit>& hits) const {
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return candidates[a].document < candidates[b].document;
  });
  std::vector<Xapian::docid> documents;
  documents.reserve(order.size());
  for (const std::size_t i : order) documents.push_back(candidates[i].document);
  const auto held = finder().holders().groups_of(groups_of(wanted), documents);
  for (std::size_t k = 0; k < order.size(); ++k) {
    std::vector<std::string>& matched = hits[order[k]].matched;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const std::string& label = wanted[i].label;
      if (!held[k][i] || std::find(matched.begin(), matched.end(), label) != matched.end())
        continue;
      matched.push_back(label);
    }
  }
}

Finder& Searcher::finder() const {
  if (!finder_ && index_.divided) finder_ = std::make_unique<XapianFinder>(database());
  if (!finder_) finder_ = std::make_unique<ListFinder>(*lexicon_);
  return *finder_;
}

/// The page of candidates that is asked for, in order, and the number of all articles found.
Found Searcher::find(const Compiled& compiled, const SearchRequest& request,
                     FacetCounter* facets) const {
  const std::size_t wanted = request.offset + request.limit;
  Found found =
      request.sort == Sort::kRelevance
          ? find_ranked(finder(), lexicon_->tables(), *title_sizes_, compiled, wanted, facets)
          : find_sorted(database(), compiled.query, request.sort, wanted, facets);
  std::vector<Candidate>& page = found.candidates;
  page.resize(std::min(page.size(), wanted));
  page.erase(page.begin(), page.begin() + std::ptrdiff_t(std::min(request.offset, page.size())));
  return found;
}

Result<SearchAnswer> Searcher::search(const SearchRequest& request) const {
  auto answer = search_as_typed(request);
  if (!answer || answer->total > 0 || answer->corrected || !answer->did_you_mean) return answer;
  SearchRequest meant = request;
  meant.query = *answer->did_you_mean;
  auto other = search_as_typed(meant);
  if (!other || other->total == 0) return answer;
  other->query = request.query;
  other->did_you_mean = meant.query;
  other->corrected = true;
  other->remarks.push_back("nothing found as typed; searched for: " + meant.query);
  return other;
}

Result<SearchAnswer> Searcher::search_as_typed(const SearchRequest& request) const {
  try {
    return search_once(request);
  } catch (const Xapian::NetworkError&) {
    return search_again(request);
  } catch (const Xapian::DatabaseOpeningError&) {
    return search_again(request);
  }
}

/// Once more, on what is there now: a cluster with those that still answer, or the index that took
/// the place of this one.
Result<SearchAnswer> Searcher::search_again(const SearchRequest& request) const {
  const auto again = open(folder_);
  if (!again) return tl::make_unexpected(again.error());
  try {
    return again->search_once(request);
  } catch (const Xapian::Error& still) {
    return tl::make_unexpected(error_of(still, folder_));
  }
}

Result<SearchAnswer> Searcher::search_once(const SearchRequest& request) const {
  const auto start = std::chrono::steady_clock::now();
  SearchAnswer answer;
  answer.query = request.query;
  answer.offset = request.offset;
  try {
    Query query = parse_query(request.query);
    const Spelling spelling = check_spelling(query, *lexicon_);
    if (spelling.findable) query = parse_query(*spelling.findable);
    const MachineProfile profile = read_profile(request.on);
    Compiled compiled = compile_query(query, *lexicon_);
    prefer(profile, compiled);
    answer.understood = compiled.understood;
    answer.remarks = index_.remarks;
    answer.remarks.insert(answer.remarks.end(), compiled.remarks.begin(), compiled.remarks.end());
    std::optional<FacetCounter> counter;
    if (request.facets == Facets::kCounted) counter.emplace(index_.divided);
    const Found found = find(compiled, request, counter ? &*counter : nullptr);
    answer.total = found.total;
    if (counter) answer.facets = counter->counts(lexicon_->tables(), facet_table_);
    const Marker marker(compiled.wanted);
    for (const Candidate& candidate : found.candidates) {
      answer.hits.push_back(make_hit(candidate, marker));
      answer.hits.back().rank = request.offset + answer.hits.size();
      if (request.why) add_why(database(), compiled, candidate, answer.hits.back());
      add_fixed(lexicon_->tables(), profile, candidate.document, answer.hits.back());
    }
    add_matched(compiled.wanted, found.candidates, answer.hits);
    answer.did_you_mean = spelling.meant;
    answer.corrected = spelling.findable && spelling.findable == spelling.meant;
    if (answer.total > 0 && !spelling.unknown.empty()) {
      answer.remarks.push_back(about_unknown_words(spelling));
    }
  } catch (const Xapian::NetworkError&) {
    throw;  // to search_as_typed()
  } catch (const Xapian::DatabaseOpeningError&) {
    throw;
  } catch (const Xapian::Error& error) {
    finder_.reset();  // what it was at may be left half done
    return tl::make_unexpected(error_of(error, folder_));
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  answer.took_ms = took.count();
  return answer;
}

Result<std::vector<StoredRecord>> Searcher::articles(const std::string& id) const {
  return articles_with(exact_term(field(FieldId::kId), id));
}

Result<std::vector<StoredRecord>> Searcher::articles_of_source(const std::string& source) const {
  return articles_with(exact_term(field(FieldId::kSource), source));
}

std::vector<Xapian::docid> Searcher::documents_with(const std::string& term) const {
  std::vector<Xapian::docid> documents;
  lexicon_->tables().for_each(
      term, [&](Xapian::docid document, Xapian::termcount) { documents.push_back(document); });
  return documents;
}

Result<std::vector<StoredRecord>> Searcher::articles_with(const std::string& term) const {
  std::vector<StoredRecord> records;
  try {
    for (const Xapian::docid document : documents_with(term)) {
      auto record = decode_record(lexicon_->tables().record(document));
      if (!record) return tl::make_unexpected(record.error());
      records.push_back(std::move(*record));
    }
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, folder_));
  }
  return records;
}

}  // namespace kb
