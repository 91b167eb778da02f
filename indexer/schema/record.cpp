#include "indexer/schema/record.h"

#include <zstd.h>

#include <memory>
#include <new>
#include <optional>

#include "indexer/schema/byte_codec.h"
#include "indexer/store/frame_dictionary.h"
#include "parser/editions/merge_editions.h"

namespace kb {
namespace {

constexpr char kFormat = 2;
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

/// What stands before the frame, and how the frame's bytes are to be divided.
struct Front {
  StoredRecord record;
  std::vector<std::uint64_t> lengths;  ///< of the editions
};

Front read_front(ByteReader& reader) {
  Front front;
  StoredRecord& record = front.record;
  if (reader.data.empty() || reader.data.front() != kFormat) {
    reader.ok = false;
    return front;
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
    edition.date = reader.string();
    front.lengths.push_back(reader.varint());
    record.editions.push_back(std::move(edition));
  }
  return front;
}

/// The bytes of the article and of the editions that are kept, one after the other.
std::string frame_bytes(const StoredRecord& record) {
  std::string out = record.bytes;
  for (const Edition& edition : record.editions) out += edition.bytes;
  return out;
}

/// The sum of all lengths; more than kMaxBytes if a length or the sum is.
std::uint64_t sum_of(std::uint64_t length, const std::vector<std::uint64_t>& others) {
  for (const std::uint64_t other : others) {
    if (other > kMaxBytes || length > kMaxBytes) return kMaxBytes + 1;
    length += other;
  }
  return length;
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
    put_string(out, edition.date);
    put_varint(out, edition.bytes.size());
  }
  put_varint(out, record.bytes.size());
  return out;
}

}  // namespace

std::string encode_record(const StoredRecord& record) {
  std::string out = encode_front(record);
  const std::size_t head = out.size();
  const std::string bytes = frame_bytes(record);
  out.resize(head + ZSTD_compressBound(bytes.size()));
  static thread_local const Compressor kCompressor;
  if (kCompressor.context == nullptr) throw std::bad_alloc();
  const std::size_t size = ZSTD_compressCCtx(kCompressor.context.get(), out.data() + head,
                                             out.size() - head, bytes.data(), bytes.size(), kLevel);
  out.resize(head + (ZSTD_isError(size) != 0 ? 0 : size));
  return out;
}

Result<StoredRecord> decode_record_header(std::string_view data) {
  ByteReader reader{data};
  Front front = read_front(reader);
  if (!reader.ok) return damaged();
  return std::move(front.record);
}

Result<StoredRecord> decode_record(std::string_view data) {
  ByteReader reader{data};
  Front front = read_front(reader);
  StoredRecord& record = front.record;
  const std::uint64_t length = reader.varint();
  const std::uint64_t all = sum_of(length, front.lengths);
  if (!reader.ok || all > kMaxBytes ||
      ZSTD_getFrameContentSize(reader.data.data(), reader.data.size()) != all) {
    return damaged();
  }
  record.bytes.resize(all);
  if (!decompress_frame(reader.data, record.bytes)) return damaged();
  std::uint64_t at = length;
  for (std::size_t i = 0; i < front.lengths.size(); ++i) {
    record.editions[i].bytes = record.bytes.substr(at, front.lengths[i]);
    at += front.lengths[i];
  }
  record.bytes.resize(length);
  return std::move(record);
}

Result<std::string> pack_record(std::string_view data, RecordPacker& packer) {
  const auto record = decode_record(data);
  if (!record) return tl::make_unexpected(record.error());
  const std::string frame = packer.compress(frame_bytes(*record));
  if (frame.empty()) return fail(ErrorKind::kSystem, "a stored article can't be compressed");
  return encode_front(*record) + frame;
}

Article article_of(const StoredRecord& record, Depth depth) {
  Article article = parse_article(record.bytes, record.source, depth);
  std::vector<Article> older;
  for (const Edition& edition : record.editions) {
    if (edition.bytes.empty()) continue;
    older.push_back(parse_article(edition.bytes, edition.source, depth));
  }
  return older.empty() ? article : merge_editions(std::move(article), older);
}

}  // namespace kb
