#include "query/search/title_sizes.h"

#include <string>

#include "indexer/schema/schema.h"

namespace kb {

std::vector<TitleSize> TitleSizes::of(const std::vector<Xapian::docid>& documents) {
  if (known_.size() + documents.size() > kMost) known_.clear();
  std::vector<Xapian::docid> unknown;
  for (const Xapian::docid document : documents) {
    if (!known_.contains(document)) unknown.push_back(document);
  }
  const auto slot = Xapian::valueno(field(FieldId::kTitle).slot);
  const std::vector<std::string> values = tables_.values(slot, unknown);
  for (std::size_t i = 0; i < unknown.size(); ++i) known_[unknown[i]] = read_title_value(values[i]);
  std::vector<TitleSize> sizes;
  sizes.reserve(documents.size());
  for (const Xapian::docid document : documents) sizes.push_back(known_.at(document));
  return sizes;
}

}  // namespace kb
