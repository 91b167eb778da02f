// From nothing to an answer: index the sample, ask, read.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

/// An id at the start of a hit's line: ` 1  Q182320  XADM: ...`.
std::string first_hit(const Ran& ran) {
  // A line that explains the code of the query may stand above the hits.
  const std::size_t line = ran.out.starts_with(" 1  ") ? 0 : ran.out.find("\n 1  ");
  if (line == std::string::npos) return "";
  const std::size_t at = ran.out.find_first_not_of(" 1\n", line);
  return at == std::string::npos ? "" : ran.out.substr(at, ran.out.find(' ', at) - at);
}

}  // namespace

TEST_CASE("without a path the sample articles are indexed", "[cli]") {
  const Sandbox box;
  const Ran ran = box.index();
  CHECK(ran.out == "");
  CHECK(ran.err.find("\nkb: 101 articles from 105 files") != std::string::npos);
  CHECK(box.list("index").size() == 4);
  CHECK(box.run({"check"}) == Ran{0, "the index index is sound\n", ""});
}

TEST_CASE("a code gives its article first in every spelling", "[cli]") {
  const Sandbox box;
  box.index();
  for (const std::string code : {"0xc1060107", "-1056571129", "3238396167", "C1060107h",
                                 "(c1060107)", "&HC1060107", "0XC1060107L", "c1060107"}) {
    CAPTURE(code);
    CHECK(first_hit(box.run({code})) == "Q182320");
    CHECK(first_hit(box.run({"search", code})) == "Q182320");
  }
}

TEST_CASE("one code in two spellings finds the same articles in the same order", "[cli]") {
  const Sandbox box;
  box.index();
  const auto ids = [&](const std::string& query) {
    std::vector<std::string> out;
    const json answer = json::parse(box.run({"search", "--json", query}).out);
    for (const json& hit : answer["results"]) out.push_back(hit["source"]);
    return out;
  };
  const auto expected = ids("0xC1060107");
  REQUIRE(expected.size() == 3);
  for (const std::string code :
       {"0xc1060107", "-1056571129", "3238396167", "C1060107h", "(c1060107)", "&HC1060107"}) {
    CAPTURE(code);
    CHECK(ids(code) == expected);
  }
}

TEST_CASE("an article opens by its number in every spelling", "[cli]") {
  const Sandbox box;
  box.index();
  const Ran wanted = box.run({"show", "Q182320"});
  REQUIRE(wanted.status == 0);
  REQUIRE(wanted.out.starts_with("XADM: Unable to Upgrade from Exchange Server 4.0 to 5.5\n"));
  for (const std::string id :
       {"Q182320", "q182320", "KB182320", "kb182320", "KB 182320", "Q182320.TXT",
        "kb/182/Q182320/README.md", "kb/182/Q182320/", "support.microsoft.com/kb/182320",
        "https://support.microsoft.com/kb/182320", "http://support.microsoft.com/kb/182320/en-us",
        "http://support.microsoft.com/support/kb/articles/Q182/3/20.asp",
        "support.microsoft.com/default.aspx?scid=kb;en-us;182320",
        "http://support.microsoft.com/default.aspx?scid=kb;en-us;Q182320"}) {
    CAPTURE(id);
    CHECK(box.run({id}) == wanted);
    CHECK(box.run({"show", id}) == wanted);
  }
}

TEST_CASE("a bare number is the article that is held, and says what else it may be", "[cli]") {
  const Sandbox box;
  box.index();
  const Ran ran = box.run({"182320"});
  CHECK(ran.status == 0);
  CHECK(ran.out == box.run({"show", "182320"}).out);
  CHECK(remarks_of(ran.err).size() == 1);
  CHECK(ran.err.find("182320 may also be the code ") != std::string::npos);
  CHECK(box.run({"-q", "182320"}).err == "");
}

TEST_CASE("an article that is only cited answers as a ghost", "[cli]") {
  const Sandbox box;
  box.index();
  const Ran text = box.run({"show", "Q256986"});
  CHECK(text.status == 1);
  CHECK(text.err == "");
  CHECK(text.out.starts_with("Q256986  Description of the Microsoft Windows Registry\n"));
  const Ran ran = box.run({"show", "256986", "--json"});
  CHECK(ran.status == 1);
  const json ghost = json::parse(ran.out);
  CHECK(ghost["format"] == 1);
  CHECK(ghost["id"] == "Q256986");
  CHECK(ghost["ghost"] == true);
  CHECK(ghost["title"] == "Description of the Microsoft Windows Registry");
  CHECK(ghost["cited_by"][0] ==
        json{{"id", "Q196171"},
             {"title", "XADM: Incorrect Attempt to Update KMS during 5.5 SP1 Update"}});
  CHECK(box.run({"show", "256986", "--format", "json"}).out == ran.out);
}

TEST_CASE("an article nobody knows is one sentence and status 1", "[cli]") {
  const Sandbox box;
  box.index();
  CHECK(box.run({"show", "Q999999"}) == Ran{1, "", "kb: there is no Q999999\n"});
}

TEST_CASE("of several articles it is enough that one is found", "[cli]") {
  const Sandbox box;
  box.index();
  CHECK(box.run({"show", "Q999999", "Q182320"}).status == 0);
  CHECK(box.run({"show", "Q182320", "Q999999"}).status == 0);
  CHECK(box.run({"show", "Q999998", "Q999999"}).status == 1);
}

