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
#include "query/query_tree.h"

namespace kb {

/// Compiles tokens for one query. What they want to see marked and what is to be remarked goes to
/// the Compiled given, which must outlive this, as the lexicon must.
class TokenCompiler {
 public:
  TokenCompiler(Lexicon& lexicon, Compiled& out);

  /// What finds the token; empty if nothing can. `sure` tells of a code that it is one for certain,
  /// and not a number among words.
  QueryTree compile(const Token& token, bool sure);

  /// Every reading, the likeliest first; below them the mere number; among equals, articles that
  /// print the same parameters of a STOP. The parts add up: OP_MAX would say it more directly, but
  /// Xapian 1.4's matcher frees one of its parts too early.
  QueryTree code(const RecognisedCode& code, const std::string& typed);

  /// Any of the words of a text.
  static QueryTree plain_words(const std::string& text);

  /// Reads the names that have synonyms in words side by side; they hold for all words of the
  /// query. In a query wholly in capitals no name is one for its capitals.
  void read_names(const std::vector<const Token*>& tokens, bool all_capitals);

  /// True for a stop word that is a name: `IS`.
  bool is_name(const Token& token) const;

  /// Keeps the token's words for ranking by their order, stop words too.
  void note_word(const Token& token);

  /// What articles a word is typed for have besides it (vocabulary.h); for more weight.
  QueryTree expanded(const Token& token);

  /// Has the token's words marked in snippets.
  void want_words(const Token& token);

 private:
  /// The word and the other words of its stem, as one term of field `in`.
  QueryTree forms(const std::string& word, const Field& in);
  /// The terms of a word in the text: itself, the other words of its stem, its sets of synonyms.
  std::vector<std::string> all_forms(const std::string& word) const;
  /// Anywhere in the text, with more weight where a weighted field holds it too.
  static QueryTree weighted(QueryTree text, const std::function<QueryTree(const Field&)>& in);
  QueryTree word(const Token& token);
  QueryTree one_word(const std::string& text);
  /// Quoted words must stand together; words that punctuation joins (`tcp/ip`) only had better.
  QueryTree phrase(const Token& token);
  QueryTree all_words(const std::vector<std::string>& texts, const Field& in);
  QueryTree wildcard(const Token& token, const Field& in);
  /// A number that may be a code: a word, with more weight where it is one. Of one or two digits it
  /// is nearly always a count, a version or a part's number.
  QueryTree maybe_code(const Token& token);
  static std::vector<std::string> mark_words(std::string_view typed);
  QueryTree exact(FieldId id, const std::string& value, const std::string& label);
  static QueryTree named(QueryTree term);
  /// The article itself, then those that cite it.
  QueryTree article_id(const std::string& text);
  QueryTree file_name(const std::string& path);
  QueryTree registry(const std::string& path);
  QueryTree in_field(const Token& token);
  QueryTree words_in(const Token& token, const Field& in);
  QueryTree error_filter(const std::string& text);
  QueryTree system(const std::string& text);
  QueryTree date_range(const std::string& text);
  QueryTree version_range(const std::string& text);
  /// Articles like one that is named; nothing, with a remark, if the index does not hold it.
  QueryTree similar(const std::string& text);
  void want_plain(const std::string& name);

  Lexicon& lexicon_;
  Compiled& out_;
  std::map<std::string, std::set<std::string>> names_;  // by word: sets of synonyms
};

}  // namespace kb
