#include "corpus/machine/system/known_files.h"

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

constexpr std::uint64_t kMostText = 1ULL << 20;

}  // namespace

std::string text_at(const MachineFolder& folder, std::string_view path) {
  const MachineFile* file = folder.find(path);
  if (file == nullptr) return {};
  const auto bytes = folder.read(*file, kMostText);
  return bytes ? to_utf8(*bytes) : std::string();
}

std::optional<ProgramFile> program_at(const MachineFolder& folder, const std::string& path) {
  const MachineFile* file = folder.find(path);
  if (file == nullptr) return std::nullopt;
  if (folder.is_list()) return ProgramFile{file->version, {}, {}};
  const auto bytes = folder.read(*file, kMostProgram);
  return bytes ? read_program_file(*bytes) : std::nullopt;
}

std::string drive_of(const std::string& root) {
  return root.empty() ? root : root.substr(0, root.rfind('/', root.size() - 2) + 1);
}

std::string ini_value(std::string_view text, std::string_view label) {
  for (const std::string_view line : split_lines(text)) {
    const std::string_view trimmed = trim(line);
    const std::size_t equals = trimmed.find('=');
    if (equals != std::string_view::npos && iequals(trim(trimmed.substr(0, equals)), label))
      return std::string(trim(trimmed.substr(equals + 1)));
  }
  return {};
}

std::array<std::uint32_t, 4> numbers_of(std::string_view version) {
  std::array<std::uint32_t, 4> numbers{};
  const auto parts = split(version, '.');
  for (std::size_t i = 0; i < parts.size() && i < numbers.size(); ++i)
    numbers[i] = leading_number<std::uint32_t>(parts[i]);
  return numbers;
}

}  // namespace kb
