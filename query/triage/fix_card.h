// A fix card says on a few lines what an article says: symptom, cause, fix, releases and files.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/schema/record.h"

namespace kb {

/// The gist of an article. Each text is the beginning of its section as one line of at most
/// kMaxCardText bytes, cut at a sentence or a word; empty if the article has no such section.
struct FixCard {
  std::string id;  ///< empty for an article without one
  std::string title;
  std::string symptom;
  std::string cause;
  std::string fix;
  std::vector<std::string> fixed_in;  ///< releases
  std::vector<std::string> files;     ///< of the article's tables, each once, with its version
};

inline constexpr std::size_t kMaxCardText = 230;
inline constexpr std::size_t kMaxCardFiles = 4;

FixCard fix_card(const StoredRecord& record);

}  // namespace kb
