// What a query was taken for, in words.
#include "query/search/explain.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "query/json/answer_json.h"
#include "tests/query/open_index.h"

using namespace kb;
using namespace kb::test;

namespace {

const Index& index() {
  static const OpenedIndex kIndex(Files{
      {"a.md", "---\nid: Q100001\n---\n\n# Printer stops\n\nThe spooler of the printer stops.\n"},
      {"b.md", "---\nid: Q100002\n---\n\n# Printer waits\n\nThe spooler of the printer waits.\n"},
      {"c.md", "---\nid: Q100003\n---\n\n# Printer ends\n\nThe spooler of the printer ends.\n"}});
  return *kIndex;
}

std::string print(const Explanation& explanation, Detail depth) {
  std::string out;
  for (const auto& [label, text] : in_words(explanation, depth)) out += label + " = " + text + "\n";
  return out;
}

struct Row {
  std::string name;
  std::string query;
  std::string want;
};

}  // namespace

TEST_CASE("a query is explained in words", "[query][explain]") {
  const auto row = GENERATE(values<Row>({
      {"words", "spooler stops",
       "you typed = spooler stops\n  spooler = a word, in any of its forms\n"
       "  stops = a word, in any of its forms\n"},
      {"marks and quotes", "+spooler -stops \"printer waits\"",
       "you typed = +spooler -stops \"printer waits\"\n"
       "  +spooler = a word, in any of its forms; every hit must have it\n"
       "  -stops = a word, in any of its forms; articles that have it are left out\n"
       "  \"printer waits\" = these words side by side, in this order\n"},
      {"a code", "0xC1060107",
       "you typed = 0xC1060107\n  0xC1060107 = an error code: 0xC1060107 (32-bit code), or "
       "SNA:C1060107 (SNA code); never corrected\n"},
      {"a code by the words around it", "spooler system error 1722",
       "you typed = spooler system error 1722\nin no article = system, error\n"
       "  spooler = a word, in any of its forms\n  system = a word, in any of its forms\n"
       "  error = a word, in any of its forms\n"
       "  1722 = an error code, as the text around it says: WIN32:1722 (system error); never "
       "corrected\n"},
      {"numbers of a pasted text that are no codes", "spooler 0028:C0021E77 8:15:02 + 00010E77",
       "you typed = spooler 0028:C0021E77 8:15:02 + 00010E77\n"
       "  spooler = a word, in any of its forms\n"
       "  0028:C0021E77 = an address, no code: joined words: side by side, or each alone\n"
       "  8:15:02 = a time, no code: joined words: side by side, or each alone\n"
       "  00010E77 = an offset, no code: a word\n"},
      {"numbers without a label", "spooler 1105 printer 17",
       "you typed = spooler 1105 printer 17\n  spooler = a word, in any of its forms\n"
       "  1105 = a number without a label: a word that counts more where an article has it as "
       "WIN32:1105 (system error), or JET:-1105 (Jet/ESE database error), or 14 "
       "more\n"
       "  printer = a word, in any of its forms\n"
       "  17 = a number without a label, too short for a code: a word\n"},
      {"a file and an article", "spoolss.dll Q100001",
       "you typed = spoolss.dll Q100001\n  spoolss.dll = a file name; never corrected\n"
       "  Q100001 = an article: itself, then those that cite it\n"},
      {"a field", "title:printer",
       "you typed = title:printer\n  title:printer = only in the field title: words of the "
       "title\n"},
      {"operators", "spooler AND NOT stops",
       "you typed = spooler AND NOT stops\n  spooler = a word, in any of its forms\n"
       "  stops = a word, in any of its forms\nput together = spooler NOT stops\n"},
      {"a typing error", "spoooler",
       "you typed = spoooler\nin no article = spoooler\nsearched for = spooler\n"
       "  spooler = a word, in any of its forms\n"},
      {"nothing", " ", "you typed =  \nfound nothing = there is nothing to search for in it\n"},
  }));
  DYNAMIC_SECTION(row.name) {
    const auto explanation = explain(index(), row.query);
    REQUIRE(explanation);
    CHECK(print(*explanation, Detail::kWords) == row.want);
  }
}

TEST_CASE("Xapian's own form is printed only if it is asked for", "[query][explain]") {
  const auto explanation = explain(index(), "spooler");
  REQUIRE(explanation);
  CHECK(print(*explanation, Detail::kWords).find("Zspooler") == std::string::npos);
  CHECK(print(*explanation, Detail::kXapian).find("Zspooler") != std::string::npos);
}

TEST_CASE("an explanation as JSON has every stage and the spans of a pasted text",
          "[query][explain]") {
  const std::string query = "spoooler failed with 0xC1060107";
  const auto explanation = explain(index(), query);
  REQUIRE(explanation);
  const auto json = nlohmann::json::parse(to_json(*explanation));
  CHECK(json["query"] == query);
  CHECK(json["corrected"] == "spooler failed with 0xC1060107");
  for (const char* key : {"format", "modern", "unknown", "did_you_mean", "tree", "understood",
                          "parts", "xapian", "remarks"}) {
    CAPTURE(key);
    CHECK(json.contains(key));
  }
  const auto& code = json["tokens"].back();
  CHECK(code["kind"] == "code");
  CHECK(code["readings"][0] == "0xC1060107");
  const std::string searched = json["corrected"];
  CHECK(searched.substr(code["begin"], code["end"].get<std::size_t>() -
                                           code["begin"].get<std::size_t>()) == "0xC1060107");
}
