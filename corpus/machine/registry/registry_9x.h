// The registry of Windows 95, 98 and Me, `CREG`: SYSTEM.DAT (HKEY_LOCAL_MACHINE) and USER.DAT.
//
//   CREG  u32 version, u32 offset of the first RGDB, u32, u16 number of RGDB blocks
//   RGKN  at 0x20: u32 size, u32 offset of the root; the tree of keys, entries of 28 bytes:
//         0x0C parent, 0x10 first key below, 0x14 next key beside (offsets from RGKN, or -1),
//         0x18 u16 number, 0x1A u16 block: which record has its name and values
//   RGDB  u32 size; behind 0x20 bytes the records of keys: u32 size, u16 number, u16 block,
//         u32 used, 0x0C u16 length of the name, 0x0E u16 values, 0x14 the name, then each value:
//         u32 type, u32, u16 length of its name, u16 length of its data, name, data
//
// Names and texts are 8-bit. The default value of a key has no name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/machine/registry/registry.h"

namespace kb {

class Registry9x final : public Registry {
 public:
  /// Null if the bytes are no such registry. Linear.
  static std::optional<Registry9x> open(std::string bytes);

  using Registry::number;
  using Registry::subkeys;
  using Registry::text;
  using Registry::texts;
  std::optional<std::uint32_t> key(std::string_view path) const override;
  std::vector<RegistryKey> subkeys(std::uint32_t key) const override;
  std::vector<RegistryText> texts(std::uint32_t key) const override;
  std::string text(std::uint32_t key, std::string_view name) const override;
  std::optional<std::uint32_t> number(std::uint32_t key, std::string_view name) const override;

 private:
  explicit Registry9x(std::string bytes) : bytes_(std::move(bytes)) {}

  struct Value {
    std::uint32_t type;
    std::string_view name;
    std::string_view data;
  };
  /// Calls `visit` for the values of a key until it returns true.
  template <typename Visit>
  void find_value(std::uint32_t key, Visit visit) const;
  void find_records();
  std::vector<std::uint32_t> children(std::uint32_t key) const;
  /// Where the record of a key stands; null if there is none.
  std::optional<std::uint32_t> record(std::uint32_t key) const;
  std::string name_of(std::uint32_t key) const;

  std::string bytes_;
  std::unordered_map<std::uint32_t, std::uint32_t> records_;  // by block and number
};

}  // namespace kb
