// The compiler turns a parsed query into a Xapian query.
//
// The parts of a query are weighted so:
//   - a word matches anywhere in the text, in every form of its stem or as a synonym
//     (indexer/schema/synonyms.h), and weighs more in the title or the author's query words
//     (weights in schema.h); the more of the words an article contains, and the rarer they are, the
//     higher it ranks; rank.h then looks at how they stand together;
//   - an error code that is unmistakably one outweighs all words: one up front (title, symptoms,
//     cause, query words) ranks before one further down, that before a mere number of its value,
//     and a likelier reading before the next. Words in front of a code that only label it (`error`,
//     `event id`) find no articles of their own; other words beside it do;
//   - a bare decimal number may be anything: alone it is searched in every reading; among words it
//     is a word that weighs more where it is a code;
//   - file names, article ids and registry paths count for more than a word, not more than all;
//   - a field of kind kExact or kRange filters and adds no weight.
#pragma once

#include <string>
#include <vector>

#include "query/compile/operators.h"
#include "query/language/syntax.h"

namespace kb {

class Lexicon;

/// One identifier or word of the query, for snippets and the list of what matched.
struct Wanted {
  std::string label;               ///< canonical form or the word as typed
  std::vector<std::string> terms;  ///< a document that contains any of them matches
  std::vector<std::string> words;  ///< plain words to mark in text
  bool exact = false;              ///< an identifier
};

/// A word of the query. Its place among the others serves ranking by how words stand together.
struct QueryWord {
  std::vector<std::string> terms;  ///< a document that contains any of them contains the word
  std::vector<std::string> forms;  ///< plain terms with positions, the word as typed first
  double idf = 0;                  ///< ln(articles / articles that contain a form)
  bool known = false;              ///< some article contains a form
  bool stop = false;               ///< a stop word
  bool capital = false;            ///< typed with a capital letter first
  bool code = false;               ///< part of an error code
};

/// An expansion of a keyword (expansions.h): a document that contains any of the terms weighs more.
struct Meant {
  std::vector<std::string> terms;
  double weight = 0;
};

/// One item of the query and the Xapian query made of it.
struct CompiledPart {
  std::string label;
  XQuery query;
};

struct Compiled {
  XQuery query;  ///< empty if nothing can be searched
  std::vector<Wanted> wanted;
  std::vector<QueryWord>
      words;  ///< plain words side by side, stop words too; none if all are codes
  std::vector<std::vector<std::string>> names;  ///< the terms of each file name or bare number
  std::vector<Meant> meant;                     ///< expansions of keywords; they find no articles
  bool has_code = false;                        ///< an identifier outweighs all words
  bool keywords = false;                        ///< a few words that make no sentence
  std::vector<std::string> remarks;
  std::vector<CompiledPart> parts;  ///< the items that add weight, in the order of the query
  std::string text;  ///< the query as typed if it is nothing but words, codes and names; else empty
  std::string understood;  ///< one line for people
};

/// Compiles for the database of `lexicon`. Throws only the Xapian::Error of a damaged database.
Compiled compile_query(const Query& query, const Lexicon& lexicon);

/// Finds the articles that contain any of the codes, weighted as in a search for them; `typed` is
/// how they were spelled.
XQuery compile_codes(const std::vector<RecognisedCode>& codes, const std::string& typed,
                     const Lexicon& lexicon);

}  // namespace kb
