// How Xapian's glass tables compress tags.
#pragma once

#include <string>
#include <string_view>

namespace kb::glass {

/// Compresses a tag as Xapian reads it: to a raw deflate stream.
class Deflater {
 public:
  Deflater();
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  /// The compressed form of `bytes`, valid until the next call; empty if it is not shorter.
  std::string_view shorten(std::string_view bytes);

 private:
  struct Stream;
  Stream* stream_;
  std::string out_;
};

}  // namespace kb::glass
