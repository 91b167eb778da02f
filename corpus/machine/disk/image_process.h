// The files of a disk image: raw, split, VHD, VMDK, E01, with FAT or NTFS in it.
//
// libtsk reads them, in a child process of its own: an image may be hostile, and whatever becomes
// of the child, the program goes on. The child may use 1 GB of memory and 5 minutes of processor
// time, it can't write files, and it is ended with the ImageProcess. The two talk through a socket:
// the child sends what it lists, then answers one request after the other.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "corpus/machine/disk/machine_folder.h"

namespace kb {

class ImageProcess final : public FileBytes {
 public:
  /// Lists the files of an image into `files`, at most `most_files`; what can't be read is told in
  /// `diagnostics`. kInput if it is no image that can be read, or if the optional part that reads
  /// images is not installed.
  static Result<std::unique_ptr<ImageProcess>> start(const std::string& path,
                                                     std::size_t most_files,
                                                     std::vector<MachineFile>& files,
                                                     std::vector<std::string>& diagnostics);
  ~ImageProcess() override;
  ImageProcess(const ImageProcess&) = delete;
  ImageProcess& operator=(const ImageProcess&) = delete;

  Result<std::string> read(const MachineFile& file, std::uint64_t length) const override;

 private:
  ImageProcess(pid_t child, int socket);

  Result<void> list(const std::string& path, std::vector<MachineFile>& files,
                    std::vector<std::string>& diagnostics) const;

  pid_t child_;
  std::FILE* socket_;  // read through its buffer, written to directly
};

}  // namespace kb
