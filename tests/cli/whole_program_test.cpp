// The quick program and the whole one are one to whoever runs them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

const std::string kWhole = std::string(KB_PROGRAM) + "-whole";

Ran without_time(Ran ran) {
  ran.out = std::regex_replace(ran.out, std::regex("\"took_ms\":[0-9.]+"), "");
  return ran;
}

void check_same(const Sandbox& box, const Arguments& quick) {
  CAPTURE(quick);
  Arguments whole = quick;
  whole.insert(whole.begin(), kWhole);
  CHECK(without_time(box.run(quick)) == without_time(box.run_tool(whole)));
}

}  // namespace

TEST_CASE("kb answers as the whole program does", "[cli]") {
  if (!fs::exists(kWhole)) return skip("kb is linked as one program here");
  const Sandbox box;
  const std::string sample = std::string(KB_SOURCE_DIR) + "/corpus/sample";
  REQUIRE(box.run({"index", "--quiet", "--db", "db", sample}).status == 0);
  const std::vector<Arguments> lines = {
      {"search", "--json", "exchange upgrade"},
      {"search", "--json", "0xc1060107"},
      {"search", "error", "0xc1060107"},
      {"search", "index", "file", "show"},
      {"search", "--json", "--facets", "exchange"},
      {"search", "--json", "--why", "--on", "exch55", "exchange upgrade"},
      {"search", "--json", "--sort", "newest", "exchange"},
      {"search", "--json", "\"service pack\""},
      {"search", "--json", "exchng upgrde"},
      {"search", "--json", "exch*"},
      {"search", "--json", "date:1999.. exchange"},
      {"search", "--json", "server NEAR/5 exchange"},
      {"search", "nothing-like-it"},
      {"search", "--limit", "none", "exchange"},
      {"search", "--help"},
      {"show", "Q182320"},
      {"show", "--json", "182320"},
      {"show", "--related", "Q182320"},
      {"show", "--format", "html", "Q182320"},
      {"show", "Q999999"},
      {"show", "Q182320", "Q999999", "194128"},
      {"search", "--json", "exchang\xc3\xa9 upgrade"},
      {"Q182320"},
      {"182320"},
      {"0xc1060107"},
      {"exchange", "upgrade"},
      {"error", "--json", "0xc1060107"},
      {"stats", "--json"},
      {"explain", "exchange upgrade"},
      {"--version"},
      {"--help"},
      {"-qh"},
      {"--no-such"},
      {},
  };
  for (const Arguments& line : lines) {
    CAPTURE(line);
    Arguments quick = line;
    if (!line.empty()) quick.insert(quick.begin(), {"--db", "db"});
    check_same(box, quick);
  }
  REQUIRE(box.run({"pack", "--quiet", "--db", "db", "pocket.kb"}).status == 0);
  REQUIRE(box.run({"index", "--quiet", "--db", "search", "--shards", "2", sample}).status == 0);
  // A cluster with the name of a command.
  for (const std::string db : {"pocket.kb", "search", "none"}) {
    check_same(box, {"--db", db, "search", "--json", "exchange upgrade"});
    check_same(box, {"search", "--json", "--db", db, "exchng upgrde"});
    check_same(box, {"show", "--db", db, "Q182320", "1"});
  }
}

TEST_CASE("kb says of a damaged index what the whole program says", "[cli]") {
  if (!fs::exists(kWhole)) return skip("kb is linked as one program here");
  const Sandbox box;
  const std::string sample = std::string(KB_SOURCE_DIR) + "/corpus/sample";
  REQUIRE(box.run({"index", "--quiet", "--db", "db", sample}).status == 0);
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(box.path("db"))) {
    const std::string name = fs::relative(entry.path(), box.path()).string();
    if (!name.ends_with("glass") || !entry.is_regular_file()) continue;
    const std::string sound = box.read(name);
    for (const char damage : {'\0', '\x7f', '\xff'}) {
      CAPTURE(name, int(damage));
      box.write(name, std::string(sound.size(), damage));
      check_same(box, {"search", "--json", "--db", "db", "exchange upgrade"});
      check_same(box, {"search", "--json", "--facets", "--db", "db", "exchng upgrde"});
      check_same(box, {"show", "--db", "db", "Q182320"});
    }
    box.write(name, sound);
  }
}

TEST_CASE("what is typed for kb to read it is read by the whole program", "[cli]") {
  const Sandbox box;
  const std::string sample = std::string(KB_SOURCE_DIR) + "/corpus/sample";
  REQUIRE(box.run({"index", "--quiet", "--db", "db", sample}).status == 0);
  box.write("queries", "exchange\n0xc1060107\n");
  const Ran ran = box.run_tool({"sh", "-c", KB_PROGRAM " search --db db --batch - < queries"});
  CHECK(ran.status == 0);
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 2);
}
