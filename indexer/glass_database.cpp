#include "indexer/glass_database.h"

#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/glass/glass_pack.h"
#include "indexer/glass_unpack.h"

namespace kb::glass {

/// What the version file says.
struct DatabaseReader::Layout {
  std::array<Root, kTables> roots;
  std::uint32_t documents = 0;
  std::uint32_t last_document = 0;
  std::uint64_t length = 0;  // of all documents

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
  layout.documents = std::uint32_t(next());
  const std::uint64_t last_document = layout.documents + next();
  if (whole && last_document > kMostDocuments) fail_damaged();
  layout.last_document = std::uint32_t(last_document);
  for (int i = 0; i < 4; ++i) next();  // bounds of lengths and frequencies, oldest changes
  layout.length = next();
  return whole ? std::optional(layout) : std::nullopt;
}

/// The files that tables lie in, open.
class DatabaseReader::Files {
 public:
  /// Each table in a file of its own, in `folder`. Null if one can't be opened that has entries;
  /// that of spelling words is opened when it is first asked for.
  static std::unique_ptr<Files> in_folder(const std::string& folder, const Layout& layout) {
    auto files = std::make_unique<Files>();
    files->folder_ = folder;
    for (const Table table :
         {Table::kPostings, Table::kData, Table::kPositions, Table::kSynonyms}) {
      if (layout.root(table).entries == 0) continue;
      const int descriptor = open(folder + "/" + file_name(table));
      if (descriptor < 0) return nullptr;
      files->descriptors_[std::size_t(table)] = descriptor;
    }
    return files;
  }
  /// All in one that is open.
  explicit Files(int descriptor = kNone) { descriptors_.fill(descriptor); }
  ~Files() {
    std::sort(descriptors_.begin(), descriptors_.end());
    const auto end = std::unique(descriptors_.begin(), descriptors_.end());
    std::for_each(descriptors_.begin(), end, [](int descriptor) {
      if (descriptor != kNone) ::close(descriptor);
    });
  }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  static int open(const std::string& path) { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }
  int of(Table table) const { return descriptors_[std::size_t(table)]; }
  /// The same of a table that may not be open yet.
  int open_later(Table table) {
    int& descriptor = descriptors_[std::size_t(table)];
    if (descriptor == kNone) descriptor = open(folder_ + "/" + file_name(table));
    if (descriptor < 0) throw Xapian::DatabaseOpeningError("a table of the database is gone");
    return descriptor;
  }

 private:
  static constexpr int kNone = -1;
  std::string folder_;
  std::array<int, kTables> descriptors_;
};

DatabaseReader::DatabaseReader(std::unique_ptr<Files> files, const Layout& layout,
                               std::uint64_t offset)
    : files_(std::move(files)),
      documents_(layout.documents),
      last_document_(layout.last_document),
      length_(layout.length),
      lists_(table(Table::kPostings, layout, offset), layout.last_document),
      lengths_(table(Table::kPostings, layout, offset), layout.last_document),
      positions_(table(Table::kPositions, layout, offset)),
      values_(table(Table::kPostings, layout, offset)),
      metadata_(table(Table::kPostings, layout, offset)),
      data_(table(Table::kData, layout, offset)),
      synonyms_(table(Table::kSynonyms, layout, offset)),
      spelling_root_(layout.root(Table::kSpelling)),
      offset_(offset) {}

DatabaseReader::~DatabaseReader() = default;

void DatabaseReader::open_all() {
  if (spelling_root_.entries == 0 || spelling_) return;
  spelling_.emplace(TableReader(files_->open_later(Table::kSpelling), offset_, spelling_root_));
}

TableReader DatabaseReader::table(Table table, const Layout& layout, std::uint64_t offset) const {
  return {files_->of(table), offset, layout.root(table)};
}

std::unique_ptr<DatabaseReader> DatabaseReader::in_folder(const std::string& folder) {
  const int version = Files::open(folder + "/iamglass");
  const auto layout = Layout::read(version, 0);
  ::close(version);
  if (!layout) return nullptr;
  auto files = Files::in_folder(folder, *layout);
  if (!files) return nullptr;
  return std::unique_ptr<DatabaseReader>(new DatabaseReader(std::move(files), *layout, 0));
}

std::unique_ptr<DatabaseReader> DatabaseReader::in_file(const std::string& path,
                                                        std::uint64_t offset) {
  auto files = std::make_unique<Files>(Files::open(path));
  const auto layout = Layout::read(files->of(Table::kPostings), offset);
  if (!layout) return nullptr;
  return std::unique_ptr<DatabaseReader>(new DatabaseReader(std::move(files), *layout, offset));
}

std::string_view DatabaseReader::data(std::uint32_t document) {
  key_.clear();
  put_sortable(key_, document);
  return data_.find(key_) ? data_.tag() : std::string_view();
}

std::string_view DatabaseReader::metadata(std::string_view key) {
  key_ = kMetadataKey;
  key_ += key;
  return metadata_.find(key_) ? metadata_.tag() : std::string_view();
}

std::vector<std::string> DatabaseReader::synonyms(std::string_view term) {
  std::vector<std::string> synonyms;
  if (!synonyms_.find(term)) return synonyms;
  std::string_view tag = synonyms_.tag();
  while (!tag.empty()) {
    const std::size_t size = static_cast<unsigned char>(tag.front()) ^ kSizeMask;
    tag.remove_prefix(1);
    if (size > tag.size()) fail_damaged();
    synonyms.emplace_back(tag.substr(0, size));
    tag.remove_prefix(size);
  }
  return synonyms;
}

std::string DatabaseReader::suggestion(std::string_view word, unsigned away) {
  if (spelling_root_.entries == 0) return {};
  open_all();
  return spelling_->suggestion(word, away);
}

}  // namespace kb::glass
