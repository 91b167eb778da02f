#include "indexer/glass_inflate.h"

#include <zlib.h>

#include <algorithm>
#include <cstddef>

namespace kb::glass {
namespace {

constexpr std::size_t kMost = std::size_t{1} << 28U;  // damaged bytes must not fill memory

/// Inflates all of the stream's input.
bool inflate_all(z_stream& stream, std::string& out) {
  std::size_t size = 0;
  for (int state = Z_OK; state == Z_OK;) {
    if (size == out.size()) out.resize(std::max<std::size_t>(1024, 2 * size));
    stream.next_out = reinterpret_cast<Bytef*>(&out[size]);
    stream.avail_out = static_cast<uInt>(out.size() - size);
    state = ::inflate(&stream, Z_NO_FLUSH);
    size = out.size() - stream.avail_out;
    if (state == Z_STREAM_END) {
      out.resize(size);
      return true;
    }
    if (size > kMost) return false;
  }
  return false;
}

}  // namespace

bool inflate_tag(std::string_view bytes, std::string& out) {
  constexpr int kRaw = -15;  // window
  z_stream stream{};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  if (::inflateInit2(&stream, kRaw) != Z_OK) return false;
  out.resize(4 * bytes.size());
  const bool whole = inflate_all(stream, out);
  ::inflateEnd(&stream);
  return whole;
}

}  // namespace kb::glass
