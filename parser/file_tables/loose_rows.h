// Files that are named with their values outside of any table: listings of folders and disks, and
// sentences.
//
//     FORMAT   COM        49,543  08-24-96 11:11a      as DIR prints them, with or without a dot
//     06/21/95  03:00a  88,198 EXTRACT.EXE             the name behind its values
//     Comm.drv   5,856 bytes   7/11/95                 columns without a head
//     Msjet35.dll  3.50.3428.0  3.50.3602.4            a row for each version
//     INSTALL.EXE (40,233 bytes, dated 12-20-94, 8:59 A.M.)
//     Vtcp.386 version 4.00.956 (dated 11/26/97)
//     - Nwnp32.dll (v. 4.0.969)
//
// Words alone are read, never line ends, so that texts with and without lines give the same rows. A
// name and its values stand side by side with nothing between them but words such as `dated`; two
// values, or one that says clearly what it is, make a row.
#pragma once

#include <string_view>
#include <vector>

#include "parser/file_tables/table_row.h"

namespace kb {

/// The rows in order. Linear in the text.
std::vector<TableRow> find_loose_rows(std::string_view text);

}  // namespace kb
