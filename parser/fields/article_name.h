// What an article is called wherever articles are listed.
#pragma once

#include <string>

namespace kb {

/// The id; the source path of an article without one. `kb show` and the addresses of pages take
/// either. The result points to one of the arguments.
inline const std::string& article_name(const std::string& id, const std::string& source) {
  return id.empty() ? source : id;
}

/// The same of anything with both: a hit, a record, an article of a code.
template <typename Listed>
const std::string& article_name(const Listed& listed) {
  return article_name(listed.id, listed.source);
}

}  // namespace kb
