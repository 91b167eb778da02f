#include "indexer/glass_postings.h"

#include "indexer/glass/glass_pack.h"
#include "indexer/glass_unpack.h"

namespace kb::glass {
namespace {

unsigned byte_at(const char* at) { return static_cast<unsigned char>(*at); }

}  // namespace

/// Of three bytes or more.
Taken PostingReader::take_more(const char* at) {
  constexpr std::size_t kLongest = 10;
  const Taken taken = take_long(at, at + kLongest);
  if (taken.at == nullptr) fail_damaged();
  return taken;
}

void PostingReader::read_chunk(std::string_view tag, std::uint64_t first) {
  if (tag.empty() || (tag[0] != '0' && tag[0] != '1')) fail_damaged();
  is_last_chunk_ = tag[0] == '1';
  tag.remove_prefix(1);
  const auto span = take_uint(tag);
  const bool sound = span && *span < last_document_ && first + *span <= last_document_ &&
                     !tag.empty() && byte_at(&tag.back()) < 0x80;
  if (!sound) fail_damaged();
  first_ = std::uint32_t(first);
  last_ = std::uint32_t(first + *span);
  numbers_ = tag;
}

/// Reads the front of a list, and its first chunk.
void PostingReader::read_first_chunk() {
  std::string_view tag = table_.tag();
  const auto documents = take_uint(tag);
  const auto sum = take_uint(tag);
  const auto before = take_uint(tag);
  const bool sound =
      documents && sum && before && *documents <= last_document_ && *before < last_document_;
  if (!sound) fail_damaged();
  frequency_ = std::uint32_t(*documents);
  read_chunk(tag, *before + 1);
}

bool PostingReader::find(std::string_view term) {
  if (term.empty()) return false;
  key_.clear();
  put_last_term(key_, term);
  if (!table_.find(key_)) return false;
  key_ += '\0';
  read_first_chunk();
  return true;
}

/// The first document of the chunk that we are at, by its key; null if that is not of this list, or
/// of its first chunk.
std::optional<std::uint32_t> PostingReader::document_here() const {
  std::string_view key = table_.key();
  if (!key.starts_with(key_)) return std::nullopt;
  key.remove_prefix(key_.size());
  const auto document = take_sortable(key);
  return key.empty() ? document : std::nullopt;
}

bool PostingReader::next() {
  if (is_last_chunk_) return false;
  if (!table_.next()) fail_damaged();
  const auto first = document_here();
  if (!first || *first <= last_) fail_damaged();
  read_chunk(table_.tag(), *first);
  return true;
}

bool PostingReader::find_length(std::uint32_t document) {
  key_ = kLengthsKey;
  std::string key = key_;
  put_sortable(key, document);
  if (!table_.find_last(key)) return false;
  if (const auto first = document_here()) {
    read_chunk(table_.tag(), *first);
  } else if (table_.key() == key_) {
    read_first_chunk();
  } else {
    return false;
  }
  return true;
}

}  // namespace kb::glass
