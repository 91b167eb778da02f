#include "web/export/md5.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace kb {
namespace {

/// The constants of the 64 steps, as the RFC defines them.
std::array<std::uint32_t, 64> sines() {
  std::array<std::uint32_t, 64> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = std::uint32_t(std::floor(4294967296.0 * std::fabs(std::sin(double(i + 1)))));
  }
  return out;
}

constexpr std::array<std::array<int, 4>, 4> kTurns = {
    {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};

}  // namespace

void Md5::add_block(const unsigned char* block) {
  static const std::array<std::uint32_t, 64> kSines = sines();
  std::array<std::uint32_t, 16> words{};
  for (std::size_t i = 0; i < 64; ++i) words[i / 4] |= std::uint32_t(block[i]) << (8 * (i % 4));
  auto [a, b, c, d] = state_;
  for (unsigned i = 0; i < 64; ++i) {
    std::uint32_t mix = 0;
    unsigned word = 0;
    switch (i / 16) {
      case 0:
        mix = (b & c) | (~b & d);
        word = i;
        break;
      case 1:
        mix = (d & b) | (~d & c);
        word = (5 * i + 1) % 16;
        break;
      case 2:
        mix = b ^ c ^ d;
        word = (3 * i + 5) % 16;
        break;
      default:
        mix = c ^ (b | ~d);
        word = (7 * i) % 16;
    }
    const std::uint32_t sum = a + mix + kSines[i] + words[word];
    a = d;
    d = c;
    c = b;
    b += std::rotl(sum, kTurns[i / 16][i % 4]);
  }
  state_[0] += a;
  state_[1] += b;
  state_[2] += c;
  state_[3] += d;
}

void Md5::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t held = size_ % pending_.size();
    const std::size_t taken = std::min(bytes.size(), pending_.size() - held);
    std::copy_n(bytes.begin(), taken, pending_.begin() + std::ptrdiff_t(held));
    size_ += taken;
    bytes.remove_prefix(taken);
    if (size_ % pending_.size() == 0) add_block(pending_.data());
  }
}

Md5::Digest Md5::finish() {
  const std::uint64_t bits = size_ * 8;
  add(std::string_view("\x80", 1));
  while (size_ % pending_.size() != 56) add(std::string_view("\0", 1));
  std::array<char, 8> length{};
  for (std::size_t i = 0; i < 8; ++i) length[i] = char(bits >> (8 * i));
  add({length.data(), length.size()});
  Digest digest{};
  for (std::size_t i = 0; i < 16; ++i)
    digest[i] = static_cast<unsigned char>(state_[i / 4] >> (8 * (i % 4)));
  return digest;
}

}  // namespace kb
