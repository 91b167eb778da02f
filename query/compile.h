// A query tree and an index to what Xapian runs.
//
// How the parts of a query weigh:
//   - a word counts where it stands anywhere in the text (every form of its stem), more where it
//     stands in the title, the author's query words or the symptoms (weights in schema.h);
//   - of several words, articles that hold all of them come first: up to three words all must
//   occur,
//     unless no article has them; from four on the more the better;
//   - an exact identifier (error code, article id, file name, registry path) outweighs all words;
//     a code that stands in title, symptoms, cause or query words outweighs one further down, that
//     one a mere number of its value; a likelier reading outweighs the next;
//   - a field of kind kExact or kRange filters and adds no weight.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "query/syntax.h"

namespace kb {

/// One identifier or word of the query, for snippets and the list of what matched.
struct Wanted {
  std::string label;               ///< canonical form or the word as typed
  std::vector<std::string> terms;  ///< any of them in a document is a match
  std::vector<std::string> words;  ///< plain words to mark in text
  bool exact = false;              ///< an identifier
};

/// How many of the words an article must hold.
enum class Coverage { kAll, kAny };

struct Compiled {
  Xapian::Query query;  ///< empty if nothing can be searched
  std::vector<Wanted> wanted;
  std::vector<std::string> remarks;
  std::size_t words = 0;   ///< words that coverage is about
  std::string understood;  ///< one line for people
};

/// Compiles for `database`, whose vocabulary it asks for the forms of words. Never throws anything
/// but Xapian::Error of a damaged database.
Compiled compile_query(const Query& query, const Xapian::Database& database, Coverage coverage);

/// The articles that hold any of the codes, weighted as in a search for them; `typed` is how they
/// were spelled.
Xapian::Query compile_codes(const std::vector<RecognisedCode>& codes, const std::string& typed,
                            const Xapian::Database& database);

/// BM25 with a little less length normalisation than Xapian's default: long articles hold whole
/// tables of codes, short ones little more than their title.
Xapian::BM25Weight search_weighting();

/// Words up to which coverage kAll is tried first.
inline constexpr std::size_t kFewWords = 3;

}  // namespace kb
