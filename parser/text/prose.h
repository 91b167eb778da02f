// The shapes of words: what tells names and titles from sentences where line ends are lost.
//
// Used by the readers of cited titles, registry paths and fixes, which all have to find where a
// name In Capitals ends and a sentence begins. English only, like the articles; every list is
// closed and holds words of the language, none of a single article.
#pragma once

#include <string_view>

namespace kb {

enum class WordKind {
  kCapital,  ///< begins with a capital, behind quotes and brackets
  kSmall,  ///< an article, preposition or conjunction in lower case: in titles and sentences alike
  kLower,  ///< any other plain word in lower case
  kOther,  ///< numbers, signs, and names that are never capitalised (`printf()`, `user32.dll`)
};
WordKind word_kind(std::string_view word);

/// How strongly `word` (with its comma) says that a sentence begins: 0 for most words, 2 to 10 for
/// `For`, `The`, `This`, `However,` and the like, which seldom stand capitalised inside a name.
int starter_weight(std::string_view word);

/// `1.`, `12.`, `b.`: the number of a step.
bool is_step_number(std::string_view word);

/// Three or more of `-`, `=`, `*`, `_`, `~`, `+`, or the corner of a box (`+--`).
bool is_rule(std::string_view word);

/// `-or-`, `-AND-` between two ways.
bool is_dashed_word(std::string_view word);

}  // namespace kb
