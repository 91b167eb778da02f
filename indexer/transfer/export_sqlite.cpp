#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "corpus/regular_file.h"
#include "indexer/store/manifest.h"
#include "indexer/transfer/export.h"
#include "indexer/transfer/load_sqlite.h"
#include "indexer/transfer/work_folder.h"

namespace kb {
namespace {

constexpr const char* kDatabase = "database";  // its name in the work folder

constexpr const char* kCreate = R"(
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = 1;
PRAGMA application_id = 0x6B624B42;
BEGIN;
CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT, title TEXT NOT NULL, prefix TEXT,
  product_code TEXT, last_modified TEXT, issue_type TEXT, solution_type TEXT, query_words TEXT,
  fix_status TEXT NOT NULL, dialect TEXT NOT NULL, source TEXT NOT NULL);
CREATE TABLE properties (article INTEGER NOT NULL REFERENCES articles, name TEXT NOT NULL,
  position INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (article, name, position)) WITHOUT ROWID;
CREATE TABLE sections (article INTEGER NOT NULL REFERENCES articles, position INTEGER NOT NULL,
  kind TEXT NOT NULL, heading TEXT, text TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE TABLE file_versions (article INTEGER NOT NULL REFERENCES articles,
  position INTEGER NOT NULL, component TEXT, file TEXT NOT NULL, version TEXT, date TEXT,
  time TEXT, size INTEGER, platform TEXT, raw TEXT NOT NULL,
  PRIMARY KEY (article, position)) WITHOUT ROWID;
CREATE TABLE error_codes (article INTEGER NOT NULL REFERENCES articles,
  position INTEGER NOT NULL, text TEXT NOT NULL, family TEXT NOT NULL, canonical TEXT NOT NULL,
  value TEXT, event_source TEXT, PRIMARY KEY (article, position)) WITHOUT ROWID;
CREATE TABLE "references" (article INTEGER NOT NULL REFERENCES articles,
  position INTEGER NOT NULL, id TEXT NOT NULL, title TEXT,
  PRIMARY KEY (article, position)) WITHOUT ROWID;
)";

constexpr const char* kFinish = R"(
CREATE INDEX articles_id ON articles (id);
CREATE INDEX properties_value ON properties (name, value);
CREATE INDEX sections_kind ON sections (kind);
CREATE INDEX file_versions_file ON file_versions (file COLLATE NOCASE, version);
CREATE INDEX error_codes_canonical ON error_codes (canonical);
CREATE INDEX references_id ON "references" (id);
COMMIT;
)";

enum Table { kArticles, kProperties, kSections, kFileVersions, kErrorCodes, kReferences, kTables };

constexpr std::array<const char*, kTables> kInserts = {
    "INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO properties VALUES (?,?,?,?)",
    "INSERT INTO sections VALUES (?,?,?,?,?)",
    "INSERT INTO file_versions VALUES (?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO error_codes VALUES (?,?,?,?,?,?,?)",
    "INSERT INTO \"references\" VALUES (?,?,?,?)",
};

/// One value of a row. It refers to a text, which must outlive the row, or holds a number.
class Cell {
 public:
  Cell(const std::string& text) : text_(text.c_str()) {}  // NOLINT(google-explicit-constructor)
  Cell(std::string_view name) : own_(name) {}             // NOLINT(google-explicit-constructor)
  Cell(std::uint64_t number) : own_(std::to_string(number)) {}  // NOLINT
  template <typename T>
  Cell(const std::optional<T>& value) {  // NOLINT(google-explicit-constructor)
    if (value) *this = Cell(*value);
    null_ = !value;
  }
  const char* text() const { return null_ ? nullptr : text_ != nullptr ? text_ : own_.c_str(); }

 private:
  const char* text_ = nullptr;
  std::string own_;
  bool null_ = false;
};

