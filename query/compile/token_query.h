// One token of a query as what an index is asked: words in every form of their stem, phrases, codes
// in all their readings, names, fields. compile.cpp puts them together.
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

/// Compiles tokens for one query. What they want to see marked and what is to be remarked goes to
/// the Compiled given, which must outlive this, as the lexicon must.
class TokenCompiler {
 public:
  TokenCompiler(const Lexicon& lexicon, Compiled& out);

  /// What finds the token; empty if nothing can. `sure` tells of a code that it is one for certain,
  /// and not a number among words.
  XQuery compile(const Token& token, bool sure);

  /// Every reading, the likeliest first; below them the mere number; among equals, articles that
  /// print the same parameters of a STOP.
  XQuery code(const RecognisedCode& code, const std::string& typed);

  /// Any of the words of a text.
  static XQuery plain_words(const std::string& text);

  /// Reads the names that have synonyms in words side by side; they hold for all words of the
  /// query. In a query wholly in capitals no name is one for its capitals.
  void read_names(const std::vector<const Token*>& tokens, bool all_capitals);

  /// True for a stop word that is a name: `IS`.
  bool is_name(const Token& token) const;

  /// Keeps the token's words for ranking by their order, stop words too.
  void note_word(const Token& token);

  /// Notes what articles a word is typed for contain besides it (expansions.h).
  void expand(const Token& token);

  /// Has the token's words marked in snippets.
  void want_words(const Token& token);

 private:
  /// The word in any form, as one term of field `in`.
  XQuery forms(const std::string& word, const Field& in) const;
  /// The terms under which a word is found in a field: that of its stem, and its sets of synonyms.
  std::vector<std::string> terms_of(const std::string& word, const Field& in) const;
  /// The terms with positions of a word: itself, the other words of its stem, its sets of synonyms.
  std::vector<std::string> all_forms(const std::string& word) const;
  /// True if the word stands for a name alone: `IS` is not the verb.
  bool is_only_a_name(const std::string& word) const;
  /// Anywhere in the text, with more weight where a weighted field holds it too.
  static XQuery weighted(const XQuery& text, const std::function<XQuery(const Field&)>& in);
  XQuery word(const Token& token);
  XQuery one_word(const std::string& text) const;
  /// Quoted words must stand together; words that punctuation joins (`tcp/ip`) only had better.
  XQuery phrase(const Token& token);
  XQuery all_words(const std::vector<std::string>& texts, const Field& in) const;
  XQuery wildcard(const Token& token, const Field& in);
  /// A number that may be a code: a word, with more weight where it is one. Of one or two digits it
  /// is nearly always a count, a version or a part's number.
  XQuery maybe_code(const Token& token);
  static std::vector<std::string> mark_words(std::string_view typed);
  XQuery exact(FieldId id, const std::string& value, const std::string& label);
  static XQuery named(const XQuery& term);
  /// The article itself, then those that cite it.
  XQuery article_id(const std::string& text);
  XQuery file_name(const std::string& path);
  XQuery registry(const std::string& path);
  XQuery in_field(const Token& token);
  XQuery words_in(const Token& token, const Field& in);
  XQuery error_filter(const std::string& text);
  XQuery system(const std::string& text);
  XQuery date_range(const std::string& text);
  XQuery version_range(const std::string& text);
  /// Articles like one that is named; nothing, with a remark, if the index does not hold it.
  XQuery similar(const std::string& text);
  void want_plain(const std::string& name);

  const Lexicon& lexicon_;
  Compiled& out_;
  std::map<std::string, std::set<std::string>> names_;  // by word: sets of synonyms
};

}  // namespace kb
