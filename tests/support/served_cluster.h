// Shards of a cluster behind real servers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace kb::testing {

/// `xapian-tcpsrv` on a free port of 127.0.0.1, until destroyed.
class Server {
 public:
  /// Throws std::runtime_error if it does not come up.
  explicit Server(const std::vector<std::string>& databases);
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  /// Takes no more callers; its open connections are processes of their own.
  void stop() { process_.reset(); }

 private:
  std::unique_ptr<Process> process_;
  int port_ = 0;
};

/// The shards that `kb index --shards` wrote to a folder, each group of them behind one server.
class ServedCluster {
 public:
  /// Writes `folder`/remote.kbdb. Throws std::runtime_error.
  ServedCluster(const Sandbox& box, const std::string& folder,
                const std::vector<std::vector<std::size_t>>& groups);
  const std::string& stub() const { return stub_; }
  Server& server(std::size_t group) { return servers_[group]; }

 private:
  std::string stub_;
  std::vector<Server> servers_;
};

}  // namespace kb::testing
