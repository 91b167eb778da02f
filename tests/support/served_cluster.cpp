#include "tests/support/served_cluster.h"

#include <unistd.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace kb::testing {
namespace {

constexpr Milliseconds kPatience(5000);

/// The database of an index folder.
std::string database_of(const Sandbox& box, const std::string& index) {
  for (const std::string& name : box.list(index)) {
    if (name.ends_with(".glass")) return box.path(index + "/" + name);
  }
  throw std::runtime_error("there is no database in " + index);
}

}  // namespace

Server::Server(const std::vector<std::string>& databases) {
  static int next = 20000 + int(::getpid() % 20000);
  for (int attempt = 0; attempt < 20 && port_ == 0; ++attempt) {
    const int port = next++;
    Start start;
    start.arguments = {"xapian-tcpsrv", "--interface", "127.0.0.1", "--port", std::to_string(port)};
    start.arguments.insert(start.arguments.end(), databases.begin(), databases.end());
    start.environment = {{"PATH", "/usr/bin:/bin"}};
    process_ = std::make_unique<Process>(start);
    process_->read_line(kPatience);  // "Starting server on ..."
    if (process_->read_line(kPatience).starts_with("Listening")) port_ = port;
  }
  if (port_ == 0) throw std::runtime_error("xapian-tcpsrv does not come up");
}

ServedCluster::ServedCluster(const Sandbox& box, const std::string& folder,
                             const std::vector<std::vector<std::size_t>>& groups)
    : stub_(folder + "/remote.kbdb") {
  auto stub = nlohmann::json::parse(box.read(folder + "/cluster.kbdb"));
  auto served = nlohmann::json::array();
  for (const std::vector<std::size_t>& group : groups) {
    std::vector<std::string> databases;
    std::uint64_t articles = 0;
    for (const std::size_t shard : group) {
      const auto& known = stub["shards"][shard];
      databases.push_back(database_of(box, folder + "/" + known["index"].get<std::string>()));
      articles += known["articles"].get<std::uint64_t>();
    }
    servers_.emplace_back(databases);
    served.push_back({{"server", servers_.back().address()}, {"articles", articles}});
  }
  stub["shards"] = served;
  box.write(stub_, stub.dump());
}

}  // namespace kb::testing
