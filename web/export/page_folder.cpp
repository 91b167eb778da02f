#include "web/export/page_folder.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>

#include "indexer/store/manifest.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

constexpr const char* kList = "kb-export.txt";

std::string first_line(const std::string& kind) { return "kb export " + kind + " 1"; }

/// The names in the list of files of a folder; nothing if there is none of this kind.
std::optional<std::set<std::string>> listed(const std::string& folder, const std::string& kind) {
  const fs::path path = fs::path(folder) / kList;
  std::error_code failed;
  if (!fs::is_regular_file(path, failed)) return std::nullopt;
  std::ifstream in(path);
  std::string line;
  if (!std::getline(in, line) || line != first_line(kind)) return std::nullopt;
  std::set<std::string> names = {kList};
  while (std::getline(in, line)) names.insert(line);
  return names;
}

/// The name of a file in the folder that is none of `names`; empty if there is none.
std::string foreign_file(const std::string& folder, const std::set<std::string>& names) {
  std::error_code failed;
  for (fs::recursive_directory_iterator it(folder, failed), end; !failed && it != end;
       it.increment(failed)) {
    // What the folder tells of its entries is enough: to ask each file would read the whole disk.
    if (!it->is_symlink(failed) && it->is_directory(failed)) continue;
    std::string name = it->path().native().substr(folder.size() + 1);
    if (!names.contains(name)) return name;
  }
  return failed ? "one that can't be read" : "";
}

}  // namespace

Result<void> check_page_folder(const std::string& out, const std::string& kind,
                               Overwrite overwrite) {
  constexpr const char* kAnother = "name another folder to write";
  std::error_code failed;
  const fs::file_status status = fs::symlink_status(out, failed);
  if (!fs::exists(status)) return {};
  if (!fs::is_directory(status)) return fail(ErrorKind::kUsage, out + " is no folder", kAnother);
  if (fs::is_empty(out, failed)) return {};
  const auto names = listed(out, kind);
  if (!names) {
    return fail(ErrorKind::kUsage,
                "the folder " + out + " holds other files and no " + kind + " export of kb",
                kAnother);
  }
  if (const std::string other = foreign_file(out, *names); !other.empty()) {
    return fail(ErrorKind::kUsage,
                "the export " + out + " holds a file that kb did not write: " + other,
                std::string("move that file, or ") + kAnother);
  }
  if (overwrite == Overwrite::kOwnKind) return {};
  return fail(ErrorKind::kUsage, "the export " + out + " exists already",
              std::string("replace it with --force, or ") + kAnother);
}

std::string PageFolder::make_room(const std::string& name) {
  const fs::path path = fs::path(folder_) / (below_ + name);
  if (folders_.insert(path.parent_path().string()).second) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    if (failed && error_ == 0) error_ = failed.value();
  }
  names_.insert(below_ + name);
  ++files_;
  return path.string();
}

void PageFolder::count_bytes_of(const std::string& path) {
  std::error_code failed;
  const std::uintmax_t size = fs::file_size(path, failed);
  if (!failed) bytes_ += size;
}

void PageFolder::write(const ExportedFile& file, std::string_view bytes) {
  if (failed()) return;
  const std::string path = make_room(file.name);
  std::FILE* opened = std::fopen(path.c_str(), "wb");
  bool written =
      opened != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), opened) == bytes.size();
  if (opened != nullptr) written &= std::fclose(opened) == 0;
  if (!written && error_ == 0) error_ = errno;
  bytes_ += bytes.size();
}

Result<void> PageFolder::finish(const std::string& kind) {
  std::string list = first_line(kind) + "\n";
  for (const std::string& name : names_) list += name + "\n";
  enter("");
  write({kList}, list);
  if (!failed()) return {};
  errno = error_;
  return system_error("can't write", folder_, kFreeSpaceForFile);
}

}  // namespace kb
