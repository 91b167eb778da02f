// Names that mean the same find the same articles.
#include <catch2/catch.hpp>
#include <string>

#include "tests/query/open_index.h"

using namespace kb;
using namespace kb::test;

namespace {

std::string page(const char* id, const char* title, const char* body) {
  return std::string("---\nid: ") + id + "\n---\n\n# " + title + "\n\n## Symptoms\n\n" + body +
         "\n";
}

const OpenedIndex& index() {
  static const OpenedIndex kIndex(Files{
      {"1.md", page("Q100001", "Spooler stops", "A blue screen appears. It is gone after that.")},
      {"2.md", page("Q100002", "Queue grows", "The Internet Mail Service rests.")},
      {"3.md", page("Q100003", "IS does not start", "IMS and DS start, the store does not.")},
      {"4.md", page("Q100004", "Reading", "An internet page about a service for mail.")},
      {"5.md",
       page("Q100005", "A drive", "Put the 8-GB disc into the CD-ROM drive of Windows NT.")},
      {"6.md",
       page("Q100006", "Files", "As of service pack 6a KRNL99 is not a part of Windows 95.")},
      {"7.md", page("Q100007", "Disc", "The cdrom is read. Install SP6a and log on again.")},
      {"8.md", page("Q100008", "Loss", "The logon to the information store fails by e-mail.")},
      {"9.md", page("Q100009", "Forms", "Visual FoxPro 6.0 waits for an anti-virus program.")}});
  return kIndex;
}

/// Last digits of the ids found, sorted.
std::string found(const std::string& query) {
  const auto answer = search(*index(), {query});
  REQUIRE(answer);
  std::string out;
  for (const SearchHit& hit : answer->hits) out += hit.id.back();
  std::sort(out.begin(), out.end());
  return out;
}

std::string first(const std::string& query) {
  const auto answer = search(*index(), {query});
  REQUIRE(answer);
  return answer->hits.empty() ? "" : answer->hits[0].id;
}

}  // namespace

TEST_CASE("any name of a set finds all of them", "[query][synonyms]") {
  struct Row {
    const char* query;
    const char* want;
  };
  const auto row = GENERATE(values<Row>({
      {"BSOD", "1"},
      {"bsod", "1"},
      {"IMS", "23"},
      {"+internet +mail +service", "234"},
      {"cdrom", "57"},
      {"+CD-ROM", "57"},
      {"sp6a", "67"},
      {"win95", "6"},
      {"nt", "5"},
      {"email", "8"},
      {"login", "78"},
      {"title:IS", "3"},
      {"IS", "38"},
      {"\"internet mail service\"", "2"},
      {"IMS NOT store", "2"},
      {"vfp6", "9"},
      {"+antivirus", "9"},
      {"logged in", "78"},
      {"8gb", "5"},
      {"8 gigabytes", "5"},
  }));
  DYNAMIC_SECTION(row.query) { CHECK(found(row.query) == row.want); }
}

TEST_CASE("a name of several words outweighs its words apart", "[query][synonyms]") {
  CHECK(first("internet mail service") == "Q100002");
  CHECK(first("IS start") == "Q100003");
}

TEST_CASE("a synonym counts as the word that was typed", "[query][synonyms]") {
  const auto answer = search(*index(), {"bsod"});
  REQUIRE(answer);
  REQUIRE(answer->hits.size() == 1);
  CHECK(answer->hits[0].matched == std::vector<std::string>{"bsod"});
  CHECK_FALSE(answer->did_you_mean);
}
