// The index that the search page of an export looks in: a script that sets one variable, since a
// page on a disk may not read other files.
//
//   var kbIndex = {"names": "182320\n193567\nother/notes-md-04af", "titles": "XADM: ...\nXADM: ...\n...",
//     "held": 2, "codes": "0xC1060107 0 1e\n...", "files": "kmsupgrd.dll 0\n..."};
//
// `names` are article numbers, or where the page of an article without one lies below `articles/`;
// the first `held` are articles, the others are cited only. The places behind a code or a file are
// numbered from 0, in base 36, each less the one before it.
#pragma once

#include <string>

#include "web/export/holdings.h"

namespace kb {

/// So many articles of one code or file are in the index; more say no more.
inline constexpr std::size_t kMostPlaces = 500;

std::string search_data(const Holdings& holdings);

/// The search page, which works by web/assets/offline.js.
std::string search_page();

}  // namespace kb
