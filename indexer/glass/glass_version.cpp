#include "indexer/glass/glass_version.h"

#include <algorithm>
#include <random>
#include <string_view>

#include "indexer/glass/glass_pack.h"

namespace kb::glass {
namespace {

constexpr unsigned kRevision = 1;

/// Returns the length up to which tags are not worth compressing; 0 if the table compresses none.
unsigned compress_from(Table table) {
  return table == Table::kPostings || table == Table::kPositions ? 0 : 18;
}

/// Makes a random UUID (version 4).
std::string new_uuid() {
  std::random_device random;
  std::string uuid(16, '\0');
  for (char& byte : uuid) byte = static_cast<char>(random());
  uuid[6] = static_cast<char>((uuid[6] & 0x0F) | 0x40);
  uuid[8] = static_cast<char>((uuid[8] & 0x3F) | 0x80);
  return uuid;
}

/// Encodes that no block is free: revision, number of the first unused block, and an empty list.
std::string free_blocks(const Root& root) {
  std::string list;
  put_uint(list, kRevision);
  put_uint(list, root.blocks);
  list.append(4, '\0');
  return list;
}

void put_root(std::string& out, Table table, const Root& root) {
  constexpr unsigned kSequential = 2;
  constexpr unsigned kNoBlock = 1;
  put_uint(out, root.block);
  put_uint(out, root.level << 2 | kSequential | (root.entries == 0 ? kNoBlock : 0));
  put_uint(out, root.entries);
  put_uint(out, kBlockSize >> 11);
  put_uint(out, compress_from(table));
  put_string(out, free_blocks(root));
}

void put_totals(std::string& out, const Totals& totals) {
  put_uint(out, totals.documents);
  put_uint(out, 0);  // last document number less the number of documents
  put_uint(out, totals.shortest);
  put_uint(out, totals.most_frequent);
  put_uint(out, totals.longest - totals.most_frequent);
  put_uint(out, 0);  // oldest changeset
  put_uint(out, totals.length);
  put_uint(out, totals.spelling_most);
}

}  // namespace

bool may_lack(Table table) { return table != Table::kPostings && table != Table::kTerms; }

void Totals::add_document(std::uint32_t its_length, std::uint32_t its_most_frequent) {
  add({1, its_length, its_length, its_most_frequent, its_length, 0});
}

void Totals::add(const Totals& other) {
  if (other.shortest != 0) {
    shortest = shortest == 0 ? other.shortest : std::min(shortest, other.shortest);
  }
  documents += other.documents;
  longest = std::max(longest, other.longest);
  most_frequent = std::max(most_frequent, other.most_frequent);
  length += other.length;
  spelling_most = std::max(spelling_most, other.spelling_most);
}

Result<void> write_version(const std::string& folder, const std::array<Root, kTables>& roots,
                           const Totals& totals) {
  std::string out(kVersionMark);
  out += new_uuid();
  put_uint(out, kRevision);
  for (std::size_t t = 0; t < kTables; ++t) put_root(out, static_cast<Table>(t), roots.at(t));
  put_totals(out, totals);
  ScratchWriter file(folder + "/iamglass");
  file.append(out);
  return file.flush();
}

}  // namespace kb::glass
