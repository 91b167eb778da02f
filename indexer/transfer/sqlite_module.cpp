#include "indexer/transfer/sqlite_module.h"

#include <sqlite3.h>

#include <cstdio>

namespace {

int outcome(bool good, sqlite3* database, KbSqliteError* error) {
  if (good) return 0;
  std::snprintf(error->text, sizeof error->text, "%s", sqlite3_errmsg(database));
  return 1;
}

int open_database(const char* path, void** database, KbSqliteError* error) {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const bool good = sqlite3_open_v2(path, &opened, flags, nullptr) == SQLITE_OK;
  const int result = outcome(good, opened, error);
  if (!good) sqlite3_close(opened);
  *database = good ? opened : nullptr;
  return result;
}

int execute(void* database, const char* sql, KbSqliteError* error) {
  auto* opened = static_cast<sqlite3*>(database);
  return outcome(sqlite3_exec(opened, sql, nullptr, nullptr, nullptr) == SQLITE_OK, opened, error);
}

int prepare(void* database, const char* sql, void** statement, KbSqliteError* error) {
  auto* opened = static_cast<sqlite3*>(database);
  sqlite3_stmt* made = nullptr;
  const int code = sqlite3_prepare_v3(opened, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
  *statement = made;
  return outcome(code == SQLITE_OK, opened, error);
}

int insert(void* statement, const char* const* texts, std::size_t count, KbSqliteError* error) {
  auto* made = static_cast<sqlite3_stmt*>(statement);
  for (std::size_t i = 0; i < count; ++i) {
    if (texts[i] == nullptr) {
      sqlite3_bind_null(made, int(i) + 1);
    } else {
      sqlite3_bind_text(made, int(i) + 1, texts[i], -1, SQLITE_STATIC);
    }
  }
  const int result = outcome(sqlite3_step(made) == SQLITE_DONE, sqlite3_db_handle(made), error);
  sqlite3_reset(made);
  return result;
}

int close_database(void* database, KbSqliteError* error) {
  auto* opened = static_cast<sqlite3*>(database);
  while (sqlite3_stmt* statement = sqlite3_next_stmt(opened, nullptr)) sqlite3_finalize(statement);
  return outcome(sqlite3_close(opened) == SQLITE_OK, opened, error);
}

}  // namespace

extern "C" const KbSqlite* kb_sqlite_functions() {
  static const KbSqlite kFunctions = {open_database, execute, prepare, insert, close_database};
  return &kFunctions;
}
