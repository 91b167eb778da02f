#include "query/search/index.h"

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"

namespace kb {

Result<Index> Index::open(const std::string& path) {
  auto opened = open_index(path);
  if (!opened) return tl::make_unexpected(opened.error());
  return Index(std::move(*opened), path);
}

Index::Index(OpenIndex opened, std::string path)
    : opened_(std::move(opened)),
      path_(std::move(path)),
      lexicon_(std::make_unique<Lexicon>(opened_.database)) {}

const ArticleMeanings& Index::meanings() const {
  if (!meanings_) {
    meanings_ = std::make_unique<ArticleMeanings>(database(), opened_.over_network);
  }
  return *meanings_;
}

Result<std::vector<StoredRecord>> Index::articles(const std::string& id) const {
  return ask(*this, [&](const Index& index) {
    return records_with(index.database(), exact_term(field(FieldId::kId), id));
  });
}

Result<std::vector<StoredRecord>> Index::articles_of_source(const std::string& source) const {
  return ask(*this, [&](const Index& index) {
    return records_with(index.database(), exact_term(field(FieldId::kSource), source));
  });
}

std::vector<Xapian::docid> documents_with(const Xapian::Database& database,
                                          const std::string& term) {
  return {database.postlist_begin(term), database.postlist_end(term)};
}

Result<std::vector<StoredRecord>> records_with(const Xapian::Database& database,
                                               const std::string& term) {
  std::vector<StoredRecord> records;
  for (const Xapian::docid document : documents_with(database, term)) {
    auto record = decode_record(database.get_document(document).get_data());
    if (!record) return tl::make_unexpected(record.error());
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace kb
