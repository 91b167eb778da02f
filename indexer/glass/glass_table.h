// Writes a Xapian table, which is a B-tree, from front to back; its keys must come in order.
//
// Xapian itself fills a table by a search, a copy and a shift for each of its millions of entries,
// and again for each when it compacts shards. A build adds its entries in order, so it can write
// the blocks as they will lie on disk: each is full and is written once. The result is what
// Xapian's compaction makes (format 2016-03-14, of every release 1.4), and Xapian reads, checks and
// changes it like a table of its own.
//
//   file     blocks of 8 KB: leaves and branches in the order in which they became full
//   block    revision (4 bytes), level (1; a leaf is 0), largest and total free space (2 each), end
//            of the directory (2); the directory, two bytes an item; free space; the items, the
//            first at the end. The high byte of a number comes first.
//   leaf     items: size less 3 and flags (2), key length (1), key, number of the piece (2; the
//            first piece of a tag has none), a piece of the tag. Flags: 0x80 compressed, 0x40 last
//            piece, 0x20 first piece. The first leaf begins with an item without key and tag.
//   branch   items: block (4), key length (1), key, number of the piece (2). The first item of a
//            level has no key; a key above leaves is cut after the first byte in which it differs
//            from the key before it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass/scratch_file.h"
#include "parser/result.h"

namespace kb::glass {

inline constexpr std::size_t kBlockSize = 8192;
inline constexpr std::size_t kHead = 11;        // bytes of a block before its directory
inline constexpr std::size_t kItemHead = 3;     // bytes of a leaf's item before its key
inline constexpr std::size_t kPieceNumber = 2;  // bytes of the number of a piece
inline constexpr unsigned kDeflatedFlag = 0x8000;
inline constexpr unsigned kLastFlag = 0x4000;
inline constexpr unsigned kFirstFlag = 0x2000;

/// A table's entry in the version file.
struct Root {
  std::uint32_t block = 0;  ///< number of the root block
  std::uint32_t level = 0;  ///< of the root; 0: the only block is a leaf
  std::uint32_t blocks = 0;
  std::uint64_t entries = 0;  ///< if 0, the table has no block
};

enum class Tag : std::uint8_t { kPlain, kDeflated };

class TableWriter {
 public:
  /// Creates the file `path`: FOLDER/NAME.glass.
  explicit TableWriter(const std::string& path);
  ~TableWriter();
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;

  /// Adds an entry. `key` has 1 to 255 bytes and sorts after all keys added before.
  void add(std::string_view key, std::string_view tag, Tag form = Tag::kPlain);

  /// Writes the blocks under construction. kSystem if the file could not be written.
  Result<Root> finish();

 private:
  struct Block;

  void add_piece(std::string_view key, std::uint32_t piece, std::string_view bytes, unsigned flags);
  void begin_leaf(std::string_view key, std::uint32_t piece);
  std::uint32_t write(Block& block);
  void add_branch(std::size_t level, const std::string& separator, std::uint32_t child);

  ScratchWriter file_;
  std::vector<std::unique_ptr<Block>> levels_;  // the block under construction of each level
  std::string last_key_;
  Root root_;
};

}  // namespace kb::glass
