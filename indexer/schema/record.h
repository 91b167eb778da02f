// The stored record of a document holds what commands need to print an article without its sources.
//
// It keeps the article's bytes as they came, and the article is parsed from them whenever it is
// asked for. So there is one truth in less than half the space, and `kb show --format raw` is free.
//
//   byte      format of what follows: 2
//   string    source, length as a varint of 7 bits a byte, low bits first, then the bytes
//   string    id; empty for an article without one
//   string    title
//   varint    number of other editions, each:
//     string    source
//     byte      dialect
//     string    date, `YYYY-MM-DD`; empty if it has none
//     varint    length of its bytes; 0 if they are not kept
//   varint    length of the article's bytes
//   zstd      one frame with the article's bytes and then those of the editions that are kept, in a
//             pocket file with a dictionary
//
// Of an edition that was printed on another day than the article the bytes are kept: it says other
// things. A copy of one day says the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "parser/parse.h"
#include "parser/result.h"

namespace kb {

/// Another file with the same article, which is no document of its own.
struct Edition {
  std::string source;
  Dialect dialect = Dialect::kText;
  std::string date;   ///< ISO `YYYY-MM-DD`; empty if it has none
  std::string bytes;  ///< as read; empty unless it was printed on another day than the article
};

struct StoredRecord {
  std::string source;
  std::string id;
  std::string title;
  std::vector<Edition> editions;  ///< newest first
  std::string bytes;              ///< of the article, as read
};

std::string encode_record(const StoredRecord& record);

/// kDamaged if the bytes are not what encode_record wrote.
Result<StoredRecord> decode_record(std::string_view data);

/// Decodes all but the bytes of article and editions, without decompression; for lists of titles.
Result<StoredRecord> decode_record_header(std::string_view data);

class RecordPacker;

/// Compresses the bytes of an encoded record again, by `packer`. kDamaged as decode_record.
Result<std::string> pack_record(std::string_view data, RecordPacker& packer);

/// Parses the article from its bytes, with what older editions add (merge_editions).
Article article_of(const StoredRecord& record, Depth depth = Depth::kRecord);

}  // namespace kb
