#include "query/search/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "indexer/schema/record.h"
#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "query/compile/compile.h"
#include "query/compile/profile.h"
#include "query/compile/spelling.h"
#include "query/search/event_source.h"
#include "query/search/facets.h"
#include "query/search/finder.h"
#include "query/search/near_numbers.h"
#include "query/search/why.h"
#include "query/snippet/marker.h"

namespace kb {
namespace {

/// Returns `no article has the words 'printr', 'quue'`.
std::string about_unknown_words(const std::vector<std::string>& words) {
  constexpr std::size_t kShown = 5;
  std::string text = fmt::format("no article has the word{}", words.size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < words.size() && i < kShown; ++i) {
    text += fmt::format("{} '{}'", i == 0 ? "" : ",", words[i]);
  }
  if (words.size() > kShown) text += fmt::format(" and {} more", words.size() - kShown);
  return text;
}

/// Returns the remark `no article has the words 'printr', 'quue'; searched for: printer queue; as
/// typed: kb search -- '"printr" "quue"'`.
std::string about_spelling(const Spelling& spelling) {
  constexpr std::size_t kLongest = 200;  // bytes of a query that is shown; pasted texts are longer
  std::string text;
  if (!spelling.unknown.empty()) text = about_unknown_words(spelling.unknown);
  if (!spelling.findable) return text;
  if (!text.empty()) text += "; ";
  if (spelling.findable->size() > kLongest) return text + "searched as was probably meant";
  text += "searched for: " + *spelling.findable;
  const bool quotable = spelling.as_typed->find('\'') == std::string::npos;
  return text +
         (quotable ? fmt::format("{}kb search -- '{}'", kAsTypedBy, *spelling.as_typed) : "");
}

/// Returns the article number that is the whole query.
std::optional<std::string> number_alone(const Query& query) {
  const auto tokens = leaves(query.root);
  if (tokens.size() != 1 || tokens[0]->kind != TokenKind::kId) return std::nullopt;
  return typed_article_id(tokens[0]->text);
}

/// How many different texts a snippet marks.
std::size_t distinct_marks(const Snippet& snippet) {
  std::set<std::string> texts;
  for (const Snippet::Mark& mark : snippet.marks) {
    texts.insert(lower(snippet.text.substr(mark.begin, mark.end - mark.begin)));
  }
  return texts.size();
}

/// The snippet of an article; of what only an older edition says, with its date in front, where
/// that holds more of what is wanted.
Snippet snippet_of(Article article, const Marker& marker) {
  Snippet best = make_snippet(article, marker);
  for (OlderEdition& edition : article.older) {
    const std::string front =
        edition.date.empty() ? "[undated edition] " : fmt::format("[edition of {}] ", edition.date);
    article.sections = {{SectionKind::kOther, std::nullopt, std::move(edition.text)}};
    Snippet snippet = make_snippet(article, marker);
    if (distinct_marks(snippet) <= distinct_marks(best)) continue;
    snippet.text.insert(0, front);
    for (Snippet::Mark& mark : snippet.marks) {
      mark.begin += front.size();
      mark.end += front.size();
    }
    best = std::move(snippet);
  }
  return best;
}

/// Fills in the hits of an answer from the stored records.
class Page {
 public:
  Page(const Index& index, const SearchRequest& request, const Compiled& compiled,
       const MachineProfile& profile, const LearnedTrace& learned)
      : index_(index),
        request_(request),
        compiled_(compiled),
        profile_(profile),
        learned_(learned),
        marker_(compiled.wanted) {}

  void fill(const std::vector<Candidate>& candidates, SearchAnswer& answer) const {
    for (const Candidate& candidate : candidates) {
      SearchHit hit;
      hit.rank = answer.offset + answer.hits.size() + 1;
      hit.score = candidate.weight;
      const Xapian::Document document = index_.database().get_document(candidate.document);
      const auto record = decode_record(document.get_data());
      if (record) {
        read(*record, candidate, hit);
      } else {
        name(document, hit);
        answer.remarks.push_back(
            fmt::format("the stored article {} is damaged: {}; build the "
                        "index again with `kb index --full`",
                        hit.id, record.error().message));
      }
      answer.hits.push_back(std::move(hit));
    }
    note_matches(candidates, answer.hits);
  }

