#include "corpus/folder_watch.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>
#include <utility>

namespace kb {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE |
                                  IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF |
                                  IN_MOVE_SELF | IN_ONLYDIR;
constexpr milliseconds kGlance(100);  // between two looks at whether the wait was cancelled

}  // namespace

Result<FolderWatch> FolderWatch::open() {
  const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0) {
    return fail(ErrorKind::kSystem, std::string("can't watch folders: ") + std::strerror(errno),
                "raise fs.inotify.max_user_instances, or end other programs that watch");
  }
  return FolderWatch(descriptor);
}

FolderWatch::FolderWatch(FolderWatch&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), watched_(std::move(other.watched_)) {}

FolderWatch& FolderWatch::operator=(FolderWatch&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(watched_, other.watched_);
  return *this;
}

FolderWatch::~FolderWatch() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<FolderWatch::Watching> FolderWatch::watch(const std::vector<std::string>& folders) {
  const std::set<std::string> wanted(folders.begin(), folders.end());
  for (auto it = watched_.begin(); it != watched_.end();) {
    if (wanted.find(it->first) != wanted.end()) {
      ++it;
      continue;
    }
    ::inotify_rm_watch(descriptor_, it->second);
    it = watched_.erase(it);
  }
  Watching watching;
  for (const std::string& folder : wanted) {
    if (watched_.find(folder) != watched_.end()) continue;
    const int number = ::inotify_add_watch(descriptor_, folder.c_str(), kEvents);
    if (number < 0 && (errno == ENOSPC || errno == ENOMEM)) {
      return fail(ErrorKind::kSystem,
                  fmt::format("can't watch {} folders: the system allows no more", wanted.size()),
                  "raise fs.inotify.max_user_watches with sysctl");
    }
    if (number < 0) {
      watching.any_gone |= errno == ENOENT;
      continue;
    }
    watched_.emplace(folder, number);
    watching.any_new = true;
  }
  return watching;
}

bool FolderWatch::wait(milliseconds quiet, milliseconds limit, const std::atomic<bool>& cancel) {
  if (!wait_for_event(limit, cancel)) return false;
  const auto end = Clock::now() + 10 * quiet;
  do {
    read_events();
  } while (Clock::now() < end && wait_for_event(quiet, cancel));
  return !cancel;
}

bool FolderWatch::wait_for_event(milliseconds limit, const std::atomic<bool>& cancel) const {
  const auto end = Clock::now() + limit;
  while (!cancel) {
    const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
    pollfd wait{descriptor_, POLLIN, 0};
    const auto glance = std::clamp(left, milliseconds(0), kGlance);
    if (::poll(&wait, 1, int(glance.count())) > 0) return true;
    if (left <= milliseconds(0)) return false;
  }
  return false;
}

/// Takes what has been reported. A watch that the system has ended, since its folder is gone, or
/// whose folder has moved, is forgotten.
void FolderWatch::read_events() {
  alignas(inotify_event) std::array<char, 1U << 16U> buffer;
  for (;;) {
    const ssize_t length = ::read(descriptor_, buffer.data(), buffer.size());
    if (length <= 0) return;
    for (ssize_t at = 0; at < length;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += ssize_t(sizeof(inotify_event)) + event->len;
      if ((event->mask & (IN_IGNORED | IN_MOVE_SELF)) == 0) continue;
      if ((event->mask & IN_MOVE_SELF) != 0) ::inotify_rm_watch(descriptor_, event->wd);
      std::erase_if(watched_, [&](const auto& entry) { return entry.second == event->wd; });
    }
  }
}

}  // namespace kb
