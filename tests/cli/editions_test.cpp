// One article in three editions: a page of a disc of 1998, the archive's of 2001, a page of 2005.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;

namespace {

const std::string kOf1998 =
    "<HTML><HEAD><TITLE>PRN: Spooler Ends on Err Msg</TITLE>\n"
    "<META NAME=\"KBID\" CONTENT=\"Q100001\">\n"
    "<META NAME=\"KBModify\" CONTENT=\"1998/03/16\">\n"
    "<META NAME=\"KBArea\" CONTENT=\"Support; KB; winnt\"></HEAD>\n"
    "<BODY><H1>PRN: Spooler Ends on Err Msg</H1>\n"
    "Last reviewed:  March 16, 1998<BR><B>Article ID: Q100001</B>\n"
    "<h2>SYMPTOMS</h2><P>The spooler ends with 0xC1060107.\n"
    "<P>The giraffe in Zebraup.dll is asleep.\n"
    "<P>Set HKEY_LOCAL_MACHINE\\SOFTWARE\\Savannah\\Herd, as Q100777 says. This fix has these "
    "files:\n"
    "<PRE>   Date      Time    Version    Size    File name\n"
    "   ---------------------------------------------------\n"
    "   03/16/98  10:15a  4.0.1381.9 24,576  Zebraup.dll\n</PRE>\n"
    "<PRE>Keywords          : ntprint</PRE></BODY></HTML>\n";

const std::string kOf2005 =
    "<html><head><title>Spooler ends on error message</title></head><body>\n"
    "<h1>Spooler ends on error message</h1>\n"
    "<p>Article ID: 100001</p>\n<p>Article Last Modified on 5/18/2005</p>\n<hr>\n"
    "<p>This article was previously published under Q100001</p>\n"
    "<h3>SYMPTOMS</h3>\n<p>The spooler ends whenever the moon is full.</p>\n"
    "<h3>RESOLUTION</h3>\n<p>Wait for the next service pack.</p>\n<hr>\n"
    "<p>Keywords: kbprb KB100001</p>\n</body></html>\n";

void write_editions(const Sandbox& box) {
  box.write({{"disc/q100001.htm", kOf1998},
             {"kb/100/Q100001/README.md", jekyll({"Q100001", "PRN: Spooler Ends on Error Message",
                                                  "The walrus stops.", "07-SEP-2001"})},
             {"page/100001.htm", kOf2005}});
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the newest edition is the article, in whatever order they come", "[cli][editions]") {
  const Sandbox box;
  write_editions(box);
  SECTION("at once") { box.index({"disc", "kb", "page"}); }
  SECTION("the newest last") {
    box.index({"disc"});
    box.index({"kb"});
    box.index({"page"});
  }
  SECTION("the newest first") {
    box.index({"page"});
    box.index({"kb"});
    box.index({"disc"});
  }
  const Ran shown = box.run({"show", "Q100001"});
  CAPTURE(shown);
  CHECK(shown.err.empty());  // one article
  CHECK(holds(shown.out, "moon is full"));
  CHECK(!holds(shown.out, "(no title"));
  CHECK(holds(shown.out, "The edition of 2001-09-07 also holds"));
  CHECK(holds(shown.out, "The edition of 1998-03-16 also holds 0xC1060107"));
  const std::string record = box.run({"show", "--json", "Q100001"}).out;
  CAPTURE(record);
  CHECK(holds(record, "\"title\":\"Spooler ends on error message\""));
  CHECK(holds(record, "\"last_modified\":\"2005-05-18\""));
  CHECK(holds(record, "\"versions\":[\"winnt:4.0\"]"));
  CHECK(holds(record, "\"keywords\":[\"kbprb\"]"));
  CHECK(!holds(record, "giraffe"));
  CHECK(!holds(record, "walrus"));
  CHECK(box.run({"check", "--deep"}).status == 0);
}

TEST_CASE("words, codes and files of older editions are found", "[cli][editions]") {
  const Sandbox box;
  write_editions(box);
  box.index({"disc", "kb", "page"});
  for (const std::string query : {"giraffe", "walrus", "0xC1060107", "zebraup.dll", "moon"}) {
    const Ran ran = box.run({"search", query});
    CAPTURE(query, ran);
    CHECK(ran.status == 0);
    CHECK(holds(ran.out, "Spooler ends on error message"));
    CHECK(holds(ran.out, "[edition of ") == (query != "moon"));
  }
  CHECK(holds(box.run({"search", "giraffe"}).out, "[edition of 1998-03-16]"));
  for (const std::string query : {"registry:Savannah", "HKLM\\SOFTWARE\\Savannah\\Herd",
                                  "cites:Q100777", "file:zebraup.dll", "version:4.0.1381.9"}) {
    const Ran ran = box.run({"search", query});
    CAPTURE(query, ran);
    CHECK(ran.status == 0);
  }
  CHECK(holds(box.run({"file", "zebraup.dll"}).out, "4.0.1381.9"));
  CHECK(holds(box.run({"show", "Q100777"}).out, "Q100001"));  // who cites it
  REQUIRE(box.run({"pack", "out.kb"}).status == 0);
  CHECK(holds(box.run({"file", "--db", "out.kb", "zebraup.dll"}).out, "4.0.1381.9"));
}

TEST_CASE("editions are listed and read by their dates", "[cli][editions]") {
  const Sandbox box;
  write_editions(box);
  box.index({"disc", "kb", "page"});
  CHECK(box.run({"show", "--editions", "--json", "Q100001"}).out ==
        "{\"format\":1,\"id\":\"Q100001\",\"editions\":["
        "{\"date\":\"2005-05-18\",\"dialect\":\"html\",\"source\":\"100001.htm\","
        "\"record\":true,\"stored\":true},"
        "{\"date\":\"2001-09-07\",\"dialect\":\"jekyll\",\"source\":\"100/Q100001/README.md\","
        "\"record\":false,\"stored\":true},"
        "{\"date\":\"1998-03-16\",\"dialect\":\"html\",\"source\":\"q100001.htm\","
        "\"record\":false,\"stored\":true}]}\n");
  CHECK(holds(box.run({"show", "--editions", "Q100001"}).out,
              "1998-03-16  html           q100001.htm  (older edition)\n"));
  CHECK(holds(box.run({"show", "--edition", "1998", "Q100001"}).out, "giraffe"));
  CHECK(box.run({"show", "--edition", "1998-03", "--format", "raw", "Q100001"}).out == kOf1998);
  CHECK(box.run({"show", "--edition", "2005-05-18", "--format", "raw", "Q100001"}).out == kOf2005);
  const Ran missing = box.run({"show", "--edition", "1997", "Q100001"});
  CHECK(missing.status == 1);
  CHECK(missing.out.empty());
  CHECK(holds(missing.err, "kb show --editions Q100001"));
}

TEST_CASE("the difference of two editions has a line for each sentence", "[cli][editions]") {
  const Sandbox box;
  write_editions(box);
  box.index({"disc", "kb", "page"});
  const Ran ran = box.run({"show", "--diff", "1998", "Q100001"});
  CHECK(ran.status == 0);
  CHECK(ran.out ==
        "--- 1998-03-16  q100001.htm\n"
        "+++ 2005-05-18  100001.htm\n"
        "@@ -1,9 +1,5 @@\n"
        "-PRN: Spooler Ends on Err Msg\n"
        "+Spooler ends on error message\n"
        " SYMPTOMS\n"
        "-The spooler ends with 0xC1060107.\n"
        "-The giraffe in Zebraup.dll is asleep.\n"
        "-Set HKEY_LOCAL_MACHINE\\SOFTWARE\\Savannah\\Herd, as Q100777 says.\n"
        "-This fix has these files:\n"
        "-Date      Time    Version    Size    File name\n"
        "----------------------------------------------------\n"
        "-03/16/98  10:15a  4.0.1381.9 24,576  Zebraup.dll\n"
        "+The spooler ends whenever the moon is full.\n"
        "+RESOLUTION\n"
        "+Wait for the next service pack.\n");
  CHECK(box.run({"show", "--diff", "1997", "Q100001"}).status == 1);
  const std::string older =
      "--- 1998-03-16  q100001.htm\n"
      "+++ 2001-09-07  100/Q100001/README.md\n";
  CHECK(box.run({"show", "--diff", "1998..2001", "Q100001"}).out.starts_with(older));
  CHECK(box.run({"show", "Q100001", "--diff", "1998", "2001-09"}).out.starts_with(older));
  CHECK(box.run({"show", "Q100001", "--diff", "1998", "--edition", "2001"}).out.starts_with(older));
  CHECK(box.run({"show", "Q100001", "--diff", "2001..2001"}).out ==
        "--- 2001-09-07  100/Q100001/README.md\n+++ 2001-09-07  100/Q100001/README.md\n");
  CHECK(box.run({"show", "--diff", "1998..1997", "Q100001"}).status == 1);
}

TEST_CASE("an edition that changes or goes is taken over by an update", "[cli][editions]") {
  const Sandbox box;
  write_editions(box);
  box.index({"disc", "kb", "page"});
  std::string changed = kOf1998;
  changed.replace(changed.find("giraffe"), 7, "antelope");
  box.write("disc/q100001.htm", changed);
  box.index();
  CHECK(box.run({"search", "+giraffe"}).status == 1);
  CHECK(box.run({"search", "+antelope"}).status == 0);
  CHECK(box.run({"check", "--deep"}).status == 0);
  CHECK(box.run({"index", "--yes", "--remove", "page"}).status == 0);
  CHECK(holds(box.run({"show", "--json", "Q100001"}).out, "\"last_modified\":\"2001-09-07\""));
  CHECK(box.run({"search", "+antelope"}).status == 0);
  CHECK(box.run({"search", "+moon"}).status == 1);
}

TEST_CASE("editions travel in a pocket file", "[cli][editions]") {
  const Sandbox box;
  write_editions(box);
  box.index({"disc", "kb", "page"});
  REQUIRE(box.run({"pack", "out.kb"}).status == 0);
  REQUIRE(box.run({"unpack", "out.kb", "--db", "other"}).status == 0);
  for (const std::string place : {"out.kb", "other"}) {
    CAPTURE(place);
    CHECK(box.run({"search", "--db", place, "giraffe"}).status == 0);
    CHECK(box.run({"show", "--db", place, "--edition", "1998", "--format", "raw", "Q100001"}).out ==
          kOf1998);
  }
  CHECK(box.run({"check", "--deep", "--db", "other"}).status == 0);
}

TEST_CASE("copies of one day are one edition, named but not stored", "[cli][editions]") {
  const Sandbox box;
  box.write({{"kb/Q100001.md", jekyll({"Q100001", "PRN: Spooler"})},
             {"txt/Q100001.TXT", document({"Q100001", "PRN: Spooler"})}});
  box.index({"kb", "txt"});
  const std::string listed = box.run({"show", "--editions", "Q100001"}).out;
  CHECK(holds(listed, "2001-09-07  document       Q100001.TXT\n"));
  CHECK(holds(listed, "2001-09-07  jekyll         Q100001.md  (copy; its text is not stored)\n"));
  CHECK(!holds(box.run({"show", "Q100001"}).out, "OLDER EDITIONS"));
}