/// Writes the database. After the first failure it does nothing more.
class Writer {
 public:
  Writer(const KbSqlite& sqlite, const std::string& path) : sqlite_(sqlite) {
    note(sqlite_.open(path.c_str(), &database_, &error_));
    execute(kCreate);
    for (std::size_t i = 0; i < kTables && !failed_; ++i) {
      note(sqlite_.prepare(database_, kInserts[i], &statements_[i], &error_));
    }
  }
  ~Writer() { close(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  bool failed() const { return failed_; }
  const char* why() const { return error_.text; }

  void add(const Article& article) {
    ++number_;
    row(kArticles,
        {number_, article.id, article.title, article.prefix, article.product_code,
         article.last_modified, article.issue_type, article.solution_type, article.query_words,
         name_of(article.fix_status), name_of(article.dialect), article.source});
    add_properties(article);
    add_lists(article);
  }

  void finish() {
    execute(kFinish);
    close();
  }

 private:
  void note(int status) { failed_ |= status != 0; }
  void execute(const char* sql) {
    if (!failed_) note(sqlite_.execute(database_, sql, &error_));
  }
  void row(Table table, std::initializer_list<Cell> cells) {
    if (failed_) return;
    std::array<const char*, 12> texts{};
    std::size_t count = 0;
    for (const Cell& cell : cells) texts[count++] = cell.text();
    note(sqlite_.insert(statements_[table], texts.data(), count, &error_));
  }

  void add_properties(const Article& article) {
    const auto add = [&](std::string_view name, const std::vector<std::string>& values) {
      std::uint64_t position = 0;
      for (const std::string& value : values) row(kProperties, {number_, name, ++position, value});
    };
    add("products", article.products);
    add("versions", article.versions);
    add("operating_systems", article.operating_systems);
    add("keywords", article.keywords);
    add("applies_to", article.applies_to);
    add("technology", article.technology);
    add("registry_keys", article.registry_keys);
  }

  void add_lists(const Article& article) {
    std::uint64_t at = 0;
    for (const Section& section : article.sections) {
      row(kSections, {number_, ++at, name_of(section.kind), section.heading, section.text});
    }
    at = 0;
    for (const FileVersion& file : article.file_versions) {
      row(kFileVersions, {number_, ++at, file.component, file.file, file.version, file.date,
                          file.time, file.size, file.platform, file.raw});
    }
    at = 0;
    for (const ErrorCode& code : article.error_codes) {
      row(kErrorCodes, {number_, ++at, code.text, name_of(code.family), code.canonical, code.value,
                        code.event_source});
    }
    at = 0;
    for (const Reference& reference : article.references) {
      row(kReferences, {number_, ++at, reference.id, reference.title});
    }
  }

  void close() {
    if (database_ == nullptr) return;
    KbSqliteError first = error_;
    const bool before = failed_;
    note(sqlite_.close(database_, &error_));
    if (before) error_ = first;
    database_ = nullptr;
  }

  const KbSqlite& sqlite_;
  void* database_ = nullptr;
  std::array<void*, kTables> statements_{};
  KbSqliteError error_{};
  bool failed_ = false;
  std::uint64_t number_ = 0;
};

/// True if `path` is a SQLite database with our application id, which stands at byte 68.
bool is_exported_database(const std::string& path) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  constexpr std::size_t kIdOffset = 68;
  const auto file = open_regular(path);
  if (!file) return false;
  const std::string start = read_at(*file, 0, kIdOffset + sizeof kApplicationId);
  if (!start.starts_with(kMagic) || start.size() < kIdOffset + sizeof kApplicationId) return false;
  std::uint32_t id = 0;
  for (const char byte : start.substr(kIdOffset)) id = id << 8U | static_cast<unsigned char>(byte);
  return id == kApplicationId;
}

/// kUsage if `out` is there and may not be replaced.
Result<void> check_out(const std::string& out, Overwrite overwrite) {
  return check_overwrite(out, "exported database", is_exported_database, overwrite);
}

}  // namespace

Result<ExportReport> export_sqlite(const std::string& index, const std::string& out,
                                   Overwrite overwrite, Progress& progress) {
  if (auto free = check_out(out, overwrite); !free) return tl::make_unexpected(free.error());
  const auto sqlite = load_sqlite();
  if (!sqlite) return tl::make_unexpected(sqlite.error());
  auto work = WorkFolder::take(out);
  if (!work) return tl::make_unexpected(work.error());
  Writer writer(**sqlite, work->path(kDatabase));
  const auto taken = for_each_article(index, progress, [&](const Article& article) {
    writer.add(article);
    return !writer.failed();
  });
  if (!taken) return tl::make_unexpected(taken.error());
  if (!progress.cancel) writer.finish();
  if (progress.cancel) return ExportReport{*taken, true};
  if (writer.failed()) {
    return fail(ErrorKind::kSystem, "can't write " + out + ": " + writer.why(), kFreeSpaceForFile);
  }
  auto published = check_out(out, overwrite);
  if (published) published = work->publish(kDatabase, out);
  if (!published) return tl::make_unexpected(published.error());
  return ExportReport{*taken, false};
}

}  // namespace kb
