// What the columns of a file table hold, read from the words of its header.
//
// About 55 layouts stand in the archive (`Date Time Size File name Platform`, `File Name Version`,
// `File name Version Date/Time Size Destination folder`, ...); none is listed here. A header is a
// row of a few known phrases, in any order and number. Phrases are not told apart by
// blanks: `Date  Time  Size File name` has a gap of one, and a flat document has no other.
#pragma once

#include <string_view>
#include <vector>

namespace kb {

enum class Column {
  kFile,       ///< `File name`, `Filename`, `File`, `Name`
  kVersion,    ///< `Version`, `Version#`, `File ver`, `Current version`
  kDate,       ///< `Date`, `File date`; `Date/Time` and `Modified` are kDate, kTime
  kTime,       ///< `Time`, `Time stamp`
  kSize,       ///< `Size`, `File size`, `Size (bytes)`
  kPlatform,   ///< `Platform`, `Processor`, `Operating system`
  kComponent,  ///< `Component`
  kOther,      ///< read over: `Destination folder`, `Language`, `Description`
};

using Columns = std::vector<Column>;

bool has_column(const Columns& columns, Column column);

/// True for a word that can stand in a header, such as `Date/Time` or `(bytes)`.
bool is_header_word(std::string_view word);

/// The columns that these header words name, in order; words that form no phrase are read over.
/// Of two file columns the later one counts, the earlier was the end of a sentence.
Columns read_columns(const std::vector<std::string_view>& words);

/// True if rows under these columns can be read: a file and at least one value of it.
bool names_files(const Columns& columns);

}  // namespace kb
