// The token compiler makes a Xapian query of one token: a word in every form of its stem, a phrase,
// a code in all its readings, a name, a field. compile.cpp combines them.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/schema.h"
#include "query/compile/compile.h"
#include "query/compile/lexicon.h"
#include "query/compile/operators.h"

namespace kb {

/// True for a code that has one reading or a value that can hardly be anything else, and for any code
/// that is the whole query (`alone`). A number that may be anything is a word among words.
bool is_sure_code(const Token& token, bool alone);

/// Compiles tokens for one query. The words to be marked and the remarks go to `out`. `lexicon` and
/// `out` must outlive the compiler.
class TokenCompiler {
 public:
  TokenCompiler(const Lexicon& lexicon, Compiled& out);

  /// Returns the query that finds the token; empty if nothing can. `sure` says that a code is one
  /// for certain, and not a number among words.
  XQuery compile(const Token& token, bool sure);

  /// Ranks articles by the reading they contain, the likeliest first, then those that contain the
  /// mere number. Among equals, those that print the same parameters of a STOP come first.
  XQuery code(const RecognisedCode& code, const std::string& typed);

  /// Finds any of the words of a text.
  static XQuery plain_words(const std::string& text);

  /// Finds the names with synonyms among words side by side; they apply to all words of the query.
  /// In a query wholly in capitals, names that need capitals (`IS`) are ignored.
  void read_names(const std::vector<const Token*>& tokens, bool all_capitals);

  /// True for a stop word that is a name: `IS`.
  bool is_name(const Token& token) const;

  /// Keeps the token's words for ranking by their order, stop words too.
  void note_word(const Token& token);

  /// Adds the expansions of the token (expansions.h).
  void expand(const Token& token);

  /// Has the token's words marked in snippets.
  void want_words(const Token& token);

 private:
  static std::vector<std::string> meaning_words(const CodeReading& reading);
  /// Finds the word in any form in field `in`, weighted as one term.
  XQuery forms(const std::string& word, const Field& in) const;
  /// Returns the terms of a word in a field: that of its stem, and its sets of synonyms.
  std::vector<std::string> terms_of(const std::string& word, const Field& in) const;
  /// Returns the terms of a word that have positions: itself, the other words of its stem, and its
  /// sets of synonyms.
  std::vector<std::string> all_forms(const std::string& word) const;
  /// True if the word can only be a name: `IS` is not the verb.
  bool is_only_a_name(const std::string& word) const;
  /// Finds it anywhere in the text, with more weight if a weighted field contains it too.
  static XQuery weighted(const XQuery& text, const std::function<XQuery(const Field&)>& in);
  XQuery word(const Token& token);
  XQuery one_word(const std::string& text) const;
  /// Quoted words must stand together; words joined by punctuation (`tcp/ip`) are found alone too.
  XQuery phrase(const Token& token);
  XQuery all_words(const std::vector<std::string>& texts, const Field& in) const;
  XQuery wildcard(const Token& token, const Field& in);
  /// A number that may be a code is a word that weighs more where it is one. A number of one or two
  /// digits is nearly always a count, a version or a part's number, and only a word.
  XQuery maybe_code(const Token& token);
  static std::vector<std::string> mark_words(std::string_view typed);
  static std::vector<std::string> spellings(const CodeReading& reading, std::string_view typed);
  XQuery exact(FieldId id, const std::string& value, const std::string& label);
  static XQuery named(const XQuery& term);
  /// Finds the article itself, then those that cite it.
  XQuery article_id(const std::string& text);
  XQuery file_name(const std::string& path);
  XQuery registry(const std::string& path);
  /// Adds a remark if no article has the value; `os:vista` finds nothing whatever stands beside it.
  XQuery in_field(const Token& token);
  /// Finds a whole value in a field of kind kExact.
  XQuery value_in(const std::string& text, const Field& in);
  XQuery words_in(const Token& token, const Field& in);
  XQuery error_filter(const std::string& text);
  XQuery system(const std::string& text);
  XQuery date_range(const std::string& text);
  XQuery version_range(const std::string& text);
  /// Finds articles like the given one; empty, with a remark, if the index does not
  /// contain it.
  XQuery similar(const std::string& text);
  void want_plain(const std::string& name);

  const Lexicon& lexicon_;
  Compiled& out_;
  std::map<std::string, std::set<std::string>> names_;  // sets of synonyms by word
};

}  // namespace kb
