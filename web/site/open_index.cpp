#include "web/site/open_index.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <optional>

namespace kb {
namespace {

/// What stat says of a file that is replaced whole whenever it changes; empty if there is none.
std::string stamp_of(const std::string& file) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) return {};
  return fmt::format("{}-{}-{}-{}.{}", info.st_dev, info.st_ino, info.st_size, info.st_mtim.tv_sec,
                     info.st_mtim.tv_nsec);
}

/// The stamp of what decides which index is there: the manifest of a folder, or the file itself.
std::string stamp_of_index(const std::string& path) {
  const std::string manifest = stamp_of(path + "/manifest.json");
  return manifest.empty() ? stamp_of(path) : manifest;
}

struct OpenOne {
  std::string stamp;
  std::optional<ServedIndex> served;
};

}  // namespace

Result<const ServedIndex*> current_index(const std::string& path) {
  static thread_local OpenOne open;
  const std::string stamp = stamp_of_index(path);
  if (!open.served || open.stamp != stamp) {
    open.served.reset();
    auto index = Index::open(path);
    if (!index) return tl::make_unexpected(index.error());
    std::string identity = stamp + " " + index->info().hash;
    open.served.emplace(ServedIndex{std::move(*index), std::move(identity)});
    open.stamp = stamp;
  }
  return &*open.served;
}

}  // namespace kb
