// Reads pasted_texts.txt, whose head says how it is written.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "parser/text/ascii.h"
#include "query/search/index.h"
#include "query/triage/triage.h"
#include "query/triage/triage_reader.h"
#include "tests/parser/samples.h"
#include "tests/query/open_index.h"
#include "tests/support/real_archive.h"

namespace kb {
namespace {

struct PastedCase {
  std::string name;
  std::string text;
  std::vector<std::string> must;
  std::vector<std::string> must_not;
  std::vector<std::string> articles;
  bool found = true;   // one of the articles is
  bool known = false;  // not read yet
};

std::vector<PastedCase> cases() {
  std::ifstream in(std::string(KB_SOURCE_DIR) + "/tests/query/triage/pasted_texts.txt");
  std::vector<PastedCase> cases;
  std::string line;
  while (std::getline(in, line)) {
    if (line.starts_with("== ")) {
      cases.push_back({line.substr(3), {}, {}, {}, {}, true, false});
    } else if (cases.empty()) {
      continue;
    } else if (line.starts_with("+ ")) {
      cases.back().must.push_back(line.substr(2));
    } else if (line.starts_with("- ")) {
      cases.back().must_not.push_back(line.substr(2));
    } else if (line.starts_with("= ") || line.starts_with("? ")) {
      cases.back().found = line[0] == '=';
      for (const std::string_view id : split_words(std::string_view(line).substr(2)))
        cases.back().articles.emplace_back(id);
    } else if (line.starts_with("~ ")) {
      cases.back().known = true;
    } else {
      cases.back().text += line + "\n";
    }
  }
  return cases;
}

TriageText read(const std::string& text) {
  TriageReader reader;
  reader.feed(text);
  return reader.finish();
}

bool holds(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

TEST_CASE("pasted texts of many kinds are read", "[query]") {
  const auto all = cases();
  REQUIRE(all.size() >= 150);
  for (const PastedCase& one : all) {
    DYNAMIC_SECTION(one.name) {
      REQUIRE(one.must.size() + one.must_not.size() > 0);
      std::vector<std::string> found;
      for (const Evidence& evidence : read(one.text).evidence) found.push_back(evidence.value);
      INFO(fmt::format("{}\n", one.text));
      CAPTURE(found);
      std::vector<std::string> wrong;
      for (const std::string& value : one.must) {
        if (!holds(found, value)) wrong.push_back("+ " + value);
      }
      for (const std::string& value : one.must_not) {
        if (holds(found, value)) wrong.push_back("- " + value);
      }
      CAPTURE(wrong);
      // A text that is marked and met loses its mark.
      CHECK(wrong.empty() != one.known);
    }
  }
}

TEST_CASE("pasted texts find their articles in a real archive", "[query]") {
  const std::filesystem::path archive = test::real_archive();
  if (archive.empty()) {
    test::skip_without_archive();
    return;
  }
  const test::OpenedIndex index(archive);
  std::size_t asked = 0;
  for (const PastedCase& one : cases()) {
    if (one.articles.empty()) continue;
    ++asked;
    const auto answer = triage(*index, read(one.text), 3);
    REQUIRE(answer);
    std::vector<std::string> ids;
    for (const TriageHit& hit : answer->hits) ids.push_back(hit.id);
    INFO(one.name);
    CAPTURE(ids);
    CAPTURE(one.articles);
    const bool found = std::any_of(ids.begin(), ids.end(),
                                   [&](const std::string& id) { return holds(one.articles, id); });
    CHECK(found == one.found);
  }
  CHECK(asked > 20);
}

}  // namespace
}  // namespace kb
