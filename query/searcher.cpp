#include "query/searcher.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "indexer/schema.h"
#include "indexer/terms.h"
#include "parser/parse.h"
#include "parser/text.h"
#include "query/compile.h"
#include "query/facets.h"
#include "query/profile.h"
#include "query/why.h"

namespace kb {
namespace {

void set_sort(Sort sort, Xapian::Enquire& enquire) {
  const auto date = Xapian::valueno(field(FieldId::kDate).slot);
  const auto id = Xapian::valueno(field(FieldId::kId).slot);
  switch (sort) {
    case Sort::kRelevance:
      break;
    case Sort::kNewest:
      enquire.set_sort_by_value_then_relevance(date, true);
      break;
    case Sort::kOldest:
      enquire.set_sort_by_value_then_relevance(date, false);
      break;
    case Sort::kId:
      enquire.set_sort_by_value_then_relevance(id, false);
      break;
  }
}

bool holds_any(const Xapian::Document& document, const std::vector<std::string>& terms) {
  auto list = document.termlist_begin();
  std::vector<std::string> sorted = terms;
  std::sort(sorted.begin(), sorted.end());
  for (const std::string& term : sorted) {
    list.skip_to(term);
    if (list == document.termlist_end()) return false;
    if (*list == term) return true;
  }
  return false;
}

}  // namespace

Result<Searcher> Searcher::open(const std::string& folder) {
  auto index = open_index(folder);
  if (!index) return tl::make_unexpected(index.error());
  return Searcher(std::move(*index), folder);
}

SearchHit Searcher::make_hit(const Candidate& candidate, std::size_t rank,
                             const std::vector<Wanted>& wanted) const {
  SearchHit hit;
  hit.rank = rank;
  hit.score = candidate.weight;
  const Xapian::Document document = index_.database.get_document(candidate.document);
  const auto record = decode_record(document.get_data());
  if (!record) return hit;
  const Article article = parse_article(record->bytes, record->source, Depth::kText);
  hit.id = record->id;
  hit.title = record->title;
  hit.source = record->source;
  hit.products = article.products;
  hit.last_modified = article.last_modified;
  hit.snippet = make_snippet(article, wanted);
  for (const Wanted& want : wanted) {
    const bool known =
        std::find(hit.matched.begin(), hit.matched.end(), want.label) != hit.matched.end();
    if (!known && holds_any(document, want.terms)) hit.matched.push_back(want.label);
  }
  return hit;
}

/// The number of articles a query finds, without weighing any; facets are counted on the way.
std::uint64_t Searcher::count(const Xapian::Query& query, FacetCounter* facets) const {
  Xapian::Enquire enquire(index_.database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  if (facets != nullptr) facets->watch(enquire);
  return enquire.get_mset(0, 0, index_.database.get_doccount()).get_matches_estimated();
}

/// The page of candidates that is asked for, in order.
std::vector<Candidate> Searcher::find(const Compiled& compiled,
                                      const SearchRequest& request) const {
  Xapian::Enquire enquire(index_.database);
  enquire.set_weighting_scheme(search_weighting());
  set_sort(request.sort, enquire);
  enquire.set_query(compiled.query);
  const std::size_t wanted = request.offset + request.limit;
  const bool ranked = request.sort == Sort::kRelevance && request.offset < kRankDepth;
  const std::size_t depth = ranked ? std::max(wanted, kRankDepth) : wanted;
  const Xapian::MSet found = enquire.get_mset(0, Xapian::doccount(depth));
  std::vector<Candidate> candidates;
  for (auto it = found.begin(); it != found.end(); ++it) {
    candidates.push_back({*it, it.get_weight()});
  }
  if (ranked) {
    std::vector<Candidate> tail;
    if (candidates.size() > kRankDepth) {
      tail.assign(candidates.begin() + kRankDepth, candidates.end());
      candidates.resize(kRankDepth);
    }
    rank_by_order(index_.database, compiled.words, candidates);
    candidates.insert(candidates.end(), tail.begin(), tail.end());
  }
  candidates.resize(std::min(candidates.size(), wanted));
  candidates.erase(
      candidates.begin(),
      candidates.begin() + std::ptrdiff_t(std::min(request.offset, candidates.size())));
  return candidates;
}

Result<SearchAnswer> Searcher::search(const SearchRequest& request) const {
  const auto start = std::chrono::steady_clock::now();
  SearchAnswer answer;
  answer.query = request.query;
  answer.offset = request.offset;
  try {
    const Query query = parse_query(request.query);
    const MachineProfile profile = read_profile(request.on);
    Compiled compiled = compile_query(query, index_.database);
    prefer(profile, compiled);
    answer.understood = compiled.understood;
    answer.remarks = compiled.remarks;
    FacetCounter counter;
    answer.total = count(compiled.query, request.facets == Facets::kCounted ? &counter : nullptr);
    if (request.facets == Facets::kCounted)
      answer.facets = counter.counts(index_.database, facet_table_);
    std::size_t rank = request.offset;
    for (const Candidate& candidate : find(compiled, request)) {
      answer.hits.push_back(make_hit(candidate, ++rank, compiled.wanted));
      if (request.why) add_why(index_.database, compiled, candidate, answer.hits.back());
      add_fixed(index_.database, profile, candidate.document, answer.hits.back());
    }
    answer.did_you_mean = suggest(query);
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, folder_));
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  answer.took_ms = took.count();
  return answer;
}

/// The query with each word that no article holds replaced by a likely spelling; null if there is
/// nothing to replace. Codes, names and words with digits are left alone.
std::optional<std::string> Searcher::suggest(const Query& query) const {
  std::string corrected;
  bool changed = false;
  for (const Token* token : leaves(query.root)) {
    std::string text = token->text;
    const bool plain = token->kind == TokenKind::kWord && text.size() >= 4 &&
                       std::all_of(text.begin(), text.end(), is_alpha);
    if (plain && !index_.database.term_exists(token->words[0])) {
      const std::string other = index_.database.get_spelling_suggestion(token->words[0], 2);
      if (!other.empty()) {
        text = other;
        changed = true;
      }
    }
    if (token->kind == TokenKind::kPhrase) text = "\"" + text + "\"";
    corrected += (corrected.empty() ? "" : " ") + text;
  }
  return changed ? std::optional(corrected) : std::nullopt;
}

Result<std::vector<StoredRecord>> Searcher::articles(const std::string& id) const {
  return articles_with(exact_term(field(FieldId::kId), id));
}

Result<std::vector<StoredRecord>> Searcher::articles_of_source(const std::string& source) const {
  return articles_with(exact_term(field(FieldId::kSource), source));
}

Result<std::vector<StoredRecord>> Searcher::articles_with(const std::string& term) const {
  std::vector<StoredRecord> records;
  try {
    const auto end = index_.database.postlist_end(term);
    for (auto it = index_.database.postlist_begin(term); it != end; ++it) {
      auto record = decode_record(index_.database.get_document(*it).get_data());
      if (!record) return tl::make_unexpected(record.error());
      records.push_back(std::move(*record));
    }
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, folder_));
  }
  return records;
}

}  // namespace kb
