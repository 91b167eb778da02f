// The interface between the program and the module that links SQLite (sqlite_module.cpp). It is
// plain C, so that the module can be loaded when something is exported.
#pragma once

#include <cstddef>

extern "C" {

/// Every function returns 0, or 1 with a sentence in `error` (NUL-terminated, at most `size`
/// bytes).
struct KbSqliteError {
  char text[512];
};

struct KbSqlite {
  /// Opens a new database file; the other functions take `database`.
  int (*open)(const char* path, void** database, KbSqliteError* error);
  /// Runs statements that return no rows.
  int (*execute)(void* database, const char* sql, KbSqliteError* error);
  /// Prepares an INSERT; `statement` lives until the database is closed.
  int (*prepare)(void* database, const char* sql, void** statement, KbSqliteError* error);
  /// Runs it with `count` texts in UTF-8, null for NULL; SQLite turns them into numbers where the
  /// column holds numbers.
  int (*insert)(void* statement, const char* const* texts, std::size_t count, KbSqliteError* error);
  /// Closes the database, even if it returns an error.
  int (*close)(void* database, KbSqliteError* error);
};

using KbSqliteFunctions = const KbSqlite* (*)();
}

inline constexpr const char* kSqliteModule = "libkb_sqlite.so";
inline constexpr const char* kSqliteEntry = "kb_sqlite_functions";
