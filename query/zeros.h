// An array of zeros, given by the system page by page.
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace kb {

/// `count` zeros of a plain type. Of a large array the system gives a page when it is first written
/// to, so that an entry for every document of an index costs little to a search that writes a few.
/// A small one it gives at once: a page on its own takes some 4 microseconds, ten times one among
/// others, and lists touch pages all over.
template <typename T>
class Zeros {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  explicit Zeros(std::size_t count) {
    constexpr std::size_t kSmall = std::size_t{1} << 20U;
    const std::size_t bytes = std::max<std::size_t>(count * sizeof(T), 1);
    const int at_once = bytes <= kSmall ? MAP_POPULATE : 0;
    void* pages = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | at_once, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    values_ = {static_cast<T*>(pages), Unmap{bytes}};
  }
  T& operator[](std::size_t i) { return values_.get()[i]; }
  const T& operator[](std::size_t i) const { return values_.get()[i]; }
  T* data() { return values_.get(); }
  const T* data() const { return values_.get(); }

 private:
  struct Unmap {
    std::size_t bytes = 0;
    void operator()(T* values) const { ::munmap(values, bytes); }
  };
  std::unique_ptr<T[], Unmap> values_;
};

}  // namespace kb
