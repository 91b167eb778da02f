#include "indexer/index_folder.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "indexer/pocket_file.h"
#include "indexer/schema.h"

namespace kb {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kManifest = "manifest.json";
constexpr const char* kLock = "lock";
constexpr const char* kFreeSpace =
    "check permissions and free space, or choose another place with --db";
constexpr const char* kRebuild = "build it again with `kb index PATH...`";

std::string join(const std::string& folder, const std::string& name) { return folder + "/" + name; }

tl::unexpected<Error> system_error(const std::string& what, const std::string& path) {
  return fail(ErrorKind::kSystem, what + " " + path + ": " + std::strerror(errno), kFreeSpace);
}

tl::unexpected<Error> damaged(const std::string& folder, const std::string& why) {
  return fail(ErrorKind::kDamaged, "the index " + folder + " is damaged: " + why, kRebuild);
}

Json to_json(const IndexInfo& info) {
  return {
      {"format", "kb index"},      {"schema", info.schema},     {"kb", info.program},
      {"database", info.database}, {"size", info.size},         {"xxh3", info.hash},
      {"articles", info.articles}, {"created", info.created},   {"sources", info.sources},
      {"files", info.files},       {"dialects", info.dialects}, {"diagnostics", info.diagnostics},
      {"bytes", info.bytes}};
}

/// Reads the fields; false if one is missing or of the wrong type.
bool from_json(const Json& json, IndexInfo& info) {
  try {
    if (json.at("format") != "kb index") return false;
    info.schema = json.at("schema");
    if (info.schema != kSchemaVersion) return true;  // the other fields may mean other things
    info.program = json.at("kb");
    info.database = json.at("database");
    info.size = json.at("size");
    info.hash = json.at("xxh3");
    info.articles = json.at("articles");
    info.created = json.at("created");
    info.sources = json.at("sources").get<std::vector<std::string>>();
    info.files = json.at("files");
    info.dialects = json.at("dialects").get<std::map<std::string, std::uint64_t>>();
    info.diagnostics = json.at("diagnostics");
    info.bytes = json.at("bytes");
    return info.database.find('/') == std::string::npos;
  } catch (const Json::exception&) {
    return false;
  }
}

Result<std::string> hash_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) return system_error("can't read", path);
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                              &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::vector<char> buffer(1U << 20U);
  std::size_t got = 0;
  while ((got = std::fread(buffer.data(), 1, buffer.size(), file.get())) != 0) {
    XXH3_128bits_update(state.get(), buffer.data(), got);
  }
  if (std::ferror(file.get()) != 0) return system_error("can't read", path);
  const XXH128_hash_t hash = XXH3_128bits_digest(state.get());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

/// Makes a file or folder durable.
bool sync_path(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  return synced;
}

Result<void> write_manifest(const std::string& folder, const IndexInfo& info) {
  const std::string temporary = join(folder, std::string(kManifest) + ".new");
  std::ofstream out(temporary, std::ios::trunc);
  out << to_json(info).dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
  out.close();
  if (!out || !sync_path(temporary)) return system_error("can't write", temporary);
  if (std::rename(temporary.c_str(), join(folder, kManifest).c_str()) != 0) {
    return system_error("can't write", join(folder, kManifest));
  }
  sync_path(folder);
  return {};
}

/// Removes databases that no manifest names and scratch folders of builds that died.
void remove_leftovers(const std::string& folder, const std::string& current) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    const bool old = name.starts_with("index-") && name.ends_with(".glass") && name != current;
    if (old || name.starts_with("scratch-") || name == std::string(kManifest) + ".new") {
      fs::remove_all(entry.path(), ignored);
    }
  }
}

std::string current_database(const std::string& folder) {
  const auto info = read_manifest(folder);
  return info ? info->database : std::string();
}

}  // namespace

Error error_of(const Xapian::Error& error, const std::string& folder) {
  const std::string_view type = error.get_type();
  if (type == "DatabaseLockError") {
    return {ErrorKind::kBusy, "another process is writing the index " + folder, "try again later"};
  }
  if (type.starts_with("Database")) {
    return {ErrorKind::kDamaged, "the index " + folder + " is damaged: " + error.get_msg(),
            kRebuild};
  }
  return {ErrorKind::kSystem, "the search library failed on " + folder + ": " + error.get_msg(),
          ""};
}

Error write_error_of(const Xapian::Error& error, const std::string& path) {
  const char* system = error.get_error_string();
  std::string why = error.get_msg();
  if (system != nullptr) why += std::string(": ") + system;
  return {ErrorKind::kSystem, "can't write " + path + ": " + why, kFreeSpace};
}

