// The source of an event: an id alone is no key, since several programs log the same id.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>

#include "query/language/syntax.h"

namespace kb {

/// True for two spellings of one source: `MSExchange IMC` and `MSExchangeIMC`.
bool same_source(std::string_view a, std::string_view b);

/// True if the article's record gives the event `canonical` (`EVENT:1000`) sources, and none of
/// them is `source`. Throws Xapian::Error.
bool has_other_source(const Xapian::Database& database, Xapian::docid document,
                      const std::string& canonical, std::string_view source);

/// The remark on a query such as `event 1000 source Foo` where no article has that event of that
/// source; it names the sources that articles give it. Null for every other query. Reads the
/// records of at most a few hundred articles. Throws Xapian::Error.
std::optional<std::string> about_event_source(const Xapian::Database& database, const Query& query,
                                              std::string_view typed);

}  // namespace kb
