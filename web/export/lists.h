// The pages that list articles: by number, product, year, prefix, code and file. Without a script
// they are the way to an article.
#pragma once

#include <map>
#include <string>

#include "web/export/holdings.h"
#include "web/export/page_sink.h"

namespace kb {

/// Where a code or a file stands in the lists: `codes/event.html#EVENT:4058`, by its canonical form
/// or its name.
struct ListAddresses {
  std::map<std::string, std::string> codes;
  std::map<std::string, std::string> files;
};

/// The file of an article's page.
std::string page_file(const Holdings& holdings, std::uint32_t place);

/// Writes all lists and the table of contents, `index.html`.
ListAddresses write_lists(const Holdings& holdings, PageSink& sink);

}  // namespace kb
