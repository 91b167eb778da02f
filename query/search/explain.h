// How a query is understood, stage by stage, for `kb explain`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "parser/result.h"
#include "query/search/index.h"

namespace kb {

/// One item of the query and what it was taken for.
struct ExplainedToken {
  std::string text;       ///< with its mark, field or quotes: `-network`, `title:"a b"`
  std::size_t begin = 0;  ///< its byte range in what is searched for; a phrase without its quotes
  std::size_t end = 0;
  std::string kind;     ///< word, phrase, wildcard, code, article, file, registry, field, similar
  std::string meaning;  ///< in words: "a word, in any form"
  std::vector<std::string> readings;  ///< of a code: canonical forms, the likeliest first
};

/// A part of the search in Xapian's own form.
struct ExplainedPart {
  std::string label;
  std::string xapian;
};

/// The stages, in the order in which they happen.
struct Explanation {
  std::string query;                        ///< as typed
  std::optional<std::string> modern;        ///< today's form of a query of the 1990s
  std::vector<std::string> unknown;         ///< words that no article contains
  std::optional<std::string> corrected;     ///< what is searched for instead
  std::optional<std::string> did_you_mean;  ///< what was perhaps meant, but is not searched for
  std::vector<ExplainedToken> tokens;
  std::string tree;        ///< how they are put together (syntax.h)
  bool operators = false;  ///< they are put together by more than standing side by side
  std::string understood;  ///< one line
  std::vector<ExplainedPart> parts;
  std::string xapian;
  std::vector<std::string> remarks;
};

/// Explains `query` for this index. Only a damaged index is an error.
Result<Explanation> explain(const Index& index, const std::string& query);

enum class Detail {
  kWords,   ///< what is searched for
  kXapian,  ///< the tree and Xapian's own form too
};

/// The explanation for people: a label and a text for each line (`searched for`, `exchange store`).
std::vector<std::pair<std::string, std::string>> in_words(const Explanation& explanation,
                                                          Detail depth);

}  // namespace kb
