// The order of versions as file tables print them: `kb file` lists a file's versions by it.
//
// A version is read as parts between `.`, `:`, `,` or `(`, each a number with letters behind it or
// not; what follows a blank is no part of it:
//
//     5.5.2418.0 < 5.5.2448.8          part by part, as numbers, not as text (10 > 9)
//     2.00.1380.1055 = 2.0.1380.1055   leading zeros say nothing
//     5.0:2195.2097 = 5.0.2195.2097    a colon or a comma is a dot
//     5.5.2418 = 5.5.2418.0            a missing part is 0
//     6.00 < 6.00a < 6.00ax < 6.00b    letters count behind the number, without regard to case
//     5.5.26XX = 5.5.2600              a wildcard stands for the lowest number it covers, so a
//                                      file is never said to be newer than one it may not be
//     1.2(786) = 1.2(build 786)        a build in parentheses is a part
//     5.0.2195.4555 shp = 5.0.2195.4555
//
// Any text has a place in the order: without a number at its start it is version 0. Numbers of
// more than 18 digits are all equal. Part by part means that `3.1 < 3.10`, as the files themselves
// have it, though old products print 3.1 for 3.10.
#pragma once

#include <compare>
#include <string_view>

namespace kb {

/// The order described above; linear in the shorter text and free of allocation.
std::weak_ordering compare_file_versions(std::string_view a, std::string_view b);

/// For containers and std::sort: oldest first.
struct OlderVersion {
  bool operator()(std::string_view a, std::string_view b) const {
    return compare_file_versions(a, b) < 0;
  }
};

}  // namespace kb
