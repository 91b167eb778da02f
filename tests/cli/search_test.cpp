// `kb search`: what it answers, in text and as JSON, one query or many.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

/// Three articles that all speak of the spooler, each of another day and length.
struct Spoolers : Sandbox {
  Spoolers() {
    write({{"a/Q100003.TXT", document({"Q100003", "Spooler stops",
                                       "The spooler stops. Spooler, spooler.", "01-JAN-1999"})},
           {"a/Q100001.TXT",
            document({"Q100001", "Mouse stops", "After that the spooler waits.", "01-JAN-2001"})},
           {"a/Q100002.TXT",
            document({"Q100002", "Keyboard stops", "The spooler is fine.", "01-JAN-2000"})}});
    index({"a"});
  }

  json search(Arguments arguments) const {
    arguments.insert(arguments.begin(), {"search", "--json"});
    return json::parse(run(arguments).out);
  }
};

std::vector<std::string> ids_of(const json& answer) {
  std::vector<std::string> ids;
  for (const json& hit : answer["results"]) ids.push_back(hit["id"]);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("the answer as JSON has every key with its type", "[cli]") {
  const Spoolers box;
  const json answer = box.search({"spooler"});
  CHECK(answer["format"] == 1);
  CHECK(answer["query"] == "spooler");
  CHECK(answer["understood"].is_string());
  CHECK(answer["total"] == 3);
  CHECK(answer["total_is"] == "exact");
  CHECK(answer["offset"] == 0);
  CHECK(answer["took_ms"].is_number());
  CHECK(answer["did_you_mean"].is_null());
  CHECK_FALSE(answer.contains("facets"));
  REQUIRE(answer["results"].size() == 3);
  const json& hit = answer["results"][0];
  CHECK(hit["rank"] == 1);
  CHECK(hit["id"] == "Q100003");
  CHECK(hit["title"] == "Spooler stops");
  CHECK(hit["score"].is_number());
  CHECK(hit["section"] == "symptoms");
  CHECK(hit["snippet"] ==
        "The <mark>spooler</mark> stops. <mark>Spooler</mark>, "
        "<mark>spooler</mark>.");
  CHECK(hit["products"] == json{"Microsoft Windows NT"});
  CHECK(hit["last_modified"] == "1999-01-01");
  CHECK(hit["matched"] == json{"spooler"});
  CHECK(hit["source"] == "Q100003.TXT");
}

TEST_CASE("in a snippet everything but the marks is escaped", "[cli]") {
  const Sandbox box;
  box.write("a/Q100001.TXT", document({"Q100001", "Spooler", "The <b>spooler</b> & \"more\"."}));
  box.index({"a"});
  const json answer = json::parse(box.run({"search", "--json", "spooler"}).out);
  const std::string snippet = answer["results"][0]["snippet"];
  CHECK(snippet.find("&lt;b&gt;<mark>spooler</mark>&lt;/b&gt; &amp; ") != std::string::npos);
}

TEST_CASE("an article without a number or a date has null for them", "[cli]") {
  const Sandbox box;
  box.write("notes/spooler.md", "# Spooler\n\nThe spooler stops.\n");
  box.index({"notes"});
  const json answer = json::parse(box.run({"search", "--json", "spooler"}).out);
  CHECK(answer["results"][0]["id"].is_null());
  CHECK(answer["results"][0]["last_modified"].is_null());
  CHECK(answer["results"][0]["source"] == "spooler.md");
}

TEST_CASE("a search that finds nothing prints its object and ends 1", "[cli]") {
  const Spoolers box;
  const Ran ran = box.run({"search", "--json", "zebra"});
  CHECK(ran.status == 1);
  CHECK(ran.err == "");
  const json answer = json::parse(ran.out);
  CHECK(answer["total"] == 0);
  CHECK(answer["results"] == json::array());
  CHECK(box.run({"search", "zebra"}) == Ran{1, "", "kb: nothing found for: zebra\n"});
  CHECK(box.run({"search", "-q", "zebra"}) == Ran{1, "", ""});
}

TEST_CASE("a misspelt word is answered with a likely one", "[cli]") {
  const Spoolers box;
  CHECK(box.search({"spoolre"})["did_you_mean"] == "spooler");
}

TEST_CASE("hits come by relevance, by date or by number", "[cli]") {
  const Spoolers box;
  CHECK(ids_of(box.search({"spooler"}))[0] == "Q100003");
  CHECK(ids_of(box.search({"spooler", "--sort", "newest"})) ==
        Ids{"Q100001", "Q100002", "Q100003"});
  CHECK(ids_of(box.search({"spooler", "--sort", "oldest"})) ==
        Ids{"Q100003", "Q100002", "Q100001"});
  CHECK(ids_of(box.search({"spooler", "--sort", "id"})) == Ids{"Q100001", "Q100002", "Q100003"});
}

TEST_CASE("numbers sort by value, not by letters", "[cli]") {
  const Sandbox box;
  box.write({{"a/Q100001.TXT", document({"Q100001", "Spooler"})},
             {"a/Q99999.TXT", document({"Q99999", "Spooler"})}});
  box.index({"a"});
  const json answer = json::parse(box.run({"search", "--json", "--sort", "id", "spooler"}).out);
  CHECK(ids_of(answer) == Ids{"Q99999", "Q100001"});
}

TEST_CASE("limit and offset cut a page out of the hits", "[cli]") {
  const Spoolers box;
  const json page = box.search({"spooler", "--sort", "id", "-n", "1", "--offset", "1"});
  CHECK(page["total"] == 3);
  CHECK(page["offset"] == 1);
  CHECK(ids_of(page) == Ids{"Q100002"});
  CHECK(page["results"][0]["rank"] == 2);
  CHECK(ids_of(box.search({"spooler", "--limit", "0"})) == Ids{});
  CHECK(box.search({"spooler", "--limit", "0"})["total"] == 3);
  CHECK(ids_of(box.search({"spooler", "--offset", "99"})) == Ids{});
  CHECK(box.search({"spooler", "--offset", "99"})["total"] == 3);
}

TEST_CASE("facets count the values of all hits when asked for", "[cli]") {
  const Spoolers box;
  const json facets = box.search({"spooler", "--facets", "-n", "1"})["facets"];
  CHECK(facets["product"].size() == 1);
  CHECK(facets["product"][0]["count"] == 3);
  CHECK(facets["product"][0]["value"].is_string());
  CHECK(facets["year"].size() == 3);
  CHECK(facets["os"] == json{{{"value", "Windows NT"}, {"count", 3}}});
}

TEST_CASE("facets of nothing are there and empty when asked for", "[cli]") {
  const Spoolers box;
  for (const std::string query : {"zebra", "("}) {
    CAPTURE(query);
    const json answer = box.search({"--facets", query});
    REQUIRE(answer.contains("facets"));
    for (const auto& [name, values] : answer["facets"].items()) CHECK(values == json::array());
  }
}

TEST_CASE("the words of a query may stand alone or in one argument", "[cli]") {
  const Spoolers box;
  const Ids best_first = ids_of(box.search({"mouse", "spooler"}));
  REQUIRE_FALSE(best_first.empty());
  CHECK(best_first[0] == "Q100001");  // the one that holds both words
  CHECK(ids_of(box.search({"mouse spooler"})) == best_first);
}

TEST_CASE("options may stand behind the query", "[cli]") {
  const Spoolers box;
  CHECK(box.run({"search", "spooler", "--json", "-n", "1"}).out.starts_with("{\"format\":1"));
  CHECK(box.run({"spooler", "--json"}).out.starts_with("{\"format\":1"));
}

TEST_CASE("two dashes end the options and are no word of the query", "[cli]") {
  const Spoolers box;
  const Ids plain = ids_of(box.search({"mouse", "spooler"}));
  CHECK(ids_of(box.search({"--", "mouse", "spooler"})) == plain);
  CHECK(ids_of(box.search({"mouse", "--", "spooler"})) == plain);
  CHECK(box.search({"--", "-1018"})["query"] == "-1018");
  CHECK(box.run({"--", "mouse"}) == box.run({"mouse"}));
}

TEST_CASE("an empty query is a usage error", "[cli]") {
  const Spoolers box;
  for (const Arguments& arguments :
       {Arguments{"search"}, {"search", ""}, {"search", " \t\n"}, {"search", "--"}, {""}}) {
    CAPTURE(arguments);
    CHECK(is_one_error(box.run(arguments)));
  }
}

TEST_CASE("hits as columns are for scripts", "[cli]") {
  const Spoolers box;
  box.write("b/tab.md", "# A\ttitle of its own\n\nThe spooler stops.\n");
  box.index({"a", "b"});
  const Ran ran = box.run({"search", "--format", "tsv", "--sort", "id", "spooler"});
  CHECK(ran.status == 0);
  std::istringstream lines(ran.out);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, '\t');) rows.back().push_back(cell);
  }
  REQUIRE(rows.size() == 4);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    REQUIRE(rows[i].size() == 5);
    CHECK(rows[i][0] == std::to_string(i + 1));
    CHECK(std::stod(rows[i][2]) > 0);
  }
  const auto with = [&](const std::string& id) {
    return *std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row[1] == id; });
  };
  CHECK(with("Q100001")[3] == "2001-01-01");
  CHECK(with("Q100001")[4] == "Mouse stops");
  CHECK(with("tab.md")[3] == "");
  CHECK(with("tab.md")[4] == "A title of its own");
  CHECK(box.run({"search", "--format", "tsv", "zebra"}) == Ran{1, "", ""});
}

