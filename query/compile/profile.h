// What a user runs: `nt4sp6a,exch55`. Articles about it are preferred, and fixes are compared with
// the service packs that are there.
//
// A profile is short names between commas or blanks, each a product of the table in profile.cpp
// (`kb search --help` names the setting), then `spN` or `srN` for its service pack or release:
//
//   nt4sp6a      Windows NT 4.0 with Service Pack 6a
//   w2k          Windows 2000, no service pack known
//   exch55sp3    Exchange Server 5.5 with Service Pack 3
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "query/compile/compile.h"

namespace kb {

/// A product one can have, as articles name it.
struct ProfileProduct {
  std::string_view names;    ///< short names between blanks, in lower case
  std::string_view product;  ///< as fixes name it, without version: `Windows NT`
  std::string_view version;  ///< `4.0`; empty if the product's name says it (`Windows 98`)
  std::string_view words;    ///< words of its names in the applies-to block
  std::string_view keyword;  ///< beginnings of its fix keywords between blanks: `kbwinnt400 nt4`
};

struct ProfileItem {
  const ProfileProduct* product;
  int service_pack = 0;  ///< 0 if none was named
};

struct MachineProfile {
  std::vector<ProfileItem> items;
  std::vector<std::string> unknown;  ///< names that no product has
};

/// Reads a profile; an empty text is an empty one.
MachineProfile read_profile(std::string_view text);

/// Lets articles about these products and versions weigh more; finds no other articles. Names that
/// are unknown are remarked.
void prefer(const MachineProfile& profile, Compiled& compiled);

/// What an article's fixes mean for the machine: `fixed in the service pack you have (Windows NT
/// 4.0 Service Pack 4)`, `fixed in a later service pack (...)`; null if they say nothing of it.
std::optional<std::string> fixed_on(const MachineProfile& profile, const Article& article);

}  // namespace kb
