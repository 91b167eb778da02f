// Reads the tags that Xapian compresses: raw deflate streams.
#pragma once

#include <string>
#include <string_view>

namespace kb::glass {

/// Puts what `bytes` is the compressed form of into `out`. False if it is no such thing, or more
/// than a record can be.
bool inflate_tag(std::string_view bytes, std::string& out);

}  // namespace kb::glass
