// Work grows with an article's length and no faster, whatever it is made of: each stage of parsing
// and showing two megabytes of one thing takes a tenth of a second, and minutes if it looks at all
// that went before (or comes next) once more for every piece. The limit is of the processor's time,
// and far from both.
#include <sys/resource.h>

#include <catch2/catch.hpp>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;

namespace {

constexpr std::size_t kBytes = 2'000'000;
constexpr rlim_t kSeconds = 10;

struct Shape {
  const char* name;
  std::string piece;  ///< `#` is another number each time
};

const std::vector<Shape> kShapes = {
    {"letters", "xyzzy"},
    {"words", "one word after "},
    {"blanks", " "},
    {"tabs", "\t"},
    {"line-ends", "\n"},
    {"returns", "a\r"},
    {"equals", "="},
    {"dashes", "-"},
    {"pipes", "|"},
    {"cells", "| a | b |"},
    {"quotes", "\""},
    {"ids", "Q# "},
    {"glued-ids", "Q123456"},
    {"codes", "0xC0# "},
    {"bare-codes", "c1060107 "},
    {"errors", "error 5 "},
    {"events", "Event ID: # "},
    {"less", "<"},
    {"tags", "<B>"},
    {"entities", "&lt;"},
    {"escapes", "\x1b"},
    {"wide", "\xE6\xBC\xA2\xE5\xAD\x97"},
    {"code-page", "\xE9\xFC\x92 "},
    {"lists", "- - - "},
    {"quoted", "> > > "},
    {"brackets", "[("},
    {"keys", "HKEY_LOCAL_MACHINE\\Software\\A# "},
    {"files", "tcpip.sys 5.0.2195.# "},
    {"queries",
     "To find it, query on the following words in the Microsoft Knowledge Base:\n\n   a and "
     "b#\n\n"},
};

std::string repeated(const std::string& piece) {
  std::string out;
  const std::size_t sign = piece.find('#');
  for (int number = 100000; out.size() < kBytes; ++number) {
    out += piece;
    if (sign != std::string::npos)
      out.replace(out.size() - piece.size() + sign, 1, std::to_string(number));
  }
  return out;
}

void check(const Sandbox& box, const Arguments& arguments) {
  const Ran ran = box.command(arguments).limit(RLIMIT_CPU, kSeconds).run();
  CAPTURE(arguments, ran.err);
  CHECK(ran.status == 0);
  CHECK(ran.out.size() > 20);
}

}  // namespace

TEST_CASE("parsing and printing a long line takes time by its length", "[cli][long]") {
  const Sandbox box;
  for (const Shape& shape : kShapes) {
    const std::string text = repeated(shape.piece);
    const std::string name = shape.name;
    box.write({{name + ".txt", text},
               {"Q100001.TXT", document({"Q100001", "Long", text})},
               {"page.md", "# Long\n\n" + text}});
    for (const std::string& file :
         {name + ".txt", std::string("Q100001.TXT"), std::string("page.md")}) {
      CAPTURE(name);
      check(box, {"parse", file});
      check(box, {"parse", "--json", file});
      box.remove(file);
    }
  }
}

TEST_CASE("showing a long line takes time by its length", "[cli][long]") {
  const Sandbox box;
  std::vector<std::string> ids;
  for (const Shape& shape : kShapes) {
    ids.push_back("Q" + std::to_string(100001 + ids.size()));
    box.write("a/" + ids.back() + ".TXT", document({ids.back(), "Long", repeated(shape.piece)}));
  }
  box.index({"a"});
  for (std::size_t i = 0; i < ids.size(); ++i) {
    CAPTURE(kShapes[i].name);
    for (const std::string format : {"text", "markdown", "html", "json"})
      check(box, {"show", "--format", format, ids[i]});
    check(box, {"search", "id:" + ids[i]});
  }
}
