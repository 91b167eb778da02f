// What an inspection found, as HTML to be kept or printed (query/pages/html.h says which HTML).
#pragma once

#include <string>

#include "query/inspect/inspect.h"
#include "query/pages/html.h"

namespace kb {

/// The inside of a page: the system, what failed, the fixes by their state, remarks. Every failure
/// and fix is listed. Of the options the addresses of articles count.
std::string inspection_html(const Inspection& inspection, const HtmlOptions& options);

/// A whole page that stands alone; `source` names what was inspected.
std::string inspection_html_page(const Inspection& inspection, const std::string& source,
                                 const HtmlOptions& options);

}  // namespace kb
