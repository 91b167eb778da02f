// The files of an old machine: a mounted disk, a copy of one, a part of it, or an image of it.
//
// Names are found in any case, as Windows finds them. Links are never followed, so that nothing
// outside the folder is read; nothing is ever written. A disk may be hostile: there is a limit for
// the number of files, and each reader names the most bytes that it wants.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/result.h"

namespace kb {

struct MachineFile {
  std::string path;          ///< below the folder, with `/`, as it is spelt there
  std::uint64_t size = 0;    ///< bytes; of a file in a folder only once it was measured()
  std::int64_t written = 0;  ///< seconds since 1970, the same; a copy may have the day of copying
  std::string version;       ///< of a listed file; else empty
  std::uint32_t volume = 0;  ///< of a file in an image, with `address`: where the image keeps it
  std::uint64_t address = 0;
};

/// Gives the bytes of the files that a MachineFolder lists.
class FileBytes {
 public:
  virtual ~FileBytes() = default;
  /// Sets size and time of a file that was listed without; 0 if they are not known.
  virtual void measure(MachineFile&) const {}
  /// At most `length` bytes from the beginning of a file; fewer if it is shorter or damaged. kInput
  /// if it can't be read.
  virtual Result<std::string> read(const MachineFile& file, std::uint64_t length) const = 0;
};

class MachineFolder {
 public:
  /// Lists what lies below a folder or in an image of a disk (image/image_process.h). kInput if
  /// `path` is neither or can't be read.
  static Result<MachineFolder> open(const std::string& path, std::size_t most_files = 400'000);

  /// Files that a list names, without contents: sizes and times that it lacks are 0. Their paths
  /// may begin with a drive.
  static MachineFolder listed(std::vector<MachineFile> files);
  /// True if the files can't be read, since only a list of them is there.
  bool is_list() const { return bytes_ == nullptr; }

  /// All files, sorted by their paths in lower case.
  const std::vector<MachineFile>& files() const { return files_; }
  /// The file of a path in any case; null if there is none.
  const MachineFile* find(std::string_view path) const;
  /// Is there a file in the folder of that path, or below it? In any case.
  bool has_folder(std::string_view path) const;
  /// The files of that name, without its folders, in any case.
  std::vector<const MachineFile*> named(std::string_view name) const;
  /// The file with its size and time, which cost more than its name: few of a disk are looked at.
  MachineFile measured(const MachineFile& file) const;
  /// The bytes of a file of at most `limit` bytes; kInput if it is larger or can't be read whole.
  Result<std::string> read(const MachineFile& file, std::uint64_t limit) const;
  /// At most `length` bytes of its beginning; empty if it can't be read.
  std::string beginning(const MachineFile& file, std::size_t length) const;

  /// Sentences about what was passed over: links, folders that can't be read, too many files.
  const std::vector<std::string>& diagnostics() const { return diagnostics_; }

 private:
  void sort_files();

  std::shared_ptr<const FileBytes> bytes_;  // null for a list
  std::vector<MachineFile> files_;
  std::vector<std::string> lower_paths_;  // of files_, so sorted
  /// The hash of each name in lower case, and which file has it; sorted.
  std::vector<std::pair<std::size_t, std::size_t>> by_name_;
  std::vector<std::string> diagnostics_;
};

}  // namespace kb
