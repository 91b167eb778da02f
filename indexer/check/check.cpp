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
    faults.push_back(part.name + " is not the file that was written (its hash differs)");
  }
}

Faults check_hashes(const std::string& folder, const IndexInfo& info) {
  Faults faults;
  for (const IndexPart& part : database_files(info)) check_hash(folder, part, faults);
  if (info.catalog) check_hash(folder, *info.catalog, faults);
  return faults;
}

/// Lets Xapian walk the tables. It opens those of a folder for writing, though it writes nothing;
/// where that is not permitted, the hashes vouch alone.
void check_structure(const std::string& folder, const IndexInfo& info, Faults& faults) {
  for (const IndexPart& part : info.parts) {
    if (::access((folder + "/" + part.name).c_str(), W_OK) != 0) return;
  }
  const std::string path = folder + "/" + info.database;
  std::ostringstream report;
  const std::size_t errors = Xapian::Database::check(path, 0, &report);
  if (errors != 0) faults.push_back(fmt::format("{} errors in the database's structure", errors));
}

void check_database(const std::string& folder, const OpenIndex& index, Faults& faults) {
  try {
    check_structure(folder, index.info, faults);
    const Xapian::doccount articles = index.database.get_doccount();
    if (articles != index.info.articles) {
      faults.push_back(fmt::format("{} articles instead of {}", articles, index.info.articles));
    }
  } catch (const Xapian::Error& error) {
    faults.push_back(error.get_msg());
  }
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
