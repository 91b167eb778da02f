// A machine profile says what a user runs: `nt4sp6a,exch55`. Articles about it are preferred, and
// fixes are compared with the service packs that are installed.
//
// A profile is a list with commas or blanks (`kb search --help` names the setting). Each item is
// the short name of a product (the table in profile.cpp), then `spN` or `srN` for its service pack
// or release:
//
//   nt4sp6a      Windows NT 4.0 with Service Pack 6a
//   w2k          Windows 2000, service pack unknown
//   exch55sp3    Exchange Server 5.5 with Service Pack 3
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "query/compile/compile.h"

namespace kb {

/// A product that a user may run, as articles name it.
struct ProfileProduct {
  std::string_view names;    ///< its short names, separated by blanks, in lower case
  std::string_view product;  ///< its name in fixes, without version: `Windows NT`
  std::string_view version;  ///< `4.0`; empty if the product's name says it (`Windows 98`)
  std::string_view words;    ///< words that its names in the applies-to block share
  std::string_view keyword;  ///< how its fix keywords begin, separated by blanks: `kbwinnt400 nt4`
};

struct ProfileItem {
  const ProfileProduct* product;
  int service_pack = 0;  ///< 0 if none was named
};

struct MachineProfile {
  std::vector<ProfileItem> items;
  std::vector<std::string> unknown;  ///< typed names of no product
};

/// Reads a profile; an empty text gives an empty profile.
MachineProfile read_profile(std::string_view text);

/// Gives articles about these products and versions more weight; no other articles are found by it.
/// Adds a remark for each unknown name.
void prefer(const MachineProfile& profile, Compiled& compiled);

/// Finds the articles about any product of the profile, in its version where it names one; empty for
/// a profile without products.
XQuery about(const MachineProfile& profile);

/// Says what an article's fixes mean for the machine: `fixed in the service pack you have (Windows
/// NT 4.0 Service Pack 4)`, `fixed in a later service pack than yours (...)`. Null if no fix
/// is for a product of the profile.
std::optional<std::string> fixed_on(const MachineProfile& profile, const Article& article);

}  // namespace kb
