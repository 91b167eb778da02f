// An array of zeros, given by the system page by page.
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace kb {

/// `count` zeros of a plain type. The system gives a page when it is first written to, so that an
/// entry for every document of an index costs little to a search that writes a few. One that will
/// write to most of them asks for all at once: a page on its own takes some 4 microseconds, three
/// times one among others.
template <typename T>
class Zeros {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  explicit Zeros(std::size_t count) {
    const std::size_t bytes = std::max<std::size_t>(count * sizeof(T), 1);
    void* pages =
        ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    values_ = {static_cast<T*>(pages), Unmap{bytes}};
  }
  /// Says that `entries` all over the array will be written to.
  void expect(std::size_t entries) {
    constexpr std::size_t kPage = 4096;
    const std::size_t bytes = values_.get_deleter().bytes;
    if (given_ || entries < bytes / kPage) return;
    given_ = true;
    // It may fail: pages come one by one then.
    ::madvise(values_.get(), bytes, MADV_POPULATE_WRITE);
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
  bool given_ = false;  // all at once
};

}  // namespace kb
