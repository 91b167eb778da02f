#include "corpus/machine/disk/machine_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "corpus/machine/disk/image_process.h"
#include "corpus/read_file.h"
#include "corpus/regular_file.h"
#include "parser/text/ascii.h"
#include "parser/text/printable.h"

namespace kb {

namespace fs = std::filesystem;

namespace {

/// The files of a folder of this computer.
class FolderBytes final : public FileBytes {
 public:
  explicit FolderBytes(std::string folder) : folder_(std::move(folder)) {}

  void measure(MachineFile& file) const override {
    struct stat info {};
    if (::lstat((folder_ + file.path).c_str(), &info) != 0) return;
    file.size = std::uint64_t(info.st_size);
    file.written = info.st_mtim.tv_sec;
  }
  Result<std::string> read(const MachineFile& file, std::uint64_t length) const override {
    const auto open = open_regular(folder_ + file.path);
    if (!open) return tl::make_unexpected(open.error());
    return read_at(*open, 0, std::min(length, stamp_of(*open).size));
  }

 private:
  std::string folder_;  // ends with `/`
};

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// What a name in a folder is: DT_REG, DT_DIR, DT_LNK ... Not every file system says so beside it.
int type_of(DIR* folder, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return entry.d_type;
  struct stat info {};
  const int failed = ::fstatat(::dirfd(folder), entry.d_name, &info, AT_SYMLINK_NOFOLLOW);
  return failed != 0 ? DT_UNKNOWN : int(IFTODT(info.st_mode));
}

/// Lists the files below `folder`, which ends with `/`, and not many more than `most_files`.
Result<void> list_folder(const std::string& folder, std::size_t most_files,
                         std::vector<MachineFile>& files, std::vector<std::string>& diagnostics) {
  std::size_t links = 0;
  std::size_t unread = 0;
  std::vector<std::string> below = {""};
  while (!below.empty() && files.size() <= most_files) {
    const std::string path = std::move(below.back());
    below.pop_back();
    const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir((folder + path).c_str()), &::closedir);
    if (open == nullptr && path.empty())
      return fail(ErrorKind::kInput, "can't read " + folder + ": " + std::strerror(errno),
                  "check the path and its permissions");
    if (open == nullptr) {
      ++unread;
      continue;
    }
    errno = 0;
    while (const dirent* entry = ::readdir(open.get())) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      const int type = type_of(open.get(), *entry);
      if (type == DT_LNK) ++links;
      if (type == DT_DIR) below.push_back(path + entry->d_name + '/');
      if (type == DT_REG) files.emplace_back().path = path + entry->d_name;
      errno = 0;
    }
    if (errno != 0) ++unread;
  }
  if (links > 0)
    diagnostics.push_back(counted(links, "link was not followed", "links were not followed"));
  if (unread > 0)
    diagnostics.push_back(counted(unread, "folder", "folders") +
                          " can't be read; check the permissions");
  return {};
}

/// A path without its folders.
std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::size_t hash_of(std::string_view name) { return std::hash<std::string_view>()(name); }

}  // namespace

Result<MachineFolder> MachineFolder::open(const std::string& path, std::size_t most_files) {
  MachineFolder machine;
  std::error_code error;
  if (fs::is_directory(path, error)) {
    const std::string folder = path.ends_with('/') ? path : path + '/';
    if (const auto listed = list_folder(folder, most_files, machine.files_, machine.diagnostics_);
        !listed)
      return tl::make_unexpected(listed.error());
    machine.bytes_ = std::make_shared<FolderBytes>(folder);
  } else if (fs::exists(path, error)) {
    auto image = ImageProcess::start(path, most_files + 1, machine.files_, machine.diagnostics_);
    if (!image) return tl::make_unexpected(image.error());
    machine.bytes_ = std::move(*image);
  } else {
    return fail(ErrorKind::kInput, path.empty() ? "the path is empty" : "there is no " + path,
                "give an image of the machine's disk, or the folder where it is mounted");
  }
  if (machine.files_.size() > most_files) {
    machine.files_.resize(most_files);
    machine.diagnostics_.push_back(
        fmt::format("only the first {} files were looked at", most_files));
  }
  machine.sort_files();
  return machine;
}

MachineFolder MachineFolder::listed(std::vector<MachineFile> files) {
  MachineFolder machine;
  machine.files_ = std::move(files);
  machine.sort_files();
  return machine;
}

void MachineFolder::sort_files() {
  std::vector<std::pair<std::string, std::size_t>> sorted;  // by the path in lower case
  sorted.reserve(files_.size());
  for (const MachineFile& file : files_) sorted.emplace_back(lower(file.path), sorted.size());
  std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) {
    const int order = a.first.compare(b.first);
    return order != 0 ? order < 0 : files_[a.second].path < files_[b.second].path;
  });
  std::vector<MachineFile> files;
  files.reserve(sorted.size());
  lower_paths_.reserve(sorted.size());
  by_name_.reserve(sorted.size());
  for (auto& [path, place] : sorted) {
    by_name_.emplace_back(hash_of(name_of(path)), files.size());
    lower_paths_.push_back(std::move(path));
    files.push_back(std::move(files_[place]));
  }
  std::sort(by_name_.begin(), by_name_.end());
  files_ = std::move(files);
}

const MachineFile* MachineFolder::find(std::string_view path) const {
  const std::string key = lower(path);
  const auto found = std::lower_bound(lower_paths_.begin(), lower_paths_.end(), key);
  if (found == lower_paths_.end() || *found != key) return nullptr;
  return &files_[std::size_t(found - lower_paths_.begin())];
}

bool MachineFolder::has_folder(std::string_view path) const {
  const std::string key = lower(path) + "/";
  const auto found = std::lower_bound(lower_paths_.begin(), lower_paths_.end(), key);
  return found != lower_paths_.end() && found->starts_with(key);
}

std::vector<const MachineFile*> MachineFolder::named(std::string_view name) const {
  std::vector<const MachineFile*> found;
  const std::string key = lower(name);
  const std::size_t hash = hash_of(key);
  auto row = std::lower_bound(by_name_.begin(), by_name_.end(), std::pair(hash, std::size_t(0)));
  for (; row != by_name_.end() && row->first == hash; ++row) {
    if (name_of(lower_paths_[row->second]) == key) found.push_back(&files_[row->second]);
  }
  return found;
}

MachineFile MachineFolder::measured(const MachineFile& file) const {
  MachineFile out = file;
  if (bytes_ != nullptr) bytes_->measure(out);
  return out;
}

Result<std::string> MachineFolder::read(const MachineFile& listed, std::uint64_t limit) const {
  const MachineFile file = measured(listed);
  const auto unread = [&](const std::string& why) {
    return fail(ErrorKind::kInput, "can't read " + printable_line(file.path) + ": " + why);
  };
  if (is_list()) return unread("it is only listed");
  if (file.size > limit)
    return unread(fmt::format("{} is more than is read of such a file ({})", human_size(file.size),
                              human_size(limit)));
  auto bytes = bytes_->read(file, file.size);
  if (!bytes || bytes->size() == file.size) return bytes;
  return unread(
      fmt::format("only {} of {} can be read", human_size(bytes->size()), human_size(file.size)));
}

std::string MachineFolder::beginning(const MachineFile& file, std::size_t length) const {
  return is_list() ? std::string() : bytes_->read(file, length).value_or(std::string());
}

}  // namespace kb
