#include "indexer/glass_postings.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>

#include "indexer/glass_pack.h"
#include "indexer/glass_version.h"

namespace kb::glass {
namespace {

unsigned byte_at(const char* at) { return static_cast<unsigned char>(*at); }

/// Takes a number off the front of `bytes`; null at their end.
std::optional<std::uint64_t> take_uint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const unsigned byte = byte_at(bytes.data());
    bytes.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

/// The same of put_sortable().
std::optional<std::uint32_t> take_sortable(std::string_view& bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const unsigned first = byte_at(bytes.data());
  const auto ones = std::size_t(std::countl_one(static_cast<unsigned char>(first)));
  const std::size_t length = ones + 2;
  if (length > 5 || bytes.size() < length) return std::nullopt;
  std::uint32_t value = first & (0x7FU >> ones);
  for (std::size_t i = 1; i < length; ++i) value = value << 8 | byte_at(bytes.data() + i);
  bytes.remove_prefix(length);
  return value;
}

/// What the version file says of the lists.
struct PostingsVersion {
  Root root;
  std::uint32_t last_document = 0;
};

/// Null if the format is not ours.
std::optional<PostingsVersion> read_version(std::string_view bytes) {
  constexpr std::size_t kUuid = 16;
  if (!bytes.starts_with(kVersionMark)) return std::nullopt;
  bytes.remove_prefix(std::min(bytes.size(), kVersionMark.size() + kUuid));
  bool whole = take_uint(bytes).has_value();  // revision
  const auto next = [&] {
    const auto number = take_uint(bytes);
    whole = whole && number.has_value();
    return number.value_or(0);
  };
  PostingsVersion version;
  for (std::size_t t = 0; t < kTables && whole; ++t) {
    Root root;
    root.block = std::uint32_t(next());
    root.level = std::uint32_t(next() >> 2U);
    root.entries = next();
    const std::uint64_t block_size = next() << 11U;
    next();  // shortest tag worth compressing
    const std::uint64_t free_list = next();
    whole = whole && free_list <= bytes.size();
    if (!whole) break;
    bytes.remove_prefix(free_list);
    if (static_cast<Table>(t) != Table::kPostings) continue;
    constexpr std::uint32_t kMostLevels = 10;  // of Xapian's
    if (block_size != kBlockSize || root.level >= kMostLevels) return std::nullopt;
    version.root = root;
  }
  const std::uint64_t documents = next();
  version.last_document = std::uint32_t(documents + next());
  return whole ? std::optional(version) : std::nullopt;
}

}  // namespace

std::uint64_t PostingReader::take_more(std::uint64_t low, const char*& at) {
  std::uint64_t value = low & 0x7F;
  for (unsigned shift = 7; shift < 64; shift += 7) {
    const unsigned byte = byte_at(at++);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return value;
  }
  fail_damaged();
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
  if (!documents || !sum || !before || *before >= last_document_) fail_damaged();
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

PostingFile::PostingFile(int descriptor, std::uint64_t offset, const Root& root,
                         std::uint32_t last_document)
    : descriptor_(descriptor),
      lists_(TableReader(descriptor, offset, root), last_document),
      lengths_(TableReader(descriptor, offset, root), last_document) {}

PostingFile::~PostingFile() { ::close(descriptor_); }

/// Takes the descriptor `table`.
std::unique_ptr<PostingFile> PostingFile::open(int version, int table, std::uint64_t offset) {
  if (table < 0) return nullptr;
  std::array<char, kBlockSize> buffer;
  const auto read = read_version(read_some(version, offset, buffer.data(), buffer.size()));
  if (!read) {
    ::close(table);
    return nullptr;
  }
  return std::unique_ptr<PostingFile>(
      new PostingFile(table, offset, read->root, read->last_document));
}

std::unique_ptr<PostingFile> PostingFile::in_folder(const std::string& folder) {
  const int version = ::open((folder + "/iamglass").c_str(), O_RDONLY | O_CLOEXEC);
  if (version < 0) return nullptr;
  const std::string table = folder + "/" + file_name(Table::kPostings);
  auto file = open(version, ::open(table.c_str(), O_RDONLY | O_CLOEXEC), 0);
  ::close(version);
  return file;
}

std::unique_ptr<PostingFile> PostingFile::in_file(const std::string& path, std::uint64_t offset) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  return open(descriptor, descriptor, offset);
}

}  // namespace kb::glass
