#include "corpus/machine/checksum.h"

#include "corpus/machine/bytes.h"

namespace kb {

std::uint32_t image_checksum(std::string_view bytes) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
    sum += std::uint32_t(static_cast<unsigned char>(bytes[i])) |
           std::uint32_t(static_cast<unsigned char>(bytes[i + 1])) << 8;
  if (bytes.size() % 2 != 0) sum += static_cast<unsigned char>(bytes.back());
  while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
  const std::uint32_t written = written_checksum(bytes);
  for (const std::uint32_t word : {written & 0xFFFF, written >> 16})
    sum = (sum >= word ? sum - word : sum - word - 1) & 0xFFFF;
  return std::uint32_t(sum + bytes.size());
}

std::uint32_t written_checksum(std::string_view bytes) {
  const Bytes file(bytes);
  const std::uint64_t header = file.u32(0x3C);
  const bool program =
      file.starts_at(0, "MZ") && file.starts_at(header, std::string_view("PE\0\0", 4));
  constexpr std::uint64_t kChecksum = 24 + 64;  // behind the two headers
  return program ? file.u32(header + kChecksum) : 0;
}

}  // namespace kb
