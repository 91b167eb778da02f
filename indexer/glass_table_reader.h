// Finds entries of a Xapian table; glass_table.h describes its bytes, whoever wrote them: Xapian
// writes the same when an index is brought up to date.
//
// The bytes are not trusted: those of a damaged file give an error, as Xapian's own reader would.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass/glass_table.h"

namespace kb::glass {

/// Stands at one entry of a table that no one writes. Not for several threads. All calls throw only
/// Xapian::DatabaseError, where the file is damaged or can't be read. What they return is valid
/// until the next one.
class TableReader {
 public:
  /// Of the blocks that start at the byte `offset` of an open file, which must stay open.
  TableReader(int descriptor, std::uint64_t offset, const Root& root);

  /// Goes to the entry of `key`; false if there is none.
  bool find(std::string_view key);
  /// Goes to the entry of `key`, or to the last one before; false if there is none. A table begins
  /// with an entry that has no key.
  bool find_last(std::string_view key);
  /// Goes to the next entry; false if there is none. Behind a find() that found nothing, that is
  /// the first one behind the key.
  bool next();

  std::string_view key() const { return item().key; }
  /// What is stored under the key.
  std::string_view tag();

 private:
  /// A block on the way from the root down to an entry, and which of its items that way takes.
  struct Step {
    std::uint32_t number = 0;
    std::size_t item = 0;
    bool filled = false;
    std::array<char, kBlockSize> bytes;
  };
  /// Of a leaf.
  struct Item {
    std::string_view key;
    std::string_view tag;
    std::uint32_t piece;
    bool is_last_piece;
    bool deflated;
  };
  /// Of a branch.
  struct Child {
    std::uint32_t block;
    std::string_view key;
    std::uint32_t piece;
  };
  enum class Direction : std::uint8_t { kOn, kBack };

  void go_down(std::string_view key);
  bool move(Direction direction);
  void join_pieces();
  bool read_block(std::uint32_t number, std::size_t level);
  bool not_behind(std::size_t at, std::string_view key) const;
  Item item() const { return leaf_item(*steps_[0], steps_[0]->item); }
  static std::size_t items_of(const Step& step);
  static std::string_view leaf_key(const Step& step, std::size_t at);
  static Item leaf_item(const Step& step, std::size_t at);
  static Child branch_item(const Step& step, std::size_t at);

  int descriptor_;
  std::uint64_t offset_;
  Root root_;
  std::vector<std::unique_ptr<Step>> steps_;  // by level; 0 is the leaf
  bool at_leaf_ = false;                      // does the way lead to the leaf that was read?
  std::string tag_;                           // of an entry in several pieces, or compressed
  std::string inflated_;
};

/// What the keys start with of values, and of the list of all documents with their lengths.
inline constexpr std::string_view kMetadataKey("\0\xC0", 2);
inline constexpr std::string_view kValuesKey("\0\xD8", 2);
inline constexpr std::string_view kLengthsKey("\0\xE0", 2);

/// As much as the file has from `offset` on, up to the buffer's size.
std::string_view read_some(int descriptor, std::uint64_t offset, char* buffer, std::size_t size);

/// Throws the Xapian::DatabaseError of a table whose bytes make no sense.
[[noreturn]] void fail_damaged();

}  // namespace kb::glass
