// What every response gets before it is sent: its headers, its tag, and gzip where it was asked for.
#pragma once

#include <string>
#include <string_view>

#include "web/http/message.h"

namespace kb {

/// Returns the entity tag, in quotes, of what `target` answers while all that it depends on is
/// `identity` (the index, the program).
std::string entity_tag(std::string_view identity, const Request& request);

/// Returns true if a request holds already, by its If-None-Match, what has this tag.
bool has_already(const Request& request, std::string_view tag);

/// Adds the headers that all responses have: what a page may load, that it is checked each time,
/// that nobody else may embed it. Packs a text of more than 2 KB with gzip if that was asked for;
/// every response keeps a Content-Length, since clients of HTTP/1.0 know no chunks.
void finish(const Request& request, Response& response);

}  // namespace kb
