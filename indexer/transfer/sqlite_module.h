// The seam between the program and the module that links SQLite (sqlite_module.cpp): plain C, so
// that the module can be loaded when something is exported.
#pragma once

#include <cstddef>

extern "C" {

/// Every function returns 0, or 1 with a sentence in `error` (NUL-terminated, at most `size`
/// bytes).
struct KbSqliteError {
  char text[512];
};

struct KbSqlite {
  /// Opens a new database file; `database` is what the others take.
  int (*open)(const char* path, void** database, KbSqliteError* error);
  /// Runs statements that give no rows.
  int (*execute)(void* database, const char* sql, KbSqliteError* error);
  /// Prepares an INSERT; `statement` lives until the database is closed.
  int (*prepare)(void* database, const char* sql, void** statement, KbSqliteError* error);
  /// Runs it with `count` texts in UTF-8, null for NULL; columns of numbers turn them into numbers.
  int (*insert)(void* statement, const char* const* texts, std::size_t count, KbSqliteError* error);
  /// Always closes, also when it fails.
  int (*close)(void* database, KbSqliteError* error);
};

using KbSqliteFunctions = const KbSqlite* (*)();
}

inline constexpr const char* kSqliteModule = "libkb_sqlite.so";
inline constexpr const char* kSqliteEntry = "kb_sqlite_functions";
