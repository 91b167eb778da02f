// Loads the module that links SQLite, when a database is first written.
#pragma once

#include "indexer/transfer/sqlite_module.h"
#include "parser/result.h"

namespace kb {

/// The functions of the module; never null. kSystem if it can't be loaded.
Result<const KbSqlite*> load_sqlite();

}  // namespace kb
