// `kb triage` finds the articles that explain a pasted text or a log.
//
// All evidence that the reader found (triage_reader.h) makes one query, each kind with its weight.
// A bug check and the driver on its screen, an event and its source, or a page fault's module and
// its offset weigh most if one article contains both. Words of the text break ties. Each distinct
// error of a log is looked up on its own as well.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/search/index.h"
#include "query/triage/triage_reader.h"

namespace kb {

struct TriageHit {
  std::size_t rank = 0;
  std::string id;  ///< empty for an article without one
  std::string title;
  std::string source;
  double score = 0;
  std::vector<std::string> matched;  ///< values of the evidence it contains
};

/// One distinct error of the text and its best article.
struct TriageEntry {
  Evidence evidence;
  std::string explained;        ///< one line: names and message; may be empty
  std::vector<TriageHit> best;  ///< none or one
};

struct TriageAnswer {
  TriageText text;                   ///< all evidence, in order
  std::vector<Evidence> used;        ///< the evidence that was searched for
  std::vector<TriageEntry> entries;  ///< errors, the most frequent first, equals in text order
  std::uint64_t distinct = 0;        ///< number of errors, listed or not
  std::vector<TriageHit> hits;
};

inline constexpr std::size_t kMaxEntriesShown = 200;

/// Finds at most `limit` articles for the whole text, and the best article for each error.
Result<TriageAnswer> triage(const Index& index, TriageText text, std::size_t limit);

}  // namespace kb
