#include "corpus/machine/setup_log.h"

#include <algorithm>

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

/// The texts in quotation marks of `"samsrv.dll","316d3"`; at most `most`.
std::vector<std::string_view> quoted(std::string_view text, std::size_t most) {
  std::vector<std::string_view> found;
  while (found.size() < most) {
    const std::size_t begin = text.find('"');
    if (begin == std::string_view::npos) break;
    const std::size_t end = text.find('"', begin + 1);
    if (end == std::string_view::npos) break;
    found.push_back(trim(text.substr(begin + 1, end - begin - 1)));
    text.remove_prefix(end + 1);
  }
  return found;
}

/// A path without a leading backslash and with `/`.
std::string forward(std::string_view path) {
  while (path.starts_with('\\')) path.remove_prefix(1);
  std::string out(path);
  std::replace(out.begin(), out.end(), '\\', '/');
  return out;
}

/// A file of [Files.WinNt]; its path is empty if the line names none below `root`.
SetupFile read_file_line(std::string_view path, std::string_view rest, std::string_view root) {
  constexpr std::size_t kMostPath = 260;  // as Windows has it
  const auto fields = quoted(rest, 2);
  if (fields.size() < 2 || path.size() > kMostPath) return {};
  SetupFile file;
  const auto checksum = whole_number<std::uint32_t>(fields[1], 16);
  if (!checksum) return {};
  file.checksum = *checksum;
  const std::string whole = forward(path);
  if (root.empty() || !istarts_with(whole, std::string(root) + "/")) return {};
  file.path = whole.substr(root.size() + 1);
  return file;
}

}  // namespace

std::optional<SetupLog> read_setup_log(std::string_view bytes, std::size_t most) {
  const std::string text = to_utf8(bytes);
  SetupLog log;
  std::string section;
  bool known = false;  // is it such a log?
  for (std::string_view line : split_lines(text)) {
    line = trim(line);
    if (line.starts_with('[')) {
      section = lower(line.substr(0, 40));
      known = known || section == "[files.winnt]" || section == "[signature]";
      continue;
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view label = trim(line.substr(0, equals));
    const std::string_view rest = line.substr(equals + 1);
    const auto value = quoted(rest, 1);
    if (section == "[paths]" && iequals(label, "TargetDirectory") && !value.empty()) {
      log.root = forward(value[0]);
    } else if (section == "[signature]" && iequals(label, "Version") && !value.empty()) {
      if (istarts_with(value[0], "WinNt")) log.version = value[0].substr(5, 10);
    } else if (section == "[files.winnt]" && log.files.size() < most) {
      SetupFile file = read_file_line(label, rest, log.root);
      if (!file.path.empty()) log.files.push_back(std::move(file));
    }
  }
  if (!known) return std::nullopt;
  return log;
}

}  // namespace kb
