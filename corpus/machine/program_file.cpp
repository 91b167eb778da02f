#include "corpus/machine/program_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/machine/bytes.h"
#include "corpus/machine/dates.h"

namespace kb {
namespace {

constexpr std::uint32_t kVersionType = 16;
constexpr std::size_t kMostEntries = 4096;  // of a directory or a table

/// The version in the first VS_FIXEDFILEINFO of a resource; empty if there is none.
std::string fixed_version(std::string_view resource) {
  const std::size_t at = resource.find("\xBD\x04\xEF\xFE");
  const Bytes bytes(resource);
  if (at == std::string_view::npos || !bytes.holds(at, 16)) return {};
  const std::uint32_t high = bytes.u32(at + 8);
  const std::uint32_t low = bytes.u32(at + 12);
  if (high == 0 && low == 0) return {};
  return fmt::format("{}.{}.{}.{}", high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF);
}

std::string platform_of(std::uint16_t machine) {
  switch (machine) {
    case 0x14C:
      return "x86";
    case 0x184:
    case 0x284:
      return "Alpha";
    case 0x162:
    case 0x166:
    case 0x168:
      return "MIPS";
    case 0x1F0:
      return "PowerPC";
    default:
      return {};
  }
}

/// The sections of a PE file, which say where an address of memory lies in the file.
struct Sections {
  const Bytes& file;
  std::uint64_t table;
  unsigned count;

  /// The offset of an address in the file; the file's size if no section holds it.
  std::uint64_t offset_of(std::uint32_t address) const {
    for (unsigned i = 0; i < count; ++i) {
      const std::uint64_t row = table + 40ULL * i;
      const std::uint32_t begin = file.u32(row + 12);
      const std::uint32_t length = std::max(file.u32(row + 8), file.u32(row + 16));
      if (address >= begin && address - begin < length)
        return std::uint64_t(file.u32(row + 20)) + (address - begin);
    }
    return file.size();
  }
};

/// The data of the first version resource: three levels of directories below `root`.
std::string pe_version(const Bytes& file, const Sections& sections, std::uint32_t address) {
  const std::uint64_t root = sections.offset_of(address);
  std::uint64_t directory = root;
  for (int level = 0; level < 3; ++level) {
    const std::size_t entries = std::min<std::size_t>(
        std::size_t(file.u16(directory + 12)) + file.u16(directory + 14), kMostEntries);
    std::uint32_t child = 0;
    for (std::size_t i = 0; i < entries && child == 0; ++i) {
      const std::uint64_t entry = directory + 16 + 8 * i;
      if (level > 0 || file.u32(entry) == kVersionType) child = file.u32(entry + 4);
    }
    const bool is_directory = (child & 0x80000000U) != 0;
    if (child == 0 || is_directory != (level < 2)) return {};
    directory = root + (child & 0x7FFFFFFFU);
  }
  return fixed_version(
      file.slice(sections.offset_of(file.u32(directory)), file.u32(directory + 4)));
}

ProgramFile read_pe(const Bytes& file, std::uint64_t header) {
  ProgramFile program;
  program.platform = platform_of(file.u16(header + 4));
  constexpr std::uint32_t k1991 = 662'688'000;
  constexpr std::uint32_t k2010 = 1'262'304'000;
  const std::uint32_t linked = file.u32(header + 8);
  if (linked > k1991 && linked < k2010) program.linked = iso_date(linked);
  const std::uint64_t optional = header + 24;
  const bool wide = file.u16(optional) == 0x20B;
  const std::uint64_t resources = optional + (wide ? 128 : 112);  // the third directory
  const Sections sections{file, optional + file.u16(header + 20),
                          std::min<unsigned>(file.u16(header + 6), 96)};
  if (const std::uint32_t address = file.u32(resources); address != 0)
    program.version = pe_version(file, sections, address);
  return program;
}

ProgramFile read_ne(const Bytes& file, std::uint64_t header) {
  ProgramFile program;
  program.platform = "x86";
  const std::uint64_t table = header + file.u16(header + 0x24);
  const unsigned shift = file.u16(table);
  std::uint64_t at = table + 2;
  for (std::size_t seen = 0; shift < 16 && seen < kMostEntries; ++seen) {
    const std::uint16_t type = file.u16(at);
    const std::uint16_t count = file.u16(at + 2);
    if (type == 0) break;
    if (type == (0x8000U | kVersionType) && count > 0) {
      const std::uint64_t begin = std::uint64_t(file.u16(at + 8)) << shift;
      const std::uint64_t length = std::uint64_t(file.u16(at + 10)) << shift;
      program.version = fixed_version(file.slice(begin, length));
      break;
    }
    at += 8 + 12ULL * count;
  }
  return program;
}

ProgramFile read_le(const Bytes& file, std::uint64_t header) {
  ProgramFile program;
  program.platform = "x86";
  program.version = fixed_version(file.slice(file.u32(header + 0xC0), file.u32(header + 0xC4)));
  return program;
}

}  // namespace

std::optional<ProgramFile> read_program_file(std::string_view bytes) {
  const Bytes file(bytes);
  if (!file.starts_at(0, "MZ")) return std::nullopt;
  const std::uint64_t header = file.u32(0x3C);
  if (file.starts_at(header, std::string_view("PE\0\0", 4))) return read_pe(file, header);
  if (file.starts_at(header, "NE")) return read_ne(file, header);
  if (file.starts_at(header, "LE")) return read_le(file, header);
  return ProgramFile{};
}

}  // namespace kb
