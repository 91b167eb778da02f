#include "indexer/check/check.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <utility>

#include "indexer/store/cluster.h"
#include "indexer/store/index_folder.h"
#include "indexer/store/pocket_file.h"
#include "parser/text/count.h"

namespace kb {
namespace {

// What is wrong is a fault; what keeps us from finding out is an Error.
using Faults = std::vector<std::string>;

Result<void> check_hash(const std::string& folder, const IndexPart& part, Faults& faults) {
  if (!std::filesystem::exists(folder + "/" + part.name)) {
    faults.push_back(part.name + " is missing");
    return {};
  }
  const auto found = measure_file(folder, part.name);
  if (!found) return tl::make_unexpected(found.error());
  if (found->size != part.size) {
    faults.push_back(
        fmt::format("{} has {} instead of {}", part.name, counted(found->size, "byte"), part.size));
  } else if (found->hash != part.hash) {
    faults.push_back(part.name + kOtherHash);
  }
  return {};
}

Result<void> check_hashes(const std::string& folder, const std::vector<IndexPart>& parts,
                          Faults& faults) {
  for (const IndexPart& part : parts) {
    if (auto done = check_hash(folder, part, faults); !done) return done;
  }
  return {};
}

/// Turns what Xapian throws into a fault of the index `name`, or into an Error of ours.
Result<void> note(const Xapian::Error& error, const std::string& name, Faults& faults) {
  Error ours = error_of(error, name);
  if (ours.kind != ErrorKind::kDamaged) return tl::make_unexpected(std::move(ours));
  faults.push_back(error.get_msg());
  return {};
}

/// Lets Xapian walk the tables of a database, given by its path or by a descriptor. It calls a table
/// that can't be opened for want of descriptors an error, too.
template <typename Database>
Result<void> walk_tables(const Database& database, const std::string& name, Faults& faults) {
  std::ostringstream report;
  const std::size_t errors = Xapian::Database::check(database, 0, &report);
  if (errors == 0) return {};
  if (report.str().find(std::strerror(EMFILE)) != std::string::npos) {
    errno = EMFILE;
    return system_error("can't check", name, "raise the limit of open files (`ulimit -n`)");
  }
  faults.push_back(counted(errors, "error") + " in the database's structure");
  return {};
}

void compare_articles(const Xapian::Database& database, std::uint64_t wanted, Faults& faults) {
  const Xapian::doccount articles = database.get_doccount();
  if (articles == wanted) return;
  faults.push_back(fmt::format("{} instead of {}", counted(articles, "article"), wanted));
}

/// Xapian opens the tables of a folder for writing when it walks them, though it writes nothing;
/// where that is not permitted, the hashes vouch alone.
bool can_be_walked(const std::string& folder, const IndexInfo& info) {
  for (const IndexPart& part : info.parts) {
    if (::access((folder + "/" + part.name).c_str(), W_OK) != 0) return false;
  }
  return true;
}

Result<void> check_database(const std::string& folder, const IndexInfo& info, Faults& faults) {
  try {
    if (can_be_walked(folder, info)) {
      auto done = walk_tables(folder + "/" + info.database, folder, faults);
      if (!done) return done;
    }
    const auto index = open_index(folder);
    if (!index) return tl::make_unexpected(index.error());
    compare_articles(index->database, index->info.articles, faults);
  } catch (const Xapian::Error& error) {
    return note(error, folder, faults);
  }
  return {};
}

Result<void> check_folder(const std::string& folder, const IndexInfo& info, Faults& faults) {
  auto done = check_hashes(folder, info.parts, faults);
  if (done && info.catalog) done = check_hash(folder, *info.catalog, faults);
  return done && faults.empty() ? check_database(folder, info, faults) : done;
}

/// Compares everything with the hashes and lets Xapian check the database's structure.
Result<Faults> check_pocket_file(const std::string& path) {
  const auto file = PocketFile::open(path);
  if (!file) return tl::make_unexpected(file.error());
  const auto hash = file->hash();
  if (!hash) return tl::make_unexpected(hash.error());
  // What Xapian makes of a file with another hash would say no more.
  if (*hash != file->manifest().info.hash) return Faults{"it" + std::string(kOtherHash)};
  const auto database = file->database();
  if (!database) return tl::make_unexpected(database.error());
  Faults faults;
  Result<void> done;
  try {
    done = walk_tables(*database, path, faults);
    const auto opened = open_pocket_file(path);
    if (!opened) return tl::make_unexpected(opened.error());
    compare_articles(opened->database, opened->info.articles, faults);
  } catch (const Xapian::Error& error) {
    done = note(error, path, faults);
  }
  if (!done) return tl::make_unexpected(done.error());
  return faults;
}

void check_shard(const ClusterStub& stub, const std::string& path, const ClusterShard& shard,
                 Faults& faults) {
  const auto add = [&](const std::string& why) { faults.push_back(name_of(shard) + ": " + why); };
  try {
    const auto opened = open_shard(stub, path, shard);
    if (!opened) return add(opened.error().message);
    Faults found;
    compare_articles(opened->database, shard.articles, found);
    if (shard.server.empty()) {
      const auto checked = check_index(beside(path, shard.index));
      if (!checked) return add(checked.error().message);
      found.insert(found.end(), checked->begin(), checked->end());
    }
    for (const std::string& fault : found) add(fault);
  } catch (const Xapian::Error& error) {
    add(error.get_msg());
  }
}

Result<void> check_vocabulary(const std::string& path, const ClusterStub& stub, Faults& faults) {
  const std::string folder = beside(path, stub.vocabulary);
  Faults found;
  auto done = check_hashes(folder, stub.vocabulary_files, found);
  try {
    if (done && found.empty()) done = walk_tables(folder, path, found);
  } catch (const Xapian::Error& error) {
    done = note(error, path, found);
  }
  for (const std::string& fault : found) faults.push_back("the vocabulary: " + fault);
  return done;
}

/// Checks shards on this machine as check_index does, and asks servers how many articles they hold.
Result<Faults> check_cluster(const std::string& path) {
  const auto stub = read_cluster(path);
  if (!stub) return tl::make_unexpected(stub.error());
  Faults faults;
  const auto done = check_vocabulary(path, *stub, faults);
  for (const ClusterShard& shard : stub->shards) check_shard(*stub, path, shard, faults);
  if ((!done || !faults.empty()) && is_outdated(path, *stub)) return check_cluster(path);
  if (!done) return tl::make_unexpected(done.error());
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
  Faults faults;
  const auto done = check_folder(folder, *info, faults);
  if ((!done || !faults.empty()) && is_outdated(folder, *info)) return check_index(folder);
  if (!done) return tl::make_unexpected(done.error());
  return faults;
}

}  // namespace kb
