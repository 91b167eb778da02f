// The stored record of a document: what the commands need to print an article without its sources.
//
// The article's bytes are kept as they came, and its record is parsed from them when it is asked
// for: one truth, less than half the size of both, and `kb show --format raw` for nothing.
//
//   byte      format of what follows: 1
//   string    source, length as a varint of 7 bits a byte, low bits first, then the bytes
//   string    id; empty for an article without one
//   string    title
//   varint    number of other editions, each: string source, byte dialect
//   varint    length of the article's bytes
//   zstd      one frame with the article's bytes, in a pocket file with a dictionary
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "parser/result.h"

namespace kb {

/// The same article in another file, which was not indexed itself.
struct Edition {
  std::string source;
  Dialect dialect = Dialect::kText;
};

struct StoredRecord {
  std::string source;
  std::string id;
  std::string title;
  std::vector<Edition> editions;
  std::string bytes;  ///< of the article, as read
};

std::string encode_record(const StoredRecord& record);

/// kDamaged if the bytes are not what encode_record wrote.
Result<StoredRecord> decode_record(std::string_view data);

/// Everything but the article's bytes, for lists of titles; costs no decompression.
Result<StoredRecord> decode_record_header(std::string_view data);

class RecordPacker;

/// What encode_record wrote, its bytes compressed by `packer` instead. kDamaged as decode_record.
Result<std::string> pack_record(std::string_view data, RecordPacker& packer);

/// The record as an article.
Article article_of(const StoredRecord& record);

}  // namespace kb
