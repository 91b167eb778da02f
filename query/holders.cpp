#include "query/holders.h"

namespace kb {

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

std::vector<bool> DatabaseHolders::groups_of(const TermGroups& groups, Xapian::docid document) {
  return held_groups(database_, document, groups);
}

}  // namespace kb
