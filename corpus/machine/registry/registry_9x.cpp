#include "corpus/machine/registry/registry_9x.h"

#include <algorithm>

#include "corpus/machine/bytes.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::uint64_t kTree = 0x20;
constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::uint32_t kEntry = 28;
constexpr std::uint32_t kRecord = 0x14;
constexpr std::uint32_t kHeader = 0x20;
constexpr std::size_t kMostKeys = 10'000;  // below one key
constexpr unsigned kMostValues = 2'000;
constexpr std::uint32_t kText = 1;
constexpr std::uint32_t kNumber = 4;

/// The text of a value, up to its zero.
std::string text_in(std::string_view data) { return to_utf8(data.substr(0, data.find('\0'))); }

}  // namespace

std::optional<Registry9x> Registry9x::open(std::string bytes) {
  const Bytes file(bytes);
  if (!file.starts_at(0, "CREG") || !file.starts_at(kTree, "RGKN")) return std::nullopt;
  Registry9x registry(std::move(bytes));
  registry.find_records();
  return registry;
}

void Registry9x::find_records() {
  const Bytes file(bytes_);
  const unsigned blocks = file.u16(0x10);
  std::uint64_t block = file.u32(0x08);
  for (unsigned i = 0; i < blocks && file.starts_at(block, "RGDB"); ++i) {
    const std::uint64_t size = file.u32(block + 4);
    const std::uint64_t end = std::min<std::uint64_t>(block + size, bytes_.size());
    for (std::uint64_t at = block + kHeader; at + kRecord <= end;) {
      const std::uint32_t length = file.u32(at);
      if (length < kRecord) break;
      // A free record has the number -1.
      if (file.u16(at + 4) != 0xFFFF)
        records_.emplace(std::uint32_t(i) << 16 | file.u16(at + 4), std::uint32_t(at));
      at += length;
    }
    if (size < kHeader) break;
    block += size;
  }
}

std::optional<std::uint32_t> Registry9x::record(std::uint32_t key) const {
  const Bytes file(bytes_);
  const std::uint64_t at = kTree + key;
  const auto found = records_.find(std::uint32_t(file.u16(at + 0x1A)) << 16 | file.u16(at + 0x18));
  if (found == records_.end()) return std::nullopt;
  return found->second;
}

std::string Registry9x::name_of(std::uint32_t key) const {
  const auto at = record(key);
  if (!at) return {};
  const Bytes file(bytes_);
  return to_utf8(file.slice(*at + kRecord, file.u16(*at + 0x0C)));
}

std::vector<std::uint32_t> Registry9x::children(std::uint32_t key) const {
  const Bytes file(bytes_);
  std::vector<std::uint32_t> found;
  std::uint32_t child = file.u32(kTree + key + 0x10);
  // A damaged list may be a circle, so that it is cut.
  while (child != kNone && file.holds(kTree + child, kEntry) && found.size() < kMostKeys) {
    found.push_back(child);
    child = file.u32(kTree + child + 0x14);
  }
  return found;
}

std::optional<std::uint32_t> Registry9x::key(std::string_view path) const {
  std::uint32_t key = Bytes(bytes_).u32(kTree + 8);
  for (const std::string_view part : split(path, '\\')) {
    std::optional<std::uint32_t> next;
    for (const std::uint32_t child : children(key)) {
      if (!iequals(name_of(child), part)) continue;
      next = child;
      break;
    }
    if (!next) return std::nullopt;
    key = *next;
  }
  return key;
}

std::vector<RegistryKey> Registry9x::subkeys(std::uint32_t key) const {
  std::vector<RegistryKey> keys;
  for (const std::uint32_t child : children(key)) keys.push_back({name_of(child), child});
  return keys;
}

template <typename Visit>
void Registry9x::find_value(std::uint32_t key, Visit visit) const {
  const auto at = record(key);
  if (!at) return;
  const Bytes file(bytes_);
  const std::uint64_t end = *at + std::uint64_t(file.u32(*at));
  const unsigned values = std::min<unsigned>(file.u16(*at + 0x0E), kMostValues);
  std::uint64_t value = *at + kRecord + file.u16(*at + 0x0C);
  for (unsigned i = 0; i < values && value + 12 <= end; ++i) {
    const std::uint16_t name_length = file.u16(value + 8);
    const std::uint16_t length = file.u16(value + 10);
    const Value found{file.u32(value), file.slice(value + 12, name_length),
                      file.slice(value + 12 + name_length, length)};
    if (visit(found)) return;
    value += 12 + name_length + length;
  }
}

std::vector<RegistryText> Registry9x::texts(std::uint32_t key) const {
  std::vector<RegistryText> texts;
  find_value(key, [&](const Value& value) {
    if (value.type == kText) texts.push_back({to_utf8(value.name), text_in(value.data)});
    return false;
  });
  return texts;
}

std::string Registry9x::text(std::uint32_t key, std::string_view name) const {
  std::string text;
  find_value(key, [&](const Value& value) {
    const bool found = value.type == kText && iequals(value.name, name);
    if (found) text = text_in(value.data);
    return found;
  });
  return text;
}

std::optional<std::uint32_t> Registry9x::number(std::uint32_t key, std::string_view name) const {
  std::optional<std::uint32_t> number;
  find_value(key, [&](const Value& value) {
    const bool found = value.type == kNumber && value.data.size() == 4 && iequals(value.name, name);
    if (found) number = Bytes(value.data).u32(0);
    return found;
  });
  return number;
}

}  // namespace kb
