// The answer of `kb triage` as plain text for a ticket: what was found, and what to do.
#pragma once

#include <string>

#include "query/triage/triage.h"

namespace kb {

/// Prints the first errors with their meaning, the card of the best article, and the articles after
/// it. Lines are not wrapped and end with a line feed; no colours, no columns.
std::string ticket(const TriageAnswer& answer);

}  // namespace kb
