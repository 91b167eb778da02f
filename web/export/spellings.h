// Every way to write a code or an article number that readers may type. Readers that know words and
// names only (Kiwix, Zeal, search programs of desktops) find an article by any of them.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "web/export/holdings.h"

namespace kb {

/// The canonical form of a code, what articles print, and of a 32-bit code its decimals and its
/// other notations. Sorted, each once.
std::set<std::string> spellings_of(const std::string& canonical, const HeldCode& code);

/// Of an article number (`Q182320`): `Q182320`, `KB182320`, `182320`.
std::vector<std::string> spellings_of_id(std::string_view id);

}  // namespace kb
