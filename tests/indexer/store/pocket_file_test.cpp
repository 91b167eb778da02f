#include "indexer/store/pocket_file.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "indexer/build/build.h"
#include "indexer/check/check.h"
#include "indexer/schema/record.h"
#include "indexer/transfer/pack.h"
#include "tests/corpus/folder.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
namespace fs = std::filesystem;

namespace {

void build(const std::string& sources, const std::string& folder) {
  Progress progress;
  REQUIRE(build_index({{sources}, folder, 2}, progress));
}

PackReport pack(const std::string& index, const std::string& out) {
  Progress progress;
  auto report = pack_index(index, out, Overwrite::kOwnKind, progress);
  REQUIRE(report);
  return *report;
}

/// The sample articles as an index and as a pocket file.
struct Packed : Folder {
  Packed() {
    build(std::string(KB_SOURCE_DIR) + "/corpus/sample", path("db"));
    pack(path("db"), path("a.kb"));
  }
};

void change_byte(const std::string& path, std::uint64_t offset) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(std::streamoff(offset));
  const int byte = file.get();
  file.seekp(std::streamoff(offset));
  file.put(char(byte ^ 0x10));
}

}  // namespace

TEST_CASE("a pocket file holds every article of the index", "[indexer]") {
  const Packed box;
  REQUIRE(is_pocket_file(box.path("a.kb")));
  const auto folder = open_index(box.path("db"));
  const auto pocket = open_index(box.path("a.kb"));
  REQUIRE(pocket);
  CHECK(pocket->info.articles == folder->info.articles);
  CHECK(pocket->info.dialects == folder->info.dialects);
  CHECK(pocket->info.size == fs::file_size(box.path("a.kb")));
  REQUIRE(pocket->database.get_doccount() == folder->database.get_doccount());
  for (Xapian::docid id = 1; id <= pocket->database.get_doccount(); ++id) {
    const auto a = decode_record(folder->database.get_document(id).get_data());
    const auto b = decode_record(pocket->database.get_document(id).get_data());
    REQUIRE(b);
    CHECK(a->bytes == b->bytes);
    CHECK(a->source == b->source);
    CHECK(a->title == b->title);
    CHECK(a->editions.size() == b->editions.size());
  }
  CHECK(check_index(box.path("a.kb")).value().empty());
}

TEST_CASE("the same articles give the same pocket file", "[indexer]") {
  const Packed box;
  pack(box.path("db"), box.path("b.kb"));
  CHECK(read_bytes(box.path("a.kb")) == read_bytes(box.path("b.kb")));
  build(std::string(KB_SOURCE_DIR) + "/corpus/sample", box.path("again"));
  pack(box.path("again"), box.path("c.kb"));
  CHECK(read_bytes(box.path("a.kb")) == read_bytes(box.path("c.kb")));
  pack(box.path("a.kb"), box.path("d.kb"));  // of itself, too
  CHECK(read_bytes(box.path("a.kb")) == read_bytes(box.path("d.kb")));
}

TEST_CASE("a pocket file that is altered anywhere is found out", "[indexer]") {
  const Packed box;
  const std::uint64_t size = fs::file_size(box.path("a.kb"));
  for (std::uint64_t i = 0; i < 60; ++i) {
    // The front byte by byte where it is most delicate, then all over the file.
    const std::uint64_t at = i < 20 ? i * 13 : (i - 19) * (size - 1) / 41;
    CAPTURE(at);
    change_byte(box.path("a.kb"), at);
    const auto faults = check_index(box.path("a.kb"));
    CHECK((!faults || !faults->empty()));
    change_byte(box.path("a.kb"), at);
  }
  CHECK(check_index(box.path("a.kb")).value().empty());
}

