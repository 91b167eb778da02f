#include "indexer/glass_values.h"

#include "indexer/glass_pack.h"
#include "indexer/glass_unpack.h"

namespace kb::glass {

/// Goes to the first document of the last chunk that starts with it or before it; false if there is
/// none.
bool ValueReader::find_chunk(std::uint32_t slot, std::uint32_t document) {
  slot_.reset();
  std::string key(kValuesKey);
  put_uint(key, slot);
  const std::string prefix = key;
  put_sortable(key, document);
  if (!table_.find_last(key)) return false;
  std::string_view found = table_.key();
  if (!found.starts_with(prefix)) return false;
  found.remove_prefix(prefix.size());
  const auto first = take_sortable(found);
  if (!first || !found.empty()) fail_damaged();
  const std::string_view tag = table_.tag();
  at_ = tag.data();
  end_ = at_ + tag.size();
  document_ = *first;
  read_value(at_);
  slot_ = slot;
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
    const Taken distance = take(at, end);
    constexpr std::uint64_t kFarthest = 0xFFFF'FFFF;
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
