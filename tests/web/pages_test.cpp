// The pages: what stands where, for readers with any browser; and that no text ever runs.
#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "parser/text/percent.h"
#include "tests/query/open_index.h"
#include "tests/support/articles.h"
#include "tests/support/disk.h"
#include "web/site/site.h"

using namespace kb;
using kb::test::Files;
using kb::test::Folder;
using kb::testing::disk_article;
using kb::testing::document;
using kb::testing::fix_table;
using kb::testing::wide;

namespace {

/// A site over a few articles.
struct Site {
  explicit Site(const Files& files) : source(files) {
    Progress progress;
    REQUIRE(build_index({{source.path()}, index.path(), 2}, progress));
    handler = make_site({index.path()});
  }
  Response get(const std::string& target) const {
    return handler({"GET", target, "HTTP/1.1", {{"Host", "localhost:8310"}}, "", false});
  }
  Response paste(const std::string& text, const std::string& path = "/triage") const {
    return handler({"POST",
                    path,
                    "HTTP/1.1",
                    {{"Host", "localhost"}},
                    "text=" + percent_encoded(text),
                    false});
  }

  Folder source;
  Folder index;
  Handler handler;
};

Files plain_files() {
  Files files;
  for (int i = 1; i <= 25; ++i) {
    const std::string id = "Q1000" + std::to_string(10 + i);
    files[id + ".TXT"] = document(
        {id, "Spooler " + std::to_string(i), "The spooler stops. See Q100099.", "07-SEP-2001"});
  }
  return files;
}

std::string location(const Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "Location") return value;
  }
  return "";
}

/// Elements of HTML 3.2, and those that old browsers ignore without harm.
bool is_known_element(const std::string& name) {
  static const std::set<std::string> kKnown = {
      "html", "head", "title", "meta", "link", "body", "h1", "h2", "h3", "p", "a", "b", "br", "hr",
      "ul", "ol", "li", "dl", "dt", "dd", "pre", "tt", "table", "tr", "th", "td", "form", "input",
      "textarea", "blockquote", "script", "div", "span", "label",
      // Shapes without text (chart.h).
      "svg", "rect", "line", "circle"};
  return kKnown.contains(name);
}

void check_is_plain(const Response& response) {
  for (const char c : response.body) REQUIRE((c == '\n' || (c >= ' ' && c <= '~')));
  // Quotes in values are references, so a value ends at the next quote.
  static const std::regex kValue("=\"[^\"]*\"");
  const std::string html = std::regex_replace(response.body, kValue, "=\"\"");
  static const std::regex kTag("<(/?)([a-zA-Z][a-zA-Z0-9]*)");
  for (auto it = std::sregex_iterator(html.begin(), html.end(), kTag); it != std::sregex_iterator();
       ++it) {
    CAPTURE((*it)[2].str());
    CHECK(is_known_element((*it)[2]));
  }
  CHECK(html.find(" style=") == std::string::npos);
  static const std::regex kEvent("<[^>]* on[a-z]+=");
  CHECK(!std::regex_search(html, kEvent));
  const std::size_t script = response.body.find("<script type=\"module\" src=\"/kb.js\"></script>");
  CHECK(script != std::string::npos);
  CHECK(response.body.find("<script", script + 1) == std::string::npos);
}

}  // namespace

