#include "cli/user_folders.h"

#include <cstdlib>

namespace kb {
namespace {

const char* variable_of(UserFolder which) {
  switch (which) {
    case UserFolder::kConfig:
      return "XDG_CONFIG_HOME";
    case UserFolder::kData:
      return "XDG_DATA_HOME";
    case UserFolder::kState:
      return "XDG_STATE_HOME";
  }
  return "";
}

const char* below_home(UserFolder which) {
  switch (which) {
    case UserFolder::kConfig:
      return "/.config";
    case UserFolder::kData:
      return "/.local/share";
    case UserFolder::kState:
      return "/.local/state";
  }
  return "";
}

}  // namespace

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string user_folder(UserFolder which) {
  if (std::string folder = environment(variable_of(which)); folder.starts_with('/')) return folder;
  const std::string home = environment("HOME");
  return home.empty() ? "" : home + below_home(which);
}

}  // namespace kb
