// The page of an article, and that of one that is cited but not held.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/schema/record.h"
#include "query/browse/citations.h"
#include "query/browse/related.h"
#include "query/search/answer.h"

namespace kb {

/// Where an article stands in the results of the search that led to it.
struct Place {
  SearchRequest request;
  std::size_t number = 0;  ///< counts from 1
  std::uint64_t total = 0;
  std::string previous{};  ///< address of the hit before it; may be empty
  std::string next{};      ///< address of the hit behind it; may be empty
};

/// The article, or all that claim its number, what else to read, and the way back.
std::string article_page(const std::string& name, const std::vector<StoredRecord>& records,
                         const std::optional<Related>& related, const std::optional<Place>& place);

std::string ghost_page(const Ghost& ghost);

}  // namespace kb
