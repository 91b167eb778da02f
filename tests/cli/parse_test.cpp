// `kb parse`: records of files, folders, archives and standard input, without an index.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

std::vector<json> records_of(const Ran& ran) {
  std::vector<json> records;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) records.push_back(json::parse(line));
  return records;
}

std::vector<std::string> sources_of(const Ran& ran) {
  std::vector<std::string> sources;
  for (const json& record : records_of(ran)) sources.push_back(record["source"]);
  return sources;
}

using Names = std::vector<std::string>;

/// An article in `txt` and one in `kb`, as the archive lays them out.
struct Archive : Sandbox {
  Archive() {
    write({{"in/txt/100/Q100001.TXT", document({"Q100001", "Spooler stops"})},
           {"in/kb/100/Q100002/README.md", jekyll({"Q100002", "Mouse stops"})}});
  }
};

}  // namespace

TEST_CASE("a record has every key of the format", "[cli]") {
  const Archive box;
  const Ran ran = box.run({"parse", "--json", "in/txt/100/Q100001.TXT"});
  CHECK(ran.status == 0);
  CHECK(ran.err == "");
  const auto records = records_of(ran);
  REQUIRE(records.size() == 1);
  const json& record = records[0];
  CHECK(record["format"] == 1);
  CHECK(record["id"] == "Q100001");
  CHECK(record["title"] == "Spooler stops");
  CHECK(record["prefix"].is_null());
  CHECK(record["product_code"] == "winnt");
  CHECK(record["products"] == json{"Microsoft Windows NT"});
  CHECK(record["versions"] == json{"winnt:4.0"});
  CHECK(record["operating_systems"] == json{"Windows NT"});
  CHECK(record["keywords"] == json{"kbprint"});
  CHECK(record["last_modified"] == "2001-09-07");
  CHECK(record["applies_to"] == json{"Microsoft Windows NT Server version 4.0"});
  CHECK(record["technology"] == json::array());
  CHECK(record["issue_type"].is_null());
  CHECK(record["solution_type"].is_null());
  CHECK(record["query_words"].is_null());  // its label holds no words
  CHECK(record["sections"] ==
        json{{{"kind", "symptoms"}, {"heading", "SYMPTOMS"}, {"text", "The printer stops."}}});
  for (const std::string key : {"file_versions", "error_codes", "references", "registry_keys"}) {
    CAPTURE(key);
    CHECK(record[key] == json::array());
  }
  CHECK(record["dialect"] == "document");
  CHECK(record["source"] == "Q100001.TXT");
  CHECK(record["diagnostics"].is_array());
}

TEST_CASE("a folder gives its articles in byte order, named by their paths below it", "[cli]") {
  const Archive box;
  const Ran ran = box.run({"parse", "--json", "in"});
  CHECK(ran.status == 0);
  CHECK(sources_of(ran) == Names{"kb/100/Q100002/README.md", "txt/100/Q100001.TXT"});
  CHECK(sources_of(box.run({"parse", "--json", "in/"})) == sources_of(ran));
  CHECK(sources_of(box.run({"parse", "--json", box.path("in")})) == sources_of(ran));
  CHECK(sources_of(box.run({"parse", "--json", "in/txt", "in/kb"})) ==
        Names{"100/Q100001.TXT", "100/Q100002/README.md"});
}

TEST_CASE("standard input is an article too", "[cli]") {
  const Archive box;
  const std::string bytes = box.read("in/txt/100/Q100001.TXT");
  const Ran ran = box.command({"parse", "--json", "-"}).input(bytes).run();
  CHECK(ran.status == 0);
  REQUIRE(records_of(ran).size() == 1);
  CHECK(records_of(ran)[0]["id"] == "Q100001");
  CHECK(records_of(ran)[0]["source"] == "-");
  CHECK(box.command({"parse", "--json", "-"}).input("").run().status != 2);
}

