// What an export writes its files to: a folder (page_folder.h) or one file (zim_file.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kb {

/// A file of an export.
struct ExportedFile {
  std::string name;         ///< `articles/182/Q182320.html`; each is written once
  std::string title{};      ///< of a page; text
  bool is_article = false;  ///< true for the pages that a reader looks for, false for lists
};

class PageSink {
 public:
  PageSink() = default;
  PageSink(const PageSink&) = delete;
  PageSink& operator=(const PageSink&) = delete;
  virtual ~PageSink() = default;

  /// Writes a file. After the first failure it does nothing more; whoever finishes the sink is told
  /// of it.
  virtual void write(const ExportedFile& file, std::string_view bytes) = 0;
  virtual bool failed() const = 0;

  std::uint64_t files() const { return files_; }

 protected:
  std::uint64_t files_ = 0;  ///< that were written
};

}  // namespace kb
