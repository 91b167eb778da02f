#include "cli/settings.h"

#include <fmt/format.h>

#include <fstream>

#include "cli/user_folders.h"
#include "parser/text/ascii.h"

namespace kb {

std::string profile_setting(const CommonOptions& options) {
  if (std::string on = environment("KB_ON"); !on.empty()) return on;
  const std::string folder = user_folder(UserFolder::kConfig);
  if (folder.empty()) return {};
  const std::string file = folder + "/kb/config";
  std::ifstream in(file);
  std::string on;
  std::vector<std::string> unknown;
  for (std::string line; std::getline(in, line);) {
    const std::string_view setting = trim(line);
    if (setting.empty() || setting.starts_with('#')) continue;
    const std::size_t equals = setting.find('=');
    const std::string_view name = trim(setting.substr(0, equals));
    if (name == "on" && equals != std::string_view::npos) {
      on = trim(setting.substr(equals + 1));
    } else {
      unknown.push_back(fmt::format("'{}'", name));
    }
  }
  if (!unknown.empty()) {
    remark(options, fmt::format("{} has no setting {}; see `kb help settings`", file,
                                fmt::join(unknown, ", ")));
  }
  return on;
}

}  // namespace kb
