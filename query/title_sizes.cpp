#include "query/title_sizes.h"

#include <string>

#include "indexer/schema.h"

namespace kb {

std::vector<TitleSize> TitleSizes::of(const std::vector<Xapian::docid>& documents) {
  if (known_.size() + documents.size() > kMost) known_.clear();
  std::vector<Xapian::docid> unknown;
  for (const Xapian::docid document : documents) {
    if (!known_.contains(document)) unknown.push_back(document);
  }
  if (!unknown.empty()) read(unknown);
  std::vector<TitleSize> sizes;
  sizes.reserve(documents.size());
  for (const Xapian::docid document : documents) sizes.push_back(known_.at(document));
  return sizes;
}

/// One stream of values gives those of an index side by side; of shards, the streams of all would
/// be moved for each document of one.
void TitleSizes::read(const std::vector<Xapian::docid>& documents) {
  const auto slot = Xapian::valueno(field(FieldId::kTitle).slot);
  if (database_.size() > 1) {
    for (const Xapian::docid document : documents) {
      known_[document] = read_title_value(
          database_.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(slot));
    }
    return;
  }
  const auto end = database_.valuestream_end(slot);
  auto value = database_.valuestream_begin(slot);
  for (const Xapian::docid document : documents) {
    if (value != end) value.skip_to(document);
    const bool titled = value != end && value.get_docid() == document;
    known_[document] = titled ? read_title_value(*value) : TitleSize{};
  }
}

}  // namespace kb
