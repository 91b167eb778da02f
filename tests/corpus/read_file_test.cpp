#include "corpus/read_file.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <string>

#include "tests/corpus/folder.h"

using namespace kb;
using namespace kb::test;

TEST_CASE("a file is read whole, byte for byte", "[corpus]") {
  using namespace std::string_literals;
  for (const std::string& bytes : {""s, "a"s, "a\0b\r\n\xFF"s, std::string(4095, 'x'),
                                   std::string(4096, 'x'), std::string(300'000, 'y')}) {
    const Folder folder(Files{{"a", bytes}});
    const auto got = read_file(folder.path("a"));
    REQUIRE(got);
    CHECK(*got == bytes);
  }
}

TEST_CASE("a file larger than the limit is refused with both sizes", "[corpus]") {
  const Folder folder(Files{{"a", std::string(2000, 'x')}});
  CHECK(read_file(folder.path("a"), 2000));
  const auto got = read_file(folder.path("a"), 1999);
  REQUIRE(!got);
  CHECK(got.error().kind == ErrorKind::kInput);
  CHECK(got.error().message ==
        "can't read " + folder.path("a") + ": 2 KB is more than an article can have (1 KB)");
}

TEST_CASE("what is no regular file is refused and never waited for", "[corpus]") {
  const Folder folder;
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK(read_file(folder.path("pipe")).error().message.ends_with("it is not a regular file"));
  CHECK(read_file(folder.path()).error().message.ends_with("it is not a regular file"));
  CHECK(read_file(folder.path("none")).error().message.ends_with("No such file or directory"));
}

TEST_CASE("sizes are told in the unit that fits", "[corpus]") {
  CHECK(human_size(0) == "0 bytes");
  CHECK(human_size(999) == "999 bytes");
  CHECK(human_size(1000) == "1 KB");
  CHECK(human_size(999'999) == "999 KB");
  CHECK(human_size(2'140'000) == "2.1 MB");
}
