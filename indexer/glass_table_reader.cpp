#include "indexer/glass_table_reader.h"

#include <unistd.h>
#include <xapian.h>

#include <algorithm>

#include "indexer/glass_inflate.h"

namespace kb::glass {
namespace {

constexpr std::size_t kChildHead = 5;  // of an item of a branch: block, length of the key

unsigned byte_at(const char* at) { return static_cast<unsigned char>(*at); }
unsigned get2(const char* at) { return byte_at(at) << 8 | byte_at(at + 1); }
std::uint32_t get4(const char* at) { return std::uint32_t(get2(at)) << 16 | get2(at + 2); }

/// The last of a block's items that `is_before` a place or at it, or else the first, which is not
/// asked. Looks from the item `start` on first: what is asked for in order is mostly near.
template <typename IsBefore>
std::size_t last_item(std::size_t items, std::size_t start, IsBefore is_before) {
  std::size_t low = 0;
  std::size_t high = items;
  if (start > 0 && is_before(start)) {
    low = start;
    std::size_t step = 1;
    for (; low + step < items && is_before(low + step); step *= 2) low += step;
    high = std::min(items, low + step);
  } else if (start > 0) {
    high = start;
  }
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (is_before(middle) ? low : high) = middle;
  }
  return low;
}

}  // namespace

std::string_view read_some(int descriptor, std::uint64_t offset, char* buffer, std::size_t size) {
  std::size_t got = 0;
  while (got < size) {
    const ssize_t n = ::pread(descriptor, buffer + got, size - got, off_t(offset + got));
    if (n <= 0) break;
    got += std::size_t(n);
  }
  return {buffer, got};
}

void fail_damaged() {
  throw Xapian::DatabaseCorruptError("a block of a table is not what was written");
}

TableReader::TableReader(int descriptor, std::uint64_t offset, const Root& root)
    : descriptor_(descriptor), offset_(offset), root_(root) {
  for (std::uint32_t level = 0; level <= root_.level; ++level) {
    steps_.push_back(std::unique_ptr<Step>(new Step));  // without clearing its bytes
  }
}

/// True if the level has the block already.
bool TableReader::read_block(std::uint32_t number, std::size_t level) {
  Step& step = *steps_[level];
  if (step.filled && step.number == number) return true;
  step.filled = false;
  const std::uint64_t begin = offset_ + std::uint64_t{number} * kBlockSize;
  if (read_some(descriptor_, begin, step.bytes.data(), kBlockSize).size() != kBlockSize) {
    throw Xapian::DatabaseError("a block of a table can't be read");
  }
  const std::size_t directory_end = get2(&step.bytes[9]);
  const bool sound =
      byte_at(&step.bytes[4]) == level && directory_end >= kHead + 2 && directory_end <= kBlockSize;
  if (!sound) fail_damaged();
  step.number = number;
  step.filled = true;
  return false;
}

std::size_t TableReader::items_of(const Step& step) { return (get2(&step.bytes[9]) - kHead) / 2; }

TableReader::Item TableReader::leaf_item(const Step& step, std::size_t at) {
  const char* const block = step.bytes.data();
  const std::size_t begin = get2(block + kHead + 2 * at);
  if (begin + kItemHead > kBlockSize) fail_damaged();
  const char* const item = block + begin;
  const unsigned head = get2(item);
  const std::size_t rest = head & 0x1FFFU;
  const std::size_t key = byte_at(item + 2);
  const bool first = (head & kFirstFlag) != 0;
  const std::size_t number = first ? 0 : kPieceNumber;
  if (begin + kItemHead + rest > kBlockSize || key + number > rest) fail_damaged();
  const char* const behind_key = item + kItemHead + key;
  return {{item + kItemHead, key},
          {behind_key + number, rest - key - number},
          first ? 1U : get2(behind_key),
          (head & kLastFlag) != 0,
          (head & kDeflatedFlag) != 0};
}

TableReader::Child TableReader::branch_item(const Step& step, std::size_t at) {
  const char* const block = step.bytes.data();
  const std::size_t begin = get2(block + kHead + 2 * at);
  if (begin + kChildHead + kPieceNumber > kBlockSize) fail_damaged();
  const char* const item = block + begin;
  const std::size_t key = byte_at(item + 4);
  if (begin + kChildHead + key + kPieceNumber > kBlockSize) fail_damaged();
  return {get4(item), {item + kChildHead, key}, get2(item + kChildHead + key)};
}