TEST_CASE("every address of the site answers", "[web]") {
  const Site site(plain_files());
  struct Row {
    std::string target;
    int status;
    std::string holds;
  };
  const auto row = GENERATE(values<Row>({
      {"/", 200, "25 articles, searched on this machine."},
      {"/search?q=spooler", 200, "25 articles for spooler"},
      {"/search?q=spooler&page=3", 200, "<span class=\"rank\">21.</span>"},
      {"/search?q=spooler&page=4", 200, "There are no more articles."},
      {"/search?q=spooler&sort=id", 200, "<b>by number</b>"},
      {"/search?q=qqzzqq", 200, "What to try"},
      {"/search?q=0x80070005", 200, "E_ACCESSDENIED"},
      {"/article/Q100011", 200, "<a href=\"/article/Q100099\">"},
      {"/article/Q100012?q=spooler&sort=id&n=2", 200, "Result 2 for spooler"},
      {"/article/Q100099", 404, "25 articles cite it"},
      {"/article/Q100098", 404, "There is no Q100098; near: "},
      {"/error/0x80070005", 200, "General access denied error"},
      {"/error/STOP%200xA", 200, "IRQL_NOT_LESS_OR_EQUAL"},
      {"/error/nonsense", 200, "<h1>Error code nonsense</h1>"},
      {"/file/none.dll", 200, "No table of fixed files names this file."},
      {"/triage", 200, "<textarea"},
      {"/inspect", 200, "<textarea"},
      {"/stats", 200, "<svg class=\"chart\""},
      {"/help", 200, "http://localhost:8310/search?q=%s"},
      {"/nothing/at%20all", 404, "value=\"nothing at all\""},
  }));
  DYNAMIC_SECTION(row.target) {
    const Response response = site.get(row.target);
    CHECK(response.status == row.status);
    CHECK_THAT(response.body, Catch::Contains(row.holds));
    check_is_plain(response);
    CHECK(response.body.size() < 30000);
  }
}

TEST_CASE("a pasted list of files is compared with the fixes", "[web]") {
  const Site site(
      {{"Q100001.TXT", disk_article("Q100001", "Olddrv.sys Loses Paper",
                                    fix_table("   03/14/1999  06:39p  4.0.1381.204    368,464   "
                                              "Olddrv.sys   x86\r\n"))}});
  const Response response = site.paste(
      "Windows NT Server Version 4.0 (Build 1381: Service Pack 6)\r\n"
      "10/14/96  10:37p               352,000 olddrv.sys\r\n",
      "/inspect");
  CHECK(response.status == 200);
  CHECK_THAT(response.body, Catch::Contains("<h2>Fixes that are missing: 1</h2>"));
  CHECK_THAT(response.body, Catch::Contains("<a href=\"/article/Q100001\">Q100001</a>"));
  check_is_plain(response);
  const Response unknown = site.paste("10/14/96  10:37p   352,000 olddrv.sys\r\n", "/inspect");
  CHECK(unknown.status == 400);
  CHECK_THAT(unknown.body, Catch::Contains("do not say which Windows it is"));
}

TEST_CASE("a list is sent as a file, with or without a pasted one", "[web]") {
  const Site site(
      {{"Q100001.TXT", disk_article("Q100001", "Olddrv.sys Loses Paper",
                                    fix_table("   03/14/1999  06:39p  4.0.1381.204    368,464   "
                                              "Olddrv.sys   x86\r\n"))}});
  const std::string version = "Windows NT Server Version 4.0 (Build 1381: Service Pack 6)\r\n";
  std::string files = "10/14/96  10:37p               352,000 olddrv.sys\r\n";
  struct Row {
    std::string name;
    std::string text;
    std::string file;
    int status;
  };
  const auto row = GENERATE_COPY(values<Row>({
      {"both", version, files, 200},
      {"the file", "", version + files, 200},
      {"UTF-16", "", "\xFF\xFE" + wide(version + files), 200},
      {"more than may be pasted", version, files + std::string(kMaxText, ' '), 200},
      {"the text", version + files, "", 200},
      {"too much is pasted", version + files + std::string(kMaxText, ' '), "", 413},
      {"no version", "", files, 400},
      {"nothing", "", "", 400},
      {"controls", std::string("a\0\x01\x7F<b>", 7), "\xFF\xFE\x01", 400},
  }));
  CAPTURE(row.name);
  const std::string body =
      "--X-1\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" + row.text +
      "\r\n--X-1\r\ncontent-disposition: form-data; name=\"list\"; filename=\"a.txt\"\r\n"
      "Content-Type: text/plain\r\n\r\n" +
      row.file + "\r\n--X-1--\r\n";
  Request sent{"POST",
               "/inspect",
               "HTTP/1.1",
               {{"Host", "localhost"}, {"Content-Type", "multipart/form-data; boundary=\"X-1\""}},
               body,
               false};
  const Response response = site.handler(sent);
  CHECK(response.status == row.status);
  CHECK((row.status == 200) ==
        (response.body.find("<h2>Fixes that are missing: 1</h2>") != std::string::npos));
  check_is_plain(response);
  for (std::size_t end = 0; end < 200; ++end) {  // cut anywhere
    sent.body = body.substr(0, end);
    CHECK(site.handler(sent).status == 400);
  }
}

