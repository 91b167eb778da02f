#include "indexer/store/publish.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "corpus/on_threads.h"
#include "indexer/schema/schema.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

/// The files of a database folder, sorted. Xapian's lock file is none of them.
std::vector<std::string> table_names(const std::string& database) {
  std::vector<std::string> names;
  std::error_code ignored;
  fs::remove(database + "/flintlock", ignored);
  for (const auto& entry : fs::directory_iterator(database, ignored)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Measures a table and makes it durable.
Result<IndexPart> settle_table(const std::string& database, const std::string& name) {
  auto part = measure_file(database, name);
  if (part && !sync_path(database + "/" + name)) {
    return system_error("can't write", database + "/" + name);
  }
  return part;
}

std::string hash_of(const std::vector<IndexPart>& parts) {
  std::string hashes;
  for (const IndexPart& part : parts) hashes += part.name + " " + part.hash + "\n";
  const XXH128_hash_t hash = XXH3_128bits(hashes.data(), hashes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

/// A name that no database in the folder has: an old one may have the same content and be damaged.
std::string new_name(const std::string& folder, const std::string& hash) {
  std::string name = "index-" + hash.substr(0, 16) + ".glass";
  for (int n = 2; fs::exists(fs::symlink_status(folder + "/" + name)); ++n) {
    name = fmt::format("index-{}-{}.glass", hash.substr(0, 16), n);
  }
  return name;
}

Result<void> move_file(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return system_error("can't write", to);
  return {};
}

/// Moves the database to its final name, which no manifest names yet.
Result<void> place_database(const std::string& folder, const std::string& built, IndexInfo& info) {
  auto parts = settle_database(built);
  if (!parts) return tl::make_unexpected(parts.error());
  info.parts = std::move(*parts);
  info.hash = hash_of(info.parts);
  info.size = 0;
  for (const IndexPart& part : info.parts) info.size += part.size;
  info.database = new_name(folder, info.hash);
  for (IndexPart& part : info.parts) part.name = info.database + "/" + part.name;
  return move_file(built, folder + "/" + info.database);
}

Result<void> place_catalog(const std::string& folder, const std::string& built, IndexInfo& info) {
  auto part = measure_file(fs::path(built).parent_path(), fs::path(built).filename());
  if (!part) return tl::make_unexpected(part.error());
  if (!sync_path(built)) return system_error("can't write", built);
  part->name = "sources-" + part->hash.substr(0, 16);
  info.catalog = std::move(*part);
  return move_file(built, folder + "/" + info.catalog->name);
}

Result<IndexInfo> finish(const IndexLock& lock, IndexInfo info) {
  if (auto written = write_manifest(lock.folder(), info, lock.scratch() + "/manifest"); !written) {
    return tl::make_unexpected(written.error());
  }
  remove_leftovers(lock.folder(), info);
  return info;
}

}  // namespace

Result<std::vector<IndexPart>> settle_database(const std::string& database) {
  const std::vector<std::string> names = table_names(database);
  std::vector<Result<IndexPart>> found(names.size());
  on_threads(unsigned(names.size()),  // most of it is waiting for the disk
             [&](unsigned i) { found[i] = settle_table(database, names[i]); });
  std::vector<IndexPart> parts;
  for (Result<IndexPart>& part : found) {
    if (!part) return tl::make_unexpected(part.error());
    parts.push_back(std::move(*part));
  }
  if (!sync_path(database)) return system_error("can't write", database);
  return parts;
}

Result<IndexInfo> publish_index(const IndexLock& lock, const BuiltIndex& built, IndexInfo info) {
  info.schema = kSchemaVersion;
  info.program = kProgramVersion;
  info.created =
      fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::now()));
  info.catalog.reset();
  auto placed = place_database(lock.folder(), built.database, info);
  if (placed && !built.catalog.empty()) placed = place_catalog(lock.folder(), built.catalog, info);
  if (!placed) return tl::make_unexpected(placed.error());
  return finish(lock, std::move(info));
}

Result<IndexInfo> publish_catalog(const IndexLock& lock, const std::string& catalog,
                                  IndexInfo info) {
  if (auto placed = place_catalog(lock.folder(), catalog, info); !placed) {
    return tl::make_unexpected(placed.error());
  }
  return finish(lock, std::move(info));
}

}  // namespace kb
