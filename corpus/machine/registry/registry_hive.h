// A hive of the registry of Windows NT and later, `regf`: system32/config/software.
//
// The file is a header of 4,096 bytes (offset of the root cell at 0x24) and cells behind it. A cell
// is: size i32 (negative while in use), then its record:
//
//   nk  a key: 0x02 flags, 0x14 number of subkeys, 0x1C their list, 0x24 number of values, 0x28
//       their list, 0x48 length of the name, 0x4C the name (8-bit if flag 0x20, else UTF-16)
//   lf lh li ri  a list of subkeys, of lists
//   vk  a value: 0x02 length of the name, 0x04 size of the data (top bit: it stands in the next
//       field), 0x08 its cell, 0x0C type, 0x10 flags (1: 8-bit name), 0x14 name
//
// A hive of a system that was not shut down is read as it stands; what its log holds is left out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/machine/registry/registry.h"

namespace kb {

class RegistryHive final : public Registry {
 public:
  /// Null if the bytes are no hive. The bytes must outlive the hive.
  static std::optional<RegistryHive> open(std::string_view bytes);

  /// True if the system was running, or was switched off, while it wrote.
  bool unfinished() const;

  using Registry::subkeys;
  using Registry::text;
  std::optional<std::uint32_t> key(std::string_view path) const override;
  std::vector<RegistryKey> subkeys(std::uint32_t key) const override;
  std::string text(std::uint32_t key, std::string_view name) const override;
  /// A value that is a number (REG_DWORD); null if there is none.
  std::optional<std::uint32_t> number(std::uint32_t key, std::string_view name) const;
  std::optional<std::uint32_t> number(std::string_view path, std::string_view name) const;

 private:
  explicit RegistryHive(std::string_view bytes) : bytes_(bytes) {}

  struct Value {
    std::uint32_t type;
    std::string_view data;
  };
  std::vector<std::uint32_t> children(std::uint32_t key) const;
  std::string name_of(std::uint32_t key) const;
  std::optional<Value> value(std::uint32_t key, std::string_view name) const;
  std::string_view cell(std::uint32_t offset) const;

  std::string_view bytes_;
};

}  // namespace kb
