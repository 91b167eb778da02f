// What may be wrong with an index, and that it is said in one sentence.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

struct Indexed : Sandbox {
  Indexed() {
    write({{"a/Q100001.TXT", document({"Q100001", "Spooler stops"})},
           {"a/Q100002.TXT", document({"Q100002", "Mouse stops"})}});
    index({"a"});
  }

  void set_manifest(const std::string& key, const json& value) const {
    json manifest = json::parse(read("index/manifest.json"));
    manifest[key] = value;
    write("index/manifest.json", manifest.dump());
  }
};

/// Every command that reads an index.
const std::vector<Arguments> kReaders = {{"search", "spooler"},
                                         {"search", "--json", "spooler"},
                                         {"search", "--batch", "-"},
                                         {"show", "Q100001"},
                                         {"spooler"},
                                         {"100001"},
                                         {"explain", "x"},
                                         {"stats"},
                                         {"check"}};

/// Every reader refuses with one sentence that holds `words`.
void check_refused(const Sandbox& box, const std::string& words) {
  for (const Arguments& arguments : kReaders) {
    CAPTURE(arguments);
    const Ran ran = box.run(arguments);
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(ran.err.find(words) != std::string::npos);
  }
}

/// Cuts or changes the bytes of a file where it stands.
void overwrite(const std::string& path, std::size_t at, char byte) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(std::streamoff(at));
  file.put(byte);
}

}  // namespace

TEST_CASE("without an index every command says how to build one", "[cli][bad]") {
  const Sandbox box;
  check_refused(box, "there is no index at index; build one with `kb index PATH...`");
  box.write("index/readme", "");
  check_refused(box, "there is no index in the folder index; build one with `kb index PATH...`");
}

TEST_CASE("an index path that is a file is refused", "[cli][bad]") {
  const Sandbox box;
  box.write("index", "not a folder");
  check_refused(box, "index is a file, not an index folder");
  CHECK(is_one_error(box.run({"index"})));
  CHECK(box.read("index") == "not a folder");
}

TEST_CASE("an index path below a file is refused", "[cli][bad]") {
  const Sandbox box;
  box.write("file", "");
  for (const Arguments& arguments :
       {Arguments{"--db", "file/index", "index"}, {"--db", "file/index", "search", "x"}}) {
    CAPTURE(arguments);
    CHECK(is_one_error(box.run(arguments)));
  }
}

TEST_CASE("a manifest that is empty, cut or something else is damage", "[cli][bad]") {
  const Indexed box;
  const std::string whole = box.read("index/manifest.json");
  for (const std::string& bytes :
       {std::string(), whole.substr(0, whole.size() / 2), std::string("[]"), std::string("null"),
        std::string(R"({"format": "kb index", "schema": "one"})"), std::string(100000, '['),
        std::string("\0\0\0", 3)}) {
    CAPTURE(bytes.substr(0, 40));
    box.write("index/manifest.json", bytes);
    check_refused(box, "is damaged: manifest.json can't be read; build it again with");
  }
}

TEST_CASE("a manifest that names a file elsewhere is damage", "[cli][bad]") {
  const Indexed box;
  const json manifest = json::parse(box.read("index/manifest.json"));
  const std::string name = manifest["database"];
  box.set_manifest("database", "../index/" + name);
  check_refused(box, "is damaged");
  box.set_manifest("database", name);
  json parts = manifest["parts"];
  parts[0]["name"] = name + "/../../manifest.json";
  box.set_manifest("parts", parts);
  check_refused(box, "is damaged");
}

TEST_CASE("a database that is cut, grown or missing is damage", "[cli][bad]") {
  const Indexed box;
  const std::string name = box.database();
  const std::string whole = box.read(name);
  for (const std::string& bytes :
       {whole.substr(0, whole.size() / 2), whole.substr(0, 1), std::string(), whole + "x"}) {
    CAPTURE(bytes.size());
    box.write(name, bytes);
    check_refused(box, "is damaged");
  }
  box.remove(name);
  check_refused(box, "is missing; build it again");
}

