// `kb triage`: a pasted text or a log to the articles that explain it.
//
// What the reader found (triage_reader.h) is searched all at once, each kind with its weight: a bug
// check with the driver on its screen, an event with its source and a page fault's module with its
// offset count most when one article holds both. Words of the text break ties. Of a log, every
// distinct error is looked up on its own as well.
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
  std::vector<std::string> matched;  ///< evidence it holds
};

/// One distinct error of the text, with its best article.
struct TriageEntry {
  Evidence evidence;
  std::string explained;        ///< one line: names and message; may be empty
  std::vector<TriageHit> best;  ///< none or one
};

struct TriageAnswer {
  TriageText text;             ///< all evidence, in order
  std::vector<Evidence> used;  ///< what was searched for
  std::vector<TriageEntry>
      entries;                 ///< errors, most frequent first; order of the text among equals
  std::uint64_t distinct = 0;  ///< errors, however many are listed
  std::vector<TriageHit> hits;
};

inline constexpr std::size_t kMaxEntriesShown = 200;

/// The articles for a pasted text or log, `limit` of them for all of it.
Result<TriageAnswer> triage(const Index& index, TriageText text, std::size_t limit);

}  // namespace kb
