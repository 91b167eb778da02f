#include "corpus/machine/setup_trace.h"

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::size_t kMostName = 80;

}  // namespace

std::string unfinished_setup(std::string_view bytes) {
  const std::string text = to_utf8(bytes);
  std::string section;
  bool started = false;
  for (std::string_view line : split_lines(text)) {
    line = trim(line);
    if (line.starts_with('[') && line.ends_with(']'))
      section = utf8_prefix(line.substr(1, line.size() - 2), kMostName);
    if (iequals(line, "Started=Passed")) started = true;
    if (iequals(line, "Restart=Passed")) return {};
  }
  return started ? section : std::string();
}

std::string last_detection(std::string_view bytes) {
  constexpr std::string_view kLabel = "Checking for:";
  const std::string text = to_utf8(bytes);
  std::string found;
  for (std::string_view line : split_lines(text)) {
    line = trim(line);
    if (istarts_with(line, kLabel))
      found = utf8_prefix(trim(line.substr(kLabel.size())), kMostName);
  }
  return found;
}

}  // namespace kb
