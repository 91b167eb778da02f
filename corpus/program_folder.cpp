#include "corpus/program_folder.h"

#include <unistd.h>

#include <array>
#include <climits>

namespace kb {

std::string program_folder() {
  std::array<char, PATH_MAX> buffer{};
  const ssize_t length = ::readlink("/proc/self/exe", buffer.data(), buffer.size());
  const std::string path(buffer.data(), length > 0 ? std::size_t(length) : 0);
  return path.substr(0, path.rfind('/') + 1);
}

}  // namespace kb