TEST_CASE("an address that means another one leads to it", "[web]") {
  const Site site(plain_files());
  struct Row {
    std::string target;
    std::string location;
  };
  const auto row = GENERATE(values<Row>({
      {"/search?q=Q100011", "/article/Q100011"},
      {"/search?q=+kb100011+", "/article/Q100011"},
      {"/search?q=100011", "/article/Q100011"},
      {"/search?q=Q999999", "/article/Q999999"},
      {"/search?q=", "/"},
      {"/article/q100011", "/article/Q100011"},
      {"/article/kb/100/Q100011/README.md", "/article/Q100011"},
      {"/error?code=STOP+0xA", "/error/STOP%200xA"},
      {"/error", "/"},
      {"/file?name=a.dll&version=1.2", "/file/a.dll?version=1.2"},
      {"/favicon.ico", "/favicon.svg"},
  }));
  DYNAMIC_SECTION(row.target) {
    const Response response = site.get(row.target);
    CHECK(response.status == 302);
    CHECK(location(response) == row.location);
  }
  CHECK(site.get("/search?q=99999").status == 200);  // not held: it may be an error code
}

TEST_CASE("files of the site come from the program", "[web]") {
  const Site site(plain_files());
  CHECK(site.get("/style.css").type == "text/css; charset=utf-8");
  CHECK(site.get("/kb.js").type == "text/javascript; charset=utf-8");
  CHECK(site.get("/favicon.svg").type == "image/svg+xml");
  const Response search = site.get("/opensearch.xml");
  CHECK(search.type == "application/opensearchdescription+xml");
  CHECK_THAT(search.body, Catch::Contains("\"http://localhost:8310/search?q={searchTerms}\""));
  const Response words = site.get("/suggest?q=spool");
  CHECK_THAT(words.body, Catch::StartsWith("[\"spool\",[\"spooler\""));
}

TEST_CASE("pages lead on and back by links that need no script", "[web]") {
  const Site site(plain_files());
  const std::string first = site.get("/search?q=spooler").body;
  CHECK_THAT(first, Catch::Contains("<link rel=\"next\" href=\"/search?q=spooler&amp;page=2\">"));
  CHECK(first.find("rel=\"prev\"") == std::string::npos);
  CHECK_THAT(first, Catch::Contains("accesskey=\"9\""));
  CHECK_THAT(first, Catch::Contains("/api/search?q=spooler&amp;limit=10"));
  const std::string last = site.get("/search?q=spooler&page=3").body;
  CHECK_THAT(last, Catch::Contains("<link rel=\"prev\" href=\"/search?q=spooler&amp;page=2\">"));
  CHECK(last.find("rel=\"next\"") == std::string::npos);
  const std::string article = site.get("/article/Q100012?q=spooler&sort=id&n=2").body;
  CHECK_THAT(article, Catch::Contains("/article/Q100011?q=spooler&amp;sort=id&amp;n=1"));
  CHECK_THAT(article, Catch::Contains("/article/Q100013?q=spooler&amp;sort=id&amp;n=3"));
}

TEST_CASE("a facet's link finds as many articles as it says", "[web]") {
  Files files = plain_files();
  for (int i = 1; i <= 3; ++i) {
    const std::string id = "Q20000" + std::to_string(i);
    files[id + ".TXT"] = document({id, "Spooler of 1999", "The spooler stops.", "07-SEP-1999"});
  }
  const Site site(files);
  CHECK_THAT(site.get("/search?q=spooler").body,
             Catch::Contains("<a href=\"/search?q=spooler%20date%3A1999\">1999</a> "
                             "<span class=\"count\">3</span>"));
  CHECK_THAT(site.get("/search?q=spooler%20date%3A1999").body, Catch::Contains("3 articles for"));
}

