#include "corpus/archive_module.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

namespace {

struct ReadFree {
  void operator()(archive* a) const { archive_read_free(a); }
};

/// A file that is open while this lives. A FIFO that has taken the archive's place is not waited
/// for.
class OpenFile {
 public:
  explicit OpenFile(const char* path)
      : descriptor_(::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    struct stat info {};
    if (descriptor_ < 0 || ::fstat(descriptor_, &info) != 0) {
      problem_ = std::strerror(errno);
    } else if (!S_ISREG(info.st_mode)) {
      problem_ = "it is not a regular file";
    }
  }
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int descriptor() const { return descriptor_; }
  const char* problem() const { return problem_; }  ///< null if there is none

 private:
  int descriptor_;
  const char* problem_ = nullptr;
};

const char* text_or(const char* text, const char* other) { return text == nullptr ? other : text; }

/// Reads the current member; false with a sentence in `problem` if it breaks off.
bool read_data(archive* reader, std::string& bytes, std::string& problem) {
  const void* block = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  for (;;) {
    const int status = archive_read_data_block(reader, &block, &size, &offset);
    if (status == ARCHIVE_EOF) return true;
    if (status < ARCHIVE_WARN) {
      problem = text_or(archive_error_string(reader), "damaged member");
      return false;
    }
    if (std::size_t(offset) > bytes.size()) bytes.resize(std::size_t(offset), '\0');
    bytes.append(static_cast<const char*>(block), size);
  }
}

}  // namespace

extern "C" int kb_archive_read(const char* path, std::uint64_t limit, KbArchiveMember member,
                               void* context, char* error, std::size_t error_size) {
  const OpenFile file(path);
  if (file.problem() != nullptr) {
    std::snprintf(error, error_size, "%s", file.problem());
    return 1;
  }
  const std::unique_ptr<archive, ReadFree> reader(archive_read_new());
  archive_read_support_filter_all(reader.get());
  archive_read_support_format_tar(reader.get());
  archive_read_support_format_zip(reader.get());
  const auto failed = [&] {
    std::snprintf(error, error_size, "%s",
                  text_or(archive_error_string(reader.get()), "not an archive"));
    return 1;
  };
  if (archive_read_open_fd(reader.get(), file.descriptor(), 1 << 16) != ARCHIVE_OK) return failed();
  for (;;) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(reader.get(), &entry);
    if (status == ARCHIVE_EOF) return 0;
    if (status < ARCHIVE_WARN) return failed();
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    const std::string name = text_or(archive_entry_pathname(entry), "(unnamed)");
    std::string bytes;
    std::string problem;
    if (archive_entry_size_is_set(entry) != 0 && std::uint64_t(archive_entry_size(entry)) > limit) {
      problem = "it is larger than an article can be";
    } else {
      read_data(reader.get(), bytes, problem);
    }
    const std::int64_t mtime = archive_entry_mtime(entry);
    if (member(context, name.c_str(), mtime, bytes.data(), bytes.size(),
               problem.empty() ? nullptr : problem.c_str()) == 0) {
      return 0;
    }
  }
}