TEST_CASE("a pocket file that is cut does not open", "[indexer]") {
  const Packed box;
  const std::string whole = read_bytes(box.path("a.kb"));
  for (const std::size_t length : {whole.size() - 1, whole.size() / 2, std::size_t(4096),
                                   std::size_t(300), std::size_t(54), std::size_t(12)}) {
    CAPTURE(length);
    box.write("cut.kb", whole.substr(0, length));
    const auto opened = open_index(box.path("cut.kb"));
    REQUIRE(!opened);
    CHECK(opened.error().kind == ErrorKind::kDamaged);
  }
  box.write("longer.kb", whole + "x");
  CHECK(!open_index(box.path("longer.kb")));
  box.write("newer.kb", "kb pocket 2 " + whole.substr(12));
  CHECK(open_index(box.path("newer.kb")).error().kind == ErrorKind::kVersion);
}

TEST_CASE("packing leaves the pocket file and nothing else", "[indexer]") {
  const Packed box;
  CHECK(!fs::exists(box.path("a.kb.part")));
  box.write("e.kb.part/lock", "");
  box.write("e.kb.part/pocket", "of a run that died");
  pack(box.path("db"), box.path("e.kb"));
  CHECK(!fs::exists(box.path("e.kb.part")));
}

TEST_CASE("packing takes over no folder of another user, and follows no link", "[indexer]") {
  const Packed box;
  const Folder other;
  Progress progress;
  fs::create_directory_symlink(other.path(), box.path("x.kb.part"));
  CHECK(pack_index(box.path("db"), box.path("x.kb"), Overwrite::kOwnKind, progress).error().kind ==
        ErrorKind::kUsage);
  CHECK(fs::is_empty(other.path()));
  fs::remove(box.path("x.kb.part"));
  if (::geteuid() != 0) return;
  fs::create_directory(box.path("x.kb.part"));
  REQUIRE(::chown(box.path("x.kb.part").c_str(), 65534, 65534) == 0);
  CHECK(pack_index(box.path("db"), box.path("x.kb"), Overwrite::kOwnKind, progress).error().kind ==
        ErrorKind::kUsage);
  CHECK(!fs::exists(box.path("x.kb")));
}

TEST_CASE("packing that can't be done says why", "[indexer]") {
  const Packed box;
  Progress progress;
  CHECK(
      pack_index(box.path("none"), box.path("x.kb"), Overwrite::kOwnKind, progress).error().kind ==
      ErrorKind::kNoIndex);
  CHECK(pack_index(box.path("db"), box.path("db"), Overwrite::kOwnKind, progress).error().kind ==
        ErrorKind::kUsage);
  CHECK(pack_index(box.path("db"), box.path("none/x.kb"), Overwrite::kOwnKind, progress)
            .error()
            .kind == ErrorKind::kSystem);
  progress.cancel = true;
  const std::string before = read_bytes(box.path("a.kb"));
  const auto cancelled =
      pack_index(box.path("db"), box.path("a.kb"), Overwrite::kOwnKind, progress);
  REQUIRE(cancelled);
  CHECK(cancelled->cancelled);
  CHECK(read_bytes(box.path("a.kb")) == before);
}

TEST_CASE("a pocket file turns back into the index it was made of", "[indexer]") {
  const Packed box;
  Progress progress;
  const auto unpacked =
      unpack_index(box.path("a.kb"), box.path("back"), Overwrite::kNever, 2, progress);
  REQUIRE(unpacked);
  CHECK(check_index(box.path("back")).value().empty());
  const auto before = open_index(box.path("db"));
  const auto after = open_index(box.path("back"));
  REQUIRE(after);
  CHECK(after->info.articles == before->info.articles);
  CHECK(after->info.dialects == before->info.dialects);
  CHECK(after->info.files == before->info.files);
  for (Xapian::docid id = 1; id <= before->database.get_doccount(); ++id) {
    CHECK(after->database.get_document(id).get_data() ==
          before->database.get_document(id).get_data());
    CHECK(after->database.get_document(id).termlist_count() ==
          before->database.get_document(id).termlist_count());
  }
  pack(box.path("back"), box.path("b.kb"));
  CHECK(read_bytes(box.path("a.kb")) == read_bytes(box.path("b.kb")));
  build(std::string(KB_SOURCE_DIR) + "/corpus/sample", box.path("back"));
}
