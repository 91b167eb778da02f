// Articles exported as pages: every link leads somewhere, the same articles give the same bytes,
// and nothing is overwritten that kb did not write.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/articles.h"
#include "tests/support/ended_runs.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

using Files = std::map<std::string, std::string>;

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// All values of `attribute="..."` in a page, with `&amp;` read.
std::vector<std::string> values_of(const std::string& page, const std::string& attribute) {
  std::vector<std::string> values;
  const std::string begin = " " + attribute + "=\"";
  for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
    at += begin.size();
    std::string value = page.substr(at, page.find('"', at) - at);
    for (std::size_t amp; (amp = value.find("&amp;")) != std::string::npos;)
      value.erase(amp + 1, 4);
    values.push_back(std::move(value));
  }
  return values;
}

/// The links of all pages that lead to no file or to no anchor in it, as `PAGE -> LINK`.
std::vector<std::string> dead_links(const Files& files) {
  std::vector<std::string> dead;
  std::size_t links = 0;
  for (const auto& [name, page] : files) {
    if (!name.ends_with(".html")) continue;
    for (const char* attribute : {"href", "src", "action"}) {
      for (const std::string& link : values_of(page, attribute)) {
        ++links;
        const std::size_t hash = link.find('#');
        const fs::path path = fs::path(name).parent_path() / link.substr(0, hash);
        const auto file = files.find(hash == 0 ? name : path.lexically_normal().generic_string());
        bool found = file != files.end();
        if (found && hash != std::string::npos) {
          found = says(file->second, " id=\"" + link.substr(hash + 1) + "\"");
        }
        if (!found) dead.push_back(name + " -> " + link);
      }
    }
  }
  CHECK(links > 5 * files.size());
  return dead;
}

/// All files below a folder, by their names in it.
Files below(const Sandbox& box, const std::string& folder) {
  Files files;
  for (auto& [name, bytes] : files_of(box, folder)) files[name.substr(folder.size() + 1)] = bytes;
  return files;
}

struct Sample : Sandbox {
  Sample() { index(); }

  Files exported(const std::string& out, Arguments more = {}) const {
    Arguments arguments{"export", "--html", out};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Ran ran = run(arguments);
    INFO(ran);
    REQUIRE(ran.status == 0);
    CHECK_FALSE(has(out + ".part"));
    return below(*this, out);
  }

  void check_refused(const Arguments& arguments, const std::string& said) const {
    const Ran ran = run(arguments);
    CAPTURE(arguments);
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(says(ran.err, said));
  }

  std::string rows(const std::string& sql) const {
    return run_tool({"sqlite3", path("kb.docset/Contents/Resources/docSet.dsidx"), sql}).out;
  }
};

/// Three articles: one cites another and one that is not there; one has no number.
struct Three : Sample {
  Three() {
    write(
        "a/Q100001.TXT",
        document({"Q100001", "XADM: Spooler <stops>",
                  "Event ID: 4058 and error 0xc1060107 in spoolss.dll. See Q100002, Q100777 for "
                  "more.\n\nFor more information, see the following article:\n\n   Q100777 A Tale "
                  "of Ghosts"}));
    write("a/Q100002.TXT", document({"Q100002", "Mouse & stairs"}));
    write("a/notes.md", "# The printer in the hall\n\nIt is out of paper.\n");
    index({"--only", "a"});
  }
};

}  // namespace

TEST_CASE("every link of exported pages leads to a file and an anchor", "[cli][export]") {
  const Sample sample;
  CHECK(dead_links(sample.exported("pages")) == std::vector<std::string>{});
  CHECK(dead_links(sample.exported("some", {"product:exchange"})) == std::vector<std::string>{});
  const Three three;
  CHECK(dead_links(three.exported("pages")) == std::vector<std::string>{});
}

TEST_CASE("the same articles give the same pages, and no page has a byte beyond ASCII",
          "[cli][export]") {
  const Sample box;
  const Files files = box.exported("one");
  CHECK(files == box.exported("two"));
  for (const auto& [name, bytes] : files) {
    if (!name.ends_with(".html")) continue;
    CAPTURE(name);
    CHECK(std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & '\x80') != 0; }));
  }
}

