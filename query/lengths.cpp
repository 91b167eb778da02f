#include "query/lengths.h"

namespace kb {

Lengths::Lengths(const Xapian::Database& database)
    : database_(database),
      statistics_{double(database.get_doccount()), database.get_avlength()},
      reads_(database.get_lastdocid() / Postings::kStretch + 1),
      lengths_(database.get_lastdocid() + 1),
      parts_(database.get_lastdocid() + 1) {}

void Lengths::set(Xapian::docid document, Xapian::termcount length) {
  lengths_[document] = length;
  parts_[document] = length_part(statistics_, double(length));
}

/// Xapian goes through the lengths of all documents up to one that is asked for. So where many of
/// a stretch were wanted, all of it are read at once.
void Lengths::read(Xapian::docid document) {
  constexpr std::uint32_t kMany = Postings::kStretch / 8;
  const std::size_t stretch = document / Postings::kStretch;
  if (++reads_[stretch] == kMany) return read_stretch(stretch);
  set(document, database_.get_doclength(document));
}

void Lengths::read_stretch(std::size_t stretch) {
  const auto begin = Xapian::docid(stretch * Postings::kStretch);
  const auto end = database_.postlist_end("");
  auto it = database_.postlist_begin("");
  for (it.skip_to(begin); it != end && *it < begin + Postings::kStretch; ++it) {
    set(*it, it.get_doclength());
  }
}

}  // namespace kb
