// The registry keys and values an article speaks of.
//
// Called by parse_article once the sections are cut, and by the command line to mark keys in a
// text.
//
// A key is a path with its root (registry_path.h), whatever stands around it: prose, a line of its
// own, `[HKEY_...]` of a .reg file, `<B>`. A path without a root takes the one it belongs to:
// `System\...` the machine's; `Software\...` the last root named before it in the section, as in
// `From the HKEY_CURRENT_USER subtree, go to the following key: \Software\...`; it is left out
// where none is named. Keys that differ only in case are one; the first spelling stays.
//
// A value is told in one of these forms; its key is the last one named before it in the section:
//
//   Value Name: Size   Data Type: REG_DWORD   Data: 2       labels, on lines or in a row; `Value:`,
//                                                           `String:` for the data, `Name:`,
//                                                           `Type:`
//   Size : REG_DWORD : 2                                    three parts with colons
//   "Size"=dword:00000002     "Path"="C:\\x"                behind a `[key]` of a .reg file
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// A key and the bytes of the section's text it was read from.
struct RegistryKeySpan {
  std::string key;  ///< canonical: `HKEY_LOCAL_MACHINE\SYSTEM\Setup`
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Every key named in `text`, in order, with repetitions.
std::vector<RegistryKeySpan> scan_registry_keys(std::string_view text);

/// The keys of an article, each once, in order of first appearance.
std::vector<std::string> find_registry_keys(const std::vector<Section>& sections);

/// The values of an article in order, equal ones once.
std::vector<RegistryValue> find_registry_values(const std::vector<Section>& sections);

}  // namespace kb
