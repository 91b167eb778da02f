// One article as the terms, values and data of a Xapian document; schema.h says which.
#pragma once

#include <xapian.h>

#include <string>

#include "indexer/record.h"
#include "parser/article.h"

namespace kb {

/// Takes from an article what only its author's query words say: the words, and codes that stand
/// nowhere else. For measuring how well it is found by other people's words.
void withhold_query_words(Article& article);

/// Fills a document. `record` is what is stored; `article` is its parsed form.
Xapian::Document make_document(const Article& article, const StoredRecord& record);

}  // namespace kb