TEST_CASE("a page behind the last hit is nothing found", "[cli]") {
  const Spoolers box;
  const Ran ran = box.run({"search", "--offset", "3", "spooler"});
  CHECK(ran.status == 1);
  CHECK(ran.out == "");
  CHECK(ran.err == "kb: 3 articles are found, none behind --offset 3\n");
  CHECK(box.run({"search", "--json", "--offset", "3", "spooler"}).status == 1);
  CHECK(box.run({"search", "--offset", "2", "spooler"}).out.find("shows the next") ==
        std::string::npos);
  CHECK(box.run({"search", "-n", "0", "spooler"}) == Ran{0, "", ""});
}

TEST_CASE("a batch answers each line before the next is written", "[cli]") {
  const Spoolers box;
  Process batch(box.command({"search", "--batch", "-"}).start());
  for (const auto& [query, total] : std::vector<std::pair<std::string, int>>{
           {"spooler", 3}, {"", 0}, {"mouse\r", 1}, {"-1018", 0}}) {
    CAPTURE(query);
    batch.write(query + "\n");
    const json answer = json::parse(batch.read_line(Milliseconds(5000)));
    CHECK(answer["total"] == total);
    CHECK(answer["results"].size() == std::size_t(total));
  }
  CHECK(batch.finish() == Ran{0, "", ""});
}

