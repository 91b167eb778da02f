#include "corpus/machine/registry/registry_hive.h"

#include <algorithm>

#include "corpus/machine/bytes.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kHeader = 4096;
constexpr std::size_t kMostKeys = 10'000;  // below one key
constexpr std::size_t kMostValues = 2'000;
constexpr std::uint64_t kMostName = 512;

std::string name_in(const Bytes& record, std::uint64_t offset, std::uint64_t length, bool narrow) {
  length = std::min(length, kMostName);
  return narrow ? std::string(record.slice(offset, length)) : record.wide_text(offset, length);
}

/// REG_SZ, REG_EXPAND_SZ, REG_MULTI_SZ.
bool is_text(std::uint32_t type) { return type == 1 || type == 2 || type == 7; }

std::string text_in(std::string_view data) {
  constexpr std::uint64_t kMostText = 1024;
  return Bytes(data).wide_text(0, kMostText);
}

}  // namespace

std::optional<RegistryHive> RegistryHive::open(std::string bytes) {
  if (!bytes.starts_with("regf") || bytes.size() <= kHeader) return std::nullopt;
  RegistryHive hive(std::move(bytes));
  if (!hive.cell(Bytes(hive.bytes_).u32(0x24)).starts_with("nk")) return std::nullopt;
  return hive;
}

bool RegistryHive::unfinished() const { return Bytes(bytes_).u32(4) != Bytes(bytes_).u32(8); }

std::string_view RegistryHive::cell(std::uint32_t offset) const {
  const Bytes file(bytes_);
  const std::uint64_t at = kHeader + std::uint64_t(offset);
  const auto size = std::int32_t(file.u32(at));
  if (size > -8) return {};  // free, or outside
  return file.slice(at + 4, std::uint64_t(-std::int64_t(size)) - 4);
}

std::vector<std::uint32_t> RegistryHive::children(std::uint32_t key) const {
  std::vector<std::uint32_t> found;
  const Bytes record(cell(key));
  if (record.u32(0x14) == 0) return found;
  std::vector<std::uint32_t> lists = {record.u32(0x1C)};
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const std::string_view bytes = cell(lists[i]);
    const Bytes list(bytes);
    const std::size_t count = list.u16(2);
    const bool pairs = bytes.starts_with("lf") || bytes.starts_with("lh");
    const bool of_lists = i == 0 && bytes.starts_with("ri");  // one level of lists, as written
    if (!pairs && !of_lists && !bytes.starts_with("li")) continue;
    for (std::size_t k = 0; k < count && found.size() + lists.size() < kMostKeys; ++k) {
      const std::uint64_t at = 4 + (pairs ? 8 : 4) * k;
      if (!list.holds(at, 4)) break;
      (of_lists ? lists : found).push_back(list.u32(at));
    }
  }
  return found;
}

std::string RegistryHive::name_of(std::uint32_t key) const {
  const std::string_view bytes = cell(key);
  if (!bytes.starts_with("nk")) return {};
  const Bytes record(bytes);
  return name_in(record, 0x4C, record.u16(0x48), (record.u16(2) & 0x20) != 0);
}

std::optional<std::uint32_t> RegistryHive::key(std::string_view path) const {
  std::uint32_t at = Bytes(bytes_).u32(0x24);
  for (const std::string_view part : split(path, '\\')) {
    const auto below = children(at);
    const auto found = std::find_if(below.begin(), below.end(), [&](std::uint32_t child) {
      return iequals(name_of(child), part);
    });
    if (found == below.end()) return std::nullopt;
    at = *found;
  }
  return at;
}

std::vector<RegistryKey> RegistryHive::subkeys(std::uint32_t key) const {
  std::vector<RegistryKey> keys;
  for (const std::uint32_t child : children(key)) {
    if (std::string name = name_of(child); !name.empty()) keys.push_back({std::move(name), child});
  }
  return keys;
}

template <typename Visit>
void RegistryHive::find_value(std::uint32_t key, Visit visit) const {
  const Bytes record(cell(key));
  const Bytes list(cell(record.u32(0x28)));
  const std::size_t count = std::min<std::size_t>(record.u32(0x24), kMostValues);
  for (std::size_t i = 0; i < count && list.holds(4 * i, 4); ++i) {
    const std::string_view bytes = cell(list.u32(4 * i));
    const Bytes value(bytes);
    if (!bytes.starts_with("vk")) continue;
    const std::uint32_t size = value.u32(4);
    const bool inside = (size & 0x80000000U) != 0;
    const std::uint32_t length = size & 0x7FFFFFFFU;
    const Value found{value.u32(0x0C),
                      name_in(value, 0x14, value.u16(2), (value.u16(0x10) & 1) != 0),
                      inside ? value.slice(8, std::min<std::uint32_t>(length, 4))
                             : Bytes(cell(value.u32(8))).slice(0, length)};
    if (visit(found)) return;
  }
}

std::vector<RegistryText> RegistryHive::texts(std::uint32_t key) const {
  std::vector<RegistryText> texts;
  find_value(key, [&](const Value& value) {
    if (is_text(value.type)) texts.push_back({value.name, text_in(value.data)});
    return false;
  });
  return texts;
}

std::string RegistryHive::text(std::uint32_t key, std::string_view name) const {
  std::string text;
  find_value(key, [&](const Value& value) {
    const bool found = iequals(value.name, name);
    if (found && is_text(value.type)) text = text_in(value.data);
    return found;
  });
  return text;
}

std::optional<std::uint32_t> RegistryHive::number(std::uint32_t key, std::string_view name) const {
  constexpr std::uint32_t kNumber = 4;  // REG_DWORD
  std::optional<std::uint32_t> number;
  find_value(key, [&](const Value& value) {
    const bool found = iequals(value.name, name);
    if (found && value.type == kNumber && value.data.size() >= 4) number = Bytes(value.data).u32(0);
    return found;
  });
  return number;
}

}  // namespace kb