std::string_view TableReader::leaf_key(const Step& step, std::size_t at) {
  const char* const block = step.bytes.data();
  const std::size_t begin = get2(block + kHead + 2 * at);
  if (begin + kItemHead > kBlockSize) fail_damaged();
  const std::size_t key = byte_at(block + begin + 2);
  if (begin + kItemHead + key > kBlockSize) fail_damaged();
  return {block + begin + kItemHead, key};
}

/// Is the item of the leaf before the first piece of an entry with `key`, or that piece itself?
bool TableReader::not_behind(std::size_t at, std::string_view key) const {
  const int order = leaf_key(*steps_[0], at).compare(key);
  return order < 0 || (order == 0 && leaf_item(*steps_[0], at).piece <= 1);
}

/// Goes down to the leaf where the key is, if it is anywhere.
void TableReader::go_down(std::string_view key) {
  Step& leaf = *steps_[0];
  if (at_leaf_ && key <= leaf_key(leaf, items_of(leaf) - 1) && not_behind(0, key)) return;
  at_leaf_ = false;
  std::uint32_t block = root_.block;
  for (std::size_t level = root_.level; level > 0; --level) {
    Step& step = *steps_[level];
    const bool again = read_block(block, level);
    step.item = last_item(items_of(step), again ? step.item : 0, [&](std::size_t at) {
      const Child child = branch_item(step, at);
      const int order = child.key.compare(key);
      return order < 0 || (order == 0 && child.piece <= 1);
    });
    block = branch_item(step, step.item).block;
  }
  read_block(block, 0);
  leaf.item = 0;
  at_leaf_ = true;
}

bool TableReader::find_last(std::string_view key) {
  if (root_.entries == 0) return false;
  go_down(key);
  Step& leaf = *steps_[0];
  leaf.item =
      last_item(items_of(leaf), leaf.item, [&](std::size_t at) { return not_behind(at, key); });
  // The key may be between the leaf before and this one, or the entry before end in this one.
  for (Item here = item(); here.piece != 1 || here.key > key; here = item()) {
    if (!move(Direction::kBack)) return false;
  }
  return true;
}

bool TableReader::find(std::string_view key) { return find_last(key) && item().key == key; }

/// Goes to the next item of the leaves, or to that before; false at the end.
bool TableReader::move(Direction direction) {
  const bool on = direction == Direction::kOn;
  std::size_t level = 0;
  for (;; ++level) {
    if (level == steps_.size()) return false;
    Step& step = *steps_[level];
    if (on ? step.item + 1 < items_of(step) : step.item > 0) {
      on ? ++step.item : --step.item;
      break;
    }
  }
  at_leaf_ = false;
  for (; level > 0; --level) {
    read_block(branch_item(*steps_[level], steps_[level]->item).block, level - 1);
    Step& step = *steps_[level - 1];
    step.item = on ? 0 : items_of(step) - 1;
  }
  at_leaf_ = true;
  return true;
}

bool TableReader::next() {
  if (!at_leaf_) return false;
  while (move(Direction::kOn)) {
    if (item().piece == 1) return true;
  }
  return false;
}

/// Puts the pieces of the entry's tag into tag_; goes to the last.
void TableReader::join_pieces() {
  const std::string key(item().key);
  tag_ = item().tag;
  for (std::uint32_t piece = 2; !item().is_last_piece; ++piece) {
    if (!move(Direction::kOn)) fail_damaged();
    const Item more = item();
    if (more.piece != piece || more.key != key) fail_damaged();
    tag_ += more.tag;
  }
}

std::string_view TableReader::tag() {
  const Item first = item();
  if (first.piece != 1) fail_damaged();
  std::string_view tag = first.tag;
  if (!first.is_last_piece) {
    join_pieces();
    tag = tag_;
  }
  if (!first.deflated) return tag;
  if (!inflate_tag(tag, inflated_)) fail_damaged();
  return inflated_;
}

}  // namespace kb::glass
