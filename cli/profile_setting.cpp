#include "cli/profile_setting.h"

#include <fmt/format.h>

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

Result<std::string> profile_setting() {
  if (std::string on = environment("KB_ON"); !on.empty()) return on;
  const std::filesystem::path file = settings_file();
  std::ifstream in(file);
  std::string on;
  for (std::string line; std::getline(in, line);) {
    const std::string_view setting = trim(line);
    if (setting.empty() || setting.starts_with('#')) continue;
    const std::size_t equals = setting.find('=');
    const std::string_view name = trim(setting.substr(0, equals));
    if (name != "on" || equals == std::string_view::npos) {
      return fail(ErrorKind::kUsage, fmt::format("{} has no setting '{}'", file.string(), name),
                  "the one there is reads: on = PRODUCTS");
    }
    on = trim(setting.substr(equals + 1));
  }
  return on;
}

}  // namespace kb
