#include "indexer/build/shard.h"

namespace kb {

ShardResult write_shard(Catalog& catalog, std::size_t begin, std::size_t end,
                        const ArticleWriter& writer, RunBuilder& builder, ScratchWriter& out,
                        Progress& progress) {
  ShardResult result;
  for (std::size_t i = begin; i < end && !progress.cancel; ++i) {
    const CatalogEntry& entry = catalog.articles[i];
    ++progress.done;
    const auto record = writer.write(entry, builder);
    if (!record) {
      result.passed.push_back({catalog.path_of(entry.place), record.error().message});
      continue;
    }
    builder.end_document(*record);
    catalog.item_of(entry.place).document.id = std::uint32_t(++result.articles);
  }
  result.run = builder.finish(out);
  return result;
}

}  // namespace kb
