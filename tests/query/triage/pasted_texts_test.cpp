// Reads pasted_texts.txt, whose head says how it is written.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "parser/text/ascii.h"
#include "query/triage/triage_reader.h"

namespace kb {
namespace {

struct PastedCase {
  std::string name;
  std::string text;
  std::vector<std::string> must;
  std::vector<std::string> must_not;
};

std::vector<PastedCase> cases() {
  std::ifstream in(std::string(KB_SOURCE_DIR) + "/tests/query/triage/pasted_texts.txt");
  std::vector<PastedCase> cases;
  std::string line;
  while (std::getline(in, line)) {
    if (line.starts_with("== ")) {
      cases.push_back({line.substr(3), {}, {}, {}});
    } else if (cases.empty()) {
      continue;
    } else if (line.starts_with("+ ")) {
      cases.back().must.push_back(line.substr(2));
    } else if (line.starts_with("- ")) {
      cases.back().must_not.push_back(line.substr(2));
    } else {
      cases.back().text += line + "\n";
    }
  }
  return cases;
}

TEST_CASE("pasted texts of many kinds are read", "[query]") {
  const auto all = cases();
  REQUIRE(all.size() > 50);
  for (const PastedCase& one : all) {
    DYNAMIC_SECTION(one.name) {
      REQUIRE(one.must.size() + one.must_not.size() > 0);
      TriageReader reader;
      reader.feed(one.text);
      std::vector<std::string> found;
      for (const Evidence& evidence : reader.finish().evidence) found.push_back(evidence.value);
      INFO(fmt::format("{}\n", one.text));
      CAPTURE(found);
      for (const std::string& value : one.must)
        CHECK(std::find(found.begin(), found.end(), value) != found.end());
      for (const std::string& value : one.must_not)
        CHECK(std::find(found.begin(), found.end(), value) == found.end());
    }
  }
}

}  // namespace
}  // namespace kb