TEST_CASE("a page says what would be typed, and no more than is known", "[web]") {
  Files files = plain_files();
  files["Q100090.TXT"] = document(
      {"Q100090", "PRB: Event 5",
       "The log holds:\n\n   Event ID: 5\n   Source: Print\n\nSee Q100011.", "07-SEP-2001"});
  const Site site(files);
  struct Case {
    std::string target;
    std::string says;
    std::string never;
  };
  const std::vector<Case> cases = {
      {"/search?q=spoolerr", "<a href=\"/search?q=%22spoolerr%22\">Search for it as typed</a>",
       "kb search"},
      {"/search?q=spoolerr", "articles for spooler<", "articles for spoolerr"},
      {"/search?q=spooler", "25 articles for spooler", "as typed"},
      {"/error/5", "<li><a href=\"/error/EVENT:5\">EVENT:5</a> event id</li>", "<h2>EVENT:5</h2>"},
      {"/error/EVENT:5", "<h2>EVENT:5</h2>", "It can"},
      {"/error/EVENT:5", "<a href=\"/article/Q100090\">Q100090 PRB: Event 5</a>", "It can"},
      {"/article/Q100098", "accesskey=\"s\" value=\"\"", "value=\"article"},
      {"/article/old/printer.txt", "accesskey=\"s\" value=\"old printer.txt\"", "value=\"article"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.target);
    const std::string page = site.get(one.target).body;
    CHECK_THAT(page, Catch::Contains(one.says));
    CHECK_THAT(page, !Catch::Contains(one.never));
  }
}

TEST_CASE("a pasted text is answered, and its lines are marked", "[web]") {
  Files files;
  files["Q100001.TXT"] =
      document({"Q100001", "Blue Screen", "You see STOP 0x0000000A in tcpip.sys."});
  const Site site(files);
  const Response response =
      site.paste("Hello,\r\n*** STOP: 0x0000000A (0x00000004, 0x2, 0x0, 0x0)\r\nwhat now?\r\n");
  CHECK(response.status == 200);
  check_is_plain(response);
  CHECK_THAT(response.body, Catch::Contains("/article/Q100001"));
  CHECK_THAT(response.body,
             Catch::Contains("<b>*** STOP: 0x0000000A (0x00000004, 0x2, 0x0, 0x0)</b>"));
  CHECK_THAT(response.body, Catch::Contains("\nwhat now?\n"));
  CHECK(site.paste("").status == 400);
}

TEST_CASE("nothing of an article or an address ever runs", "[web]") {
  const std::string evil =
      "<script>alert(1)</script> \"><svg onload=alert(2)> ' onmouseover='alert(3) "
      "javascript:alert(4) \x1B[31m \xE2\x80\xAE &lt;b&gt; <img src=x onerror=alert(5)>";
  Files files;
  files["Q100001.TXT"] =
      "DOCUMENT:Q100001  07-SEP-2001  [winnt]\nTITLE   :" + evil + "\nPRODUCT :" + evil +
      "\nPROD/VER:" + evil + "\nOPER/SYS:" + evil + "\nKEYWORDS:" + evil +
      "\n\n--------------------------------------------------\nThe information in this article "
      "applies to:\n\n - " +
      evil + "\n\nSYMPTOMS\n========\n\n" + evil +
      "\n\nMORE INFORMATION\n================\n\nSee Q100002 " + evil +
      "\n\n   File Version\n   ----\n   " + evil + ".dll 1.2.3.4\n";
  files
      ["notes/<script>alert(6)<"
       "script>.md"] = "# " + evil + "\n\n" + evil + "\n";
  const Site site(files);
  const std::string typed = percent_encoded(evil);
  const std::vector<std::string> targets = {"/article/Q100001",
                                            "/article/Q100002",
                                            "/search?q=" + typed,
                                            "/search?q=alert",
                                            "/article/Q100001?q=" + typed + "&n=1",
                                            "/error/" + typed,
                                            "/file/" + typed,
                                            "/article/" + typed,
                                            "/" + typed,
                                            "/search?q=x&sort=" + typed,
                                            "/article/notes/%3Cscript%3Ealert(6)%3Cscript%3E.md",
                                            "/stats"};
  for (const std::string& target : targets) {
    CAPTURE(target);
    const Response response = site.get(target);
    CHECK(response.status != 500);
    check_is_plain(response);
    CHECK(response.body.find("href=\"javascript:") == std::string::npos);
  }
  const Response pasted = site.paste(evil);
  CHECK(pasted.status == 200);
  check_is_plain(pasted);
}
