#include "parser/dialects/sections.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/text/ascii.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

struct Row {
  const char* name;
  std::string text;
  std::string want;
};

std::string underlined(std::string_view heading, char c = '=') {
  return std::string(heading) + "\n" + rule(c, heading.size()) + "\n";
}

std::string sections_of(std::string_view text, Labels labels = Labels::kText,
                        std::string_view prefix = {}) {
  return printed(split_sections(split_lines(text), labels, prefix));
}

}  // namespace

TEST_CASE("headings are lines underlined by as many equal signs", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"none: one body", "a\nb\n", "body {a~b}"},
      {"nothing: an empty body", "", "body {}"},
      {"blank lines: an empty body", "\n \n", "body {}"},
      {"each standard word",
       underlined("SYMPTOMS") + "a\n" + underlined("CAUSE") + "b\n" + underlined("RESOLUTION") +
           "c\n" + underlined("WORKAROUND") + "d\n" + underlined("STATUS") + "e\n" +
           underlined("MORE INFORMATION") + "f\n" + underlined("SUMMARY") + "g\n" +
           underlined("REFERENCES") + "h\n",
       "symptoms SYMPTOMS {a} / cause CAUSE {b} / resolution RESOLUTION {c} / "
       "workaround WORKAROUND {d} / status STATUS {e} / more_information MORE INFORMATION {f} / "
       "summary SUMMARY {g} / references REFERENCES {h}"},
      {"text before the first heading is body", "a\n\n" + underlined("CAUSE") + "b",
       "body {a} / cause CAUSE {b}"},
      {"repeated and out of order",
       underlined("STATUS") + underlined("CAUSE") + "x\n" + underlined("STATUS") + "y",
       "status STATUS {} / cause CAUSE {x} / status STATUS {y}"},
      {"an empty section is kept", underlined("CAUSE") + "\n\n" + underlined("STATUS"),
       "cause CAUSE {} / status STATUS {}"},
      {"misspelt words keep their spelling",
       underlined("SYMPTOM") + "a\n" + underlined("SYMPTONS") + "b",
       "symptoms SYMPTOM {a} / symptoms SYMPTONS {b}"},
      {"any other heading is other", underlined("Program Listing") + "a",
       "other Program Listing {a}"},
      {"three signs suffice", "ABC\n===\na", "other ABC {a}"},
      {"two signs are code", "AB\n==\na", "body {AB~==~a}"},
      {"one sign too many", "CAUSE\n======\na", "body {CAUSE~======~a}"},
      {"one sign too few", "CAUSE\n====\na", "body {CAUSE~====~a}"},
      {"length is counted in characters", "Z\xC3\xBCrich\n======\na", "other Z\xC3\xBCrich {a}"},
      {"blanks around do not count", "  CAUSE  \n =====\na", "cause CAUSE {a}"},
      {"a run of 70 underlines nothing", std::string(70, 'A') + "\n" + rule('=', 70) + "\na",
       "body {" + std::string(70, 'A') + "~" + rule('=', 70) + "~a}"},
      {"a run of 71 does", std::string(71, 'A') + "\n" + rule('=', 71) + "\na",
       "other " + std::string(71, 'A') + " {a}"},
      {"a run of 77 underlines nothing", std::string(77, 'A') + "\n" + rule('=', 77),
       "body {" + std::string(77, 'A') + "~" + rule('=', 77) + "}"},
      {"a run of 79 underlines nothing", std::string(79, 'A') + "\n" + rule('=', 79),
       "body {" + std::string(79, 'A') + "~" + rule('=', 79) + "}"},
      {"a word without underline is text", "CAUSE\n\na", "body {CAUSE~~a}"},
      {"a blank line between breaks it", "CAUSE\n\n=====\na", "body {CAUSE~~=====~a}"},
      {"mixed signs are no underline", "CAUSE\n==-==\na", "body {CAUSE~==-==~a}"},
      {"a ruler under a ruler is none", "=====\n=====\na", "body {=====~=====~a}"},
      {"relative indentation stays", underlined("CAUSE") + "\n  a\n    b\n\n\n c \n\n",
       "cause CAUSE {  a~    b~~~ c}"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(sections_of(row.text) == row.want); }
}

TEST_CASE("dashes make headings of standard words alone", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"a standard word", "a\n" + underlined("CAUSE", '-') + "b", "body {a} / cause CAUSE {b}"},
      {"beside equal signs of other kinds",
       underlined("SYMPTOMS") + "a\n" + underlined("STATUS", '-') + "b\n" + underlined("CAUSE") +
           "c",
       "symptoms SYMPTOMS {a} / status STATUS {b} / cause CAUSE {c}"},
      {"not where the kind has equal signs",
       underlined("STATUS", '-') + "a\n" + underlined("STATUS") + "b",
       "body {STATUS~------~a} / status STATUS {b}"},
      {"a misspelt kind counts as taken",
       underlined("SYMPTOMS", '-') + "a\n" + underlined("SYMPTOM") + "b",
       "body {SYMPTOMS~--------~a} / symptoms SYMPTOM {b}"},
      {"several with dashes", underlined("CAUSE", '-') + "a\n" + underlined("CAUSE", '-') + "b",
       "cause CAUSE {a} / cause CAUSE {b}"},
      {"small letters are a sub-heading", underlined("Status", '-') + "a",
       "body {Status~------~a}"},
      {"any other words are a sub-heading",
       underlined("STATUS") + underlined("Windows 95", '-') + "a",
       "status STATUS {Windows 95~----------~a}"},
      {"misspelt words are a sub-heading", underlined("SYMPTOM", '-') + "a",
       "body {SYMPTOM~-------~a}"},
      {"a longer ruler is a table's", "CAUSE\n------\na", "body {CAUSE~------~a}"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(sections_of(row.text) == row.want); }
}

TEST_CASE("questions and answers are sections in the Programmer's Library", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"question and response", "Question: a?\n\nResponse: b\nc",
       "symptoms Question {a?} / resolution Response {b~c}"},
      {"text below the label", "Question:\n\n   a?\n   b?\nResponse:\nc",
       "symptoms Question {   a?~   b?} / resolution Response {c}"},
      {"problem", "x\n   Problem: a", "body {x} / symptoms Problem {a}"},
      {"a blank before the colon", "Question : a", "symptoms Question {a}"},
      {"several questions", "Questions: a", "symptoms Questions {a}"},
      {"inside a line it is text", "The Question: a", "body {The Question: a}"},
      {"small letters are text", "question: a", "body {question: a}"},
      {"without a colon it is text", "Problems\nProblem a", "body {Problems~Problem a}"},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(sections_of(row.text, Labels::kHeadings) == row.want);
    CHECK(sections_of(row.text).starts_with("body {"));
  }
}

TEST_CASE("a prefix stands before the body", "[parser]") {
  CHECK(sections_of("a", Labels::kText, "p") == "body {p~~a}");
  CHECK(sections_of(underlined("CAUSE") + "a", Labels::kText, "p") == "body {p} / cause CAUSE {a}");
  CHECK(sections_of("", Labels::kText, "p") == "body {p}");
}

TEST_CASE("the first heading is found", "[parser]") {
  CHECK(first_heading(split_lines("a\nCAUSE\n=====\n")) == 1);
  CHECK(first_heading(split_lines("a\nCAUSE\n-----\n")) == 3);
  CHECK(first_heading(split_lines("")) == 0);
}
