// An index in several parts, on this machine and on others, searched as one.
//
// A cluster is a stub, a JSON file that names its shards, and beside it a vocabulary:
//
//   {"format": "kb cluster", "schema": 6, "kb": "0.1.0", "vocabulary": "kb-build-1/vocabulary",
//    "vocabulary_files": [{"name": "iamglass", "size": 116, "xxh3": "..."}, ...],
//    "connect_ms": 2000, "answer_ms": 10000,
//    "shards": [{"index": "kb-build-1/shard-0", "articles": 34},
//               {"server": "10.0.0.7:7001", "articles": 33}],
//    "articles": 67, "created": "2002-05-01T12:00:00Z", "sources": ["/srv/kb"], "files": 70,
//    "dialects": {"document": 40}, "diagnostics": 7, "bytes": 1000}
//
// `index` is an index folder or pocket file, `server` a xapian-tcpsrv that serves the database of
// one index folder, or those of several as one; paths are relative to the stub. People may edit the
// stub: to move a shard to another machine is to exchange its `index` by a `server`. The vocabulary
// is a Xapian database without articles, compared with `vocabulary_files` before it is opened. It
// holds what a shard can't know or a server can't tell: the forms of words, spellings and the
// dictionary of error codes, all over all shards. Every article has the score it would have in one
// index; only wildcards are expanded by each shard for itself.
//
// A shard that can't be opened is left out and named in OpenIndex::remarks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/index_folder.h"
#include "parser/result.h"

namespace kb {

struct ClusterShard {
  std::string index;   ///< path, or empty
  std::string server;  ///< `host:port`, or empty
  std::uint64_t articles = 0;
};

struct ClusterStub {
  IndexInfo info;          ///< of all shards together; without size, hash and files
  std::string vocabulary;  ///< path
  std::vector<IndexPart> vocabulary_files;  ///< names are those inside it
  std::vector<ClusterShard> shards;
  unsigned connect_ms = 2000;  ///< how long a server may take to be reached
  unsigned answer_ms = 10000;  ///< and to answer one question of the protocol
};

/// File name of the stub that `kb index --shards` writes.
inline constexpr const char* kClusterName = "cluster.kbdb";

/// How the names of the folders begin that it writes the parts of a cluster to.
inline constexpr std::string_view kClusterBuild = "kb-build-";

/// The stub of `path`: the file itself if it is one, `path`/cluster.kbdb if `path` is a folder with
/// a cluster and without an index of its own; empty if there is none.
std::string find_cluster(const std::string& path);

/// kDamaged if it can't be read; kVersion if another version of kb wrote it.
Result<ClusterStub> read_cluster(const std::string& path);

/// The text of a stub.
std::string cluster_text(const ClusterStub& stub);

/// Opens the vocabulary and every shard that answers. kDamaged if there is no vocabulary; kSystem
/// if no shard answers; else as read_cluster.
Result<OpenIndex> open_cluster(const std::string& path);

/// Opens one shard of the stub at `path`. kUsage if that is no shard; kSystem if its server does not
/// answer; else as open_index.
Result<OpenIndex> open_shard(const ClusterStub& stub, const std::string& path,
                             const ClusterShard& shard);

/// The path of something that the stub at `path` names.
std::string beside(const std::string& stub, const std::string& path);

/// How the stub names a shard: its path or server.
std::string name_of(const ClusterShard& shard);

/// True if another cluster took the place of `stub`; its build then removed the parts of this one.
bool is_outdated(const std::string& path, const ClusterStub& stub);

}  // namespace kb
