// Related articles are what else to read: similar articles, and those that share a code, a file or
// a citation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/search/index.h"

namespace kb {

struct RelatedArticle {
  std::string id;
  std::string title;                ///< empty for an article that is cited but not in the index
  std::vector<std::string> shared;  ///< codes or files that both contain; may be empty
};

struct Related {
  std::string id;
  std::string title;
  std::vector<RelatedArticle> similar;         ///< share its rare words, the most similar first
  std::vector<RelatedArticle> cited_together;  ///< are cited beside it by other articles
  std::vector<RelatedArticle> same_code;       ///< contain its rare error codes
  std::vector<RelatedArticle> same_file;       ///< name its rare files
  std::vector<RelatedArticle> cites;           ///< in the order of their numbers
  std::vector<RelatedArticle> cited_by;        ///< in the order of their numbers
};

/// Lists at most `limit` articles each; `cites` and `cited_by` are complete. Returns null if the
/// index does not contain `id`: a number (canonical), or the source path of an article without.
Result<std::optional<Related>> related_to(const Index& index, const std::string& id,
                                          std::size_t limit);

}  // namespace kb
