#include "query/evidence.h"

#include <algorithm>
#include <numeric>

#include "indexer/schema.h"
#include "indexer/terms.h"

namespace kb {
namespace {

using Positions = std::vector<Xapian::termpos>;

/// Collects evidence word by word, for all candidates at once: a posting list is read through once,
/// in the order of the documents.
class Gatherer {
 public:
  Gatherer(const Xapian::Database& database, const std::vector<QueryWord>& words,
           const std::vector<Candidate>& candidates, Headings& headings, Runs runs)
      : database_(database),
        headings_(headings),
        runs_(runs),
        words_(words),
        candidates_(candidates),
        order_(candidates.size()),
        evidence_(candidates.size()),
        texts_(candidates.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t(0));
    std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
      return candidates[a].document < candidates[b].document;
    });
    for (const QueryWord& word : words) total_ += word.idf;
    total_ = std::max(total_, 1e-9);
  }

  std::vector<TextEvidence> run(const std::vector<std::vector<std::string>>& names) {
    read_titles();
    for (const auto& terms : names) read_name(terms, 1.0 / double(names.size()));
    for (const QueryWord& word : words_) read_word(word);
    for (std::size_t i = 0; i < candidates_.size(); ++i) finish(i);
    return std::move(evidence_);
  }

 private:
  /// A run of the query's words that ends with the word read last.
  struct Run {
    Xapian::termpos end;
    std::size_t length;
  };
  struct Text {
    std::vector<std::string> title;
    std::vector<bool> used;  // words of the title
    std::vector<Run> runs;
    Positions positions;  // of the word being read
    std::size_t present = 0;
    std::size_t longest = 0;
    Xapian::termpos longest_end = 0;
    bool in_symptoms = false;
  };

  void read_titles() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Heading& heading = headings_.of(candidates_[i].document);
      texts_[i].title = heading.words;
      texts_[i].used.resize(heading.words.size());
      evidence_[i].length = heading.length;
    }
  }

  /// Calls `see(candidate, postings)` for each candidate that holds the term.
  template <typename See>
  void for_each_holder(const std::string& term, See see) const {
    auto posting = database_.postlist_begin(term);
    const auto end = database_.postlist_end(term);
    for (const std::size_t i : order_) {
      if (posting == end) return;
      posting.skip_to(candidates_[i].document);
      if (posting == end) return;
      if (*posting == candidates_[i].document) see(i, posting);
    }
  }

  void read_name(const std::vector<std::string>& terms, double share) {
    std::vector<bool> held(candidates_.size());
    for (const std::string& term : terms) {
      for_each_holder(term, [&](std::size_t i, const Xapian::PostingIterator&) { held[i] = true; });
    }
    for (std::size_t i = 0; i < held.size(); ++i) evidence_[i].named += held[i] ? share : 0;
  }

  void read_word(const QueryWord& word) {
    const std::string_view symptoms = field(FieldId::kSymptoms).prefix;
    for (const std::string& form : word.forms) {
      for_each_holder(form, [&](std::size_t i, const Xapian::PostingIterator& posting) {
        Positions& positions = texts_[i].positions;
        if (runs_ == Runs::kPassOver) {
          positions.push_back(0);
          return;
        }
        for (auto at = posting.positionlist_begin(); at != posting.positionlist_end(); ++at) {
          positions.push_back(*at);
        }
        if (positions.empty()) positions.push_back(0);  // indexed without positions
      });
      for_each_holder(
          std::string(symptoms) + form,
          [&](std::size_t i, const Xapian::PostingIterator&) { texts_[i].in_symptoms = true; });
    }
    for (std::size_t i = 0; i < candidates_.size(); ++i) count_word(word, i);
  }

  void count_word(const QueryWord& word, std::size_t i) {
    Text& text = texts_[i];
    if (text.in_symptoms) evidence_[i].symptoms += word.idf / total_;
    if (!text.positions.empty()) {
      ++text.present;
      evidence_[i].coverage += word.idf / total_;
    }
    if (word.forms.size() > 1) std::sort(text.positions.begin(), text.positions.end());
    extend_runs(text);
    match_title(word, i);
    text.positions.clear();
    text.in_symptoms = false;
  }

  static void extend_runs(Text& text) {
    std::vector<Run> runs;
    runs.reserve(text.positions.size());
    auto before = text.runs.begin();
    for (const Xapian::termpos position : text.positions) {
      while (before != text.runs.end() && before->end + 1 < position) ++before;
      const bool follows = before != text.runs.end() && before->end + 1 == position;
      runs.push_back({position, follows ? before->length + 1 : 1});
      if (runs.back().length <= text.longest) continue;
      text.longest = runs.back().length;
      text.longest_end = position;
    }
    text.runs = std::move(runs);
  }

  void match_title(const QueryWord& word, std::size_t i) {
    Text& text = texts_[i];
    for (std::size_t k = 0; k < text.title.size(); ++k) {
      if (text.used[k] ||
          std::find(word.forms.begin(), word.forms.end(), text.title[k]) == word.forms.end()) {
        continue;
      }
      text.used[k] = true;
      evidence_[i].title += word.idf / total_;
      return;
    }
  }

  void finish(std::size_t i) {
    TextEvidence& evidence = evidence_[i];
    const Text& text = texts_[i];
    evidence.run = double(text.longest) / double(words_.size());
    evidence.all = text.present == words_.size();
    evidence.verbatim = text.longest == words_.size();
    evidence.in_title = text.longest_end <= text.title.size();
    if (!text.title.empty()) {
      evidence.title_part =
          double(std::count(text.used.begin(), text.used.end(), true)) / double(text.title.size());
    }
  }

  const Xapian::Database& database_;
  Headings& headings_;
  Runs runs_;
  const std::vector<QueryWord>& words_;
  const std::vector<Candidate>& candidates_;
  std::vector<std::size_t> order_;  // candidates by document
  std::vector<TextEvidence> evidence_;
  std::vector<Text> texts_;
  double total_ = 0;
};

}  // namespace

std::vector<TextEvidence> gather_evidence(const Xapian::Database& database, Headings& headings,
                                          const std::vector<QueryWord>& words,
                                          const std::vector<std::vector<std::string>>& names,
                                          const std::vector<Candidate>& candidates, Runs runs) {
  if (words.size() <= kMaxEvidenceWords)
    return Gatherer(database, words, candidates, headings, runs).run(names);
  const std::vector<QueryWord> first(words.begin(), words.begin() + kMaxEvidenceWords);
  return Gatherer(database, first, candidates, headings, runs).run(names);
}

}  // namespace kb
