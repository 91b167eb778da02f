// The lexer cuts what a user typed into tokens. It knows no index and no grammar.
//
// Error codes in every spelling, article ids, file names and registry paths are recognised before
// anything else and are never split, stemmed or corrected. What is left is words, quoted phrases,
// `word*`, field names, operators and parentheses.
//
// Half of all queries are pasted messages, so punctuation is an operator only where it can hardly
// be anything else:
//   - `+` and `-` count after a blank, directly before a letter or quote (`-1018` is a number);
//   - AND, OR, NOT, NEAR, NEAR/n count in capitals between two operands, unless the query has no
//     small letter outside of them (a shouted message);
//   - parentheses count only in a query that contains such an operator;
//   - a field name counts only if the schema has it and its value follows the colon directly;
//   - a quote counts only if a second one closes it.
// Everything else is text. No input is an error.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/schema.h"
#include "parser/codes/in_queries/code_query.h"

namespace kb {

enum class TokenKind {
  kWord,
  kPhrase,    ///< words between quotes, or joined by punctuation (`tcp/ip`): adjacent, in order
  kWildcard,  ///< the word in front of a `*`
  kCode,      ///< an error code
  kId,        ///< an article number
  kFile,      ///< a file name
  kRegistry,  ///< a registry path
  kField,     ///< a field and its value; `text` is the value without quotes
  kSimilar,   ///< `similar:Q182320`; `text` is the article's number as typed
  kAnd,
  kOr,
  kNot,
  kNear,  ///< NEAR/n; `distance` is n, in words
  kOpen,
  kClose,
};

/// Whether a token was marked by `+` or `-`.
enum class Occurs { kShould, kMust, kMustNot };

struct Token {
  TokenKind kind;
  std::string text;       ///< as typed; a phrase without its quotes
  std::size_t begin = 0;  ///< byte range in the query
  std::size_t end = 0;
  Occurs occurs = Occurs::kShould;
  std::vector<std::string> words;  ///< of words, phrases, wildcards, fields; read by words.h
  RecognisedCode code{};           ///< kCode only
  const Field* field = nullptr;    ///< kField only
  std::size_t distance = 0;        ///< kNear only
  bool quoted = false;             ///< the words stood between quotes
};

struct Lexed {
  std::vector<Token> tokens;
  std::vector<std::string> remarks;  ///< e.g. a field name that does not exist
};

/// The largest distance of NEAR. The parts of an article are 100 positions apart (kPartGap), and
/// NEAR must not reach from one into the next.
inline constexpr std::size_t kMaxNear = 99;

/// The longest query that is read, in bytes; the rest is left out with a remark.
inline constexpr std::size_t kMaxQuery = 16384;

Lexed lex_query(std::string_view query);

}  // namespace kb
