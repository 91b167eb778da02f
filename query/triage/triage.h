// `kb triage` finds the articles that explain a pasted text or a log.
//
// All evidence that the reader found (triage_reader.h) makes one query (evidence_query.h). An
// article whose title the text contains is raised. Each distinct error of a log is looked up on its
// own as well, an event only among the articles of its source. The best article for all of it has a
// card that says what to do (fix_card.h).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/search/index.h"
#include "query/triage/fix_card.h"
#include "query/triage/triage_reader.h"

namespace kb {

struct TriageHit {
  std::size_t rank = 0;
  std::string id;  ///< empty for an article without one
  std::string title;
  std::string source;
  double score = 0;
  std::vector<std::string> matched;  ///< values of the evidence it contains
  Xapian::docid document = 0;
};

/// One distinct error of the text and its best article.
struct TriageEntry {
  Evidence evidence;
  std::string explained;        ///< one line: names and message; may be empty
  std::string remark;           ///< why there is no article of it; may be empty
  std::vector<TriageHit> best;  ///< none or one
};

struct TriageAnswer {
  TriageText text;             ///< all evidence, in order
  std::vector<Evidence> used;  ///< the evidence that was searched for
  /// Articles that the text names, then errors, the most frequent first, equals in text order.
  std::vector<TriageEntry> entries;
  std::uint64_t distinct = 0;  ///< number of errors, listed or not
  std::vector<TriageHit> hits;
  std::optional<FixCard> card;  ///< of the best article
};

inline constexpr std::size_t kMaxEntriesShown = 200;

/// Finds at most `limit` articles for the whole text, and the best article for each error.
Result<TriageAnswer> triage(const Index& index, TriageText text, std::size_t limit);

}  // namespace kb
