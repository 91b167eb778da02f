// The checksum of Windows' programs, libraries and drivers. The linker writes it into the header of
// a PE file; setup writes it down for every file, whatever it is.
#pragma once

#include <cstdint>
#include <string_view>

namespace kb {

/// The checksum of a file: the sum of its 16-bit words with carry, without what its header has as
/// the checksum, plus its length. Linear; any bytes are allowed.
std::uint32_t image_checksum(std::string_view bytes);

/// The checksum in the header of a PE file; 0 if there is none, or if it is no PE file.
std::uint32_t written_checksum(std::string_view bytes);

}  // namespace kb
