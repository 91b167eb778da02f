#include "indexer/glass_values.h"

#include "indexer/glass/glass_pack.h"
#include "indexer/glass_unpack.h"

namespace kb::glass {
namespace {

constexpr std::uint64_t kFarthest = 0xFFFF'FFFF;  // no document is so far from another
constexpr std::ptrdiff_t kTwoShort = 8;           // bytes of two documents with values of two bytes

/// Are the two documents at `at` the next ones, with values of two bytes? Most titles' sizes are.
bool are_short(const char* at) { return at[0] == 0 && at[1] == 2 && at[4] == 0 && at[5] == 2; }

}  // namespace

/// Goes to the first document of the last chunk that starts with it or before it; false if there is
/// none.
bool ValueReader::find_chunk(std::uint32_t slot, std::uint32_t document) {
  slot_.reset();
  prefix_ = kValuesKey;
  put_uint(prefix_, slot);
  std::string key = prefix_;
  put_sortable(key, document);
  if (!table_.find_last(key) || !read_chunk()) return false;
  slot_ = slot;
  return true;
}

/// Goes to the first document of the chunk of the entry that the table is at; false if that is none
/// of the slot.
bool ValueReader::read_chunk() {
  std::string_view key = table_.key();
  if (!key.starts_with(prefix_)) return false;
  key.remove_prefix(prefix_.size());
  const auto first = take_sortable(key);
  if (!first || !key.empty()) fail_damaged();
  const std::string_view tag = table_.tag();
  at_ = tag.data();
  end_ = at_ + tag.size();
  document_ = *first;
  read_value(at_);
  return true;
}

/// Goes to the first document that has something in the slot; false if none has.
bool ValueReader::find_first(std::uint32_t slot) {
  if (find_chunk(slot, 0)) return true;
  document_ = 0;
  return next_chunk();
}

/// Goes to the first document of the next chunk of the slot; false if there is none.
bool ValueReader::next_chunk() {
  const std::uint64_t before = document_;
  if (!table_.next() || !read_chunk()) return false;
  if (document_ <= before) fail_damaged();
  return true;
}

/// Goes to the next document of the chunk; false if there is none.
bool ValueReader::next() {
  if (at_ == end_) return false;
  const Taken distance = take(at_, end_);
  if (distance.at == nullptr || distance.value >= kFarthest) fail_damaged();
  document_ += distance.value + 1;
  read_value(distance.at);
  return true;
}

/// Of the document we are at; `at` is where its size stands.
void ValueReader::read_value(const char* at) {
  const Taken size = take(at, end_);
  if (size.at == nullptr || size.value > std::uint64_t(end_ - size.at)) fail_damaged();
  value_ = {size.at, size.value};
  at_ = size.at + size.value;
}

/// Goes on in the chunk to the document, or to the first behind it; false if the chunk ends before.
bool ValueReader::walk_to(std::uint32_t wanted) {
  const char* at = at_;
  const char* const end = end_;
  const char* last = nullptr;  // where the value of the last document starts, with its size
  std::uint64_t document = document_;
  while (document < wanted && at != end) {
    if (wanted - document >= 2 && end - at >= kTwoShort && are_short(at)) {
      document += 2;
      last = at + kTwoShort - 3;
      at += kTwoShort;
      continue;
    }
    const Taken distance = take(at, end);
    if (distance.at == nullptr || distance.value >= kFarthest) fail_damaged();
    document += distance.value + 1;
    last = distance.at;
    const Taken size = take(last, end);
    if (size.at == nullptr || size.value > std::uint64_t(end - size.at)) fail_damaged();
    at = size.at + size.value;
  }
  document_ = document;
  if (last != nullptr) read_value(last);
  return document >= wanted;
}

std::string_view ValueReader::value(std::uint32_t slot, std::uint32_t document) {
  const bool ahead = slot_ == slot && document_ <= document;
  if (!ahead || !walk_to(document)) {
    if (!find_chunk(slot, document)) return {};
    walk_to(document);
  }
  return document_ == document ? value_ : std::string_view();
}

}  // namespace kb::glass
