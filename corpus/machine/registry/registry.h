// What both kinds of registry have in common: keys with names, and values that are texts or
// numbers.
#pragma once

#include <cstdint>
#include <memory>
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

/// A value that is a text.
struct RegistryText {
  std::string name;  ///< as it stands; empty for the default value
  std::string text;  ///< UTF-8; of several texts the first
};

class Registry {
 public:
  virtual ~Registry() = default;

  /// The key of a path from the root (`Software\Microsoft`), in any case; null if there is none.
  virtual std::optional<std::uint32_t> key(std::string_view path) const = 0;
  /// The keys below a key, in their order; at most 10,000.
  virtual std::vector<RegistryKey> subkeys(std::uint32_t key) const = 0;
  /// The values of a key that are texts, in their order; at most 2,000.
  virtual std::vector<RegistryText> texts(std::uint32_t key) const = 0;
  /// A value of a key as UTF-8; of several texts the first. Empty if there is none or it is no
  /// text.
  virtual std::string text(std::uint32_t key, std::string_view name) const = 0;
  /// A value that is a number (REG_DWORD); null if there is none.
  virtual std::optional<std::uint32_t> number(std::uint32_t key, std::string_view name) const = 0;
  /// True if the system was running, or was switched off, while it wrote.
  virtual bool unfinished() const { return false; }

  /// The same by a path. Of the many keys below one, each is better asked by its number.
  std::vector<RegistryKey> subkeys(std::string_view path) const {
    const auto found = key(path);
    return found ? subkeys(*found) : std::vector<RegistryKey>{};
  }
  std::vector<RegistryText> texts(std::string_view path) const {
    const auto found = key(path);
    return found ? texts(*found) : std::vector<RegistryText>{};
  }
  std::string text(std::string_view path, std::string_view name) const {
    const auto found = key(path);
    return found ? text(*found, name) : std::string();
  }
  std::optional<std::uint32_t> number(std::string_view path, std::string_view name) const {
    const auto found = key(path);
    return found ? number(*found, name) : std::nullopt;
  }
};

/// A registry of either kind; null if the bytes are none. Linear.
std::unique_ptr<Registry> open_registry(std::string bytes);

}  // namespace kb
