// Documents, from header to footer, through the parser's one entry.
#include "parser/dialects/document.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/parse.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

Article parsed(std::string_view text) { return parse_article(text, "a.txt"); }

std::string or_null(const std::optional<std::string>& value) { return value.value_or("null"); }

struct Row {
  const char* name;
  std::string in;
  std::string want;
};

const std::string kHeading = "SYMPTOMS\n========\n\n";

}  // namespace

TEST_CASE("the header's fields are read", "[parser]") {
  const Article article = parsed(document("\n" + kHeading + "text\n\n"));
  CHECK(article.id == "Q112233");
  CHECK(article.title == "PRB: A Title");
  CHECK(article.prefix == "PRB");
  CHECK(article.product_code == "winnt");
  CHECK(joined(article.products) == "Microsoft Windows NT");
  CHECK(joined(article.versions) == "winnt:4.0");
  CHECK(article.last_modified == "2001-09-07");
  CHECK(printed(article.sections) == "symptoms SYMPTOMS {text}");
  CHECK(article.diagnostics.empty());
  CHECK(article.source == "a.txt");
}

TEST_CASE("versions are the segments of the footer, else of the header", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"the footer wins", "Version           : winnt:3.5,4.0\n", "winnt:3.5,4.0"},
      {"without the label the header counts", "Keywords          : kbprb\n", "winnt:4.0"},
      {"an empty footer value is no version", "Version           : \n", ""},
      {"an empty prefix is dropped", "Version           : :1.0,1.1\n", "1.0,1.1"},
      {"several segments", "Version           : WINDOWS:1.0; MS-DOS:2.0 ;:3.0\n",
       "WINDOWS:1.0 | MS-DOS:2.0 | 3.0"},
      {"a segment without version", "Version           : winnt:;OS/2:1.0\n", "winnt: | OS/2:1.0"},
      {"blanks are folded", "Version           : 3.1   3.5\n", "3.1 3.5"},
  }));
  DYNAMIC_SECTION(row.name) {
    const std::string text = document("x\n\n", row.in);
    CHECK(joined(parsed(text).versions) == row.want);
    CHECK(joined(parsed(flatten(text)).versions) == row.want);
  }
}

TEST_CASE("an empty platform prefix in the header is dropped", "[parser]") {
  const std::string text =
      replace_all(document("x\n\n"), "PROD/VER:winnt:4.0", "PROD/VER::4.0,4.1");
  CHECK(joined(parsed(text).versions) == "4.0,4.1");
  CHECK(joined(parsed(flatten(text)).versions) == "4.0,4.1");
}

TEST_CASE("keywords and technology are the footer's, keywords else the header's", "[parser]") {
  const std::string footer =
      "Keywords          : kbone kbtwo\nTechnology        : kbA kbB\nIssue type        : kbbug  "
      "kbprb\n"
      "Solution Type     : kbfix\n";
  for (const std::string& text : {document("x\n\n", footer), flatten(document("x\n\n", footer))}) {
    const Article article = parsed(text);
    CHECK(joined(article.keywords) == "kbone | kbtwo");
    CHECK(joined(article.technology) == "kbA | kbB");
    CHECK(or_null(article.issue_type) == "kbbug kbprb");
    CHECK(or_null(article.solution_type) == "kbfix");
    const Article bare = parsed(replace_all(text, "Keywords ", "Component "));
    CHECK(joined(bare.keywords) == "kbprb");
  }
  const Article empty = parsed(document("x\n\n", "Keywords          : \nIssue type        : \n"));
  CHECK(empty.keywords.empty());
  CHECK(empty.technology.empty());
  CHECK(or_null(empty.issue_type) == "null");
  CHECK(or_null(empty.solution_type) == "null");
}

TEST_CASE("every footer label is cut off and none of it is text", "[parser]") {
  const std::string footer =
      "Keywords          : kbone\nComponent         : Admin\nTechnology        : kbA\n"
      "Version           : winnt:4.0\nPlatform          : WINDOWS\nHardware          : ALPHA x86\n"
      "Issue type        : kbbug\nSolution Type     : kbnofix\n";
  for (const std::string& text : {document("x\n\n", footer), flatten(document("x\n\n", footer))}) {
    const Article article = parsed(text);
    CHECK(printed(article.sections) == "body {x}");
    CHECK(or_null(article.issue_type) == "kbbug");
    CHECK(or_null(article.solution_type) == "kbnofix");
  }
}

