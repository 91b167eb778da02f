#include "parser/pages/spoken_headings.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/pages/page_sections.h"
#include "parser/pages/template_lines.h"
#include "parser/parse.h"
#include "parser/text/ascii.h"

using namespace kb;

namespace {

struct Row {
  const char* name;
  std::string in;
  std::string want;
};

/// The lines, headings with `#` in front, joined by `/`.
std::string marked(std::string_view text) {
  PageLines lines = lines_of(text);
  mark_spoken_headings(lines);
  std::string out;
  for (const PageLine& line : lines) {
    if (!out.empty()) out += '/';
    if (line.level != 0) out += "# ";
    out += line.text;
  }
  return out;
}

}  // namespace

TEST_CASE("words that stand for headings become some", "[parser][pages]") {
  const auto row = GENERATE(values<Row>({
      {"alone", "Problem\n\na\n\nSolution\n\nb", "# Problem//a//# Solution//b"},
      {"with a colon", "Problem:\na\nFix:\nb", "# Problem/a/# Fix/b"},
      {"in front of the text", "Problem: a\nSolution: b", "# Problem/a/# Solution/b"},
      {"with products", "Applies to\n\n- c\n\nCause\n\na\n\nFix\n\nb",
       "# Applies to//- c//# Cause//a//# Fix//b"},
      {"one alone", "Solution: b", "Solution: b"},
      {"no remedy", "Error: a\nReason: b", "Error: a/Reason: b"},
      {"twice the same", "Fix: a\nFix: b", "Fix: a/Fix: b"},
      {"in small letters", "problem: a\nsolution: b", "problem: a/solution: b"},
      {"indented", " Problem: a\n Solution: b", " Problem: a/ Solution: b"},
      {"in a paragraph", "a\nProblem\nb\nSolution\nc", "a/Problem/b/Solution/c"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(marked(row.in) == row.want); }
}

TEST_CASE("a page with headings needs no others", "[parser][pages]") {
  PageLines lines = {{"Cause", 2}, {"Problem: a"}, {"Solution: b"}};
  mark_spoken_headings(lines);
  CHECK(lines.size() == 3);
}

TEST_CASE("a log that repeats such words is none", "[parser][pages]") {
  std::string log;
  for (int i = 0; i < 20; ++i) log += "Problem: a\nSolution: b\n";
  CHECK(marked(log).find('#') == std::string::npos);
}

TEST_CASE("marks of site generators are no text", "[parser][pages]") {
  const auto row = GENERATE(values<Row>({
      {"Liquid", "{% include toc.html %}\na", "\na"},
      {"attributes", "a\n{: .note }\nb", "a\n\nb"},
      {"shortcodes", "{{% alert %}}\na\n{{% /alert %}}\n{{< figure src=\"a\" >}}", "\na\n\n"},
      {"admonitions", ":::info\na\n:::", "\na\n"},
      {"imports", "import Tabs from '@theme/Tabs';\na", "\na"},
      {"an import that is text", "import taxes from abroad", "import taxes from abroad"},
      {"contents", "- TOC\n{:toc}\na", "\n\na"},
      {"an item that is named so", "- TOC\n- b", "- TOC\n- b"},
      {"within a line", "a {% b %} c", "a {% b %} c"},
      {"two on a line", "{% a %} b {% c %}", "{% a %} b {% c %}"},
      {"in a code block", "```\n{% a %}\n```\n{% b %}", "```\n{% a %}\n```\n"},
      {"in indented code", "    {% a %}", "    {% a %}"},
      {"a box", "> [!NOTE]\n> a", "> \n> a"},
      {"a box with a title", "> [!info]- Who\n> a", "> Who\n> a"},
      {"a box for a section", "> [!bug] Symptoms\n> a", "## Symptoms\n> a"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(without_template_lines(row.in) == row.want); }
}
