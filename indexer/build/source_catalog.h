// What the sources held when they were indexed: every file with its stamp, every article in it with
// its hash and its document. Lies beside the database (`sources-ID`), so that the next run knows
// what has changed without reading what has not.
//
// What is guaranteed: a file whose size, modification time (mtime) or status time (ctime) differs
// from what is noted here, forwards or backwards, is read and its hash compared. Writing to a file
// always sets its ctime, which no program can choose; so a change is seen though the mtime was set
// back to what it was, or the clock was. A file written within two seconds before the run began, or
// later, may change once more within the same tick of the clock: it is not settled, and is read
// again by the next run whatever its stamp says. The stamp is that of the open file before and
// after the bytes were read that are noted here, so they are the bytes it stands for.
//
//   "kb sources 3\n"
//   varint     number of files, in the order of the walk; each:
//     varint     which source of the manifest it lies below; 2^32 - 1: nobody knows
//     string     source
//     byte       1: archive, 2: settled, added up
//     varint     size; signed mtime, signed ctime: nanoseconds since 1970
//     string     why it could not be read; empty if it could
//     varint     number of items, each:
//       string     name in the archive; empty for the file itself
//       16 bytes   hash (XXH3) of its bytes; varint their number
//       string     why it is no article; empty if it is one, then:
//       byte       dialect; string id; string title key; string date
//       varint     its document; 0 if it is another edition of one
//       8 bytes    hash of the document's editions; varint remarks of the parser on it
//       varint     number of things it says of codes, each four strings: code, name, message,
//                  component
// (byte_codec.h has the numbers and strings.)
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/walk.h"
#include "indexer/schema/record.h"
#include "parser/article.h"
#include "parser/codes/in_articles/code_miner.h"
#include "parser/result.h"

namespace kb {

/// XXH3, 128 bits. All zeros: unknown, equal to none.
using ContentHash = std::array<std::uint64_t, 2>;
ContentHash content_hash(std::string_view bytes);
/// As manifests have it: 32 hexadecimal digits.
std::string hash_text(const ContentHash& hash);

/// What is kept of a document for later updates.
struct DocumentFacts {
  std::uint32_t id = 0;  ///< its number in the database; 0: there is none
  std::uint32_t diagnostics = 0;
  std::uint64_t editions = 0;  ///< Catalog::editions_hash
  std::vector<MinedCode> says;
};

/// A file, or a member of an archive, that was read.
struct SourceItem {
  std::string member;
  ContentHash hash{};
  std::string why;  ///< it is no article; empty if it is one
  std::string id;   ///< empty if it has none
  std::string title_key;
  std::string date;  ///< of Identity; empty if it has none
  DocumentFacts document;
  std::uint32_t length = 0;
  Dialect dialect = Dialect::kText;

  // Not stored: about this run.
  bool fresh = true;     ///< its bytes are not those of the last run
  bool spooled = false;  ///< they lie in the spool, at `offset`
  std::uint64_t offset = 0;
};

/// A file that the walk found.
struct KnownFile {
  std::string source;
  std::uint32_t root = 0;
  bool archive = false;
  bool settled = false;
  FileStamp stamp;  ///< while it was read
  std::string problem;
  std::vector<SourceItem> items;
};

/// There may be millions of files; what these structures take decides what memory a build takes.
struct SourceCatalog {
  std::vector<KnownFile> files;
};

/// The entry of a file that was just found and not read yet.
KnownFile known_file(const SourceFile& file);

/// Notes the stamp that a file had while it was read, and by it whether the file is settled.
/// `begun`: when the run began, nanoseconds since 1970.
void note_stamp(KnownFile& file, const FileStamp& stamp, std::int64_t begun);

/// Can the file be taken for what is known of it without reading it?
bool looks_unchanged(const KnownFile& known, const SourceFile& found);

/// Equal for equal lists. `kept`: of the bytes of those that are kept; no other bytes are looked at.
std::uint64_t hash_of(const std::vector<Edition>& editions, const std::vector<ContentHash>& kept);

/// Writes the catalogue to `path`. kSystem if it can't.
Result<void> save_catalog(const SourceCatalog& catalog, const std::string& path);
/// Nothing if the bytes are not what save_catalog wrote.
std::optional<SourceCatalog> decode_catalog(std::string_view bytes);

}  // namespace kb
