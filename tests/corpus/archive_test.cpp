#include "corpus/archive.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/corpus/folder.h"
#include "tests/support/sandbox.h"

using namespace kb;
using namespace kb::test;

namespace {

struct Read {
  std::string members;  ///< `name=bytes` joined by blanks; `name!` where there is a problem
  std::string error;
};

Read read(const std::string& path, std::uint64_t limit = 1 << 20, std::size_t most = 1000) {
  Read out;
  std::size_t seen = 0;
  const auto result = read_archive(path, limit, [&](ArchiveMember&& member) {
    out.members += (out.members.empty() ? "" : " ") + member.name +
                   (member.problem.empty() ? "=" + member.bytes : "!");
    return ++seen < most;
  });
  if (!result) out.error = result.error().message;
  return out;
}

}  // namespace

TEST_CASE("archives are known by their names", "[corpus]") {
  for (const char* name : {"a.tar", "A.TAR.GZ", "a.tgz", "a.tar.xz", "a.txz", "a.tar.zst",
                           "a.tar.bz2", "a.tbz2", "a.zip", "x/y.Zip"}) {
    CHECK(is_archive_name(name));
  }
  for (const char* name : {"a.gz", "tar", "a.tar.txt", "a.rar", "zip", ""}) {
    CHECK(!is_archive_name(name));
  }
}

TEST_CASE("the regular files of an archive come in its order", "[corpus]") {
  const Folder folder(Files{{"a.tar", tar_of({{"b/2.txt", "two"}, {"a.txt", ""}, {"b/", ""}})}});
  const Read got = read(folder.path("a.tar"));
  CHECK(got.members == "a.txt= b/2.txt=two");
  CHECK(got.error.empty());
}

TEST_CASE("reading an archive stops when it is told to", "[corpus]") {
  const Folder folder(Files{{"a.tar", tar_of({{"1", "a"}, {"2", "b"}, {"3", "c"}})}});
  CHECK(read(folder.path("a.tar"), 100, 2).members == "1=a 2=b");
}

TEST_CASE("a member beyond the limit is named, the rest goes on", "[corpus]") {
  const Folder folder(
      Files{{"a.tar", tar_of({{"1", "a"}, {"2", std::string(101, 'b')}, {"3", "c"}})}});
  CHECK(read(folder.path("a.tar"), 100).members == "1=a 2! 3=c");
}

TEST_CASE("an archive that breaks off hands over what stands before", "[corpus]") {
  const std::string tar = tar_of({{"1", "a"}, {"2", std::string(3000, 'b')}});
  const Folder folder(Files{{"a.tar", tar.substr(0, 2000)}});
  const Read got = read(folder.path("a.tar"));
  CHECK(got.members.starts_with("1=a"));
  CHECK((!got.error.empty() || got.members.ends_with("2!")));
}

TEST_CASE("what is no archive is an error that names it", "[corpus]") {
  const Folder folder(Files{{"a.tar", "no archive at all, but long enough to be looked at closely"},
                            {"b.zip", "PK\x03\x04 nothing"}});
  CHECK(read(folder.path("a.tar"))
            .error.starts_with("can't read the archive " + folder.path("a.tar")));
  CHECK(!read(folder.path("b.zip")).error.empty());
  CHECK(!read(folder.path("none.tar")).error.empty());
}

TEST_CASE("compressed archives are read like the plain one", "[corpus]") {
  const Folder folder(Files{{"a.tar", tar_of({{"1", "a"}, {"x/2", "b"}})}});
  for (const char* packer : {"gzip -k", "xz -k", "zstd -qk", "bzip2 -k"}) {
    const std::string command = std::string(packer) + " " + folder.path("a.tar") + " 2>/dev/null";
    if (std::system(command.c_str()) != 0) {
      testing::skip(std::string(packer) + " is not there");
      continue;
    }
    const std::string ending = packer[0] == 'g'   ? ".gz"
                               : packer[0] == 'x' ? ".xz"
                               : packer[0] == 'z' ? ".zst"
                                                  : ".bz2";
    CHECK(read(folder.path("a.tar" + ending)).members == "1=a x/2=b");
  }
}

TEST_CASE("what counts of a member is the bytes that it delivers", "[corpus]") {
  const Files files{{"1", "a"}, {"2", std::string(5000, 'b')}, {"3", "c"}};
  const Folder folder(Files{{"a.zip", lying_zip(files, 1)}, {"b.zip", lying_zip(files, 1, false)}});
  CHECK(read(folder.path("a.zip"), 100).members == "1=a 2! 3=c");
  CHECK(read(folder.path("b.zip"), 100).members.starts_with("1=a 2! 3=c"));
}

TEST_CASE("a hole of terabytes costs its member alone", "[corpus]") {
  constexpr std::uint64_t kTerabytes = std::uint64_t{1} << 43U;
  const Folder folder;
  folder.write("a.tar", sparse_member("1", kTerabytes, 512) +
                            sparse_member("2", kTerabytes, kTerabytes + 512) +
                            sparse_member("3", 0, 512) + tar_of({{"4", "d"}}));
  CHECK(read(folder.path("a.tar"), 1000).members == "1! 2! 3=" + std::string(512, 'x') + " 4=d");
}

TEST_CASE("an archive that unpacks to far more than its size is given up", "[corpus]") {
  constexpr std::uint64_t kHole = 50ULL << 20U;
  std::string tar;
  for (int i = 0; i < 10; ++i) tar += sparse_member(std::to_string(i), kHole, kHole + 512);
  const Folder folder(Files{{"a.tar", tar + tar_of({})}});
  std::size_t members = 0;
  const auto result = read_archive(folder.path("a.tar"), 64U << 20U, [&](ArchiveMember&& member) {
    CHECK(member.bytes.size() == kHole + 512);
    return ++members != 0;
  });
  CHECK(members == 5);
  REQUIRE(!result);
  CHECK(result.error().message.ends_with("it unpacks to far more than articles can"));
}