TEST_CASE("exported pages have articles, what is cited only, and lists", "[cli][export]") {
  const Three box;
  const Files files = box.exported("pages");
  struct Row {
    std::string file, part;
  };
  for (const auto& [file, part] : std::vector<Row>{
           {"articles/100/Q100001.html", "<h1>XADM: Spooler &lt;stops&gt;</h1>"},
           {"articles/100/Q100001.html", "href=\"Q100002.html\""},
           {"articles/100/Q100001.html", "href=\"../../codes/event.html#EVENT:4058\""},
           {"articles/100/Q100002.html", "<h2>Cited by</h2>\n<ul>\n<li><a href=\"Q100001.html"},
           {"articles/100/Q100777.html", "Q100777 is not in this export"},
           {"articles/100/Q100777.html", "XADM: Spooler &lt;stops&gt;</li>"},
           {"articles/other/notes-md-399fa53117c91b35.html", "The printer in the hall"},
           {"numbers/q100000.html",
            "<li><a href=\"../articles/100/Q100002.html\">Q100002</a> Mouse"},
           {"numbers/other.html", "href=\"../articles/other/notes-md-399fa53117c91b35.html\""},
           {"years/2001.html", "Q100001"},
           {"prefixes/xadm.html", "Q100001"},
           {"codes/code32.html", "id=\"v0xC1060107\""},
           {"files/s.html", "id=\"spoolss.dll\""},
           {"index.html", "3 articles"},
           {"kb-export.txt", "kb export html 1\narticles/100/Q100001.html\n"}}) {
    CAPTURE(file, part);
    REQUIRE(files.contains(file));
    INFO(files.at(file));
    CHECK(says(files.at(file), part));
  }
}

TEST_CASE("a query and a profile narrow an export", "[cli][export]") {
  const Sample box;
  const auto articles_of = [](const Files& files) {
    std::set<std::string> names;
    for (const auto& [name, page] : files) {
      if (name.starts_with("articles/") && !says(page, "is not in this export")) names.insert(name);
    }
    return names;
  };
  const std::string lines =
      box.run({"search", "-n", "1000", "--format", "tsv", "product:exchange"}).out;
  const auto wanted = std::size_t(std::count(lines.begin(), lines.end(), '\n'));
  REQUIRE(wanted > 1);
  const auto all = articles_of(box.exported("all"));
  const auto some = articles_of(box.exported("some", {"product:exchange"}));
  CHECK(some.size() == wanted);
  CHECK(all.size() > some.size());
  CHECK(std::includes(all.begin(), all.end(), some.begin(), some.end()));
  CHECK(some.contains("articles/182/Q182320.html"));
  const auto on = articles_of(box.exported("on", {"--on", "exch55"}));
  CHECK(on.contains("articles/182/Q182320.html"));
  CHECK(on.size() < some.size());
  CHECK(articles_of(box.exported("both", {"--on", "exch55", "id:Q182320"})).size() == 1);
  CHECK(box.run({"export", "--html", "none", "zzzqqqxxx"}) ==
        Ran{1, "", "kb: no article matches; nothing was written\n"});
  CHECK_FALSE(box.has("none"));
  box.check_refused({"export", "--html", "none", "--on", "exhc55"},
                    "no product is called 'exhc55'");
  box.check_refused({"export", "product:exchange"},
                    "a query narrows --html, --docset and --zim alone");
  box.check_refused({"export", "--on", "nt4"}, "--on narrows --html, --docset and --zim alone");
  box.check_refused({"export", "--html", "a", "--sqlite", "b"}, "exclude each other");
}

TEST_CASE("an export of pages replaces an export of pages alone", "[cli][overwrite]") {
  const Three box;
  box.exported("pages");
  box.check_refused({"export", "--html", "pages"}, "the export pages exists already; replace it");
  box.write({{"other/notes.txt", "precious"}, {"file", "precious"}});
  fs::create_directory(box.path("empty"));
  fs::create_directory_symlink("pages", box.path("link"));
  for (const bool force : {false, true}) {
    const Arguments more = force ? Arguments{"--force"} : Arguments{};
    const auto refused = [&](const std::string& out, const std::string& said) {
      Arguments arguments{"export", "--html", out};
      arguments.insert(arguments.end(), more.begin(), more.end());
      box.check_refused(arguments, said);
    };
    refused("other", "the folder other holds other files and no html export");
    refused("file", "file is no folder");
    refused("link", "link is no folder");
    refused("index", "the folder index holds other files");
  }
  box.check_refused({"export", "--sqlite", "pages", "--force"}, "pages is a folder");
  box.check_refused({"export", "--docset", "pages", "--force"}, "ends with .docset");
  box.exported("empty");

  box.remove("a/Q100002.TXT");
  box.index({"--yes"});
  const Files fewer = box.exported("pages", {"--force"});
  CHECK(says(fewer.at("articles/100/Q100002.html"), "is not in this export"));
  box.write("pages/articles/100/mine.html", "precious");
  box.check_refused({"export", "--html", "pages/", "--force"},
                    "holds a file that kb did not write: articles/100/mine.html");
  CHECK(box.read("pages/articles/100/mine.html") == "precious");
  CHECK(box.read("other/notes.txt") == "precious");
}

