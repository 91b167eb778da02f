// Pages with little to say: what the index holds, the help, and what went wrong.
#pragma once

#include <string>
#include <string_view>

#include "indexer/store/manifest.h"
#include "query/browse/article_counts.h"
#include "web/http/message.h"

namespace kb {

/// What the index holds.
std::string stats_page(const IndexInfo& info, const ArticleCounts& counts);

std::string help_page(std::string_view host);

/// What a browser shows instead of a page; `query` fills the search box.
std::string refusal_page(const Refusal& refusal, const std::string& query);

/// The description by which a browser adds the search; `host` has passed the gate.
std::string open_search(std::string_view host);

}  // namespace kb
