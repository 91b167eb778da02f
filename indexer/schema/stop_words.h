// Stop words are words that say nothing about an article's subject.
#pragma once

#include <string_view>

namespace kb {

/// True for English articles, prepositions, pronouns, auxiliaries and question words. A query that
/// contains any other word is searched without them, except in phrases. `word` is lower case.
bool is_stop_word(std::string_view word);

}  // namespace kb
