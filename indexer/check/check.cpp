#include "indexer/check/check.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "indexer/store/cluster.h"
#include "indexer/store/index_folder.h"
#include "indexer/store/pocket_file.h"

namespace kb {
namespace {

using Faults = std::vector<std::string>;

void check_hash(const std::string& folder, const IndexPart& part, Faults& faults) {
  if (!std::filesystem::exists(folder + "/" + part.name)) {
    faults.push_back(part.name + " is missing");
    return;
  }
  const auto found = measure_file(folder, part.name);
  if (!found) {
    faults.push_back(found.error().message);
  } else if (found->size != part.size) {
    faults.push_back(
        fmt::format("{} has {} bytes instead of {}", part.name, found->size, part.size));
  } else if (found->hash != part.hash) {
    faults.push_back(part.name + kOtherHash);
  }
}

Faults check_hashes(const std::string& folder, const IndexInfo& info) {
  Faults faults;
  for (const IndexPart& part : info.parts) check_hash(folder, part, faults);
  if (info.catalog) check_hash(folder, *info.catalog, faults);
  return faults;
}

void add_errors(std::size_t errors, Faults& faults) {
  if (errors != 0) faults.push_back(fmt::format("{} errors in the database's structure", errors));
}

void compare_articles(const Xapian::Database& database, std::uint64_t wanted, Faults& faults) {
  const Xapian::doccount articles = database.get_doccount();
  if (articles == wanted) return;
  faults.push_back(fmt::format("{} articles instead of {}", articles, wanted));
}

/// Lets Xapian walk the tables. It opens those of a folder for writing, though it writes nothing;
/// where that is not permitted, the hashes vouch alone.
void check_structure(const std::string& folder, const IndexInfo& info, Faults& faults) {
  for (const IndexPart& part : info.parts) {
    if (::access((folder + "/" + part.name).c_str(), W_OK) != 0) return;
  }
  const std::string path = folder + "/" + info.database;
  std::ostringstream report;
  add_errors(Xapian::Database::check(path, 0, &report), faults);
}

void check_database(const std::string& folder, const OpenIndex& index, Faults& faults) {
  try {
    check_structure(folder, index.info, faults);
    compare_articles(index.database, index.info.articles, faults);
  } catch (const Xapian::Error& error) {
    faults.push_back(error.get_msg());
  }
}

/// Compares everything with the hashes and lets Xapian check the database's structure.
Result<Faults> check_pocket_file(const std::string& path) {
  const auto file = PocketFile::open(path);
  if (!file) return tl::make_unexpected(file.error());
  const auto hash = file->hash();
  if (!hash) return tl::make_unexpected(hash.error());
  // What Xapian makes of a file with another hash would say no more.
  if (*hash != file->manifest().info.hash) return Faults{"it" + std::string(kOtherHash)};
  const auto opened = open_pocket_file(path);
  if (!opened) return tl::make_unexpected(opened.error());
  Faults faults;
  try {
    std::ostringstream report;
    add_errors(Xapian::Database::check(file->database(), 0, &report), faults);
    compare_articles(opened->database, opened->info.articles, faults);
  } catch (const Xapian::Error& error) {
    faults.push_back(error.get_msg());
  }
  return faults;
}

void check_shard(const ClusterStub& stub, const std::string& path, const ClusterShard& shard,
                 Faults& faults) {
  const auto note = [&](const std::string& why) { faults.push_back(name_of(shard) + ": " + why); };
  try {
    const auto opened = open_shard(stub, path, shard);
    if (!opened) return note(opened.error().message);
    Faults found;
    compare_articles(opened->database, shard.articles, found);
    if (shard.server.empty()) {
      const auto checked = check_index(beside(path, shard.index));
      if (!checked) return note(checked.error().message);
      found.insert(found.end(), checked->begin(), checked->end());
    }
    for (const std::string& fault : found) note(fault);
  } catch (const Xapian::Error& error) {
    note(error.get_msg());
  }
}

Faults check_vocabulary(const std::string& folder, const ClusterStub& stub) {
  Faults faults;
  for (const IndexPart& part : stub.vocabulary_files) check_hash(folder, part, faults);
  if (!faults.empty()) return faults;
  try {
    std::ostringstream report;
    add_errors(Xapian::Database::check(folder, 0, &report), faults);
  } catch (const Xapian::Error& error) {
    faults.push_back(error.get_msg());
  }
  return faults;
}

/// Checks shards on this machine as check_index does, and asks servers how many articles they hold.
Result<Faults> check_cluster(const std::string& path) {
  const auto stub = read_cluster(path);
  if (!stub) return tl::make_unexpected(stub.error());
  Faults faults;
  for (const std::string& fault : check_vocabulary(beside(path, stub->vocabulary), *stub)) {
    faults.push_back("the vocabulary: " + fault);
  }
  for (const ClusterShard& shard : stub->shards) check_shard(*stub, path, shard, faults);
  if (!faults.empty() && is_outdated(path, *stub)) return check_cluster(path);
  return faults;
}

/// Was another index published since `info` was read?
bool is_outdated(const std::string& folder, const IndexInfo& info) {
  const auto now = read_manifest(folder);
  return now &&
         (now->database != info.database || now->catalog.has_value() != info.catalog.has_value() ||
          (now->catalog && now->catalog->name != info.catalog->name));
}

}  // namespace

Result<Faults> check_index(const std::string& folder) {
  if (is_pocket_file(folder)) return check_pocket_file(folder);
  if (const std::string stub = find_cluster(folder); !stub.empty()) return check_cluster(stub);
  const auto info = read_manifest(folder);
  if (!info) return tl::make_unexpected(info.error());
  Faults faults = check_hashes(folder, *info);
  if (faults.empty()) {
    const auto index = open_index(folder);
    if (!index) return tl::make_unexpected(index.error());
    check_database(folder, *index, faults);
  }
  if (!faults.empty() && is_outdated(folder, *info)) return check_index(folder);
  return faults;
}

}  // namespace kb
