#include "corpus/regular_file.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <string>

#include "corpus/read_file.h"
#include "tests/corpus/folder.h"

using namespace kb;
using namespace kb::test;

namespace {

void make_socket(const std::string& path) {
  const Descriptor open(::socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  REQUIRE(::bind(open.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
}

/// Reads a file whose first `changes` readings are followed by a change; what was read last.
Result<std::string> read_changing(const std::string& path, int changes, int& readings) {
  std::string got;
  const auto stamp = read_while_unchanged(path, [&](const Descriptor& file) -> Result<void> {
    got = read_file(file, path).value_or("unreadable");
    if (++readings > changes) return {};
    ::usleep(20'000);  // past a tick of the system's clock
    std::ofstream(path) << "version " << readings;
    return {};
  });
  if (!stamp) return tl::make_unexpected(stamp.error());
  return got;
}

}  // namespace

TEST_CASE("nothing but a regular file is opened, or waited for", "[corpus]") {
  const Folder folder(Files{{"a", "1"}});
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  make_socket(folder.path("socket"));
  CHECK(open_regular(folder.path("a")));
  for (const std::string& path :
       {folder.path(), folder.path("pipe"), folder.path("socket"), std::string("/dev/zero")}) {
    const auto file = open_regular(path);
    REQUIRE(!file);
    CHECK(file.error().kind == ErrorKind::kInput);
    CHECK(file.error().message == "can't read " + path + ": it is not a regular file");
  }
  CHECK(open_regular(folder.path("none")).error().message.ends_with("No such file or directory"));
}

TEST_CASE("bytes are read from any place of a file", "[corpus]") {
  const Folder folder(Files{{"a", "0123456789"}});
  const auto file = open_regular(folder.path("a"));
  REQUIRE(file);
  CHECK(read_at(*file, 2, 3) == "234");
  CHECK(read_at(*file, 8, 5) == "89");
  CHECK(read_at(*file, 20, 5).empty());
}

TEST_CASE("a file that is written to while it is read is read again", "[corpus]") {
  const Folder folder(Files{{"a", "version 0"}});
  int readings = 0;
  CHECK(read_changing(folder.path("a"), 2, readings) == "version 2");
  CHECK(readings == 3);
}

TEST_CASE("a file that takes the place of another while that is read is read", "[corpus]") {
  const Folder folder(Files{{"a", "old"}, {"b", "new"}});
  std::string got;
  const auto stamp = read_while_unchanged(folder.path("a"), [&](const Descriptor& file) {
    got = read_file(file, "a").value_or("unreadable");
    ::usleep(20'000);
    if (got == "old") std::filesystem::rename(folder.path("b"), folder.path("a"));
    return Result<void>();
  });
  CHECK(got == "new");
  REQUIRE(stamp);
  CHECK(stamp->size == 3);
}

TEST_CASE("a file that changes at every reading is given up", "[corpus]") {
  const Folder folder(Files{{"a", "version 0"}});
  int readings = 0;
  const auto got = read_changing(folder.path("a"), 1000, readings);
  REQUIRE(!got);
  CHECK(got.error().kind == ErrorKind::kBusy);
  CHECK(got.error().message == "can't read " + folder.path("a") + ": it is being written to");
  CHECK(readings < 10);
}
