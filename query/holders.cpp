#include "query/holders.h"

namespace kb {

std::vector<std::vector<bool>> Holders::groups_of(const TermGroups& groups,
                                                  const std::vector<Xapian::docid>& documents) {
  std::vector<std::vector<bool>> held(documents.size(), std::vector<bool>(groups.size()));
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const std::vector<bool> holders = of(groups.terms(group), documents);
    for (std::size_t i = 0; i < documents.size(); ++i) held[i][group] = holders[i];
  }
  return held;
}

std::vector<bool> DatabaseHolders::of(const std::vector<std::string>& terms,
                                      const std::vector<Xapian::docid>& documents) {
  std::vector<bool> held(documents.size());
  for (const std::string& term : terms) {
    auto posting = database_.postlist_begin(term);
    const auto end = database_.postlist_end(term);
    for (std::size_t i = 0; i < documents.size() && posting != end; ++i) {
      posting.skip_to(documents[i]);
      if (posting != end && *posting == documents[i]) held[i] = true;
    }
  }
  return held;
}

/// A server is asked once for all of a document's list.
std::vector<std::vector<bool>> DatabaseHolders::groups_of(
    const TermGroups& groups, const std::vector<Xapian::docid>& documents) {
  std::vector<std::vector<bool>> held;
  held.reserve(documents.size());
  for (const Xapian::docid document : documents) {
    held.push_back(held_groups(database_, document, groups));
  }
  return held;
}

Xapian::termcount DatabaseHolders::length_of(Xapian::docid document) {
  constexpr std::size_t kMost = 200'000;
  if (lengths_.size() >= kMost) lengths_.clear();
  if (const auto known = lengths_.find(document); known != lengths_.end()) return known->second;
  const Xapian::termcount length = database_.get_doclength(document);
  lengths_.emplace(document, length);
  return length;
}

}  // namespace kb