TEST_CASE("an export of pages says how many files and bytes it wrote", "[cli][export]") {
  const Three box;
  for (const auto& [option, out] :
       {std::pair("--html", "pages"), std::pair("--docset", "kb.docset")}) {
    const Ran ran = box.run({"export", option, out});
    std::size_t bytes = 0;
    const Files files = below(box, out);
    for (const auto& [name, content] : files) bytes += content.size();
    CHECK(ran == Ran{0, "",
                     "kb: 3 articles in " + std::string(out) + ": " + std::to_string(files.size()) +
                         " files, " + std::to_string(bytes) + " bytes\n"});
  }
}

TEST_CASE("a docset knows every spelling of a code and of a number", "[cli][export]") {
  const Three box;
  REQUIRE(box.run({"export", "--docset", "kb.docset"}).status == 0);
  const std::string first = box.read("kb.docset/Contents/Resources/docSet.dsidx");
  CHECK(says(box.read("kb.docset/Contents/Info.plist"), "<key>isDashDocset</key><true/>"));
  const Files pages = below(box, "kb.docset/Contents/Resources/Documents");
  CHECK(dead_links(pages) == std::vector<std::string>{});
  REQUIRE(box.run({"export", "--docset", "kb.docset", "--force"}).status == 0);
  CHECK(box.read("kb.docset/Contents/Resources/docSet.dsidx") == first);
  if (!have_tool("sqlite3")) return skip("rows of a docset: there is no sqlite3 here");
  for (const std::string name :
       {"0xC1060107", "C1060107", "C1060107h", "&HC1060107", "3238396167", "-1056571129",
        "0xc1060107", "EVENT:4058", "Event ID 4058", "Q100001", "KB100001", "100001", "spoolss.dll",
        "XADM: Spooler <stops>"}) {
    CAPTURE(name);
    CHECK(box.rows("SELECT path FROM searchIndex WHERE name = '" + name + "'") ==
          "articles/100/Q100001.html\n");
  }
  std::istringstream paths(box.rows("SELECT path FROM searchIndex"));
  for (std::string path; std::getline(paths, path);) {
    CAPTURE(path);
    CHECK(pages.contains(path.substr(0, path.find('#'))));
  }
}

TEST_CASE("a ZIM file knows every spelling of a code and of a number", "[cli][export]") {
  if (!fs::exists(fs::path(KB_PROGRAM).parent_path() / "libkb_zim.so")) {
    return skip("ZIM files: this build has no libzim");
  }
  const Three box;
  const auto exported = [&](const std::string& out, const std::string& epoch) {
    const Ran ran = box.command({"export", "--zim", out}).set("SOURCE_DATE_EPOCH", epoch).run();
    INFO(ran);
    REQUIRE(ran.status == 0);
    CHECK(ran.out.empty());
    CHECK_FALSE(box.has(out + ".part"));
    return box.read(out);
  };
  const std::string bytes = exported("kb.zim", "1000000000");
  CHECK(bytes.substr(0, 4) == "ZIM\x04");
  CHECK(bytes == exported("same.zim", "1000000000"));
  CHECK(bytes != exported("later.zim", "1100000000"));

  if (have_tool("zimcheck")) {
    const Ran ran = box.run_tool({"zimcheck", "--all", "kb.zim"});
    INFO(ran);
    CHECK(ran.status == 0);
    CHECK_FALSE(says(ran.out, "[ERROR]"));
    CHECK_FALSE(says(ran.out, "[WARNING]"));
  } else {
    skip("zimcheck of a ZIM file: there is no zimcheck here (Debian: zim-tools)");
  }
  if (!have_tool("kiwix-search")) {
    return skip("searches in a ZIM file: there is no kiwix-search here (Debian: kiwix-tools)");
  }
  for (const std::string query :
       {"0xC1060107", "C1060107", "C1060107h", "&HC1060107", "3238396167", "-1056571129",
        "0xc1060107", "EVENT:4058", "Event ID 4058", "Q100001", "KB100001", "100001", "spoolss.dll",
        "spooler stops"}) {
    CAPTURE(query);
    const Ran ran = box.run_tool({"kiwix-search", "kb.zim", "--", query});
    INFO(ran);
    CHECK(says(ran.out, "Q100001 - XADM: Spooler <stops>"));
  }
}

