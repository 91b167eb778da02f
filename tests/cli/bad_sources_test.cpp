// What may lie in a folder that is to be indexed or parsed, and that nothing of it is fatal.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/corpus/folder.h"
#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A folder `a` with one good article; what a test adds must not keep it from being found.
struct Good : Sandbox {
  Good() { write("a/Q100001.TXT", document({"Q100001", "Spooler stops"})); }

  /// Indexes and checks that the good article is there; returns what was said.
  std::string indexed() const {
    const Ran ran = run({"index", "a"});
    INFO(ran);
    CHECK(ran.status == 0);
    CHECK(ran.out == "");
    CHECK(run({"show", "Q100001"}).status == 0);
    CHECK(run({"check"}).status == 0);
    return ran.err;
  }

  json search(const std::string& query) const {
    return json::parse(run({"search", "--json", query}).out);
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The files passed over, and --strict agrees.
void check_passed_over(const Good& box, const std::string& name, const std::string& why) {
  const std::string said = box.indexed();
  INFO(said);
  CHECK(has(said, "kb: 1 file was passed over:\n"));
  CHECK(has(said, "kb:   " + name + ": "));
  CHECK(has(said, why));
  CHECK(box.run({"index", "--strict", "a"}).status == 2);
  CHECK(box.run({"show", "Q100001"}).status == 0);
}

}  // namespace

TEST_CASE("a binary file is passed over by name", "[cli][bad]") {
  const Good box;
  box.write("a/data", std::string("\x7F"
                                  "ELF\0\0\1\2\3\0",
                                  10));
  check_passed_over(box, "a/data", "it is a binary file");
}

TEST_CASE("an empty file is passed over by name", "[cli][bad]") {
  const Good box;
  box.write("a/Q100002.TXT", "");
  check_passed_over(box, "a/Q100002.TXT", "it is empty");
  box.write("a/Q100002.TXT", " \r\n\t\n");
  check_passed_over(box, "a/Q100002.TXT", "it is empty");
}

TEST_CASE("a file larger than an article can be is passed over by name", "[cli][bad]") {
  const Good box;
  box.write("a/large.txt", "x");
  fs::resize_file(box.path("a/large.txt"), 70'000'000);
  check_passed_over(box, "a/large.txt", "70.0 MB is more than an article can have");
}

TEST_CASE("a FIFO in the folder is passed over and not waited for", "[cli][bad]") {
  const Good box;
  REQUIRE(::mkfifo(box.path("a/pipe").c_str(), 0666) == 0);
  check_passed_over(box, "a/pipe", "it is not a regular file");
  CHECK(box.run({"parse", "--json", "a"}).status == 0);
  CHECK(is_one_error(box.run({"parse", "a/pipe"})));
  CHECK(is_one_error(box.run({"index", "a/pipe"})));
  CHECK(is_one_error(box.run({"index", "/dev/zero"})));
}

TEST_CASE("a link that leads nowhere is passed over by name", "[cli][bad]") {
  const Good box;
  fs::create_symlink("nowhere", box.path("a/link.txt"));
  check_passed_over(box, "a/link.txt", "No such file or directory");
}

TEST_CASE("links in a loop end the walk, not the program", "[cli][bad]") {
  const Good box;
  fs::create_directories(box.path("a/b/c"));
  fs::create_directory_symlink("../..", box.path("a/b/c/up"));
  fs::create_directory_symlink(".", box.path("a/self"));
  fs::create_symlink("loop", box.path("a/loop"));
  const std::string said = box.indexed();
  CHECK(has(said, "kb: 3 files were passed over:\n"));
  CHECK(has(said, "1 article from 1 file "));
}

TEST_CASE("a link to an article outside is followed", "[cli][bad]") {
  const Good box;
  box.write("b/Q100002.TXT", document({"Q100002", "Mouse stops"}));
  fs::create_directory_symlink("../b", box.path("a/b"));
  box.indexed();
  CHECK(box.search("mouse")["results"][0]["source"] == "b/Q100002.TXT");
}

TEST_CASE("a folder that may not be read is passed over by name", "[cli][bad]") {
  const Good box;
  if (box.command({"--version"}).as_nobody().run().status != 0) {
    return skip("unreadable folder: nobody can't run the program here");
  }
  box.write({{"a/closed/Q100002.TXT", document({"Q100002", "Mouse stops"})},
             {"a/Q100003.TXT", document({"Q100003", "Keyboard stops"})}});
  ::chmod(box.path("a/closed").c_str(), 0);
  ::chmod(box.path("a/Q100003.TXT").c_str(), 0);
  const Ran ran = box.command({"index", "a"}).as_nobody().run();
  const Ran parsed = box.command({"parse", "--json", "a"}).as_nobody().run();
  const Ran named = box.command({"parse", "a/Q100003.TXT"}).as_nobody().run();
  const Ran folder = box.command({"index", "--db", "other", "a/closed"}).as_nobody().run();
  ::chmod(box.path("a/closed").c_str(), 0700);
  INFO(ran);
  CHECK(ran.status == 0);
  CHECK(has(ran.err, "kb: 2 files were passed over:\n"));
  CHECK(has(ran.err, "a/closed: Permission denied\n"));
  CHECK(has(ran.err, "a/Q100003.TXT: "));
  CHECK(parsed.status == 0);
  CHECK(has(parsed.err, "a/closed: Permission denied\n"));
  CHECK(is_one_error(named));
  CHECK(is_one_error(folder));
}

TEST_CASE("names that are odd bytes are indexed, and shown printable", "[cli][bad]") {
  const Good box;
  box.write({{"a/new\nline.md", "# Mouse\n\nThe mouse stops.\n"},
             {"a/caf\xE9.md", "# Keyboard\n\nThe keyboard stops.\n"},
             {"a/a b'\"$;.md", "# Screen\n\nThe screen stops.\n"},
             {"a/\x1b[31mred.txt", "The lamp stops.\n"}});
  const std::string said = box.indexed();
  CHECK(has(said, "a/new\\u000aline.md: it has no article number"));
  CHECK(has(said, "a/caf\\xe9.md: it has no article number"));
  CHECK_FALSE(has(said, "\x1b"));
  for (const std::string word : {"mouse", "keyboard", "screen", "lamp"}) {
    CAPTURE(word);
    CHECK(box.search(word)["total"] == 1);
    REQUIRE(box.run({"search", word}).status == 0);
    CHECK(box.run({"show", "1"}).status == 0);
  }
  const Ran parsed = box.run({"parse", "--json", "a"});
  CHECK(parsed.status == 0);
  CHECK(std::count(parsed.out.begin(), parsed.out.end(), '\n') == 5);
  std::istringstream lines(parsed.out);
  for (std::string line; std::getline(lines, line);) CHECK(json::accept(line));
}

TEST_CASE("a path that does not exist is an error, and the old index stays", "[cli][bad]") {
  const Good box;
  box.indexed();
  for (const Arguments& arguments : {Arguments{"index", "none"},
                                     {"index", "a", "none"},
                                     {"index", ""},
                                     {"parse", "./none"},
                                     {"parse", "a", "none.md"},
                                     {"parse", "--json", ""}}) {
    CAPTURE(arguments);
    CHECK(is_one_error(box.run(arguments)));
  }
  CHECK(box.run({"show", "Q100001"}).status == 0);
}

TEST_CASE("a folder without articles makes an empty index that answers", "[cli][bad]") {
  const Sandbox box;
  fs::create_directories(box.path("empty"));
  CHECK(box.run({"index", "empty"}).status == 0);
  CHECK(box.run({"search", "x"}).status == 1);
  CHECK(box.run({"show", "Q100001"}).status == 1);
  CHECK(box.run({"stats"}).status == 0);
  CHECK(box.run({"check"}).status == 0);
  CHECK(box.run({"parse", "--json", "empty"}) == Ran{1, "", ""});
}

TEST_CASE("an article without a number is found by its words and says so", "[cli][bad]") {
  const Good box;
  box.write("a/plain.txt", "The mouse stops.\r\n");
  const std::string said = box.indexed();
  CHECK(has(said, "kb: 1 file is worth a look:\nkb:   a/plain.txt: it has no article number"));
  CHECK(box.search("mouse")["results"][0]["id"].is_null());
  CHECK(box.run({"index", "--strict", "a"}).status == 0);
}

TEST_CASE("two articles that claim one number are both kept, and it is said", "[cli][bad]") {
  const Good box;
  box.write("a/other.txt", document({"Q100001", "Mouse stops", "The mouse waits."}));
  const std::string said = box.indexed();
  CHECK(has(said, "claims the number Q100001 of another article"));
  CHECK(box.search("spooler")["total"] == 1);
  CHECK(box.search("mouse")["total"] == 1);
  const Ran ran = box.run({"show", "Q100001"});
  CHECK(has(ran.out, "Spooler stops\n"));
  CHECK(has(ran.out, "Mouse stops\n"));
  CHECK(ran.err == "kb: 2 articles claim the number Q100001; all are shown\n");
}

TEST_CASE("the same file twice is one article", "[cli][bad]") {
  const Good box;
  box.write("a/copy/Q100001.TXT", box.read("a/Q100001.TXT"));
  const Ran ran = box.run({"index", "a", "a", "a/Q100001.TXT"});
  CHECK(ran.status == 0);
  CHECK(box.search("spooler")["total"] == 1);
}

TEST_CASE("front matter that never closes is still an article", "[cli][bad]") {
  const Good box;
  box.write({{"a/one.md", "---\ntitle: Mouse\n\nThe mouse stops.\n"},
             {"a/two.md", "---\n"},
             {"a/three.md", "---\ntitle: \"Keyboard\n---\nThe keyboard stops.\n"},
             {"a/four/README.md", jekyll({"Q100004", "Screen"}).substr(0, 60)}});
  box.indexed();
  CHECK(box.search("mouse")["total"] == 1);
  CHECK(box.search("keyboard")["total"] == 1);
  CHECK(box.run({"parse", "--json", "a"}).status == 0);
}

TEST_CASE("an article cut anywhere is indexed without harm", "[cli][bad]") {
  const Good box;
  const std::string whole = document({"Q100002", "Mouse stops"});
  for (std::size_t length = 1; length < whole.size(); length += 23) {
    box.write("cut/" + std::to_string(length), std::string_view(whole).substr(0, length));
  }
  CHECK(box.run({"index", "cut"}).status == 0);
  CHECK(box.run({"parse", "--json", "cut"}).status == 0);
  CHECK(box.run({"show", "Q100002"}).status == 0);
}

TEST_CASE("NUL bytes inside an article stay harmless", "[cli][bad]") {
  const Good box;
  box.write("a/Q100002.TXT",
            document({"Q100002", "Mouse stops", std::string("one\0two mouse", 13)}));
  box.indexed();
  CHECK(box.search("mouse")["total"] == 1);
  CHECK(box.run({"show", "Q100002", "--format", "raw"}).out == box.read("a/Q100002.TXT"));
  const Ran json_of = box.run({"show", "Q100002", "--json"});
  CHECK(json::accept(json_of.out));
  CHECK_FALSE(has(json_of.out, std::string(1, '\0')));
}

TEST_CASE("bytes of no known encoding become an article", "[cli][bad]") {
  const Good box;
  std::string bytes = "mouse ";
  for (int i = 1; i < 256; ++i) bytes += char(i);
  box.write("a/Q100002.TXT", document({"Q100002", "Mouse \xFF\xFE stops", bytes}));
  box.indexed();
  CHECK(box.search("mouse")["total"] == 1);
  CHECK(json::accept(box.run({"parse", "--json", "a/Q100002.TXT"}).out));
  CHECK(json::accept(box.run({"search", "--json", "mouse"}).out));
}

TEST_CASE("a text of 30 MB without a line end is parsed in time", "[cli][bad]") {
  const Sandbox box;
  for (const std::string& part :
       {std::string("The spooler stops. "), std::string("= "), std::string("0xC0000005 ")}) {
    CAPTURE(part);
    std::string text;
    text.reserve(31'000'000);
    while (text.size() < 30'000'000) text += part;
    box.write("long.txt", text);
    const Ran ran =
        box.command({"parse", "--json", "long.txt"}).time_limit(Milliseconds(60'000)).run();
    CHECK(ran.status == 0);
    CHECK(ran.out.size() > 100);
  }
}

TEST_CASE("a large file given to kb parse is refused by name", "[cli][bad]") {
  const Sandbox box;
  box.write("large.txt", "x");
  fs::resize_file(box.path("large.txt"), 3'000'000'000);
  const Ran ran = box.run({"parse", "--json", "large.txt"});
  INFO(ran.err);
  CHECK(is_one_error(ran));
  CHECK(has(ran.err, "large.txt"));
}

TEST_CASE("an archive that lies about sizes costs itself alone", "[cli][bad]") {
  constexpr std::uint64_t kTerabytes = std::uint64_t{1} << 43U;
  const Good box;
  box.write("a/b.tar", kb::test::sparse_member("hole.txt", kTerabytes, 512) +
                           kb::test::tar_of({{"Q100002.TXT", document({"Q100002", "Mouse"})}}));
  box.write("a/c.zip", kb::test::lying_zip({{"Q100003.TXT", document({"Q100003", "Keyboard"})},
                                            {"large.txt", std::string(70'000'000, 'x')},
                                            {"z/Q100004.TXT", document({"Q100004", "Screen"})}},
                                           10));
  const std::string said = box.indexed();
  INFO(said);
  CHECK(has(said, "kb: 2 files were passed over:\n"));
  CHECK(has(said, "kb:   a/b.tar!hole.txt: it is larger than an article can be\n"));
  CHECK(has(said, "kb:   a/c.zip!large.txt: it is larger than an article can be\n"));
  for (const std::string id : {"Q100002", "Q100003", "Q100004"}) {
    CHECK(box.run({"show", id}).status == 0);
  }
}

TEST_CASE("a FIFO in the place of a file of the index is not waited for", "[cli][bad]") {
  const Good box;
  box.indexed();
  std::vector<std::string> names = box.list("index");
  for (const std::string& name : box.list("index")) {
    if (!fs::is_directory(box.path("index/" + name))) continue;
    for (const std::string& table : box.list("index/" + name)) names.push_back(name + "/" + table);
  }
  names.emplace_back("manifest.json.new");
  names.emplace_back("cluster.kbdb");
  for (const std::string& name : names) {
    const std::string path = box.path("index/" + name);
    if (fs::is_directory(path)) continue;
    CAPTURE(name);
    fs::copy(box.path("index"), box.path("kept"), fs::copy_options::recursive);
    fs::remove(path);
    REQUIRE(::mkfifo(path.c_str(), 0666) == 0);
    box.write("a/Q100002.TXT",
              document({"Q100002", "Mouse stops at " + std::to_string(path.size())}));
    for (const Arguments& arguments : {Arguments{"search", "mouse"},
                                       {"stats"},
                                       {"check"},
                                       {"index", "a"},
                                       {"show", "Q100002"}}) {
      CAPTURE(arguments);
      const Ran ran = box.command(arguments).time_limit(Milliseconds(20'000)).run();
      CHECK(ran.status >= 0);
      CHECK(ran.status <= 2);
    }
    fs::remove_all(box.path("index"));
    fs::rename(box.path("kept"), box.path("index"));
  }
}