TEST_CASE("members of archives are named by archive and path", "[cli]") {
  struct Row {
    std::string archive;
    Arguments pack;
    std::string needs;
  };
  const auto row = GENERATE(values<Row>({
      {"a.tar", {"tar", "-cf", "a.tar", "-C", "in", "kb", "txt"}, "tar"},
      {"a.tar.gz", {"tar", "-czf", "a.tar.gz", "-C", "in", "kb", "txt"}, "gzip"},
      {"a.tar.xz", {"tar", "-cJf", "a.tar.xz", "-C", "in", "kb", "txt"}, "xz"},
      {"a.tar.zst", {"tar", "--zstd", "-cf", "a.tar.zst", "-C", "in", "kb", "txt"}, "zstd"},
      {"a.zip", {"sh", "-c", "cd in && zip -qr ../a.zip kb txt"}, "zip"},
  }));
  DYNAMIC_SECTION(row.archive) {
    const Archive box;
    if (!have_tool(row.needs)) return skip(row.archive + ": there is no " + row.needs + " here");
    REQUIRE(box.run_tool(row.pack).status == 0);
    const Names names = {row.archive + "!kb/100/Q100002/README.md",
                         row.archive + "!txt/100/Q100001.TXT"};
    const Ran parsed = box.run({"parse", "--json", row.archive});
    CHECK(parsed.status == 0);
    CHECK(parsed.err == "");
    Names sources = sources_of(parsed);
    std::sort(sources.begin(), sources.end());
    CHECK(sources == names);
    box.index({row.archive});
    CHECK(box.run({"show", "Q100001", "--format", "raw"}).out ==
          box.read("in/txt/100/Q100001.TXT"));
    const json answer = json::parse(box.run({"search", "--json", "mouse"}).out);
    CHECK(answer["results"][0]["source"] == names[0]);
  }
}

TEST_CASE("an archive below a folder is opened and named by its path", "[cli]") {
  const Archive box;
  if (!have_tool("tar")) return skip("there is no tar here");
  REQUIRE(box.run_tool({"mkdir", "below"}).status == 0);
  REQUIRE(box.run_tool({"tar", "-cf", "below/a.tar", "-C", "in", "txt"}).status == 0);
  CHECK(sources_of(box.run({"parse", "--json", "."})) == Names{"below/a.tar!txt/100/Q100001.TXT",
                                                               "in/kb/100/Q100002/README.md",
                                                               "in/txt/100/Q100001.TXT"});
}

TEST_CASE("a cut archive gives what is whole, then one sentence", "[cli]") {
  const Archive box;
  if (!have_tool("tar")) return skip("there is no tar here");
  REQUIRE(box.run_tool({"tar", "-cf", "a.tar", "-C", "in", "kb", "txt"}).status == 0);
  const std::string bytes = box.read("a.tar");
  box.write("a.tar", std::string_view(bytes).substr(0, bytes.find("DOCUMENT:") + 100));
  const Ran ran = box.run({"parse", "--json", "a.tar"});
  CHECK(sources_of(ran) == Names{"a.tar!kb/100/Q100002/README.md"});
  CHECK(ran.err.find("a.tar") != std::string::npos);
  CHECK_FALSE(remarks_of(ran.err).empty());
  const Ran indexed = box.run({"index", "--strict", "a.tar"});
  CHECK(indexed.status == 2);
  CHECK(box.run({"show", "Q100002"}).status == 0);
}

TEST_CASE("a file that only is called an archive is refused by name", "[cli]") {
  const Sandbox box;
  box.write({{"a.tar.gz", "no archive"}, {"b.zip", ""}});
  CHECK(is_one_error(box.run({"parse", "--json", "a.tar.gz"})));
  const Ran ran = box.run({"index", "a.tar.gz", "b.zip"});
  CHECK(ran.err.find("a.tar.gz") != std::string::npos);
  CHECK(ran.status == 0);
}

TEST_CASE("a damaged archive does not keep the other sources from being parsed", "[cli]") {
  const Archive box;
  box.write("a.tar.gz", "no archive");
  const Ran ran = box.run({"parse", "--json", "a.tar.gz", "in/txt"});
  CHECK(sources_of(ran) == Names{"100/Q100001.TXT"});
  CHECK(ran.err.find("a.tar.gz") != std::string::npos);
}

TEST_CASE("parse without --json shows what was understood", "[cli]") {
  const Archive box;
  const Ran ran = box.run({"parse", "in/txt"});
  CHECK(ran.status == 0);
  CHECK(ran.out.starts_with("Spooler stops\n\nArticle     Q100001\n"));
}

TEST_CASE("the sample parses whole", "[cli]") {
  const Sandbox box;
  const Ran ran = box.run({"parse", "--json", KB_SOURCE_DIR "/corpus/sample"});
  CHECK(ran.status == 0);
  CHECK(ran.err == "");
  CHECK(records_of(ran).size() == 105);
}
