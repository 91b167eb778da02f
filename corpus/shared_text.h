// Text of which there are millions and that never changes: names of files, numbers of articles.
//
// One pointer; the text lies behind it, once, however many copies are made. An empty one takes no
// memory more. Copies may be made and dropped on any thread; one object is one thread's at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>

namespace kb {

class SharedText {
 public:
  SharedText() = default;
  SharedText(std::string_view text) {  // NOLINT(google-explicit-constructor): it is a string
    if (!text.empty()) held_ = hold(text);
  }
  SharedText(const std::string& text) : SharedText(std::string_view(text)) {}  // NOLINT
  SharedText(const char* text) : SharedText(std::string_view(text)) {}         // NOLINT
  SharedText(const SharedText& other) noexcept : held_(other.held_) {
    if (held_ != nullptr) held_->uses.fetch_add(1, std::memory_order_relaxed);
  }
  SharedText(SharedText&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  SharedText& operator=(SharedText other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~SharedText() {
    if (held_ == nullptr || held_->uses.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    std::destroy_at(held_);
    ::operator delete(held_);
  }

  /// Valid as long as any copy is.
  std::string_view view() const {
    return held_ == nullptr ? std::string_view() : std::string_view(bytes_of(held_), held_->size);
  }
  operator std::string_view() const { return view(); }  // NOLINT(google-explicit-constructor)
  std::string string() const { return std::string(view()); }
  bool empty() const { return held_ == nullptr; }

  friend bool operator==(const SharedText& a, const SharedText& b) {
    return a.held_ == b.held_ || a.view() == b.view();
  }

 private:
  struct Held {  // the bytes follow
    explicit Held(std::size_t length) : size(std::uint32_t(length)) {}
    std::atomic<std::uint32_t> uses{1};
    std::uint32_t size;  // names and reasons: never 4 GB
  };

  static char* bytes_of(Held* held) { return reinterpret_cast<char*>(held) + sizeof(Held); }
  static Held* hold(std::string_view text) {
    Held* held = new (::operator new(sizeof(Held) + text.size())) Held(text.size());
    std::memcpy(bytes_of(held), text.data(), text.size());
    return held;
  }

  Held* held_ = nullptr;
};

}  // namespace kb
