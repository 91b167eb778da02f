// What both kinds of registry have in common: keys with names, and values that are texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

/// A key below another one.
struct RegistryKey {
  std::string name;       ///< as it stands
  std::uint32_t key = 0;  ///< to ask the registry for what it holds
};

class Registry {
 public:
  virtual ~Registry() = default;

  /// The key of a path from the root (`Software\Microsoft`), in any case; null if there is none.
  virtual std::optional<std::uint32_t> key(std::string_view path) const = 0;
  /// The keys below a key, in their order; at most 10,000.
  virtual std::vector<RegistryKey> subkeys(std::uint32_t key) const = 0;
  /// A value of a key as UTF-8; of several texts the first. Empty if there is none or it is no text.
  virtual std::string text(std::uint32_t key, std::string_view name) const = 0;

  /// The same by a path. Of the many keys below one, each is better asked by its number.
  std::vector<RegistryKey> subkeys(std::string_view path) const {
    const auto found = key(path);
    return found ? subkeys(*found) : std::vector<RegistryKey>{};
  }
  std::string text(std::string_view path, std::string_view name) const {
    const auto found = key(path);
    return found ? text(*found, name) : std::string();
  }
};

}  // namespace kb
