#include "indexer/glass/term_table.h"

#define XXH_INLINE_ALL  // for so few bytes a call would cost more than the hash
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace kb {
namespace {

constexpr std::size_t kBlock = 1 << 16;  // bytes of a block of terms
constexpr std::size_t kFirstSlots = 1 << 15;

/// Packs the first 8 bytes into a number that sorts as they do.
std::uint64_t head_of(std::string_view text) {
  std::uint64_t head = 0;
  std::memcpy(&head, text.data(), std::min(text.size(), sizeof head));
  if constexpr (std::endian::native == std::endian::little) head = __builtin_bswap64(head);
  return head;
}

}  // namespace

TermTable::TermTable() { clear(); }

void TermTable::clear() {
  slots_.assign(kFirstSlots, Slot{0, 0});
  terms_.clear();
  blocks_.clear();
  block_used_ = kBlock;
}

std::uint32_t TermTable::number_of(std::string_view text) {
  const std::uint64_t head = head_of(text);
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].number != 0; at = (at + 1) & mask) {
    if (slots_[at].hash != hash) continue;
    const Term& term = terms_[slots_[at].number - 1];
    const bool equal = term.head == head && term.text.size() == text.size() &&
                       (text.size() <= sizeof head || term.text == text);
    if (equal) return slots_[at].number - 1;
  }
  slots_[at] = {hash, size() + 1};
  terms_.push_back({keep(text), head});
  if (terms_.size() * 2 > slots_.size()) grow();
  return size() - 1;
}

/// Copies a term into a block, where it stays until clear().
std::string_view TermTable::keep(std::string_view text) {
  if (block_used_ + text.size() > kBlock) {
    blocks_.push_back(std::make_unique<char[]>(kBlock));
    block_used_ = 0;
  }
  char* to = blocks_.back().get() + block_used_;
  std::memcpy(to, text.data(), text.size());
  block_used_ += text.size();
  return {to, text.size()};
}

void TermTable::grow() {
  std::vector<Slot> old(slots_.size() * 2, Slot{0, 0});
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace kb
