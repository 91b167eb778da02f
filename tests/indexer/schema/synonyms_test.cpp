#include "indexer/schema/synonyms.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "parser/text/ascii.h"
#include "parser/text/words.h"

using namespace kb;

namespace {

/// The sets whose names `text` holds, each as `term@words`, in their order.
std::string names_in(std::string_view text, SynonymReader::In in = SynonymReader::In::kText) {
  SynonymReader reader(in);
  std::string out;
  for (const Word& word : words_of(text)) {
    for (const SynonymMatch& match :
         reader.next(word.text, text.substr(word.begin, word.end - word.begin))) {
      out += (out.empty() ? "" : " ") + std::string(match.term) + "@" + std::to_string(match.words);
    }
  }
  return out;
}

/// Lines of the file as lists of names.
std::vector<std::vector<std::string>> sets() {
  std::vector<std::vector<std::string>> sets;
  std::ifstream in(std::string(KB_SOURCE_DIR) + "/indexer/schema/synonyms.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    sets.emplace_back();
    for (std::string_view name : split(std::string_view(line), '=')) {
      name = trim(name);
      sets.back().emplace_back(name.substr(name.starts_with('?') ? 1 : 0));
    }
  }
  return sets;
}

}  // namespace

TEST_CASE("names are found where they end", "[indexer][synonyms]") {
  struct Row {
    const char* text;
    const char* want;
  };
  const auto row = GENERATE(values<Row>({
      {"", ""},
      {"a sentence of no names", ""},
      {"BSOD", "=bsod@1"},
      {"a blue screen appears", "=bsod@2"},
      {"A stop error, twice a STOP ERROR", "=bsod@2 =bsod@2"},
      {"blue and screen", ""},
      {"Service Pack 6a", "=sp6a@3"},
      {"sp6a", "=sp6a@1"},
      {"the Internet Mail Service stops", "=ims@3"},
      {"Windows NT Server version 4.0", "=nt@2 =nt4@4"},
      {"e-mail", "=email@2"},
      {"TCP/IP", "=tcpip@2"},
      {"CD-ROM or cdrom", "=cdrom@2 =cdrom@1"},
      {"Visual C++", "=vc@2"},
      {"the IS is down", "=is@1"},
      {"it is down", ""},
      {"Log on. He logged on", "=logon@2 =logon@2"},
      {"routing and remote access service", "=rras@4 =rras@5 =ras@3"},
      {"pack", ""},
  }));
  DYNAMIC_SECTION(row.text) { CHECK(names_in(row.text) == row.want); }
}

TEST_CASE("some names are names in queries alone", "[indexer][synonyms]") {
  CHECK(names_in("The event is logged in the event log").empty());
  CHECK(names_in("cannot get logged in", SynonymReader::In::kQuery).ends_with("=logon@2"));
}

TEST_CASE("every name of the file is found, and each is in one set", "[indexer][synonyms]") {
  std::set<std::string> known;
  CHECK(sets().size() > 200);
  for (const auto& names : sets()) {
    CAPTURE(names);
    CHECK(names.size() > 1);
    std::string term = "=";
    for (const char c : names[0]) {
      if (c != ' ') term += lower(std::string(1, c));
    }
    for (const std::string& name : names) {
      CAPTURE(name);
      CHECK(known.insert(lower(name)).second);
      const auto words = words_of(name);
      CHECK(words.size() <= SynonymReader::kMostWords);
      const std::string found = " " + names_in(name, SynonymReader::In::kQuery) + " ";
      CHECK(found.find(" " + term + "@" + std::to_string(words.size()) + " ") != std::string::npos);
    }
  }
}
