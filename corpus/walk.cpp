#include "corpus/walk.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "corpus/archive.h"
#include "corpus/read_file.h"
#include "parser/text.h"

namespace kb {
namespace {

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};

// Endings of files that stand beside articles but never are one.
constexpr std::array<std::string_view, 16> kOtherEndings = {
    ".gif", ".jpg", ".jpeg", ".png", ".ico",  ".svg",   ".css", ".js",
    ".exe", ".dll", ".pdf",  ".bin", ".woff", ".woff2", ".o",   ".so"};

bool has_other_ending(std::string_view name) {
  const std::string ending = lower(name.substr(std::min(name.rfind('.'), name.size())));
  return std::find(kOtherEndings.begin(), kOtherEndings.end(), ending) != kOtherEndings.end();
}

/// One folder still to be read. The walk keeps its own stack, so depth is bounded by memory alone.
struct Folder {
  std::string path;
  std::string source;
};

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

class Walker {
 public:
  explicit Walker(const std::string& skip) {
    struct stat info {};
    if (!skip.empty() && ::stat(skip.c_str(), &info) == 0) skip_ = {info.st_dev, info.st_ino};
  }

  Result<void> add(const std::string& path, std::size_t root) {
    root_ = root;
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
      return fail(ErrorKind::kInput, "can't read " + printable(path) + ": " + std::strerror(errno),
                  "check the path");
    }
    if (!S_ISDIR(info.st_mode)) {
      const std::string name = path.substr(path.rfind('/') + 1);
      if (!S_ISREG(info.st_mode)) {
        return fail(ErrorKind::kInput,
                    "can't read " + printable(path) + ": it is not a regular file");
      }
      add_file(path, name, info);
      return {};
    }
    const std::unique_ptr<DIR, CloseDir> probe(::opendir(path.c_str()));
    if (!probe) {
      return fail(ErrorKind::kInput, "can't read " + printable(path) + ": " + std::strerror(errno));
    }
    visited_.insert({info.st_dev, info.st_ino});
    walk_folders({path, ""});
    return {};
  }

  Walk take() { return std::move(walk_); }

 private:
  void walk_folders(Folder top) {
    std::vector<Folder> stack{std::move(top)};
    while (!stack.empty()) {
      const Folder folder = std::move(stack.back());
      stack.pop_back();
      std::vector<Folder> below;
      read_folder(folder, below);
      std::move(below.rbegin(), below.rend(), std::back_inserter(stack));
    }
  }

  void read_folder(const Folder& folder, std::vector<Folder>& below) {
    std::vector<std::string> names;
    if (!list(folder.path, names)) return;
    walk_.folders.push_back(folder.path);
    for (const std::string& name : names) {
      const std::string path =
          folder.path.ends_with('/') ? folder.path + name : folder.path + "/" + name;
      const std::string source = folder.source.empty() ? name : folder.source + "/" + name;
      struct stat info {};
      if (::stat(path.c_str(), &info) != 0) {
        problem(path, std::strerror(errno));
      } else if (S_ISDIR(info.st_mode)) {
        if (skip_ == std::make_pair(info.st_dev, info.st_ino)) continue;
        if (visited_.insert({info.st_dev, info.st_ino}).second) {
          below.push_back({path, source});
        } else {
          problem(path, "the folder was walked already (a link to it or a loop of links)");
        }
      } else if (S_ISREG(info.st_mode)) {
        if (!has_other_ending(name)) add_file(path, source, info);
      } else {
        problem(path, "it is not a regular file");
      }
    }
  }

  /// Names in a folder, sorted by bytes, hidden ones left out.
  bool list(const std::string& path, std::vector<std::string>& names) {
    const std::unique_ptr<DIR, CloseDir> dir(::opendir(path.c_str()));
    if (!dir) {
      problem(path, std::strerror(errno));
      return false;
    }
    while (const dirent* entry = ::readdir(dir.get())) {
      if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
    }
    std::sort(names.begin(), names.end());
    return true;
  }

  void add_file(const std::string& path, const std::string& source, const struct stat& info) {
    SourceFile file;
    file.path = path;
    file.source = source;
    file.size = std::uint64_t(info.st_size);
    file.mtime = nanoseconds(info.st_mtim);
    file.ctime = nanoseconds(info.st_ctim);
    file.archive = is_archive_name(path);
    file.root = root_;
    walk_.files.push_back(std::move(file));
  }

  void problem(const std::string& path, const std::string& why) {
    walk_.problems.push_back({path, why});
  }

  Walk walk_;
  std::size_t root_ = 0;
  std::pair<dev_t, ino_t> skip_;
  std::set<std::pair<dev_t, ino_t>> visited_;
};

}  // namespace

Result<Walk> walk(const std::vector<std::string>& paths, const std::string& skip) {
  Walker walker(skip);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (auto added = walker.add(paths[i], i); !added) return tl::make_unexpected(added.error());
  }
  return walker.take();
}

}  // namespace kb
