#include "corpus/machine/disk/machine_folder.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "corpus/read_file.h"
#include "corpus/regular_file.h"
#include "parser/text/ascii.h"

namespace kb {

namespace fs = std::filesystem;

Result<MachineFolder> MachineFolder::open(const std::string& path, std::size_t most_files) {
  MachineFolder machine;
  std::error_code error;
  if (!fs::is_directory(path, error))
    return fail(ErrorKind::kInput,
                fs::exists(path, error) ? path + " is no folder" : "there is no " + path,
                "give the folder where the machine's disk is mounted or was copied to");
  machine.folder_ = path.ends_with('/') ? path : path + '/';
  std::size_t links = 0;
  fs::recursive_directory_iterator walk(path, fs::directory_options::skip_permission_denied, error);
  if (error)
    return fail(ErrorKind::kInput, "can't read " + path + ": " + error.message(),
                "check the path and its permissions");
  while (walk != fs::recursive_directory_iterator()) {
    struct stat info {};
    const std::string full = walk->path().string();
    if (::lstat(full.c_str(), &info) == 0) {
      if (S_ISLNK(info.st_mode)) ++links;
      if (S_ISREG(info.st_mode)) {
        if (machine.files_.size() == most_files) {
          machine.diagnostics_.push_back(
              fmt::format("only the first {} files were looked at", most_files));
          break;
        }
        machine.files_.push_back({full.substr(machine.folder_.size()),
                                  std::uint64_t(info.st_size),
                                  info.st_mtim.tv_sec,
                                  {}});
      }
    }
    walk.increment(error);
    if (error) {
      machine.diagnostics_.push_back("a folder can't be read: " + error.message());
      break;
    }
  }
  if (links > 0)
    machine.diagnostics_.push_back(
        fmt::format("{} {} not followed", links, links == 1 ? "link was" : "links were"));
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
  std::sort(files_.begin(), files_.end(), [](const MachineFile& a, const MachineFile& b) {
    const std::string first = lower(a.path);
    const std::string second = lower(b.path);
    return first != second ? first < second : a.path < b.path;
  });
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const std::string name = lower(files_[i].path);
    by_path_.emplace(name, i);
    by_name_[name.substr(name.rfind('/') + 1)].push_back(i);
  }
}

const MachineFile* MachineFolder::find(std::string_view path) const {
  const auto found = by_path_.find(lower(path));
  return found == by_path_.end() ? nullptr : &files_[found->second];
}

std::vector<const MachineFile*> MachineFolder::named(std::string_view name) const {
  std::vector<const MachineFile*> found;
  const auto rows = by_name_.find(lower(name));
  if (rows == by_name_.end()) return found;
  for (const std::size_t row : rows->second) found.push_back(&files_[row]);
  return found;
}

Result<std::string> MachineFolder::read(const MachineFile& file, std::uint64_t limit) const {
  if (is_list()) return fail(ErrorKind::kInput, file.path + " is only listed, so it can't be read");
  return read_file(folder_ + file.path, limit);
}

std::string MachineFolder::beginning(const MachineFile& file, std::size_t length) const {
  if (is_list()) return {};
  const auto open = open_regular(folder_ + file.path);
  return open ? read_at(*open, 0, length) : std::string();
}

}  // namespace kb
