// Writes Xapian's tables of synonyms and of spelling words.
#pragma once

#include <cstdint>

#include "indexer/build/word_forms.h"
#include "indexer/glass/glass_table.h"

namespace kb {

/// Writes, under the key of each stem, the words that share it.
void write_synonyms(const WordForms& forms, glass::TableWriter& table);

/// Writes each word with the number of articles that contain it, and each fragment of a word with
/// the words that have it. Returns how many articles contain the most frequent word.
std::uint32_t write_spelling(const WordForms& forms, glass::TableWriter& table);

}  // namespace kb
