#include "indexer/transfer/pack.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <utility>

#include "indexer/schema/record.h"
#include "indexer/store/frame_dictionary.h"
#include "indexer/store/index_folder.h"
#include "indexer/store/pocket_file.h"
#include "indexer/transfer/overwrite.h"
#include "indexer/transfer/work_folder.h"

namespace kb {
namespace {

// Names in the work folder.
constexpr const char* kRecords = "records";  // the database, with its records compressed anew
constexpr const char* kEmpty = "empty";      // an empty database without term lists
constexpr const char* kPocket = "pocket";    // the pocket file

constexpr std::size_t kSamples = 5000;      // the dictionary is trained on at most so many articles
constexpr std::size_t kSampleBytes = 8192;  // and on so many bytes at the start of each
constexpr Xapian::doccount kBatch = 10'000;  // records written between two commits
constexpr off_t kUuidOffset = 16;            // of the UUID in a Xapian database of one file
constexpr std::size_t kUuidLength = 16;      // only the UUID is random, the content gives the rest

tl::unexpected<Error> unwritable(const std::string& path) {
  return system_error("can't write", path, kFreeSpaceForFile);
}

/// A new file open for writing; closed at the end.
struct OutputFile {
  int fd;
  explicit OutputFile(const std::string& path)
      : fd(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666)) {}
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile() {
    if (fd >= 0) ::close(fd);
  }
  bool write(std::string_view bytes, std::uint64_t offset) const {
    while (!bytes.empty()) {
      const ssize_t n = ::pwrite(fd, bytes.data(), bytes.size(), off_t(offset));
      if (n <= 0) return false;
      bytes.remove_prefix(std::size_t(n));
      offset += std::uint64_t(n);
    }
    return true;
  }
};

/// Reads texts of articles from all over the index.
Result<std::vector<std::string>> samples_of(const Xapian::Database& database) {
  std::vector<std::string> samples;
  const std::size_t step = database.get_doccount() / kSamples + 1;
  std::size_t n = 0;
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    if (n++ % step != 0) continue;
    auto record = decode_record(database.get_document(*it).get_data());
    if (!record) return tl::make_unexpected(record.error());
    record->bytes.resize(std::min(record->bytes.size(), kSampleBytes));
    samples.push_back(std::move(record->bytes));
  }
  return samples;
}

/// Compresses each stored record of the database at `path` anew. False if `progress` was cancelled.
Result<bool> pack_records(const std::string& path, const std::string& dictionary,
                          Progress& progress) {
  RecordPacker packer(dictionary);
  Xapian::WritableDatabase database(path, Xapian::DB_OPEN | Xapian::DB_DANGEROUS);
  const Xapian::docid last = database.get_lastdocid();
  progress.total = database.get_doccount();
  for (Xapian::docid id = 1; id <= last; ++id) {
    if (progress.cancel) return false;
    Xapian::Document document;
    try {
      document = database.get_document(id);
    } catch (const Xapian::DocNotFoundError&) {
      continue;
    }
    auto record = pack_record(document.get_data(), packer);
    if (!record) return tl::make_unexpected(record.error());
    document.set_data(*record);
    database.replace_document(id, document);
    if (++progress.done % kBatch == 0) database.commit();
  }
  database.commit();
  return true;
}

/// Writes the tables of the database at `records` to `file` from its current offset, without term
/// lists: Xapian leaves them out if one of the databases that it compacts has none.
void write_database(const std::string& records, const std::string& empty, int file) {
  {
    const Xapian::WritableDatabase none(
        empty, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST);
  }
  Xapian::Database all;
  all.add_database(Xapian::Database(records));
  all.add_database(Xapian::Database(empty));
  all.compact(::fcntl(file, F_DUPFD_CLOEXEC, 0),
              Xapian::Compactor::FULL | Xapian::DBCOMPACT_SINGLE_FILE);
}

