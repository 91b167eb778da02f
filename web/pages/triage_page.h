// The page that takes a pasted text and shows the articles for it.
#pragma once

#include <string>

#include "query/triage/triage.h"

namespace kb {

/// The empty form; `remark` says why there is no answer, may be empty.
std::string triage_form_page(const std::string& text, const std::string& remark);

/// The articles for `text`, what was read in it, and the text with those lines marked.
std::string triage_page(const std::string& text, const TriageAnswer& answer);

}  // namespace kb