TEST_CASE("an export to a ZIM file replaces a ZIM file of kb alone", "[cli][overwrite]") {
  if (!fs::exists(fs::path(KB_PROGRAM).parent_path() / "libkb_zim.so")) {
    return skip("ZIM files: this build has no libzim");
  }
  const Three box;
  REQUIRE(box.run({"export", "--zim", "kb.zim"}).status == 0);
  box.check_refused({"export", "--zim", "kb.zim"}, "the ZIM export kb.zim exists already");
  CHECK(box.run({"export", "--zim", "kb.zim", "--force"}).status == 0);
  std::string other = box.read("kb.zim");
  other[8] = 'x';  // the UUID of another writer
  box.write({{"other.zim", other}, {"text.zim", "precious"}});
  fs::create_directory(box.path("folder.zim"));
  for (const std::string out : {"other.zim", "text.zim"}) {
    box.check_refused({"export", "--zim", out, "--force"}, out + " exists and is no ZIM export");
  }
  CHECK(box.read("other.zim") == other);
  box.check_refused({"export", "--zim", "folder.zim", "--force"}, "folder.zim is a folder");
  box.check_refused({"export", "--zim", "kb", "--force"}, "the name of a ZIM file ends with .zim");
}

TEST_CASE("the search page finds numbers, codes in every spelling, files and titles",
          "[cli][export]") {
  if (!have_tool("node")) return skip("the search of exported pages: there is no node here");
  const Three box;
  const Files files = box.exported("pages");
  const auto hits = [&](const std::string& query) {
    return box
        .run_tool({"node", KB_SOURCE_DIR "/tests/web/offline_search.mjs", box.path("pages"), query})
        .out;
  };
  const std::string one = "articles/100/Q100001.html\n";
  const std::string two = "articles/100/Q100002.html\n";
  for (const auto& [query, want] : std::vector<std::pair<std::string, std::string>>{
           {"Q100001", one},
           {"kb100002", two},
           {"100001", one},
           {"Q100/0/02.asp", two},
           {"support.microsoft.com/default.aspx?scid=kb;en-us;100002", two},
           {"100777", "articles/100/Q100777.html\n"},
           {"0xc1060107", one},
           {"C1060107", one},
           {"(c1060107)", one},
           {"&HC1060107", one},
           {"0C1060107h", one},
           {"3238396167", one},
           {"-1056571129", one},
           {"error -1056571129", one},
           {"4058", one},
           {"Event ID: 4058", one},
           {"EVENT:4058", one},
           {"stop 4058", one},
           {"SPOOLSS.DLL", one},
           {"C:\\WINNT\\system32\\spoolss.dll", one},
           {"mouse", two},
           {"stairs MOUSE", two},
           {"hall printer", "articles/other/notes-md-399fa53117c91b35.html\n"},
           {"constructor", ""},
           {"toString", ""},
           {"__proto__", ""},
           {"0xDEADBEEF", ""},
           {"%", ""}}) {
    CAPTURE(query);
    CHECK(hits(query) == want);
  }
}

TEST_CASE("an export of pages shows on a terminal how far it is", "[cli][export]") {
  if (!have_tool("script")) return skip("progress on a terminal: there is no script here");
  const Sandbox box;
  write_articles(box, "many", 1500);
  box.index({"many"});
  const std::string command = KB_PROGRAM " export --html pages";
  const Ran ran = box.run_tool({"script", "-q", "-e", "-c", command, "/dev/null"});
  INFO(ran);
  CHECK(ran.status == 0);
  CHECK((says(ran.out, "reading ") || says(ran.out, "exporting ")));
  CHECK(says(ran.out, " of 1500"));
  CHECK(says(ran.out, "kb: 1500 articles in pages"));
}
