// Work on several threads that may fail as work on one: an exception ends up with the caller.
#pragma once

#include <algorithm>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace kb {

/// How many threads to work on: `wanted`, or one a processor if that is 0.
inline unsigned thread_count(unsigned wanted) {
  return wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

/// Calls work(0) ... work(count - 1), each on a thread of its own, and waits for all. Where no
/// thread can be had (too little memory, a limit), the caller's does the work. Throws the first
/// exception that a call has thrown; the others run to their end.
template <typename Work>
void on_threads(unsigned count, const Work& work) {
  std::mutex mutex;
  std::exception_ptr thrown;
  const auto guarded = [&](unsigned i) {
    try {
      work(i);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!thrown) thrown = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    threads.reserve(count);
    for (unsigned i = 1; i < count; ++i) {
      try {
        threads.emplace_back(guarded, i);
      } catch (const std::system_error&) {
        guarded(i);
      }
    }
    if (count > 0) guarded(0);
  }
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace kb