TEST_CASE("a database of the right size with other bytes is damage", "[cli][bad]") {
  const Indexed box;
  const std::string name = box.database();
  box.write(name, std::string(box.read(name).size(), 'x'));
  check_refused(box, "is damaged");
}

TEST_CASE("kb check finds any flipped byte", "[cli][bad]") {
  const Indexed box;
  const std::string name = box.database();
  const std::string whole = box.read(name);
  for (const std::size_t at : {std::size_t(0), whole.size() / 3, whole.size() / 2,
                               whole.size() * 3 / 4, whole.size() - 1}) {
    CAPTURE(at);
    overwrite(box.path(name), at, char(whole[at] ^ 0x10));
    const Ran ran = box.run({"check"});
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(ran.err.find("is damaged: ") != std::string::npos);
    for (const Arguments& reader : kReaders) {  // may answer or refuse, but never die
      CAPTURE(reader);
      CHECK(box.run(reader).status <= 2);
    }
    overwrite(box.path(name), at, whole[at]);
  }
  CHECK(box.run({"check"}).status == 0);
}

TEST_CASE("kb check finds a flip, a cut and a loss in every file of the index", "[cli][bad]") {
  const Indexed box;
  const json manifest = json::parse(box.read("index/manifest.json"));
  std::vector<std::string> names{manifest["catalog"]["name"]};
  for (const json& part : manifest["parts"]) names.push_back(part["name"]);
  REQUIRE(names.size() >= 6);
  for (const std::string& part : names) {
    CAPTURE(part);
    const std::string name = "index/" + part;
    const std::string whole = box.read(name);
    std::string flipped = whole;
    flipped[whole.size() / 2] = char(flipped[whole.size() / 2] ^ 0x04);
    for (const std::string& bytes : {flipped, whole.substr(0, whole.size() - 1)}) {
      box.write(name, bytes);
      const Ran ran = box.run({"check"});
      INFO(ran);
      CHECK(is_one_error(ran));
      CHECK(ran.err.find(part) != std::string::npos);
      CHECK(ran.err.find("; build it again with `kb index --full PATH...`") != std::string::npos);
    }
    box.remove(name);
    const Ran ran = box.run({"check"});
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(ran.err.find(part) != std::string::npos);
    box.write(name, whole);
  }
  CHECK(box.run({"check"}).status == 0);
}

TEST_CASE("a flipped bit is neither carried on by an update nor kept by --full", "[cli][bad]") {
  const Indexed box;
  for (const Arguments& arguments : {Arguments{"index", "--full", "a"}, {"index", "a"}}) {
    CAPTURE(arguments);
    const std::string name = box.database();
    overwrite(box.path(name), box.read(name).size() / 2, '\x55');
    CHECK(box.run({"check"}).status == 2);
    box.write("a/Q100003.TXT", document({"Q100003", "Screen stops " + arguments[1]}));
    CHECK(box.run(arguments).status == 0);
    CHECK(box.run({"check"}).status == 0);
    CHECK(box.run({"show", "Q100003"}).status == 0);
  }
}

TEST_CASE("kb check --deep compares every article with its terms", "[cli][bad]") {
  const Indexed box;
  CHECK(box.run({"check", "--deep"}) == Ran{0, "the index index is sound\n", ""});
  box.write("a/Q100003.TXT", document({"Q100003", "Screen stops"}));
  box.index({"a"});
  CHECK(box.run({"check", "--deep"}).status == 0);
}

TEST_CASE("kb check lists its findings as JSON and ends 2", "[cli][bad]") {
  const Indexed box;
  const std::string name = box.database();
  overwrite(box.path(name), box.read(name).size() / 2, '\x55');
  const Ran ran = box.run({"check", "--json"});
  CHECK(ran.status == 2);
  CHECK(json::parse(ran.out)["faults"].size() >= 1);
}

TEST_CASE("an index of another schema says which side is older", "[cli][bad]") {
  const Indexed box;
  box.set_manifest("schema", 0);
  check_refused(box, "was written by an older kb (schema 0; this one reads ");
  box.set_manifest("schema", 9999);
  check_refused(box, "was written by a newer kb (schema 9999; this one reads ");
  box.set_manifest("database", nullptr);  // a newer kb may mean other things by other fields
  check_refused(box, "was written by a newer kb");
}

