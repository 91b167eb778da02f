#include <sys/mman.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/glass/glass_pack.h"
#include "indexer/glass_positions.h"
#include "indexer/glass_postings.h"
#include "indexer/glass_unpack.h"
#include "indexer/glass_values.h"
#include "tests/fuzz/targets.h"

namespace kb {
namespace {

using glass::kBlockSize;

constexpr std::uint32_t kLastDocument = 1000;

/// A file in memory.
class MemoryFile {
 public:
  explicit MemoryFile(const std::string& bytes) : descriptor_(::memfd_create("kb-fuzz", 0)) {
    expect(::pwrite(descriptor_, bytes.data(), bytes.size(), 0) == ssize_t(bytes.size()),
           "memory can be written");
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// A branch, if `levels` is 2, and leaves of the input's bytes: what is no head of a block is the
/// input's.
std::string blocks_of(std::string_view input, std::uint32_t levels) {
  std::string bytes(input);
  bytes.resize((bytes.size() / kBlockSize + 1) * kBlockSize, '\0');
  for (std::size_t begin = 0; begin < bytes.size(); begin += kBlockSize) {
    bytes[begin + 4] = begin == 0 && levels == 2 ? '\1' : '\0';
    bytes[begin + 9] = '\0';  // a directory of 1 to 122 items
    bytes[begin + 10] = static_cast<char>(std::max<unsigned>(13, bytes[begin + 10] | 1U) & 0xFFU);
  }
  return bytes;
}

/// All that a search reads; Xapian's errors are what damage shall give.
void read_all(int descriptor, const glass::Root& root) {
  for (const std::string term : {"a", "\xE0", "error"}) {
    try {
      glass::PostingReader postings({descriptor, 0, root}, kLastDocument);
      std::uint32_t last = 0;
      const auto see = [&](std::uint32_t document, std::uint32_t /*times*/) {
        expect(document <= kLastDocument && document >= last, "documents are in order");
        last = document;
      };
      for (bool more = postings.find(term); more; more = postings.next()) postings.for_each(see);
    } catch (const Xapian::Error&) {
    }
  }
  try {
    glass::ValueReader values({descriptor, 0, root});
    for (std::uint32_t document = 0; document < 20; ++document) values.value(3, document);
    std::uint32_t next = 0;
    values.for_each(3, kLastDocument, [&](std::uint32_t document, std::string_view /*value*/) {
      expect(document <= kLastDocument && document >= next, "documents are in order");
      next = document + 1;
    });
  } catch (const Xapian::Error&) {
  }
  try {
    glass::PositionReader positions({descriptor, 0, root});
    std::vector<std::uint32_t> read;
    for (std::uint32_t document = 0; document < 20; ++document) {
      positions.read("a", document, read);
    }
  } catch (const Xapian::Error&) {
  }
  try {
    glass::TableReader data(descriptor, 0, root);
    for (bool more = data.find_last("a"); more; more = data.next()) data.tag();
  } catch (const Xapian::Error&) {
  }
}

}  // namespace

void fuzz_table(std::string_view input) {
  for (const std::uint32_t levels : {1U, 2U}) {
    const std::string bytes = blocks_of(input, levels);
    const MemoryFile file(bytes);
    read_all(file.descriptor(), {0, levels - 1, std::uint32_t(bytes.size() / kBlockSize), 1});
  }
}

void fuzz_positions(std::string_view input) {
  std::vector<std::uint32_t> any;
  glass::take_positions(input, any);
  std::vector<std::uint32_t> positions;
  std::uint32_t position = 1;  // of 0 and 1, the format makes what it makes of 1 alone
  for (const char byte : input) {
    positions.push_back(position += static_cast<unsigned char>(byte));
    ++position;
  }
  if (positions.empty()) return;
  std::string packed;
  glass::put_positions(packed, positions.data(), positions.size());
  std::vector<std::uint32_t> read;
  expect(glass::take_positions(packed, read) && read == positions, "positions read as written");
}

}  // namespace kb