TEST_CASE("a batch takes the last line without its end, limit and sort", "[cli]") {
  const Spoolers box;
  const Ran ran = box.command({"search", "--batch", "-", "-n", "1", "--sort", "id"})
                      .input("stops\nmouse")
                      .run();
  CHECK(ran.status == 0);
  std::istringstream lines(ran.out);
  std::string line;
  REQUIRE(std::getline(lines, line));
  CHECK(ids_of(json::parse(line)) == Ids{"Q100001"});
  CHECK(json::parse(line)["total"] == 3);
  REQUIRE(std::getline(lines, line));
  CHECK(json::parse(line)["query"] == "mouse");
  CHECK_FALSE(std::getline(lines, line));
}

TEST_CASE("a batch answers as single searches do", "[cli]") {
  const Spoolers box;
  box.write("queries", "spooler\nwindows -mouse\n\"spooler stops\"\n");
  const Ran ran = box.run({"search", "--batch", "queries"});
  CHECK(ran.status == 0);
  std::istringstream lines(ran.out);
  for (const std::string query : {"spooler", "windows -mouse", "\"spooler stops\""}) {
    std::string line;
    REQUIRE(std::getline(lines, line));
    json one = json::parse(line);
    json other = box.search({query});
    one.erase("took_ms");
    other.erase("took_ms");
    CHECK(one == other);
  }
}

TEST_CASE("a batch without queries is empty and ends 0", "[cli]") {
  const Spoolers box;
  CHECK(box.run({"search", "--batch", "-"}) == Ran{0, "", ""});
  CHECK(is_one_error(box.run({"search", "--batch", "none"})));
  CHECK(is_one_error(box.run({"search", "--batch", "a"})));
}
