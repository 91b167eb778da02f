// What makes a folder of pages a docset of Zeal and Dash:
//
//   OUT.docset/Contents/Info.plist                       what it is called, and its first page
//   OUT.docset/Contents/Resources/docSet.dsidx           SQLite: searchIndex(id, name, type, path)
//   OUT.docset/Contents/Resources/Documents/             the pages
//
// These readers find names only, and by their beginning or parts. So every spelling of a code and of
// an article number is a name.
#pragma once

#include <string>

#include "parser/result.h"
#include "web/export/holdings.h"
#include "web/export/lists.h"
#include "web/export/page_folder.h"

namespace kb {

inline constexpr const char* kDocuments = "Contents/Resources/Documents/";

/// Writes what a docset has beside the pages. kSystem if SQLite can't be loaded or can't write.
Result<void> write_docset(const Holdings& holdings, const ListAddresses& addresses,
                          PageFolder& folder);

}  // namespace kb
