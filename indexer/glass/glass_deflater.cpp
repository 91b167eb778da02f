#include "indexer/glass/glass_deflater.h"

#include <zlib.h>

namespace kb::glass {

struct Deflater::Stream {
  z_stream z{};
};

Deflater::Deflater() : stream_(new Stream) {
  // The fastest level makes term lists 1 % larger than the default level does. A negative window
  // asks for a raw deflate stream. Window and hash tables are only as large as lists of a few
  // kilobytes need, since each list clears them.
  constexpr int kLevel = 1;
  constexpr int kWindow = -13;
  constexpr int kTables = 5;
  ::deflateInit2(&stream_->z, kLevel, Z_DEFLATED, kWindow, kTables, Z_DEFAULT_STRATEGY);
}

Deflater::~Deflater() {
  ::deflateEnd(&stream_->z);
  delete stream_;
}

std::string_view Deflater::shorten(std::string_view bytes) {
  if (bytes.size() < 2) return {};
  out_.resize(bytes.size() - 1);
  z_stream& z = stream_->z;
  ::deflateReset(&z);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out_.data());
  z.avail_out = static_cast<uInt>(out_.size());
  if (::deflate(&z, Z_FINISH) != Z_STREAM_END) return {};
  return std::string_view(out_).substr(0, out_.size() - z.avail_out);
}

}  // namespace kb::glass
