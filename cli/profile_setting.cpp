#include "cli/profile_setting.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "parser/text/ascii.h"

namespace kb {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::filesystem::path settings_file() {
  const std::string config = environment("XDG_CONFIG_HOME");
  const std::filesystem::path base = config.empty()
                                         ? std::filesystem::path(environment("HOME")) / ".config"
                                         : std::filesystem::path(config);
  return base / "kb" / "config";
}

}  // namespace

std::string profile_setting() {
  if (std::string on = environment("KB_ON"); !on.empty()) return on;
  std::ifstream in(settings_file());
  for (std::string line; std::getline(in, line);) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) continue;
    if (trim(std::string_view(line).substr(0, equals)) == "on") {
      return std::string(trim(std::string_view(line).substr(equals + 1)));
    }
  }
  return {};
}

}  // namespace kb
