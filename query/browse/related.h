// What else to read: articles like one, and those that share something exact with it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/search/index.h"

namespace kb {

struct RelatedArticle {
  std::string id;
  std::string title;                ///< empty for an article that is cited but not held
  std::vector<std::string> shared;  ///< codes or files both hold; may be empty
};

struct Related {
  std::string id;
  std::string title;
  std::vector<RelatedArticle> similar;         ///< that share its rare words, most alike first
  std::vector<RelatedArticle> cited_together;  ///< that other articles cite beside it
  std::vector<RelatedArticle> same_code;       ///< that hold its rarer error codes
  std::vector<RelatedArticle> same_file;       ///< that name its rarer files
  std::vector<RelatedArticle> cites;           ///< in the order of their numbers
  std::vector<RelatedArticle> cited_by;        ///< in the order of their numbers
};

/// At most `limit` articles a list; the lists of citations are whole. Null if the index does not
/// hold `id` (canonical).
Result<std::optional<Related>> related_to(const Index& index, const std::string& id,
                                          std::size_t limit);

}  // namespace kb
