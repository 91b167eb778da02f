#include "indexer/schema/record.h"

#include <zstd.h>

#include <memory>
#include <new>
#include <optional>

#include "indexer/schema/byte_codec.h"
#include "indexer/store/frame_dictionary.h"
#include "parser/parse.h"

namespace kb {
namespace {

constexpr char kFormat = 1;
constexpr int kLevel = 3;  // of zstd
// A stored article that claims to be longer is damaged.
constexpr std::uint64_t kMaxBytes = std::uint64_t{256} << 20U;

/// Each thread keeps one, because making its tables costs more than compressing an article.
struct Compressor {
  struct Free {
    void operator()(ZSTD_CCtx* made) const { ZSTD_freeCCtx(made); }
  };
  std::unique_ptr<ZSTD_CCtx, Free> context{ZSTD_createCCtx()};
};

tl::unexpected<Error> damaged() {
  return fail(ErrorKind::kDamaged, "a stored article is damaged", "run `kb index` again");
}

StoredRecord read_header(ByteReader& reader) {
  StoredRecord record;
  if (reader.data.empty() || reader.data.front() != kFormat) {
    reader.ok = false;
    return record;
  }
  reader.data.remove_prefix(1);
  record.source = reader.string();
  record.id = reader.string();
  record.title = reader.string();
  for (std::uint64_t n = reader.varint(); n > 0 && reader.ok; --n) {
    Edition edition;
    edition.source = reader.string();
    const std::uint64_t dialect = reader.varint();
    if (dialect >= kDialects.size()) reader.ok = false;
    if (reader.ok) edition.dialect = static_cast<Dialect>(dialect);
    record.editions.push_back(std::move(edition));
  }
  return record;
}

/// Encodes everything before the frame.
std::string encode_front(const StoredRecord& record) {
  std::string out(1, kFormat);
  put_string(out, record.source);
  put_string(out, record.id);
  put_string(out, record.title);
  put_varint(out, record.editions.size());
  for (const Edition& edition : record.editions) {
    put_string(out, edition.source);
    put_varint(out, static_cast<std::uint64_t>(edition.dialect));
  }
  put_varint(out, record.bytes.size());
  return out;
}

}  // namespace

std::string encode_record(const StoredRecord& record) {
  std::string out = encode_front(record);
  const std::size_t head = out.size();
  out.resize(head + ZSTD_compressBound(record.bytes.size()));
  static thread_local const Compressor compressor;
  if (compressor.context == nullptr) throw std::bad_alloc();
  const std::size_t size =
      ZSTD_compressCCtx(compressor.context.get(), out.data() + head, out.size() - head,
                        record.bytes.data(), record.bytes.size(), kLevel);
  out.resize(head + (ZSTD_isError(size) != 0 ? 0 : size));
  return out;
}

Result<StoredRecord> decode_record_header(std::string_view data) {
  ByteReader reader{data};
  StoredRecord record = read_header(reader);
  if (!reader.ok) return damaged();
  return record;
}

Result<StoredRecord> decode_record(std::string_view data) {
  ByteReader reader{data};
  StoredRecord record = read_header(reader);
  const std::uint64_t length = reader.varint();
  if (!reader.ok || length > kMaxBytes ||
      ZSTD_getFrameContentSize(reader.data.data(), reader.data.size()) != length) {
    return damaged();
  }
  record.bytes.resize(length);
  if (!decompress_frame(reader.data, record.bytes)) return damaged();
  return record;
}

Result<std::string> pack_record(std::string_view data, RecordPacker& packer) {
  const auto record = decode_record(data);
  if (!record) return tl::make_unexpected(record.error());
  const std::string frame = packer.compress(record->bytes);
  if (frame.empty()) return fail(ErrorKind::kSystem, "a stored article can't be compressed");
  return encode_front(*record) + frame;
}

Article article_of(const StoredRecord& record) {
  return parse_article(record.bytes, record.source);
}

}  // namespace kb
