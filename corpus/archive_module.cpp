// Archives are not believed. What a member is said to have is a hint; what counts is the bytes that
// libarchive delivers, of each member and of the whole archive, those that are thrown away too.
#include "corpus/archive_module.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

namespace {

/// An archive may unpack to kAlwaysUnpacked bytes and kMaxRatio times its own size; text is packed
/// to a tenth, with luck to a thirtieth.
constexpr std::uint64_t kAlwaysUnpacked = 256ULL << 20U;
constexpr std::uint64_t kMaxRatio = 100;

constexpr const char* kTooLarge = "it is larger than an article can be";
constexpr const char* kUnpacksTooFar = "it unpacks to far more than articles can";

/// How zip archives are read: by the directory at their end, so that a member is skipped without
/// unpacking it, or from front to end where the directory is lost.
enum class Zip { kByDirectory, kFromFront };

struct ReadFree {
  void operator()(archive* a) const { archive_read_free(a); }
};

const char* text_or(const char* text, const char* other) { return text == nullptr ? other : text; }

std::uint64_t size_of(int descriptor) {
  struct stat info {};
  return ::fstat(descriptor, &info) == 0 ? std::uint64_t(info.st_size) : 0;
}

/// An archive and its current member.
class Reader {
 public:
  Reader(int descriptor, std::uint64_t limit)
      : descriptor_(descriptor),
        limit_(limit),
        archive_limit_(kAlwaysUnpacked + kMaxRatio * size_of(descriptor)) {}

  /// Moves to the first member; false if this is no archive.
  bool begin() {
    if (begin(Zip::kByDirectory)) return true;
    return archive_format(reader_.get()) == 0 && begin(Zip::kFromFront);
  }

  /// Moves to the next member; false if the archive is damaged.
  bool next() {
    const int status = archive_read_next_header(reader_.get(), &entry_);
    if (status == ARCHIVE_EOF) entry_ = nullptr;
    return status == ARCHIVE_EOF || status >= ARCHIVE_WARN;
  }

  archive_entry* entry() const { return entry_; }  ///< null behind the last member
  const char* error() const {
    return text_or(archive_error_string(reader_.get()), "not an archive");
  }

  /// Has the whole archive delivered more than it may?
  bool is_exhausted() const {
    const auto unfiltered = std::uint64_t(archive_filter_bytes(reader_.get(), 0));
    return std::max(delivered_, unfiltered) > archive_limit_;
  }

  /// The bytes of the member; ends early with a sentence in `problem` if it breaks off or is too
  /// large.
  std::string read(std::string& problem) {
    std::string bytes;
    if (is_said_too_large()) problem = kTooLarge;
    while (problem.empty() || must_unpack()) {
      const void* block = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int status = archive_read_data_block(reader_.get(), &block, &size, &offset);
      if (status == ARCHIVE_EOF) break;
      if (status < ARCHIVE_WARN) {
        problem = text_or(archive_error_string(reader_.get()), "damaged member");
        break;
      }
      delivered_ += size;
      if (problem.empty()) add(static_cast<const char*>(block), size, offset, bytes, problem);
      if (is_exhausted()) break;
    }
    return bytes;
  }

 private:
  bool begin(Zip zip) {
    zip_ = zip;
    reader_.reset(archive_read_new());
    archive_read_support_filter_all(reader_.get());
    archive_read_support_format_tar(reader_.get());
    zip == Zip::kByDirectory ? archive_read_support_format_zip_seekable(reader_.get())
                             : archive_read_support_format_zip_streamable(reader_.get());
    if (::lseek(descriptor_, 0, SEEK_SET) != 0) return false;
    return archive_read_open_fd(reader_.get(), descriptor_, 1 << 16) == ARCHIVE_OK && next();
  }

  bool is_said_too_large() const {
    return archive_entry_size_is_set(entry_) != 0 &&
           std::uint64_t(archive_entry_size(entry_)) > limit_;
  }

  /// Does libarchive unpack a member that is skipped? Then it is better done here, where it counts.
  bool must_unpack() const {
    return zip_ == Zip::kFromFront || archive_filter_code(reader_.get(), 0) != ARCHIVE_FILTER_NONE;
  }

  /// Adds a block; a hole before it becomes zeros.
  void add(const char* block, std::size_t size, la_int64_t offset, std::string& bytes,
           std::string& problem) {
    const std::uint64_t begin = std::max(std::uint64_t(offset), std::uint64_t(bytes.size()));
    if (begin > limit_ || size > limit_ - begin) {
      problem = kTooLarge;
      bytes = std::string();
      return;
    }
    delivered_ += begin - bytes.size();
    bytes.resize(begin, '\0');
    bytes.append(block, size);
  }

  const int descriptor_;
  const std::uint64_t limit_;
  const std::uint64_t archive_limit_;
  std::unique_ptr<archive, ReadFree> reader_;
  Zip zip_ = Zip::kByDirectory;
  archive_entry* entry_ = nullptr;
  std::uint64_t delivered_ = 0;
};

}  // namespace

extern "C" int kb_archive_read(int descriptor, std::uint64_t limit, KbArchiveMember member,
                               void* context, char* error, std::size_t error_size) {
  Reader reader(descriptor, limit);
  const auto failed = [&](const char* why) {
    std::snprintf(error, error_size, "%s", why);
    return 1;
  };
  for (bool whole = reader.begin(); reader.entry() != nullptr || !whole; whole = reader.next()) {
    if (!whole) return failed(reader.error());
    if (reader.is_exhausted()) return failed(kUnpacksTooFar);
    archive_entry* entry = reader.entry();
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    const std::string name = text_or(archive_entry_pathname(entry), "(unnamed)");
    const std::int64_t mtime = archive_entry_mtime(entry);
    std::string problem;
    const std::string bytes = reader.read(problem);
    if (reader.is_exhausted()) return failed(kUnpacksTooFar);
    if (member(context, name.c_str(), mtime, bytes.data(), bytes.size(),
               problem.empty() ? nullptr : problem.c_str()) == 0) {
      return 0;
    }
  }
  return 0;
}
