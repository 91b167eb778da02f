// These functions print answers as JSON, for the command line, the page's API and tests alike.
#pragma once

#include <string>
#include <string_view>

#include "indexer/store/manifest.h"
#include "query/browse/article_counts.h"
#include "query/browse/citations.h"
#include "query/browse/complete.h"
#include "query/browse/editions.h"
#include "query/browse/file_history.h"
#include "query/browse/related.h"
#include "query/codes/error_lookup.h"
#include "query/inspect/inspect.h"
#include "query/search/answer.h"
#include "query/search/explain.h"
#include "query/triage/triage.h"

namespace kb {

/// Each prints one object on one line, without a line end; the keys are fixed
/// (docs/query-language.md).
std::string to_json(const SearchAnswer& answer);
std::string to_json(const Ghost& ghost);
std::string to_json(const FileHistory& history);
std::string to_json(const ErrorAnswer& answer);
std::string to_json(const TriageAnswer& answer);
std::string to_json(const Inspection& inspection);
std::string to_json(const Related& related);
std::string to_json(const EditionList& list);
std::string to_json(const Explanation& explanation);
/// What an index holds.
std::string to_json(const IndexInfo& info, const ArticleCounts& counts);
/// `prefix` is the text to complete.
std::string to_json(std::string_view prefix, const Completions& completions);

}  // namespace kb
