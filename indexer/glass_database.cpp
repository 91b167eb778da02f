#include "indexer/glass_database.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/glass_pack.h"
#include "indexer/glass_unpack.h"
#include "indexer/glass_version.h"

namespace kb::glass {

/// What the version file says.
struct DatabaseReader::Layout {
  std::array<Root, kTables> roots;
  std::uint32_t last_document = 0;

  const Root& root(Table table) const { return roots.at(static_cast<std::size_t>(table)); }

  /// Of the version file that starts at `offset`. Null if the format is not ours.
  static std::optional<Layout> read(int descriptor, std::uint64_t offset);
};

std::optional<DatabaseReader::Layout> DatabaseReader::Layout::read(int descriptor,
                                                                   std::uint64_t offset) {
  std::array<char, kBlockSize> buffer;
  std::string_view bytes = read_some(descriptor, offset, buffer.data(), buffer.size());
  constexpr std::size_t kUuid = 16;
  if (!bytes.starts_with(kVersionMark) || bytes.size() < kVersionMark.size() + kUuid) return {};
  bytes.remove_prefix(kVersionMark.size() + kUuid);
  bool whole = true;
  const auto next = [&] {
    const auto number = take_uint(bytes);
    whole = whole && number.has_value();
    return number.value_or(0);
  };
  Layout layout;
  next();  // revision
  for (Root& root : layout.roots) {
    root.block = std::uint32_t(next());
    root.level = std::uint32_t(next() >> 2U);
    root.entries = next();
    const std::uint64_t block_size = next() << 11U;
    next();  // shortest tag worth compressing
    const std::uint64_t free_list = next();
    constexpr std::uint32_t kMostLevels = 10;  // Xapian's limit
    whole =
        whole && free_list <= bytes.size() && block_size == kBlockSize && root.level < kMostLevels;
    if (!whole) return {};
    bytes.remove_prefix(free_list);
  }
  const std::uint64_t documents = next();
  layout.last_document = std::uint32_t(documents + next());
  return whole ? std::optional(layout) : std::nullopt;
}

DatabaseReader::File::~File() {
  if (descriptor >= 0) ::close(descriptor);
}

DatabaseReader::DatabaseReader(std::unique_ptr<File> postings, std::unique_ptr<File> positions,
                               const Layout& layout, std::uint64_t offset)
    : postings_file_(std::move(postings)),
      positions_file_(std::move(positions)),
      lists_({postings_file_->descriptor, offset, layout.root(Table::kPostings)},
             layout.last_document),
      lengths_({postings_file_->descriptor, offset, layout.root(Table::kPostings)},
               layout.last_document),
      positions_({positions_file_ ? positions_file_->descriptor : postings_file_->descriptor,
                  offset, layout.root(Table::kPositions)}),
      values_({postings_file_->descriptor, offset, layout.root(Table::kPostings)}) {}

std::unique_ptr<DatabaseReader> DatabaseReader::in_folder(const std::string& folder) {
  const auto open = [&](const std::string& name) {
    return std::make_unique<File>(::open((folder + "/" + name).c_str(), O_RDONLY | O_CLOEXEC));
  };
  const auto layout = Layout::read(open("iamglass")->descriptor, 0);
  if (!layout) return nullptr;
  auto postings = open(file_name(Table::kPostings));
  auto positions = open(file_name(Table::kPositions));
  const bool lacks = (postings->descriptor < 0) ||
                     (positions->descriptor < 0 && layout->root(Table::kPositions).entries > 0);
  if (lacks) return nullptr;
  return std::unique_ptr<DatabaseReader>(
      new DatabaseReader(std::move(postings), std::move(positions), *layout, 0));
}

std::unique_ptr<DatabaseReader> DatabaseReader::in_file(const std::string& path,
                                                        std::uint64_t offset) {
  auto file = std::make_unique<File>(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const auto layout = Layout::read(file->descriptor, offset);
  if (!layout) return nullptr;
  return std::unique_ptr<DatabaseReader>(
      new DatabaseReader(std::move(file), nullptr, *layout, offset));
}

}  // namespace kb::glass