 private:
  void read(const StoredRecord& record, const Candidate& candidate, SearchHit& hit) const {
    Article article = article_of(record, Depth::kText);
    hit.id = record.id;
    hit.title = record.title;
    hit.source = record.source;
    hit.products = article.products;
    hit.last_modified = article.last_modified;
    if (!profile_.items.empty()) hit.fixed = fixed_on(profile_, article);
    hit.snippet = snippet_of(std::move(article), marker_);
    if (request_.why) add_why(index_.database(), compiled_, candidate, learned_, hit);
  }

  /// Names an article whose text can't be read.
  static void name(const Xapian::Document& document, SearchHit& hit) {
    const std::string data = document.get_data();
    if (const auto header = decode_record_header(data)) {
      hit.id = header->id;
      hit.title = header->title;
      hit.source = header->source;
    }
    const std::string number = document.get_value(Xapian::valueno(field(FieldId::kId).slot));
    if (hit.id.empty() && !number.empty()) {
      hit.id = "Q" + number.substr(std::min(number.find_first_not_of('0'), number.size()));
    }
    if (hit.title.empty()) hit.title = "(its text can't be read)";
  }

  /// Notes for each hit which of the wanted items it contains.
  void note_matches(const std::vector<Candidate>& candidates, std::vector<SearchHit>& hits) const {
    const CandidateOrder order(candidates);
    for (const Wanted& want : compiled_.wanted) {
      const std::vector<bool> held = order.holders_of(index_.database(), want.terms);
      for (std::size_t i = 0; i < hits.size(); ++i) {
        std::vector<std::string>& matched = hits[i].matched;
        const bool known = contains(matched, want.label);
        if (held[i] && !known) matched.push_back(want.label);
      }
    }
  }

  const Index& index_;
  const SearchRequest& request_;
  const Compiled& compiled_;
  const MachineProfile& profile_;
  const LearnedTrace& learned_;
  const Marker marker_;
};

SearchAnswer search_once(const Index& index, const SearchRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  SearchAnswer answer;
  answer.query = request.query;
  answer.offset = request.offset;
  Query query = parse_query(request.query);
  const Spelling spelling = check_spelling(query, index.lexicon());
  if (spelling.findable) query = parse_query(*spelling.findable);
  const MachineProfile profile = read_profile(request.on);
  Compiled compiled = compile_query(query, index.lexicon());
  prefer(profile, compiled);
  answer.understood = compiled.understood;
  answer.remarks = index.remarks();
  answer.remarks.insert(answer.remarks.end(), compiled.remarks.begin(), compiled.remarks.end());
  FacetCounter facets;
  const Found found =
      find(index, compiled, request, request.counting == Counting::kFacets ? &facets : nullptr);
  answer.total = found.total;
  answer.total_is_exact = found.total_is_exact;
  if (request.counting == Counting::kFacets) answer.facets = facets.counts();
  Page(index, request, compiled, profile, found.learned).fill(found.candidates, answer);
  answer.did_you_mean = spelling.meant;
  answer.corrected = spelling.findable && spelling.findable == spelling.meant;
  if (answer.total > 0 && (spelling.findable || !spelling.unknown.empty())) {
    answer.remarks.push_back(about_spelling(spelling));
    if (spelling.findable) answer.as_typed = spelling.as_typed;
  }
  if (const auto id = number_alone(query); id && answer.total == 0) {
    answer.remarks.push_back(no_such_article(index.database(), *id));
  }
  if (auto remark = about_event_source(index.database(), query, request.query)) {
    answer.remarks.push_back(std::move(*remark));
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  answer.took_ms = took.count();
  return answer;
}

Result<SearchAnswer> search_as_typed(const Index& index, const SearchRequest& request) {
  return ask(index, [&](const Index& open) { return search_once(open, request); });
}

}  // namespace

Result<SearchAnswer> search(const Index& index, const SearchRequest& request) {
  auto answer = search_as_typed(index, request);
  if (!answer || answer->total > 0 || answer->corrected || !answer->did_you_mean) return answer;
  SearchRequest meant = request;
  meant.query = *answer->did_you_mean;
  auto other = search_as_typed(index, meant);
  if (!other || other->total == 0) return answer;
  other->query = request.query;
  other->did_you_mean = meant.query;
  other->corrected = true;
  other->remarks.push_back("nothing found as typed; searched for: " + meant.query);
  return other;
}

}  // namespace kb
