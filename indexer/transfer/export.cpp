#include "indexer/transfer/export.h"

#include "indexer/schema/record.h"
#include "indexer/store/index_folder.h"

namespace kb {

Result<std::uint64_t> for_each_article(const std::string& index, Progress& progress,
                                       const std::function<bool(const Article&)>& take) {
  const auto opened = open_index(index);
  if (!opened) return tl::make_unexpected(opened.error());
  const Xapian::Database& database = opened->database;
  std::uint64_t taken = 0;
  progress.done = 0;
  progress.total = opened->info.articles;
  progress.stage = Progress::Stage::kExporting;
  try {
    for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
      if (progress.cancel) break;
      const auto record = decode_record(database.get_document(*it).get_data());
      if (!record) return tl::make_unexpected(record.error());
      ++taken;
      ++progress.done;
      if (!take(article_of(*record))) break;
    }
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, index));
  }
  return taken;
}

}  // namespace kb
