// Tells when something changes in folders (inotify): not what, which the next walk finds out.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "parser/result.h"

namespace kb {

class FolderWatch {
 public:
  /// kSystem if the system has no watch to give.
  static Result<FolderWatch> open();

  FolderWatch(FolderWatch&& other) noexcept;
  FolderWatch& operator=(FolderWatch&& other) noexcept;
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;
  ~FolderWatch();

  /// What came of watching folders.
  struct Watching {
    bool any_new = false;   ///< one was not watched before: what happened in it is unknown
    bool any_gone = false;  ///< one is not there any more, nothing will be heard of it
  };

  /// Watches these folders, each for what happens to the names directly in it, and no others any
  /// more. A folder that can't be read is left out. kSystem if the system's limit is reached.
  Result<Watching> watch(const std::vector<std::string>& folders);

  /// Waits until something changes, `limit` has passed or `cancel` is set. Changes that follow each
  /// other closely are one: it returns when nothing has happened for `quiet`, at the latest ten
  /// times that after the first. True if something changed.
  bool wait(std::chrono::milliseconds quiet, std::chrono::milliseconds limit,
            const std::atomic<bool>& cancel);

 private:
  explicit FolderWatch(int descriptor) : descriptor_(descriptor) {}
  bool wait_for_event(std::chrono::milliseconds limit, const std::atomic<bool>& cancel) const;
  void read_events();

  int descriptor_;
  std::map<std::string, int> watched_;  // paths, and the system's number of the watch
};

}  // namespace kb
