#include "corpus/walk.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>
#include <string_view>
#include <utility>

#include "corpus/archive.h"
#include "corpus/folder_tree.h"
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

/// One folder still to be gone through. The walk keeps its own stack, so depth is bounded by memory
/// alone.
struct Folder {
  const FolderContent* content;
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
    if (!skip.empty() && ::stat(skip.c_str(), &info) == 0) skip_ = identity_of(info);
  }

  Result<void> add(const std::string& path, std::size_t root) {
    root_ = std::uint32_t(root);
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
      return fail(ErrorKind::kInput,
                  "can't read " + printable_line(path) + ": " + std::strerror(errno),
                  "check the path");
    }
    const bool folder = S_ISDIR(info.st_mode);
    const std::string end = folder && !path.ends_with('/') ? "/" : "";
    walk_.roots.push_back(folder ? path + end : path.substr(0, path.rfind('/') + 1));
    if (folder) return add_folder(path);
    if (!S_ISREG(info.st_mode)) {
      return fail(ErrorKind::kInput,
                  "can't read " + printable_line(path) + ": it is not a regular file");
    }
    FolderEntry entry;
    entry.name = path.substr(path.rfind('/') + 1);
    entry.size = std::uint64_t(info.st_size);
    entry.mtime = nanoseconds(info.st_mtim);
    entry.ctime = nanoseconds(info.st_ctim);
    add_file(entry.name, entry);
    return {};
  }

  Walk take() { return std::move(walk_); }

 private:
  Result<void> add_folder(const std::string& path) {
    const FolderTree tree(path, skip_);
    const FolderContent& top = tree.top();
    if (top.error != 0) {
      return fail(ErrorKind::kInput,
                  "can't read " + printable_line(path) + ": " + std::strerror(top.error));
    }
    visited_.insert(top.identity);
    std::vector<Folder> stack{{&top, path, ""}};
    while (!stack.empty()) {
      const Folder folder = std::move(stack.back());
      stack.pop_back();
      std::vector<Folder> below;
      go_through(folder, tree, below);
      std::move(below.rbegin(), below.rend(), std::back_inserter(stack));
    }
    return {};
  }

  void go_through(const Folder& folder, const FolderTree& tree, std::vector<Folder>& below) {
    const FolderContent& content = tree.content(*folder.content);
    if (content.error != 0) problem(folder.path, std::strerror(content.error));
    walk_.folders.push_back(folder.path);
    for (const FolderEntry& entry : content.entries) {
      const std::string path =
          folder.path.ends_with('/') ? folder.path + entry.name : folder.path + "/" + entry.name;
      const std::string source =
          folder.source.empty() ? entry.name : folder.source + "/" + entry.name;
      switch (entry.kind) {
        case FolderEntry::Kind::kFailed:
          problem(path, std::strerror(entry.error));
          break;
        case FolderEntry::Kind::kFolder:
          if (entry.folder->identity == skip_) break;
          if (visited_.insert(entry.folder->identity).second) {
            below.push_back({entry.folder, path, source});
          } else {
            problem(path, "the folder was walked already (a link to it or a loop of links)");
          }
          break;
        case FolderEntry::Kind::kFile:
          if (!has_other_ending(entry.name)) add_file(source, entry);
          break;
        case FolderEntry::Kind::kOther:
          problem(path, "it is not a regular file");
      }
    }
  }

  void add_file(const std::string& source, const FolderEntry& entry) {
    SourceFile file;
    file.source = source;
    file.size = entry.size;
    file.mtime = entry.mtime;
    file.ctime = entry.ctime;
    file.archive = is_archive_name(source);
    file.root = root_;
    walk_.files.push_back(std::move(file));
  }

  void problem(const std::string& path, const std::string& why) {
    walk_.problems.push_back({path, why});
  }

  Walk walk_;
  std::uint32_t root_ = 0;
  FileIdentity skip_;
  std::set<FileIdentity> visited_;
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
