#include "query/index_tables.h"

namespace kb {

std::vector<std::string> IndexTables::values(Xapian::valueno slot,
                                             const std::vector<Xapian::docid>& documents) {
  std::vector<std::string> values;
  if (documents.empty()) return values;  // to open a stream reads a block
  values.reserve(documents.size());
  if (reader_) {
    for (const Xapian::docid document : documents) {
      values.emplace_back(reader_->value(slot, document));
    }
    return values;
  }
  // One stream gives those of an index side by side; of shards, the streams of all would be moved
  // for each document of one.
  const Xapian::Database& database = this->database();
  if (database.size() > 1) {
    for (const Xapian::docid document : documents) {
      values.push_back(database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(slot));
    }
    return values;
  }
  const auto end = database.valuestream_end(slot);
  auto value = database.valuestream_begin(slot);
  for (const Xapian::docid document : documents) {
    if (value != end) value.skip_to(document);
    const bool held = value != end && value.get_docid() == document;
    values.push_back(held ? *value : std::string());
  }
  return values;
}

}  // namespace kb
