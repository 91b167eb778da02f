// The values that stand in the cells of a table of fixed files, each known by its shape alone.
//
// Called by the table readers (ruled_table.h, box_table.h). Shape comes first because a flat
// document has no columns left: `02/04/2000 01:22a 76,560 Userenv.dll Intel` is read by what each
// word looks like. Every function takes one word without blanks, unless it says otherwise, and
// never fails on any bytes.
//
// Where the forms come from: dates, times, sizes and versions of 7,400 rows of the archive.
//   date     7/29/97  02/04/2000  28/08/01  09-25-1998  1999/10/26
//            02-Oct-2001  Aug-1-2001  17 July 2001
//   time     18:00  01:22a  1:35pm  01:27 AM  1:20:53 P.M.  9.34
//   size     76560  1,571,744  266,962 bytes  66.560 bytes  184KB  1.33 MB
//   version  5.5.2654.34  2.00.1493.2154  5.0:2195.2097  5.5.26XX  6.00ax  1.2(786)  4.0
//   nothing  none  N/A  NA  -
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// What the first of two small numbers of a date means. Printed dates are American unless a
/// number above 12 in the same table shows otherwise.
enum class DateOrder { kMonthFirst, kDayFirst, kYearFirst };

/// `Jul`, `July`.
bool is_month(std::string_view word);
/// True for three parts between equal separators, readable or not: `12/20/199` and the
/// placeholder `xx/xx/xx` look like dates that can't be read. Also for three words with a month's
/// name among them: `17 July 2001`, `July 17, 2001`.
bool looks_like_date(std::string_view word);
/// ISO `YYYY-MM-DD`; null if no calendar has that day. Years of two digits: 70-99 are 19xx.
std::optional<std::string> read_date(std::string_view word, DateOrder order);
/// The order that this date proves by a number that is no month; null if it proves none.
std::optional<DateOrder> proven_order(std::string_view word);

/// `18:00`, `01:22a`, `1:20:53`, `12:41:42PM`; also the placeholder `xx:xx`.
bool looks_like_time(std::string_view word);
/// `9.34`, `11.02a`: a time only where a column says so.
bool looks_like_dotted_time(std::string_view word);
/// `AM`, `P.M.`, `a`, `midnight`, `noon`: the word after a time.
bool is_meridiem(std::string_view word);
/// `HH:MM` of 24 hours; `meridiem` may be empty or the word that followed.
std::optional<std::string> read_time(std::string_view word, std::string_view meridiem);

/// Digits, with commas or a unit or not: `76,560`, `184KB`, `2,538,44` (which can't be read).
bool looks_like_size(std::string_view word);
/// `bytes`, `KB`, `MB`, `K` as a word of its own.
bool is_size_unit(std::string_view word);
/// `1.33`, `42.8`: a size only before a unit that is not bytes.
bool is_decimal(std::string_view word);

/// A printed size: bytes; or nothing because it is rounded to KB or MB; or unreadable.
struct PrintedSize {
  std::optional<std::uint64_t> bytes;
  bool readable = true;
};
/// `unit` is empty or the word that followed.
PrintedSize read_size(std::string_view word, std::string_view unit);

/// Numbers between dots (one colon or commas may stand for a dot), at least two; the last ones
/// may be wildcards (`26XX`, `x`) or carry letters (`00ax`).
bool looks_like_version(std::string_view word);

/// A file name with an extension: `Userenv.dll`, `Vip.386`, `%windir%\system32\a.dll`. Not a
/// version, an address, or a placeholder of nothing but x.
bool looks_like_file(std::string_view word);

/// `none`, `N/A`, `NA`, `-`, `--`: the cell is there and says nothing.
bool is_null_word(std::string_view word);

/// A word that stands for a processor or system in a platform column: `x86`, `(Alpha)`, `Intel`.
bool is_platform_word(std::string_view word);

/// Without the parentheses that enclose the whole: `(Intel or Alpha)`; `ARM720 (Debug)` stays.
std::string_view drop_outer_parentheses(std::string_view text);

}  // namespace kb
