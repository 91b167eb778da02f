// A document that may be among the hits of a search.
#pragma once

#include <xapian.h>

namespace kb {

struct Candidate {
  Xapian::docid document = 0;
  double weight = 0;
};

}  // namespace kb
