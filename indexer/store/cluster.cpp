#include "indexer/store/cluster.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "indexer/schema/schema.h"
#include "indexer/store/part_json.h"
#include "parser/text/count.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "kb cluster";
constexpr int kAttempts = 5;  // to open a cluster whose place another takes meanwhile

tl::unexpected<Error> damaged(const std::string& path, const std::string& why) {
  return fail(ErrorKind::kDamaged, "the cluster " + path + " can't be used: " + why,
              "correct the file, or write it anew with `kb index --shards N PATH...`");
}

bool is_stub(const std::string& path) {
  const auto file = open_index_file(path);
  if (!file) return false;
  const std::string start = read_at(*file, 0, 1U << 16U);  // its keys may stand in any order
  return start.starts_with('{') && start.find(kFormat) != std::string::npos;
}

ClusterShard shard_of(const Json& json) {
  ClusterShard shard;
  shard.index = json.value("index", "");
  shard.server = json.value("server", "");
  shard.articles = json.at("articles");
  return shard;
}

/// Reads the fields; false if one is missing or of the wrong type.
bool from_json(const Json& json, ClusterStub& stub) {
  IndexInfo& info = stub.info;
  try {
    info.schema = json.at("schema");
    if (info.schema != kSchemaVersion) return true;
    info.program = json.at("kb");
    stub.vocabulary = json.at("vocabulary");
    stub.vocabulary_files = parts_of(json.at("vocabulary_files"));
    stub.connect_ms = json.value("connect_ms", stub.connect_ms);
    stub.answer_ms = json.value("answer_ms", stub.answer_ms);
    for (const Json& shard : json.at("shards")) stub.shards.push_back(shard_of(shard));
    info.articles = json.at("articles");
    info.created = json.value("created", "");
    info.sources = json.value("sources", std::vector<std::string>());
    info.files = json.value("files", std::uint64_t{0});
    info.dialects = json.value("dialects", std::map<std::string, std::uint64_t>());
    info.diagnostics = json.value("diagnostics", std::uint64_t{0});
    info.bytes = json.value("bytes", std::uint64_t{0});
    return true;
  } catch (const Json::exception&) {
    return false;
  }
}

struct Address {
  std::string host;
  unsigned port = 0;  ///< 0 if there is none
};

Address address_of(const std::string& server) {
  const std::size_t colon = server.rfind(':');
  Address address{server.substr(0, colon), 0};
  if (colon == std::string::npos) return address;
  address.port =
      whole_number<std::uint16_t>(std::string_view(server).substr(colon + 1)).value_or(0);
  if (address.host.starts_with('[') && address.host.ends_with(']')) {  // IPv6
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  return address;
}

Result<Xapian::Database> open_server(const ClusterStub& stub, const std::string& server) {
  const Address address = address_of(server);
  if (address.port == 0) return fail(ErrorKind::kUsage, "it is no host:port");
  try {
    return Xapian::Remote::open(address.host, address.port, stub.answer_ms, stub.connect_ms);
  } catch (const Xapian::Error& error) {
    return fail(ErrorKind::kSystem, error.get_msg());
  }
}

/// The vocabulary, if its files are such as Xapian can open.
Result<Xapian::Database> open_vocabulary(const std::string& path, const ClusterStub& stub) {
  const std::string folder = beside(path, stub.vocabulary);
  const auto fault = fault_before_opening(folder, stub.vocabulary_files);
  if (!fault) return tl::make_unexpected(fault.error());
  if (!fault->empty()) return damaged(path, "its vocabulary: " + *fault);
  try {
    return Xapian::Database(folder);
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, path));
  }
}

