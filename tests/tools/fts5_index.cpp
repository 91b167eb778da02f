// Indexes a folder of Markdown articles with SQLite's FTS5, as someone would who had no search
// engine: title and body, Porter's stemmer, positions (detail=full, the default), all in one
// transaction. What `./dev bench index` holds `kb index` against.
//
// Usage: fts5_index DATABASE FOLDER       The database is written anew.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct TitleAndBody {
  std::string_view title;
  std::string_view body;
};

std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t at = text.find(begin);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + begin.size());
  return text.substr(0, text.find(end));
}

/// The article inside the page; a text of another form is all body.
TitleAndBody read_article(std::string_view text) {
  const std::string_view body = between(text, "{% raw %}", "{% endraw %}");
  return {between(text, "\ntitle: \"", "\"\n"), body.empty() ? text : body};
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::filesystem::path> markdown_files(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".md") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool run(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return true;
  fmt::print(stderr, "fts5_index: {}: {}\n", sql, sqlite3_errmsg(database));
  return false;
}

bool insert(sqlite3_stmt* statement, const TitleAndBody& article) {
  sqlite3_bind_text(statement, 1, article.title.data(), int(article.title.size()), SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, article.body.data(), int(article.body.size()), SQLITE_STATIC);
  const bool done = sqlite3_step(statement) == SQLITE_DONE;
  return sqlite3_reset(statement) == SQLITE_OK && done;
}

bool index_folder(sqlite3* database, const std::string& folder) {
  const bool created =
      run(database, "BEGIN") && run(database,
                                    "CREATE VIRTUAL TABLE article USING fts5(title, body, "
                                    "tokenize = 'porter unicode61')");
  sqlite3_stmt* statement = nullptr;
  if (!created || sqlite3_prepare_v2(database, "INSERT INTO article VALUES (?, ?)", -1, &statement,
                                     nullptr) != SQLITE_OK) {
    return false;
  }
  bool ok = true;
  for (const std::filesystem::path& path : markdown_files(folder)) {
    const std::string text = read_file(path);
    ok = ok && insert(statement, read_article(text));
  }
  sqlite3_finalize(statement);
  return ok && run(database, "COMMIT");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    fmt::print(stderr, "usage: fts5_index DATABASE FOLDER\n");
    return 2;
  }
  std::filesystem::remove(arguments[1]);
  sqlite3* database = nullptr;
  if (sqlite3_open(arguments[1], &database) != SQLITE_OK) return 2;
  const bool ok = index_folder(database, arguments[2]);
  return sqlite3_close(database) == SQLITE_OK && ok ? 0 : 1;
}
