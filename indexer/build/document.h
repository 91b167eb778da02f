// One article as the terms, values and data of a Xapian document; schema.h says which.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

#include "indexer/build/posting_sink.h"
#include "indexer/schema/record.h"
#include "indexer/schema/terms.h"
#include "parser/article.h"

namespace kb {

/// Takes from an article what only its author's query words say: the words, and codes that stand
/// nowhere else. For measuring how well it is found by other people's words.
void withhold_query_words(Article& article);

/// Fills a Xapian document, which must outlive it.
class DocumentSink : public PostingSink {
 public:
  explicit DocumentSink(Xapian::Document& document) : document_(document) {}

  void add_word(std::string_view word, std::uint32_t position, FieldId also) override;
  void add_term(std::string_view term, std::uint32_t times) override;
  void add_value(std::uint32_t slot, std::string_view value) override;

 private:
  Xapian::Document& document_;
  Xapian::Stem stemmer_ = english_stemmer();
};

/// Hands over everything an article is found by.
void add_postings(const Article& article, PostingSink& sink);

/// Fills a document. `record` is what is stored; `article` is its parsed form.
Xapian::Document make_document(const Article& article, const StoredRecord& record);

}  // namespace kb
