#include "corpus/machine/disk/machine_folder.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

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

  Result<std::string> read(const MachineFile& file, std::uint64_t length) const override {
    const auto open = open_regular(folder_ + file.path);
    if (!open) return tl::make_unexpected(open.error());
    return read_at(*open, 0, std::min(length, file.size));
  }

 private:
  std::string folder_;  // ends with `/`
};

/// Lists the files below `folder`, which ends with `/`, and not many more than `most_files`.
Result<void> list_folder(const std::string& folder, std::size_t most_files,
                         std::vector<MachineFile>& files, std::vector<std::string>& diagnostics) {
  std::error_code error;
  std::size_t links = 0;
  fs::recursive_directory_iterator walk(folder, fs::directory_options::skip_permission_denied,
                                        error);
  if (error)
    return fail(ErrorKind::kInput, "can't read " + folder + ": " + error.message(),
                "check the path and its permissions");
  while (walk != fs::recursive_directory_iterator() && files.size() <= most_files) {
    struct stat info {};
    const std::string full = walk->path().string();
    if (::lstat(full.c_str(), &info) == 0) {
      if (S_ISLNK(info.st_mode)) ++links;
      if (S_ISREG(info.st_mode)) {
        MachineFile file;
        file.path = full.substr(folder.size());
        file.size = std::uint64_t(info.st_size);
        file.written = info.st_mtim.tv_sec;
        files.push_back(std::move(file));
      }
    }
    walk.increment(error);
    if (error) {
      diagnostics.push_back("a folder can't be read: " + error.message());
      break;
    }
  }
  if (links > 0)
    diagnostics.push_back(
        fmt::format("{} {} not followed", links, links == 1 ? "link was" : "links were"));
  return {};
}

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
    return fail(ErrorKind::kInput, "there is no " + path,
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
  std::vector<std::pair<std::string, MachineFile>> sorted;
  sorted.reserve(files_.size());
  for (MachineFile& file : files_) {
    std::string key = lower(file.path);
    sorted.emplace_back(std::move(key), std::move(file));
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second.path < b.second.path;
  });
  files_.clear();
  for (auto& [key, file] : sorted) {
    by_name_[key.substr(key.rfind('/') + 1)].push_back(files_.size());
    lower_paths_.push_back(std::move(key));
    files_.push_back(std::move(file));
  }
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
  const auto rows = by_name_.find(lower(name));
  if (rows == by_name_.end()) return found;
  for (const std::size_t row : rows->second) found.push_back(&files_[row]);
  return found;
}

Result<std::string> MachineFolder::read(const MachineFile& file, std::uint64_t limit) const {
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
