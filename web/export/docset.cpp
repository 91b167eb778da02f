#include "web/export/docset.h"

#include <algorithm>
#include <array>

#include "indexer/store/manifest.h"
#include "indexer/transfer/load_sqlite.h"
#include "web/export/spellings.h"

namespace kb {
namespace {

constexpr const char* kResources = "Contents/Resources/";

constexpr const char* kProperties = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>CFBundleIdentifier</key><string>kb</string>
  <key>CFBundleName</key><string>Knowledge Base</string>
  <key>DocSetPlatformFamily</key><string>kb</string>
  <key>isDashDocset</key><true/>
  <key>isJavaScriptEnabled</key><true/>
  <key>dashIndexFilePath</key><string>index.html</string>
</dict>
</plist>
)";

constexpr const char* kCreate = R"(
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = 1;
BEGIN;
CREATE TABLE searchIndex (id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT);
CREATE UNIQUE INDEX anchor ON searchIndex (name, type, path);
)";

/// The table of names. After the first failure it does nothing more.
class Names {
 public:
  Names(const KbSqlite& sqlite, const std::string& path) : sqlite_(sqlite) {
    failed_ = sqlite_.open(path.c_str(), &database_, &error_) != 0;
    execute(kCreate);
    if (failed_) return;
    failed_ = sqlite_.prepare(database_,
                              "INSERT OR IGNORE INTO searchIndex (name, type, path) VALUES (?,?,?)",
                              &insert_, &error_) != 0;
  }
  ~Names() { close(); }
  Names(const Names&) = delete;
  Names& operator=(const Names&) = delete;

  void add(const std::string& name, const char* type, const std::string& path) {
    if (failed_ || name.empty()) return;
    const std::array<const char*, 3> row = {name.c_str(), type, path.c_str()};
    failed_ = sqlite_.insert(insert_, row.data(), row.size(), &error_) != 0;
  }

  /// What SQLite says against it; empty if all was written.
  std::string finish() {
    execute("COMMIT");
    close();
    return failed_ ? error_.text : "";
  }

 private:
  void execute(const char* sql) {
    if (!failed_) failed_ = sqlite_.execute(database_, sql, &error_) != 0;
  }
  void close() {
    if (database_ == nullptr) return;
    KbSqliteError second{};
    const bool good = sqlite_.close(database_, failed_ ? &second : &error_) == 0;
    failed_ |= !good;
    database_ = nullptr;
  }

  const KbSqlite& sqlite_;
  void* database_ = nullptr;
  void* insert_ = nullptr;
  KbSqliteError error_{};
  bool failed_ = false;
};

void add_article(const std::string& id, const std::string& title, const std::string& file,
                 Names& names) {
  names.add(title, "Guide", file);
  if (id.empty()) return;
  for (const std::string& text : spellings_of_id(id)) names.add(text, "Entry", file);
}

void add_names(const Holdings& holdings, const ListAddresses& addresses, Names& names) {
  for (std::uint32_t place = 0; place < holdings.articles.size(); ++place) {
    const HeldArticle& article = holdings.articles[place];
    add_article(article.id, article.title, page_file(holdings, place), names);
  }
  for (const auto& [canonical, code] : holdings.codes) {
    const bool alone = code.articles.size() == 1;
    const std::string file =
        alone ? page_file(holdings, code.articles.front()) : addresses.codes.at(canonical);
    for (const std::string& text : spellings_of(canonical, code)) names.add(text, "Error", file);
  }
  for (const auto& [name, places] : holdings.files) {
    const bool alone = places.size() == 1;
    names.add(name, "File", alone ? page_file(holdings, places.front()) : addresses.files.at(name));
  }
}

}  // namespace

Result<void> write_docset(const Holdings& holdings, const ListAddresses& addresses,
                          PageFolder& folder) {
  const auto sqlite = load_sqlite();
  if (!sqlite) return tl::make_unexpected(sqlite.error());
  folder.enter("Contents/");
  folder.write({"Info.plist"}, kProperties);
  folder.enter(kResources);
  const std::string path = folder.make_room("docSet.dsidx");
  Names names(**sqlite, path);
  add_names(holdings, addresses, names);
  if (const std::string why = names.finish(); !why.empty()) {
    return fail(ErrorKind::kSystem, "can't write " + path + ": " + why, kFreeSpaceForFile);
  }
  folder.count_bytes_of(path);
  return {};
}

}  // namespace kb
