// An array of zeros that takes memory only where it is written to.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace kb {

/// `count` zeros of a plain type. The system gives pages as they are written to, so that an entry
/// for every document of an index costs little to a search that writes a few.
template <typename T>
class Zeros {
 public:
  explicit Zeros(std::size_t count) : values_(static_cast<T*>(std::calloc(count, sizeof(T)))) {
    if (values_ == nullptr) throw std::bad_alloc();
  }
  T& operator[](std::size_t i) { return values_.get()[i]; }
  const T& operator[](std::size_t i) const { return values_.get()[i]; }
  const T* data() const { return values_.get(); }

 private:
  struct Free {
    void operator()(T* values) const { std::free(values); }
  };
  std::unique_ptr<T, Free> values_;
};

}  // namespace kb
