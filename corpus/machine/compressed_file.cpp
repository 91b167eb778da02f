#include "corpus/machine/compressed_file.h"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "corpus/machine/bytes.h"

namespace kb {
namespace {

constexpr std::string_view kCompressed =
    "SZDD\x88\xF0\x27\x33"
    "A";
constexpr std::size_t kBlock = 32'768;  // unpacked bytes of a cabinet's block, at most

std::optional<std::string> expand_szdd(const Bytes& file, std::uint64_t most) {
  constexpr std::size_t kWindow = 4096;
  const std::uint32_t size = file.u32(0x0A);
  if (!file.holds(0x0A, 4) || size > most) return std::nullopt;
  std::array<char, kWindow> window;
  window.fill(' ');
  std::size_t place = kWindow - 16;
  std::string out;
  const auto put = [&](char c) {
    out += c;
    window[place] = c;
    place = (place + 1) % kWindow;
  };
  std::uint64_t at = 0x0E;
  while (out.size() < size && file.holds(at, 1)) {
    unsigned items = file.u8(at++);
    for (int i = 0; i < 8 && out.size() < size && file.holds(at, 1); ++i, items >>= 1) {
      if ((items & 1) != 0) {
        put(char(file.u8(at++)));
        continue;
      }
      const unsigned copy = file.u16(at);
      at += 2;
      std::size_t from = (copy & 0xFF) | (copy >> 4 & 0xF00);
      for (unsigned left = (copy >> 8 & 0xF) + 3; left > 0 && out.size() < size; --left)
        put(window[from++ % kWindow]);
    }
  }
  if (out.size() != size) return std::nullopt;
  return out;
}

/// Unpacks the blocks of MSZIP one after the other.
class Inflater {
 public:
  Inflater() : ready_(::inflateInit2(&stream_, -15) == Z_OK) {}
  ~Inflater() {
    if (ready_) ::inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Appends a block of `size` bytes to `out`, which holds those before; false if it is damaged.
  bool append(std::string_view block, std::size_t size, std::string& out) {
    if (!ready_ || !block.starts_with("CK") || ::inflateReset(&stream_) != Z_OK) return false;
    block.remove_prefix(2);
    const std::size_t before = std::min(out.size(), kBlock);
    const std::string last = out.substr(out.size() - before);
    ::inflateSetDictionary(&stream_, reinterpret_cast<const Bytef*>(last.data()), uInt(before));
    const std::size_t begin = out.size();
    out.resize(begin + size);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(block.data()));
    stream_.avail_in = uInt(block.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data() + begin);
    stream_.avail_out = uInt(size);
    ::inflate(&stream_, Z_FINISH);
    return stream_.avail_out == 0;
  }

 private:
  z_stream stream_{};
  bool ready_;
};

std::optional<std::string> expand_cabinet(const Bytes& file, std::uint64_t most) {
  constexpr unsigned kStored = 0;
  constexpr unsigned kMszip = 1;
  constexpr unsigned kReserve = 4;
  const unsigned flags = file.u16(0x1E);
  if (file.u16(0x1A) != 1 || file.u16(0x1C) != 1 || (flags & ~kReserve) != 0) return std::nullopt;
  const bool reserve = flags == kReserve;
  const std::uint64_t folder = 0x24 + (reserve ? 4ULL + file.u16(0x24) : 0);
  const std::uint64_t head = 8 + (reserve ? file.u8(0x27) : 0);  // of a block
  const unsigned kind = file.u16(folder + 6) & 0xF;
  const std::uint64_t member = file.u32(0x10);
  const std::uint32_t size = file.u32(member);
  if (size > most || file.u32(member + 4) != 0 || (kind != kStored && kind != kMszip))
    return std::nullopt;
  Inflater inflater;
  std::string out;
  std::uint64_t at = file.u32(folder);
  for (unsigned left = file.u16(folder + 4); left > 0 && out.size() < size; --left) {
    const std::uint64_t length = file.u16(at + 4);
    const std::size_t unpacked = file.u16(at + 6);
    if (!file.holds(at, head + length) || unpacked > kBlock) return std::nullopt;
    const std::string_view block = file.slice(at + head, length);
    if (kind == kStored)
      out += block;
    else if (!inflater.append(block, unpacked, out))
      return std::nullopt;
    at += head + length;
  }
  if (out.size() != size) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> expand_file(std::string_view bytes, std::uint64_t most) {
  const Bytes file(bytes);
  if (file.starts_at(0, kCompressed)) return expand_szdd(file, most);
  if (file.starts_at(0, "MSCF")) return expand_cabinet(file, most);
  return std::nullopt;
}

}  // namespace kb
