// MD5 (RFC 1321), by which the ZIM format tells a file that was damaged. It protects against nobody.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kb {

class Md5 {
 public:
  using Digest = std::array<unsigned char, 16>;

  void add(std::string_view bytes);
  /// The digest of all that was added; nothing can be added after it.
  Digest finish();

 private:
  void add_block(const unsigned char* block);

  std::array<std::uint32_t, 4> state_ = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  std::array<unsigned char, 64> pending_{};
  std::uint64_t size_ = 0;
};

}  // namespace kb
