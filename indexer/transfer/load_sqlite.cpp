#include "indexer/transfer/load_sqlite.h"

#include <string>

#include "corpus/module.h"

namespace kb {

Result<const KbSqlite*> load_sqlite() {
  std::string why;
  void* entry = load_module(kSqliteModule, kSqliteEntry, why);
  if (entry == nullptr) {
    return fail(ErrorKind::kSystem, "can't write SQLite databases: " + why,
                "install the package libsqlite3-0, and kb with its " + std::string(kSqliteModule));
  }
  return reinterpret_cast<KbSqliteFunctions>(entry)();
}

}  // namespace kb