TEST_CASE("without a path an index that can't be read is not replaced by the sample",
          "[cli][bad]") {
  const Indexed box;
  const std::string whole = box.read("index/manifest.json");
  box.set_manifest("schema", 9999);
  CHECK(is_one_error(box.run({"index"})));
  box.write("index/manifest.json", "");
  CHECK(is_one_error(box.run({"index"})));
  box.write("index/manifest.json", whole);
  CHECK(box.run({"index"}).status == 0);
  CHECK(box.run({"show", "Q100001"}).status == 0);
}

TEST_CASE("a damaged or foreign index is replaced by the next run", "[cli][bad]") {
  const Indexed box;
  const Ran before = box.run({"show", "Q100001"});
  box.set_manifest("schema", 9999);
  box.index({"a"});
  CHECK(box.run({"show", "Q100001"}) == before);
  box.write("index/manifest.json", "");
  box.write(box.database(), "");
  box.index({"a"});
  CHECK(box.run({"show", "Q100001"}) == before);
  CHECK(box.list("index").size() == 4);
}

TEST_CASE("a second writer is refused while readers go on", "[cli][bad]") {
  const Indexed box;
  const int lock = ::open(box.path("index/lock").c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(::flock(lock, LOCK_EX | LOCK_NB) == 0);
  const Ran ran = box.run({"index", "a"});
  CHECK(ran == Ran{2, "",
                   "kb: another kb is writing the index index; wait until it ends "
                   "(`kb index --wait` does); searches go on meanwhile\n"});
  CHECK(box.run({"show", "Q100001"}).status == 0);
  CHECK(box.run({"check"}).status == 0);
  ::close(lock);
  CHECK(box.run({"index", "a"}).status == 0);
}

TEST_CASE("a search started before a new index goes on with the old one", "[cli][bad]") {
  const Indexed box;
  Process batch(box.command({"search", "--batch", "-"}).start());
  batch.write("spooler\n");
  CHECK(json::parse(batch.read_line(Milliseconds(5000)))["total"] == 1);
  box.write("a/Q100003.TXT", document({"Q100003", "Spooler waits"}));
  box.index({"a"});
  batch.write("spooler\nmouse\n");
  CHECK(json::parse(batch.read_line(Milliseconds(5000)))["total"] == 1);
  CHECK(json::parse(batch.read_line(Milliseconds(5000)))["total"] == 1);
  CHECK(batch.finish().status == 0);
  CHECK(json::parse(box.run({"search", "--json", "spooler"}).out)["total"] == 2);
}

TEST_CASE("an index that may only be read answers", "[cli][bad]") {
  const Indexed box;
  if (::geteuid() != 0) return skip("read-only index: giving up root needs root");
  if (box.command({"--version"}).as_nobody().run().status != 0) {
    return skip("read-only index: nobody can't run the program here");
  }
  CHECK(box.command({"show", "Q100001"}).as_nobody().run() == box.run({"show", "Q100001"}));
  CHECK(box.command({"check"}).as_nobody().run().status == 0);
  const Ran ran = box.command({"index", "a"}).as_nobody().run();
  CHECK(is_one_error(ran));
  CHECK(ran.err.find("Permission denied") != std::string::npos);
  CHECK(box.run({"check"}).status == 0);
}

TEST_CASE("an index that may not be read is refused", "[cli][bad]") {
  const Indexed box;
  if (::geteuid() == 0 && box.command({"--version"}).as_nobody().run().status != 0) {
    return skip("unreadable index: nobody can't run the program here");
  }
  ::chmod(box.path("index").c_str(), 0700);
  if (::geteuid() != 0) ::chmod(box.path("index").c_str(), 0);
  const Ran ran = box.command({"search", "spooler"}).as_nobody().run();
  ::chmod(box.path("index").c_str(), 0700);
  INFO(ran);
  CHECK(is_one_error(ran));
  CHECK(ran.err.find("ermission") != std::string::npos);
}