TEST_CASE("show prints every format", "[cli]") {
  const Sandbox box;
  box.write("a/Q100001.TXT", document({"Q100001", "Spooler <stops> & waits"}));
  box.index({"a"});
  CHECK(box.run({"show", "100001", "--format", "raw"}).out == box.read("a/Q100001.TXT"));
  CHECK(box.run({"show", "100001"}).out ==
        "Spooler <stops> & waits\n"
        "\n"
        "Article     Q100001\n"
        "Product     Microsoft Windows NT\n"
        "Applies to  Microsoft Windows NT Server version 4.0\n"
        "Versions    winnt:4.0\n"
        "Systems     Windows NT\n"
        "Modified    2001-09-07\n"
        "\n"
        "SYMPTOMS\n"
        "The printer stops.\n");
  CHECK(box.run({"show", "100001", "--format", "text"}).out == box.run({"show", "100001"}).out);
  CHECK(box.run({"show", "100001", "--format", "markdown"}).out ==
        "---\n"
        "id: Q100001\n"
        "title: \"Spooler <stops> & waits\"\n"
        "products:\n"
        "  - \"Microsoft Windows NT\"\n"
        "last_modified: 2001-09-07\n"
        "---\n"
        "\n"
        "# Spooler &lt;stops&gt; &amp; waits\n"
        "\n"
        "## SYMPTOMS\n"
        "\n"
        "The printer stops.\n");
  const std::string html = box.run({"show", "100001", "--format", "html"}).out;
  CHECK(html.find("<h1>Spooler &lt;stops&gt; &amp; waits</h1>") != std::string::npos);
  CHECK(html.find("<stops>") == std::string::npos);
  const Ran parsed = box.run({"parse", "--json", "a"});
  CHECK(box.run({"show", "100001", "--format", "json"}).out == parsed.out);
  CHECK(box.run({"show", "100001", "--json"}).out == parsed.out);
}

TEST_CASE("show takes the number of a hit of the last search", "[cli]") {
  const Sandbox box;
  box.index();
  const Ran found = box.run({"search", "--sort", "id", "exchange"});
  REQUIRE(found.status == 0);
  const std::size_t second = found.out.find("\n 2  ") + 5;
  const std::string id = found.out.substr(second, found.out.find(' ', second) - second);
  CHECK(box.run({"show", "2"}) == box.run({"show", id}));
}

TEST_CASE("a hit without a number is opened by its place in the list", "[cli]") {
  const Sandbox box;
  box.write("notes/spooler.md", "# Spooler\n\nThe spooler stops.\n");
  box.index({"notes"});
  CHECK(box.run({"search", "spooler"}).status == 0);
  const Ran shown = box.run({"show", "1"});
  CHECK(shown.status == 0);
  CHECK(shown.out == box.run({"show", "spooler.md"}).out);
  CHECK(box.run({"show", "2"}).status == 1);
}

TEST_CASE("an index that was copied elsewhere works without its sources", "[cli]") {
  const Sandbox box;
  box.write("a/Q100001.TXT", document({"Q100001", "Spooler stops"}));
  box.index({"a"});
  const Ran before = box.run({"show", "Q100001"});
  std::filesystem::create_directory(box.path("elsewhere"));
  std::filesystem::copy(box.path("index"), box.path("elsewhere/copy"),
                        std::filesystem::copy_options::recursive);
  box.remove("index");
  box.remove("a");
  const Ran after = box.run({"--db", "elsewhere/copy", "show", "Q100001"});
  CHECK(before.status == 0);
  CHECK(after == before);
  CHECK(box.run({"--db", box.path("elsewhere/copy"), "search", "spooler"}).status == 0);
  CHECK(box.run({"--db", "elsewhere/copy", "check"}).status == 0);
}

TEST_CASE("a text beside its Markdown becomes one document", "[cli]") {
  const Sandbox box;
  const Sketch sketch{"Q100001", "Spooler stops"};
  box.write(
      {{"kb/100/Q100001/README.md", jekyll(sketch)}, {"txt/100/Q100001.TXT", document(sketch)}});
  const Ran ran = box.index({"kb", "txt"});
  CHECK(ran.err.find("1 article from 2 files") != std::string::npos);
  CHECK(ran.err.find("1 file is another edition") != std::string::npos);
  const json answer = json::parse(box.run({"search", "--json", "spooler"}).out);
  CHECK(answer["total"] == 1);
  CHECK(answer["results"][0]["source"] == "100/Q100001.TXT");
  CHECK(json::parse(box.run({"show", "--json", "Q100001"}).out)["dialect"] == "document");
}

TEST_CASE("indexing again takes in what is new and drops what is gone", "[cli]") {
  const Sandbox box;
  box.write("a/Q100001.TXT", document({"Q100001", "Spooler stops"}));
  box.index({"a"});
  box.remove("a/Q100001.TXT");
  box.write("a/Q100002.TXT", document({"Q100002", "Mouse stops"}));
  box.index({"--yes", "a"});
  CHECK(box.run({"show", "Q100001"}).status == 1);
  CHECK(box.run({"show", "Q100002"}).status == 0);
  CHECK(box.list("index").size() == 4);
}

TEST_CASE("the index lies where the option, the environment or the standard says", "[cli]") {
  const Sandbox box;
  box.write("a/Q100001.TXT", document({"Q100001", "Spooler stops"}));
  CHECK(box.command({"index", "a"}).set("KB_DB", "").run().status == 0);
  CHECK(box.has("home/data/kb/index/manifest.json"));
  CHECK(box.command({"index", "a"}).set("KB_DB", "").set("XDG_DATA_HOME", "").run().status == 0);
  CHECK(box.has("home/.local/share/kb/index/manifest.json"));
  CHECK(box.run({"index", "a"}).status == 0);
  CHECK(box.has("index/manifest.json"));
  CHECK(box.run({"--db", "before", "index", "a"}).status == 0);
  CHECK(box.has("before/manifest.json"));
  CHECK(box.run({"index", "a", "--db", "behind"}).status == 0);
  CHECK(box.has("behind/manifest.json"));
}