TEST_CASE("the applies-to block is one entry a bullet", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"one", " - Product A, version 1.0 \n", "Product A, version 1.0"},
      {"two", " - Product A, version 1.0 \n - Product B \n", "Product A, version 1.0 | Product B"},
      {"duplicates are kept", " - A\n - A\n", "A | A"},
      {"nested bullets in order", " - A, used with:\n    - B\n       - C\n - D\n",
       "A, used with: | B | C | D"},
      {"the operating system is an entry of its own",
       " - A, used with:\n    - the operating system: Microsoft Windows NT \n",
       "A, used with: | the operating system: Microsoft Windows NT"},
      {"an empty bullet above nested ones", " - \n    - A\n    - B\n", "A | B"},
      {"an empty bullet between", " - A\n - \n - B\n", "A | B"},
      {"an empty block", "", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    const std::string text = document(applies_to(row.in) + kHeading + "text\n\n");
    const Article article = parsed(text);
    CHECK(joined(article.applies_to) == row.want);
    CHECK(printed(article.sections) == "symptoms SYMPTOMS {text}");
    const Article flat = parsed(flatten(text));
    CHECK(flat.dialect == Dialect::kDocumentFlat);
    CHECK(joined(flat.applies_to) == row.want);
    CHECK(printed(flat.sections) == "symptoms SYMPTOMS {text}");
  }
}

TEST_CASE("an article without an applies-to block applies to nothing", "[parser]") {
  const std::string text = document(kHeading + "text\n\n");
  CHECK(parsed(text).applies_to.empty());
  CHECK(parsed(flatten(text)).applies_to.empty());
}

TEST_CASE("the applies-to block counts only above the first heading", "[parser]") {
  const std::string text =
      document(kHeading + "a\n\nThe information in this article applies to: all.\n\n");
  for (const std::string& form : {text, flatten(text)}) {
    const Article article = parsed(form);
    CHECK(article.applies_to.empty());
    CHECK(printed(article.sections) ==
          (form == text
               ? "symptoms SYMPTOMS {a~~The information in this article applies to: all.}"
               : "symptoms SYMPTOMS {a The information in this article applies to: all.}"));
  }
}

TEST_CASE("a shorter ruler closes the applies-to block too", "[parser]") {
  const std::string text = replace_all(document(applies_to(" - A\n") + kHeading + "b\n\n"),
                                       rule('-', 79), rule('-', 75));
  for (const std::string& form : {text, flatten(text)}) {
    CHECK(joined(parsed(form).applies_to) == "A");
    CHECK(printed(parsed(form).sections) == "symptoms SYMPTOMS {b}");
  }
}

TEST_CASE("text between the block and the first heading is body", "[parser]") {
  const std::string text =
      document(applies_to(" - A\n") + "NOTE: take care.\n\n" + kHeading + "b\n\n");
  for (const std::string& form : {text, flatten(text)}) {
    CHECK(printed(parsed(form).sections) == "body {NOTE: take care.} / symptoms SYMPTOMS {b}");
  }
}

TEST_CASE("header residue is body and evidence of systems, never keywords", "[parser]") {
  std::string text =
      document("3.00 3.10\nWINDOWS\nkbold\n\n" + applies_to(" - A\n") + kHeading + "b\n\n",
               "Version           : :3.0\n");
  text = replace_all(text, "KEYWORDS:kbprb", "KEYWORDS:");
  text = replace_all(text, "PROD/VER:winnt:4.0", "PROD/VER:");
  for (const std::string& form : {text, flatten(text)}) {
    const Article article = parsed(form);
    CHECK(joined(article.operating_systems) == "Windows");
    CHECK(article.keywords.empty());
    CHECK(joined(article.versions) == "3.0");
    CHECK(joined(article.applies_to) == "A");
    REQUIRE(article.sections.size() == 2);
    CHECK(article.sections[0].kind == SectionKind::kBody);
    CHECK(flatten(article.sections[0].text) == "3.00 3.10 WINDOWS kbold");
  }
}

TEST_CASE("query words are cut off in every layout", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"one line", "Additional query words: a b\n\n", "a b"},
      {"directly above the rule", "Additional query words: a b\n", "a b"},
      {"over two lines", "Additional query words: a b\nc d\n\n", "a b c d"},
      {"a label alone holds no words", "Additional query words: \n\n", "null"},
      {"two labels are joined", "Additional query words: a\nAdditional reference words: b\n\n",
       "a b"},
      {"misspelt", "Additotional querey words: a\n\n", "a"},
      {"no label", "", "null"},
      {"a category below",
       "Additional reference words: a\nKBCategory: kbprg\nKBSubcategory: GdiTt\n\n", "a"},
      {"a category above", "KBCategory: kbprg\nKBSubcategory:\nAdditional query words: a\n\n", "a"},
      {"a category alone", "KBCategory: kbprg\nKBSubcategory: GdiTt\n\n", "null"},
  }));
  DYNAMIC_SECTION(row.name) {
    const std::string text = document(kHeading + "text\n\n" + row.in);
    for (const std::string& form : {text, flatten(text)}) {
      CAPTURE(form);
      const Article article = parsed(form);
      CHECK(or_null(article.query_words) == row.want);
      CHECK(printed(article.sections) == "symptoms SYMPTOMS {text}");
    }
  }
}

