// A file or folder OUT is made in the folder OUT.part beside it before it appears under its name.
//
//   OUT.part/lock     empty; the process that writes OUT locks it (flock)
//   OUT.part/...      files of that process
//
// Whether an OUT that is there may be replaced is asked before (overwrite.h); it is touched once,
// by a rename of what is finished. A process that dies leaves the folder; the next one that writes
// OUT removes what lies in it. Only the user who made the folder can enter it, and a folder of
// another user is not taken over.
#pragma once

#include <string>

#include "parser/result.h"

namespace kb {

class WorkFolder {
 public:
  /// Makes and locks the folder for the file `out`, and removes what dead processes left in it.
  /// kUsage if `out`.part exists and kb did not make it for this user;
  /// kBusy if another process writes `out`; kSystem if the folder can't be made.
  static Result<WorkFolder> take(const std::string& out);

  WorkFolder(WorkFolder&& other) noexcept;
  WorkFolder& operator=(WorkFolder&&) = delete;
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  /// Removes the folder with everything in it.
  ~WorkFolder();

  std::string path(const std::string& name) const { return folder_ + "/" + name; }

  /// Makes the file `name` of this folder durable and renames it to `out`. kSystem if that fails.
  Result<void> publish(const std::string& name, const std::string& out) const;

  /// The same for the folder `name`, which takes the place of a folder that may be at `out`. What
  /// was in that is removed with the work folder. Where the file system can't exchange two names,
  /// there is no `out` for a moment. kSystem if that fails; `out` is then as it was.
  Result<void> publish_folder(const std::string& name, const std::string& out) const;

 private:
  WorkFolder(std::string folder, int lock);
  std::string folder_;
  int lock_;
};

}  // namespace kb