/// Replaces the random UUID by a hash of the content; false if that fails.
bool set_uuid(const OutputFile& file, std::uint64_t database, const std::string& path) {
  const std::uint64_t at = database + kUuidOffset;
  if (!file.write(std::string(kUuidLength, '\0'), at)) return false;
  const auto hash = hash_from(file.fd, database, path);
  return hash && file.write(hash->substr(0, kUuidLength), at);
}

Result<void> write_pocket(const std::string& path, const WorkFolder& work,
                          const std::string& dictionary, PocketManifest manifest,
                          PackReport& report) {
  const OutputFile file(path);
  if (file.fd < 0) return unwritable(path);
  manifest.dictionary = dictionary.size();
  const std::uint64_t front = pocket_front_limit(manifest) + dictionary.size();
  manifest.database = (front + kPocketPage - 1) / kPocketPage * kPocketPage;
  ::lseek(file.fd, off_t(manifest.database), SEEK_SET);
  write_database(work.path(kRecords), work.path(kEmpty), file.fd);
  if (!set_uuid(file, manifest.database, path)) return unwritable(path);
  struct stat status {};
  if (::fstat(file.fd, &status) != 0) return unwritable(path);
  manifest.info.size = std::uint64_t(status.st_size);
  // The hashes do not change the front's length, so the rest can be hashed where it will stand.
  manifest.info.hash.assign(32, '0');
  manifest.opening.assign(32, '0');
  const std::uint64_t behind = pocket_front(manifest).size();
  if (!file.write(dictionary, behind)) return unwritable(path);
  const auto opening = hash_from(file.fd, behind, path, manifest.opening_end());
  if (!opening) return tl::make_unexpected(opening.error());
  const auto hash = hash_from(file.fd, behind, path);
  if (!hash) return tl::make_unexpected(hash.error());
  manifest.opening = *opening;
  manifest.info.hash = *hash;
  if (!file.write(pocket_front(manifest), 0) || ::fsync(file.fd) != 0) return unwritable(path);
  report.bytes = manifest.info.size;
  return {};
}

/// kUsage if `out` is there and may not be replaced.
Result<void> check_out(const std::string& out, Overwrite overwrite) {
  return check_overwrite(out, "pocket file", is_pocket_file, overwrite);
}

Result<void> pack(const OpenIndex& index, const std::string& out, Overwrite overwrite,
                  const WorkFolder& work, Progress& progress, PackReport& report) {
  progress.stage = Progress::Stage::kReading;
  const auto samples = samples_of(index.database);
  if (!samples) return tl::make_unexpected(samples.error());
  const std::string dictionary = train_frame_dictionary(*samples);
  Xapian::Database(index.database).compact(work.path(kRecords), Xapian::DBCOMPACT_NO_RENUMBER);
  progress.stage = Progress::Stage::kPacking;
  const auto packed = pack_records(work.path(kRecords), dictionary, progress);
  if (!packed) return tl::make_unexpected(packed.error());
  report.cancelled = !*packed;
  if (report.cancelled) return {};
  progress.stage = Progress::Stage::kMerging;
  PocketManifest manifest;
  manifest.info = index.info;
  auto written = write_pocket(work.path(kPocket), work, dictionary, manifest, report);
  report.cancelled = progress.cancel;
  if (!written || report.cancelled) return written;
  progress.stage = Progress::Stage::kPublishing;
  if (auto free = check_out(out, overwrite); !free) return free;
  return work.publish(kPocket, out);
}

}  // namespace

Result<PackReport> pack_index(const std::string& index, const std::string& out, Overwrite overwrite,
                              Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  if (auto free = check_out(out, overwrite); !free) return tl::make_unexpected(free.error());
  const auto opened = open_index(index);
  if (!opened) return tl::make_unexpected(opened.error());
  auto work = WorkFolder::take(out);
  if (!work) return tl::make_unexpected(work.error());
  PackReport report;
  report.articles = opened->info.articles;
  report.index_bytes = opened->info.size;
  try {
    if (auto done = pack(*opened, out, overwrite, *work, progress, report); !done) {
      return tl::make_unexpected(done.error());
    }
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(write_error_of(error, out, kFreeSpaceForFile));
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  report.seconds = elapsed.count();
  return report;
}

}  // namespace kb
