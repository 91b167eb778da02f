// Words that say nothing about what an article is about.
#pragma once

#include <string_view>

namespace kb {

/// True for articles, prepositions, pronouns, auxiliaries and question words of English. They are
/// left out of a query that holds any other word; in phrases they count. `word` is lower case.
bool is_stop_word(std::string_view word);

}  // namespace kb
