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
#include "parser/text/ascii.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

// Endings of files that stand beside articles but never are one.
constexpr std::array<std::string_view, 16> kOtherEndings = {
    ".gif", ".jpg", ".jpeg", ".png", ".ico",  ".svg",   ".css", ".js",
    ".exe", ".dll", ".pdf",  ".bin", ".woff", ".woff2", ".o",   ".so"};

bool has_other_ending(std::string_view name) {
  const std::string ending = lower(name.substr(std::min(name.rfind('.'), name.size())));
  return std::find(kOtherEndings.begin(), kOtherEndings.end(), ending) != kOtherEndings.end();
}

/// Which file or folder it is, whatever names lead to it.
using FileIdentity = std::pair<dev_t, ino_t>;
FileIdentity identity_of(const struct stat& info) { return {info.st_dev, info.st_ino}; }

/// One folder still to be gone through. The walk keeps its own stack, so depth is bounded by memory
/// alone.
struct Folder {
  std::string path;
  std::string source;
};

using OpenFolder = std::unique_ptr<DIR, int (*)(DIR*)>;

/// The names in a folder that are not hidden, sorted; returns the errno of what failed, else 0.
int read_names(DIR* folder, std::vector<std::string>& names) {
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(folder);
    if (entry == nullptr) break;
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  }
  const int error = errno;
  std::sort(names.begin(), names.end());
  return error;
}

class Walker {
 public:
  explicit Walker(const std::string& skip) {
    struct stat info {};
    if (!skip.empty() && ::stat(skip.c_str(), &info) == 0) skip_ = identity_of(info);
  }

  /// The folder `path`, if it is one, will be walked as one of the given: not through links.
  void expect(const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
      visited_.insert(identity_of(info));
    }
  }

  /// Walks one of the given paths. What can't be read at all is a problem if it may be gone, else
  /// an error.
  Result<void> add(const std::string& path, std::size_t root, bool may_be_gone) {
    walk_.roots.resize(root + 1);
    auto added = add(path, root);
    if (added || !may_be_gone) return added;
    problem(path, why_);
    return {};
  }

  Walk take() { return std::move(walk_); }

 private:
  Result<void> add(const std::string& path, std::size_t root) {
    root_ = std::uint32_t(root);
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
      why_ = std::strerror(errno);
      return fail(ErrorKind::kInput, "can't read " + printable_line(path) + ": " + why_,
                  "check the path");
    }
    const bool folder = S_ISDIR(info.st_mode);
    const std::string end = folder && !path.ends_with('/') ? "/" : "";
    walk_.roots[root] = folder ? path + end : path.substr(0, path.rfind('/') + 1);
    if (folder) return add_folder(path, info);
    if (!S_ISREG(info.st_mode)) {
      why_ = "it is not a regular file";
      return fail(ErrorKind::kInput, "can't read " + printable_line(path) + ": " + why_);
    }
    add_file(path.substr(path.rfind('/') + 1), info);
    return {};
  }

  Result<void> add_folder(const std::string& path, const struct stat& info) {
    if (identity_of(info) == skip_) return {};
    visited_.insert(identity_of(info));
    std::vector<Folder> stack{{path, ""}};
    while (!stack.empty()) {
      const Folder folder = std::move(stack.back());
      stack.pop_back();
      std::vector<Folder> below;
      const int error = go_through(folder, below);
      if (error != 0 && folder.source.empty()) {
        why_ = std::strerror(error);
        return fail(ErrorKind::kInput, "can't read " + printable_line(path) + ": " + why_);
      }
      if (error != 0) problem(folder.path, std::strerror(error));
      std::move(below.rbegin(), below.rend(), std::back_inserter(stack));
    }
    return {};
  }

  /// Returns the errno of what failed, else 0.
  int go_through(const Folder& folder, std::vector<Folder>& below) {
    walk_.folders.push_back(folder.path);
    const OpenFolder open(::opendir(folder.path.c_str()), &::closedir);
    if (open == nullptr) return errno;
    std::vector<std::string> names;
    const int error = read_names(open.get(), names);
    for (const std::string& name : names) {
      const std::string path =
          folder.path.ends_with('/') ? folder.path + name : folder.path + "/" + name;
      const std::string source = folder.source.empty() ? name : folder.source + "/" + name;
      struct stat info {};
      if (::fstatat(::dirfd(open.get()), name.c_str(), &info, 0) != 0) {
        problem(path, std::strerror(errno));
      } else if (S_ISDIR(info.st_mode)) {
        add_below({path, source}, identity_of(info), below);
      } else if (!S_ISREG(info.st_mode)) {
        problem(path, "it is not a regular file");
      } else if (!has_other_ending(name)) {
        add_file(source, info);
      }
    }
    return error;
  }

  void add_below(Folder&& folder, FileIdentity identity, std::vector<Folder>& below) {
    if (identity == skip_) return;
    if (visited_.insert(identity).second) {
      below.push_back(std::move(folder));
    } else {
      problem(folder.path, "the folder was walked already (a link to it or a loop of links)");
    }
  }

  void add_file(const std::string& source, const struct stat& info) {
    SourceFile file;
    file.source = source;
    file.stamp = stamp_of(info);
    file.archive = is_archive_name(source);
    file.root = root_;
    walk_.files.push_back(std::move(file));
  }

  void problem(const std::string& path, const std::string& why) {
    walk_.problems.push_back({path, why});
  }

  Walk walk_;
  std::string why_;  // the given path that was walked last can't be read
  std::uint32_t root_ = 0;
  FileIdentity skip_{};
  std::set<FileIdentity> visited_;
};

}  // namespace

Result<Walk> walk(const std::vector<std::string>& paths, const std::string& skip,
                  const std::vector<std::string>& may_be_gone) {
  Walker walker(skip);
  for (const std::string& path : paths) walker.expect(path);
  const std::set<std::string_view> tolerated(may_be_gone.begin(), may_be_gone.end());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (auto added = walker.add(paths[i], i, tolerated.contains(paths[i])); !added) {
      return tl::make_unexpected(added.error());
    }
  }
  return walker.take();
}

bool is_walked(std::string_view below) {
  return !below.starts_with('.') && below.find("/.") == std::string_view::npos &&
         !has_other_ending(below.substr(below.rfind('/') + 1));
}

}  // namespace kb
