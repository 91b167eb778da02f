#include "corpus/machine/boot_log.h"

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::string_view kDidNotLoad = "Did not load driver ";

/// `C:\WINDOWS\HIMEM.SYS` as `HIMEM.SYS`, without a `Failure code is 12` behind it; empty if it is
/// longer than any name.
std::string file_of(std::string_view path) {
  path = trim(path);
  path = path.substr(0, path.find(' '));
  const std::string_view name = base_name(path);
  return name.size() > 255 ? std::string() : std::string(name);
}

/// The failure that a line tells; its file is empty if it tells none.
BootFailure read_line(std::string_view line) {
  line = trim(line);
  if (istarts_with(line, kDidNotLoad))
    return {"Did not load driver", file_of(line.substr(kDidNotLoad.size()))};
  if (line.starts_with('[')) {
    const std::size_t end = line.find(']');
    if (end == std::string_view::npos) return {};
    line = trim(line.substr(end + 1));
  }
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return {};
  const std::string_view step = trim(line.substr(0, equals));
  const bool failed =
      step.size() < 40 && (lower(step).ends_with("failed") || lower(step).ends_with("fail"));
  if (!failed) return {};
  return {std::string(step), file_of(line.substr(equals + 1))};
}

}  // namespace

std::vector<BootFailure> read_boot_log(std::string_view bytes, std::size_t most) {
  const std::string text = to_utf8(bytes);
  std::vector<BootFailure> failures;
  for (const std::string_view line : split_lines(text)) {
    if (failures.size() == most) break;
    BootFailure failure = read_line(line);
    if (!failure.file.empty()) failures.push_back(std::move(failure));
  }
  return failures;
}

}  // namespace kb
