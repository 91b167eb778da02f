// What the text of a candidate says for a query, beyond how often it holds which word.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "query/compile.h"
#include "query/headings.h"

namespace kb {

struct Candidate {
  Xapian::docid document = 0;
  double weight = 0;
};

/// Shares are of the query's words by their rarity, 0 to 1, unless said otherwise.
struct TextEvidence {
  double coverage = 0;    ///< words the article holds in any form
  double run = 0;         ///< longest run of words as in the query, as a share of their number
  double title = 0;       ///< words its title holds
  double title_part = 0;  ///< share of the title's words that the query holds
  double symptoms = 0;    ///< words its symptoms hold
  double named = 0;       ///< of the names in the query, those it holds
  double length = 0;      ///< ln of the article's length in words
  bool all = false;       ///< it holds every word
  bool verbatim = false;  ///< it holds the query word for word
  bool in_title = false;  ///< its longest run stands in its title
};

/// Looks at no more words of a query than this.
inline constexpr std::size_t kMaxEvidenceWords = 24;

/// Whether it matters how words stand together: positions cost more than all else.
enum class Runs { kRead, kPassOver };

/// The evidence of each candidate, in their order. Reads posting lists, titles and, for runs,
/// position lists; where runs are passed over, `run`, `verbatim` and `in_title` mean nothing.
std::vector<TextEvidence> gather_evidence(const Xapian::Database& database, Headings& headings,
                                          const std::vector<QueryWord>& words,
                                          const std::vector<std::vector<std::string>>& names,
                                          const std::vector<Candidate>& candidates, Runs runs);

}  // namespace kb