/// Opens what `stub` names.
Result<OpenIndex> open_parts(const std::string& path, const ClusterStub& stub) {
  OpenIndex opened{stub.info, Xapian::Database()};
  Xapian::Database all;
  std::size_t open = 0;
  std::size_t sized = 0;  // shards whose size is known
  opened.info.database = path;
  opened.divided = true;
  const auto vocabulary = open_vocabulary(path, stub);
  if (!vocabulary) return tl::make_unexpected(vocabulary.error());
  all.add_database(*vocabulary);  // first: Xapian asks the first database alone for metadata
  for (const ClusterShard& shard : stub.shards) {
    const auto part = open_shard(stub, path, shard);
    if (part) {
      all.add_database(part->database);
      opened.info.size += part->info.size;
      opened.over_network = opened.over_network || !shard.server.empty();
      sized += part->info.size == 0 ? 0 : 1;
      ++open;
    } else {
      opened.remarks.push_back(
          fmt::format("the shard {} does not answer, its {} missing: {}", name_of(shard),
                      counted(shard.articles, "article is", "articles are"), part.error().message));
    }
  }
  if (sized < stub.shards.size()) opened.info.size = 0;
  if (open == 0) {
    return fail(ErrorKind::kSystem, "no shard of the cluster " + path + " answers",
                "start its servers, or correct the file");
  }
  opened.database = std::move(all);
  return opened;
}

}  // namespace

std::string beside(const std::string& stub, const std::string& path) {
  return (fs::path(stub).parent_path() / path).string();
}

std::string name_of(const ClusterShard& shard) {
  return shard.server.empty() ? shard.index : shard.server;
}

Result<OpenIndex> open_shard(const ClusterStub& stub, const std::string& path,
                             const ClusterShard& shard) {
  if (!shard.server.empty()) {
    return open_server(stub, shard.server).map([](Xapian::Database&& database) {
      return OpenIndex{{}, std::move(database)};
    });
  }
  const std::string index = beside(path, shard.index);
  if (!find_cluster(index).empty()) return fail(ErrorKind::kUsage, "it is a cluster itself");
  return open_index(index);
}

bool is_outdated(const std::string& path, const ClusterStub& stub) {
  const auto now = read_cluster(path);
  return now && cluster_text(*now) != cluster_text(stub);
}

std::string find_cluster(const std::string& path) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) return is_stub(path) ? path : "";
  std::string stub = path + "/" + kClusterName;
  const bool index = fs::exists(path + "/manifest.json", ignored);
  return !index && is_stub(stub) ? stub : "";
}

std::string cluster_text(const ClusterStub& stub) {
  const IndexInfo& info = stub.info;
  Json shards = Json::array();
  for (const ClusterShard& shard : stub.shards) {
    const bool local = shard.server.empty();
    shards.push_back({{local ? "index" : "server", name_of(shard)}, {"articles", shard.articles}});
  }
  const Json json = {{"format", kFormat},
                     {"schema", info.schema},
                     {"kb", info.program},
                     {"vocabulary", stub.vocabulary},
                     {"vocabulary_files", parts_json(stub.vocabulary_files)},
                     {"connect_ms", stub.connect_ms},
                     {"answer_ms", stub.answer_ms},
                     {"shards", std::move(shards)},
                     {"articles", info.articles},
                     {"created", info.created},
                     {"sources", info.sources},
                     {"files", info.files},
                     {"dialects", info.dialects},
                     {"diagnostics", info.diagnostics},
                     {"bytes", info.bytes}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<ClusterStub> read_cluster(const std::string& path) {
  const auto file = open_index_file(path);
  if (!file) return tl::make_unexpected(file.error());
  ClusterStub stub;
  const Json json = Json::parse(read_at(*file, 0, stamp_of(*file).size), nullptr, false);
  if (!json.is_object() || !from_json(json, stub)) return damaged(path, "it can't be read");
  if (stub.info.schema != kSchemaVersion) {
    return fail(ErrorKind::kVersion,
                fmt::format("the cluster {} was written by another kb (schema {}; this one reads "
                            "{})",
                            path, stub.info.schema, kSchemaVersion),
                "write it anew with `kb index --shards N PATH...`");
  }
  return stub;
}

Result<OpenIndex> open_cluster(const std::string& path) {
  for (int attempt = 0;; ++attempt) {
    const auto stub = read_cluster(path);
    if (!stub) return tl::make_unexpected(stub.error());
    auto opened = open_parts(path, *stub);
    if (attempt == kAttempts || !is_outdated(path, *stub)) return opened;
  }
}

}  // namespace kb
