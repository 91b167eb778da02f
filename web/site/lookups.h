// The lookups that a page and an address of the API make alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/browse/citations.h"
#include "query/browse/file_history.h"
#include "query/triage/triage.h"
#include "web/site/call.h"

namespace kb {

/// Either articles, one or several that claim one number, or a ghost.
struct FoundArticle {
  std::string id;  ///< canonical, or the source path it was asked by
  std::vector<StoredRecord> records;
  std::optional<Ghost> ghost;
};

/// Finds an article by its number in any spelling, or by the path of its source. Refused with 404
/// if it is neither held nor cited.
tl::expected<FoundArticle, Refusal> find_article(const Index& index, const std::string& name);

/// The versions of a file, those that are newer than `version` (or a date) if that is not empty.
Result<FileHistory> find_file(const Index& index, const std::string& name,
                              const std::string& version);

/// The articles for a pasted text. Refused with 400 if the text is empty or no text, with
/// 413 if it is longer than kMaxText.
tl::expected<TriageAnswer, Refusal> triage_text(const Index& index, const std::string& text,
                                                std::size_t limit);

}  // namespace kb