TEST_CASE("query words above the 70 signs are no heading", "[parser]") {
  const std::string words = "Additional query words: " + std::string(46, 'x');
  REQUIRE(words.size() == 70);
  const std::string text = document(kHeading + "text\n\n" + words + "\n");
  for (const std::string& form : {text, flatten(text)}) {
    CHECK(or_null(parsed(form).query_words) == std::string(46, 'x'));
    CHECK(printed(parsed(form).sections) == "symptoms SYMPTOMS {text}");
  }
}

TEST_CASE("the words Additional query words in a sentence are text", "[parser]") {
  const std::string text = document("Type the additional query words you want.\n\n");
  for (const std::string& form : {text, flatten(text)}) {
    CHECK(or_null(parsed(form).query_words) == "null");
    CHECK(printed(parsed(form).sections) == "body {Type the additional query words you want.}");
  }
}

TEST_CASE("a document breaks off anywhere and still gives what is there", "[parser]") {
  const std::string text = document(applies_to(" - A\n") + kHeading + "text\n\n");
  const Article whole = parsed(text);
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const Article article = parsed(std::string_view(text).substr(0, length));
    if (length >= 18) CHECK(article.id == whole.id);
    CHECK(!article.sections.empty());
  }
}

TEST_CASE("a document without any of its rules is read", "[parser]") {
  const std::string text =
      "DOCUMENT:Q112233  07-SEP-2001  [winnt]\nTITLE   :T\nPRODUCT :P\nPROD/VER:\nOPER/SYS:\n"
      "KEYWORDS:\n\nThe text.\n";
  const Article article = parsed(text);
  CHECK(article.id == "Q112233");
  CHECK(printed(article.sections) == "body {The text.}");
}

TEST_CASE("what a header lacks is null and named", "[parser]") {
  const Article article = parsed("DOCUMENT:QX\nTITLE   :\nPRODUCT :\n\n" + rule('=', 70) + "\nx");
  CHECK(!article.id);
  CHECK(article.title.empty());
  CHECK(!article.product_code);
  CHECK(article.products.empty());
  CHECK(!article.last_modified);
  REQUIRE(article.diagnostics.size() == 2);
  CHECK(article.diagnostics[0].line == 1);
  const Article bad = parsed(replace_all(document("x\n\n"), "07-SEP-2001", "37-SEP-2001"));
  CHECK(!bad.last_modified);
  REQUIRE(bad.diagnostics.size() == 1);
  CHECK(bad.diagnostics[0].message.find("37-SEP-2001") != std::string::npos);
}

TEST_CASE("the file's name gives the id that the text lacks", "[parser]") {
  const std::string text = replace_all(document("x\n\n"), "Q112233", "");
  CHECK(parse_article(text, "txt/182/Q182320.TXT").id == "Q182320");
  CHECK(parse_article(text, "a.tar.xz!kb/182/Q182320/README.md").id == "Q182320");
  CHECK(!parse_article(text, "182320.TXT").id);
  CHECK(!parse_article(text, "Q182320.tar!x.txt").id);
  CHECK(parse_article(document("x\n\n"), "Q182320.TXT").id == "Q112233");
}

TEST_CASE("a flat document has headings where the length of the run fits", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"standard words", "a\n\n" + kHeading + "b\n\nCAUSE\n=====\n\nc\n\n",
       "body {a} / symptoms SYMPTOMS {b} / cause CAUSE {c}"},
      {"capitals before the heading stay text",
       kHeading + "USE THE OTHER VALUE\n\nCAUSE\n=====\n\nc\n\n",
       "symptoms SYMPTOMS {USE THE OTHER VALUE} / cause CAUSE {c}"},
      {"a run that fits no words is text", kHeading + "a\n\nCAUSE\n======\n\n",
       "symptoms SYMPTOMS {a CAUSE~======}"},
      {"dashes make standard headings where no equal signs do",
       kHeading + "a\n\nSTATUS\n------\nb\n\n", "symptoms SYMPTOMS {a} / status STATUS {b}"},
      {"a heading of any words", "Table of Contents\n=================\n\na\n\n",
       "other Table of Contents {a}"},
      {"an empty section", kHeading + "CAUSE\n=====\n\nb\n\n",
       "symptoms SYMPTOMS {} / cause CAUSE {b}"},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(printed(parsed(flatten(document(row.in))).sections) == row.want);
  }
}

TEST_CASE("a collapsed header that ends early leaves the body whole", "[parser]") {
  const Article article = parse_article(
      "DOCUMENT:Q99999 21-APR-1999 [exchange] TITLE :A Title PRODUCT :Microsoft Exchange "
      "PROD/VER:5.5 OPER/SYS: KEYWORDS: SUMMARY ======= Neither rule nor block stands above.",
      "Q99999.TXT");
  CHECK(article.keywords.empty());
  REQUIRE(article.sections.size() == 1);
  CHECK(article.sections[0].kind == SectionKind::kSummary);
  CHECK(article.sections[0].text == "Neither rule nor block stands above.");
}
