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

SearchHit Searcher::make_hit(const Xapian::MSetIterator& found,
                             const std::vector<Wanted>& wanted) const {
  SearchHit hit;
  hit.rank = found.get_rank() + 1;
  hit.score = found.get_weight();
  const Xapian::Document document = found.get_document();
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

Result<SearchAnswer> Searcher::search(const SearchRequest& request) const {
  const auto start = std::chrono::steady_clock::now();
  SearchAnswer answer;
  answer.query = request.query;
  answer.offset = request.offset;
  try {
    const Query query = parse_query(request.query);
    Compiled compiled = compile_query(query, index_.database, Coverage::kAll);
    Xapian::Enquire enquire(index_.database);
    enquire.set_weighting_scheme(search_weighting());
    set_sort(request.sort, enquire);
    FacetCounter counter;
    if (request.facets == Facets::kCounted) counter.watch(enquire);
    const Xapian::doccount all = index_.database.get_doccount();
    const auto run = [&] {
      enquire.set_query(compiled.query);
      return enquire.get_mset(Xapian::doccount(request.offset), Xapian::doccount(request.limit),
                              all);
    };
    Xapian::MSet found = run();
    if (found.get_matches_estimated() == 0 && compiled.words > 1 && compiled.words <= kFewWords) {
      compiled = compile_query(query, index_.database, Coverage::kAny);
      found = run();
      if (found.get_matches_estimated() != 0) {
        compiled.remarks.emplace_back("no article holds all these words; these hold some of them");
      }
    }
    answer.total = found.get_matches_estimated();
    answer.understood = compiled.understood;
    answer.remarks = compiled.remarks;
    for (auto it = found.begin(); it != found.end(); ++it) {
      answer.hits.push_back(make_hit(it, compiled.wanted));
    }
    if (request.facets == Facets::kCounted) answer.facets = counter.counts();
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