Result<IndexInfo> read_manifest(const std::string& folder) {
  std::error_code failed;
  const fs::file_status status = fs::status(folder, failed);
  if (failed == std::errc::permission_denied) return system_error("can't read", folder);
  if (!fs::exists(status)) {
    return fail(ErrorKind::kNoIndex, "there is no index at " + folder,
                "build one with `kb index PATH...`");
  }
  if (!fs::is_directory(status)) {
    return fail(ErrorKind::kDamaged, folder + " is a file, not an index folder",
                "name another place with --db");
  }
  std::ifstream in(join(folder, kManifest));
  if (!in && errno != ENOENT) return system_error("can't read", join(folder, kManifest));
  if (!in) {
    return fail(ErrorKind::kNoIndex, "there is no index in the folder " + folder,
                "build one with `kb index PATH...`");
  }
  IndexInfo info;
  const Json json = Json::parse(in, nullptr, false);
  if (json.is_discarded() || !from_json(json, info)) {
    return damaged(folder, std::string(kManifest) + " can't be read");
  }
  if (info.schema != kSchemaVersion) {
    const bool newer = info.schema > kSchemaVersion;
    return fail(ErrorKind::kVersion,
                fmt::format("the index {} was written by {} kb (schema {}; this one reads {})",
                            folder, newer ? "a newer" : "an older", info.schema, kSchemaVersion),
                newer ? "use that kb, or build the index again with `kb index PATH...`" : kRebuild);
  }
  return info;
}

Result<OpenIndex> open_index(const std::string& folder) {
  if (is_pocket_file(folder)) return open_pocket_file(folder);
  for (int attempt = 0;; ++attempt) {
    auto info = read_manifest(folder);
    if (!info) return tl::make_unexpected(info.error());
    const std::string path = join(folder, info->database);
    std::error_code failed;
    const std::uint64_t size = fs::file_size(path, failed);
    if (failed && attempt < 5 && current_database(folder) != info->database) continue;
    if (failed) return damaged(folder, info->database + " is missing");
    if (size != info->size) {
      return damaged(
          folder, fmt::format("{} has {} bytes instead of {}", info->database, size, info->size));
    }
    try {
      return OpenIndex{*info, Xapian::Database(path)};
    } catch (const Xapian::Error& error) {
      if (attempt < 5 && current_database(folder) != info->database) continue;
      return tl::make_unexpected(error_of(error, folder));
    }
  }
}

Result<std::vector<std::string>> check_index(const std::string& folder) {
  if (is_pocket_file(folder)) return check_pocket_file(folder);
  auto opened = open_index(folder);
  if (!opened) return tl::make_unexpected(opened.error());
  std::vector<std::string> faults;
  const std::string path = join(folder, opened->info.database);
  const auto hash = hash_file(path);
  if (!hash) return tl::make_unexpected(hash.error());
  if (*hash != opened->info.hash) {
    faults.push_back(opened->info.database +
                     " is not the file that was written (its hash differs)");
  }
  try {
    std::ostringstream report;
    const std::size_t errors = Xapian::Database::check(path, 0, &report);
    if (errors != 0) faults.push_back(fmt::format("{} errors in the database's structure", errors));
    if (opened->database.get_doccount() != opened->info.articles) {
      faults.push_back(fmt::format("{} articles instead of {}", opened->database.get_doccount(),
                                   opened->info.articles));
    }
  } catch (const Xapian::Error& error) {
    faults.push_back(error.get_msg());
  }
  return faults;
}

IndexLock::IndexLock(std::string folder, std::string scratch, int descriptor)
    : folder_(std::move(folder)), scratch_(std::move(scratch)), descriptor_(descriptor) {}

IndexLock::IndexLock(IndexLock&& other) noexcept
    : folder_(std::move(other.folder_)),
      scratch_(std::move(other.scratch_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

IndexLock& IndexLock::operator=(IndexLock&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(scratch_, other.scratch_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

IndexLock::~IndexLock() {
  if (descriptor_ < 0) return;
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
  ::close(descriptor_);
}

Result<IndexLock> IndexLock::take(const std::string& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (fs::exists(folder) && !fs::is_directory(folder)) {
    if (is_pocket_file(folder)) {
      return fail(ErrorKind::kUsage, folder + " is a pocket file, which can't be changed",
                  "turn it into an index folder with `kb unpack`, or name another place with --db");
    }
    return fail(ErrorKind::kUsage, folder + " is a file, not a folder for an index",
                "name another place with --db");
  }
  if (failed) {
    return fail(ErrorKind::kSystem, "can't create " + folder + ": " + failed.message(),
                "check permissions, or choose another place with --db");
  }
  const std::string path = join(folder, kLock);
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return system_error("can't write", path);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return fail(ErrorKind::kBusy, "another kb is writing the index " + folder,
                "wait until it ends; searches go on meanwhile");
  }
  remove_leftovers(folder, current_database(folder));
  const std::string scratch = join(folder, "scratch-" + std::to_string(::getpid()));
  IndexLock lock(folder, scratch, descriptor);
  if (!fs::create_directory(scratch, failed)) return system_error("can't create", scratch);
  return lock;
}

Result<IndexInfo> publish_index(const IndexLock& lock, const std::string& built, IndexInfo info) {
  const auto hash = hash_file(built);
  if (!hash) return tl::make_unexpected(hash.error());
  std::error_code failed;
  info.size = fs::file_size(built, failed);
  info.hash = *hash;
  info.schema = kSchemaVersion;
  info.program = kProgramVersion;
  info.database = "index-" + hash->substr(0, 16) + ".glass";
  info.created =
      fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::now()));
  const std::string path = join(lock.folder(), info.database);
  if (!sync_path(built)) return system_error("can't write", built);
  if (std::rename(built.c_str(), path.c_str()) != 0) return system_error("can't write", path);
  if (auto written = write_manifest(lock.folder(), info); !written) {
    return tl::make_unexpected(written.error());
  }
  remove_leftovers(lock.folder(), info.database);
  return info;
}

}  // namespace kb
