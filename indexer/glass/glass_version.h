// Writes the file `iamglass` of a Xapian database, which Xapian reads first. It says where the root
// of each table lies, and holds the totals that ranking needs:
//
//   magic (14 bytes), format (2), UUID (16), revision (uint); for each table in the order of Table:
//   root block, level and flags, entries, block size in 2 KB, shortest tag worth compressing
//   (uints), the list of free blocks (a string); then the totals (uints).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/glass/glass_table.h"
#include "parser/result.h"

namespace kb::glass {

enum class Table : std::uint8_t { kPostings, kData, kTerms, kPositions, kSpelling, kSynonyms };
inline constexpr std::size_t kTables = 6;

/// The file starts with the magic and the format, which is the date 2016-03-14: year less 2014
/// (7 bits), month (4), day (5).
inline constexpr std::string_view kVersionMark = "\x0F\x0DXapian Glass\x04\x6E";

/// Name of a table's file in the database's folder.
constexpr const char* file_name(Table table) {
  constexpr std::array<const char*, kTables> kNames = {"postlist.glass", "docdata.glass",
                                                       "termlist.glass", "position.glass",
                                                       "spelling.glass", "synonym.glass"};
  return kNames[static_cast<std::size_t>(table)];
}
/// True if Xapian opens a database that lacks the file of this table; the table is then empty.
bool may_lack(Table table);

/// Totals over all documents.
struct Totals {
  std::uint32_t documents = 0;  ///< how many; they are numbered from 1 without a gap
  std::uint32_t shortest = 0;   ///< length of the shortest document that is not empty
  std::uint32_t longest = 0;
  std::uint32_t most_frequent = 0;  ///< largest wdf of a term in a document
  std::uint64_t length = 0;         ///< sum over all documents
  std::uint32_t spelling_most = 0;  ///< largest frequency of a spelling word

  void add_document(std::uint32_t its_length, std::uint32_t its_most_frequent);
  void add(const Totals& other);
};

/// Writes `folder`/iamglass with a new UUID. kSystem if it can't be written.
Result<void> write_version(const std::string& folder, const std::array<Root, kTables>& roots,
                           const Totals& totals);

}  // namespace kb::glass
