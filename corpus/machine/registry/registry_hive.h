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
  /// Null if the bytes are no hive.
  static std::optional<RegistryHive> open(std::string bytes);

  using Registry::number;
  using Registry::subkeys;
  using Registry::text;
  using Registry::texts;
  std::optional<std::uint32_t> key(std::string_view path) const override;
  std::vector<RegistryKey> subkeys(std::uint32_t key) const override;
  std::vector<RegistryText> texts(std::uint32_t key) const override;
  std::string text(std::uint32_t key, std::string_view name) const override;
  std::optional<std::uint32_t> number(std::uint32_t key, std::string_view name) const override;
  bool unfinished() const override;

 private:
  explicit RegistryHive(std::string bytes) : bytes_(std::move(bytes)) {}

  struct Value {
    std::uint32_t type;
    std::string name;
    std::string_view data;
  };
  /// Calls `visit` for the values of a key until it returns true.
  template <typename Visit>
  void find_value(std::uint32_t key, Visit visit) const;
  std::vector<std::uint32_t> children(std::uint32_t key) const;
  std::string name_of(std::uint32_t key) const;
  std::string_view cell(std::uint32_t offset) const;

  std::string bytes_;
};

}  // namespace kb
