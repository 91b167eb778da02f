#include "indexer/glass/glass_table.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace kb::glass {
namespace {

constexpr std::uint32_t kRevision = 1;
constexpr std::size_t kEntry = 2;         // bytes of a directory entry
constexpr std::size_t kItemsInBlock = 4;  // a block has room for at least so many items
constexpr std::size_t kMaxItem = (kBlockSize - kHead - kItemsInBlock * kEntry) / kItemsInBlock;
// A tag is split to fill a leaf if at least so many of its bytes, more than its key has, fit there.
constexpr std::size_t kWorthSplitting = 34;

void put2(char* to, std::size_t value) {
  to[0] = static_cast<char>(value >> 8);
  to[1] = static_cast<char>(value);
}

void put4(char* to, std::uint32_t value) {
  put2(to, value >> 16);
  put2(to + 2, value & 0xFFFF);
}

}  // namespace

/// A block under construction.
struct TableWriter::Block {
  explicit Block(std::uint32_t its_level) : level(its_level) { clear(); }

  void clear() {
    directory_end = kHead;
    free_end = kBlockSize;
  }
  bool empty() const { return directory_end == kHead; }
  std::size_t free() const { return free_end - directory_end; }

  /// Reserves `size` bytes for an item; free() must be at least `size` + kEntry.
  char* item(std::size_t size) {
    free_end -= size;
    put2(bytes.data() + directory_end, free_end);
    directory_end += kEntry;
    return bytes.data() + free_end;
  }

  std::string_view close() {
    put4(bytes.data(), kRevision);
    bytes[4] = static_cast<char>(level);
    put2(bytes.data() + 5, free());
    put2(bytes.data() + 7, free());
    put2(bytes.data() + 9, directory_end);
    std::memset(bytes.data() + directory_end, 0, free());
    return {bytes.data(), bytes.size()};
  }

  std::uint32_t level;
  std::size_t directory_end = kHead;
  std::size_t free_end = kBlockSize;
  std::string separator{0, 0};  // this block's key in its parent, with the number of the piece
  std::array<char, kBlockSize> bytes{};
};

TableWriter::TableWriter(const std::string& path) : file_(path) {
  levels_.push_back(std::make_unique<Block>(0));
  levels_[0]->separator.assign(kPieceNumber, '\0');
  char* null_item = levels_[0]->item(kItemHead);
  put2(null_item, kFirstFlag | kLastFlag);
  null_item[2] = 0;
}

TableWriter::~TableWriter() = default;

void TableWriter::add(std::string_view key, std::string_view tag, Tag form) {
  assert(!key.empty() && key.size() <= 255 && key > last_key_);
  const std::size_t head = kItemHead + key.size() + kPieceNumber;
  const std::size_t usual = kMaxItem - head;  // bytes of a tag that one item can hold
  std::size_t first = usual + kPieceNumber;   // the first item holds no number of its piece
  if (tag.size() <= first) {
    first = tag.size();
  } else {
    // The first piece fills the space that items of full size would leave in this leaf.
    const std::size_t rest = levels_[0]->free() % (kMaxItem + kEntry);
    if (rest > kEntry + head && rest - kEntry - head >= key.size() + kWorthSplitting) {
      first = rest - kEntry - head + kPieceNumber;
    }
  }
  const unsigned flags = form == Tag::kDeflated ? kDeflatedFlag : 0;
  std::uint32_t piece = 1;
  do {
    const std::string_view bytes = tag.substr(0, piece == 1 ? first : usual);
    tag.remove_prefix(bytes.size());
    const unsigned ends = (piece == 1 ? kFirstFlag : 0) | (tag.empty() ? kLastFlag : 0);
    add_piece(key, piece++, bytes, flags | ends);
  } while (!tag.empty());
  last_key_ = key;
  ++root_.entries;
}

void TableWriter::add_piece(std::string_view key, std::uint32_t piece, std::string_view bytes,
                            unsigned flags) {
  const std::size_t number = piece == 1 ? 0 : kPieceNumber;
  const std::size_t size = kItemHead + key.size() + number + bytes.size();
  if (levels_[0]->free() < size + kEntry) begin_leaf(key, piece);
  char* to = levels_[0]->item(size);
  put2(to, (size - kItemHead) | flags);
  to[2] = static_cast<char>(key.size());
  std::memcpy(to + kItemHead, key.data(), key.size());
  to += kItemHead + key.size();
  if (number != 0) put2(to, piece);
  if (!bytes.empty()) std::memcpy(to + number, bytes.data(), bytes.size());
}

/// Ends the leaf. The next one begins with `key`, or with the given piece of its tag.
void TableWriter::begin_leaf(std::string_view key, std::uint32_t piece) {
  Block& leaf = *levels_[0];
  add_branch(1, leaf.separator, write(leaf));
  std::size_t differs = key.size();
  if (piece == 1) {
    const auto mismatch =
        std::mismatch(key.begin(), key.end(), last_key_.begin(), last_key_.end()).first;
    differs = std::min(key.size(), std::size_t(mismatch - key.begin()) + 1);
  }
  levels_[0]->separator.assign(key.substr(0, differs));
  levels_[0]->separator.append({static_cast<char>(piece >> 8), static_cast<char>(piece)});
}

std::uint32_t TableWriter::write(Block& block) {
  file_.append(block.close());
  block.clear();
  return root_.blocks++;
}

/// Adds to the branch at `level` the block `child` below it, whose first key is `separator`.
void TableWriter::add_branch(std::size_t level, const std::string& separator, std::uint32_t child) {
  if (levels_.size() == level) {
    levels_.push_back(std::make_unique<Block>(std::uint32_t(level)));
    levels_[level]->separator = separator;
  }
  Block& branch = *levels_[level];
  const std::size_t size = 4 + 1 + separator.size();
  if (branch.free() < size + kEntry) {
    const std::string own = std::exchange(branch.separator, separator);
    const std::uint32_t number = write(branch);
    add_branch(level + 1, own, number);
  }
  char* to = levels_[level]->item(size);
  put4(to, child);
  to[4] = static_cast<char>(separator.size() - kPieceNumber);
  std::copy(separator.begin(), separator.end(), to + 5);
}

Result<Root> TableWriter::finish() {
  if (root_.entries > 0) {
    for (std::size_t level = 0; level < levels_.size(); ++level) {
      const std::uint32_t number = write(*levels_[level]);
      root_.block = number;
      root_.level = std::uint32_t(level);
      if (level + 1 < levels_.size()) add_branch(level + 1, levels_[level]->separator, number);
    }
  }
  if (auto written = file_.flush(); !written) return tl::make_unexpected(written.error());
  return root_;
}

}  // namespace kb::glass
