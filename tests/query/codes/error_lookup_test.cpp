#include "query/codes/error_lookup.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "indexer/build/build.h"
#include "query/json/answer_json.h"
#include "query/search/search.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

struct Text {
  const char* id;
  const char* product;
  const char* title;
  std::string body;
};

std::string table_of_jet_errors() {
  std::string body = "Jet errors of the store:\n\n";
  for (int n = 1001; n <= 1040; ++n)
    body += fmt::format("   {}  0x{:08X}  {}  Page trouble of kind {}\n", -n, std::uint32_t(-n),
                        std::uint32_t(-n), n);
  return body;
}

std::vector<Text> texts() {
  return {
      {"Q100001", "winnt", "Access Is Denied When Printing",
       "Printing fails. The error is 0x80070005 as the spooler says."},
      {"Q100002", "winnt", "Service Does Not Start", "System error 5 has occurred.\n\nNo entry."},
      {"Q100003", "exchange", "XADM: Extension Does Not Load",
       "You see this message:\n\n   The wheel came off.\n\n   Microsoft Exchange Administrator\n   "
       "ID no: c1031667\n"},
      {"Q100009", "exchange", "XADM: Extension Does Not Load Either",
       "You see this message again:\n\n   The wheel came off.\n\n   Microsoft Exchange "
       "Administrator\n   ID no: c1031667\n"},
      {"Q100010", "exchange", "XADM: Other Trouble",
       "You see this message:\n\n   One wheel is missing.\n\n   Microsoft Exchange "
       "Administrator\n   ID no: c1031667\n"},
      {"Q100004", "exchange", "XADM: Table of Jet Errors", table_of_jet_errors()},
      {"Q100005", "winnt", "STOP 0x0000000A in Srv.sys",
       "*** STOP: 0x0000000A (0x00000004, 0x00000002, 0x00000000, 0x80114738)\n"},
      {"Q100006", "vbwin", "Call Gives Number", "The call gives -2147024891 back as an error."},
      {"Q100007", "exchange", "XADM: Neighbour", "Setup says that the error is 0xc1031670."},
      {"Q100011", "winnt", "Event ID 4321 Is Logged", "Event ID: 4321\nSource: Srv\n"},
      {"Q100012", "vc", "C1001 in the Compiler", "fatal error C1001: gone wrong\n"},
      {"Q100008", "iis", "Codes of the Query Engine",
       "+-----------------------+\n| QUERY_E_FAILED | 0x80041600L | It failed for no reason "
       "| \n+-----------------------+\n"},
  };
}

// One index of these articles for all tests of this file.
const Index& index() {
  static const Index made = [] {
    const fs::path folder =
        fs::temp_directory_path() / fmt::format("kb-error-lookup-{}", ::getpid());
    fs::create_directories(folder / "txt");
    for (const Text& text : texts()) {
      std::ofstream out(folder / "txt" / (std::string(text.id) + ".TXT"));
      out << fmt::format(
          "DOCUMENT:{}  07-SEP-2001  [{}]\nTITLE   :{}\nPRODUCT :Any\nPROD/VER::1.0\nOPER/SYS:\n"
          "KEYWORDS:\n\n{:=>70}\n\nMORE INFORMATION\n================\n\n{}\n\nAdditional query "
          "words:\n\n{:=>70}\nKeywords          : kbtest\n\n",
          text.id, text.product, text.title, "", text.body, "");
    }
    BuildOptions options;
    options.sources = {(folder / "txt").string()};
    options.folder = (folder / "index").string();
    options.threads = 1;
    Progress progress;
    REQUIRE(build_index(options, progress));
    auto opened = Index::open(options.folder);
    REQUIRE(opened);
    fs::remove_all(folder);
    return std::move(*opened);
  }();
  return made;
}

ErrorAnswer ask(const std::string& input) {
  auto answer = explain_code(index(), {input, 100});
  REQUIRE(answer);
  return std::move(*answer);
}

// `0x80070005: Q1=exact Q2=unwrapped`: the first reading and the articles.
std::string print(const ErrorAnswer& answer) {
  std::string out = answer.readings.empty() ? "-" : answer.readings[0].canonical;
  std::vector<std::string> links;
  for (const ErrorArticle& article : answer.articles)
    links.push_back(fmt::format(" {}={}", article.id, name_of(article.link)));
  std::stable_sort(links.begin(), links.end());
  return out + ":" + fmt::format("{}", fmt::join(links, ""));
}

TEST_CASE("a code finds its readings and articles by link", "[query]") {
  struct Row {
    const char* in;
    const char* want;
  };
  const auto row = GENERATE(values<Row>({
      {"0x80070005", "0x80070005: Q100001=exact Q100002=unwrapped Q100006=exact"},
      {"-2147024891", "0x80070005: Q100001=exact Q100002=unwrapped Q100006=exact"},
      {"2147942405", "0x80070005: Q100001=exact Q100002=unwrapped Q100006=exact"},
      {"-2147942405", "0x80070005: Q100001=exact Q100002=unwrapped Q100006=exact"},
      {"&H80070005", "0x80070005: Q100001=exact Q100002=unwrapped Q100006=exact"},
      {"E_ACCESSDENIED", "0x80070005: Q100001=exact Q100002=unwrapped Q100006=exact"},
      {"e_accessdenied", "0x80070005: Q100001=exact Q100002=unwrapped Q100006=exact"},
      {"ERROR_ACCESS_DENIED", "WIN32:5: Q100001=unwrapped Q100002=exact Q100006=unwrapped"},
      {"system error 5", "WIN32:5: Q100001=unwrapped Q100002=exact Q100006=unwrapped"},
      {"STOP 0xA", "STOP:0x0000000A: Q100005=exact"},
      {"IRQL_NOT_LESS_OR_EQUAL", "STOP:0x0000000A: Q100005=exact"},
      {"c1031667", "0xC1031667: Q100003=exact Q100007=related Q100009=exact Q100010=exact"},
      {"QUERY_E_FAILED", "0x80041600: Q100008=exact"},
      {"0x80041600", "0x80041600: Q100008=exact"},
      {"nothing", "-:"},
      {"", "-:"},
      {"0x", "-:"},
      {"123456789012345678901234567890", "-:"},
  }));
  DYNAMIC_SECTION("'" << row.in << "'") { CHECK(print(ask(row.in)) == row.want); }
}

TEST_CASE("the number 5 is read in every family that is borne out", "[query]") {
  const ErrorAnswer answer = ask("5");
  REQUIRE(answer.readings.size() > 2);
  CHECK(answer.readings[0].canonical == "WIN32:5");
  CHECK(std::all_of(answer.readings.begin(), answer.readings.end(),
                    [](const CodeCard& card) { return card.known(); }));
}

TEST_CASE("each spelling of a table's row gives one article and no meaning", "[query]") {
  for (int n = 1001; n <= 1040; ++n) {
    const auto value = std::uint32_t(-n);
    for (const std::string& spelling :
         {std::to_string(-n), fmt::format("0x{:08x}", value), std::to_string(value)}) {
      CAPTURE(spelling);
      const ErrorAnswer answer = ask(spelling);
      REQUIRE_FALSE(answer.readings.empty());
      CHECK(answer.readings[0].canonical == fmt::format("JET:{}", -n));
      CHECK(answer.readings[0].dictionary.empty());  // no other article agrees
      REQUIRE_FALSE(answer.articles.empty());
      CHECK(answer.articles[0].id == "Q100004");
    }
  }
}

TEST_CASE("the dictionary gives the message that two articles agree on", "[query]") {
  const ErrorAnswer answer = ask("0xC1031667");
  REQUIRE(answer.readings.size() == 1);
  CHECK(answer.readings[0].names.empty());
  REQUIRE(answer.readings[0].dictionary.size() == 1);
  CHECK(answer.readings[0].dictionary[0].message == "The wheel came off.");
  CHECK(answer.readings[0].dictionary[0].component == "Microsoft Exchange Administrator");
}

TEST_CASE("a code without articles is explained by what it holds", "[query]") {
  const ErrorAnswer answer = ask("0x80070422");
  CHECK(answer.found());
  REQUIRE(answer.readings.size() == 1);
  REQUIRE(answer.readings[0].unwraps_to);
  CHECK(answer.readings[0].unwraps_to->canonical == "WIN32:1058");
  const auto decoded = decode_codes(index(), "0x80070422");
  REQUIRE(decoded);
  CHECK(decoded->known);
  const auto bits = decode_codes(index(), "0xDEADBEEF");
  REQUIRE(bits);
  CHECK_FALSE(bits->known);
  CHECK(bits->lines.size() == 1);
}

TEST_CASE("codes are explained without an index, in a plain sentence", "[query]") {
  const auto row = GENERATE(values<std::pair<const char*, const char*>>({
      {"STOP 0x7B", "STOP:0x0000007B"},
      {"HTTP 500", "HTTP:500"},
      {"403.6", "HTTP:403.6"},
      {"ORA-00942", "ORA:00942"},
      {"SQL Server 1105", "MSSQL:1105"},
      {"Msg 1105", "MSSQL:1105"},
      {"718", "WIN32:718"},
  }));
  INFO(row.first);
  const auto answer = explain_from_tables({row.first, 10});
  REQUIRE(answer);
  CHECK(answer->found());
  REQUIRE_FALSE(answer->readings.empty());
  CHECK(answer->readings[0].canonical == row.second);
  CHECK_FALSE(answer->readings[0].plain.empty());
  CHECK(answer->articles.empty());
}

TEST_CASE("the name that was typed stands before the other names of its number", "[query]") {
  const ErrorAnswer answer = ask("MAPI_E_LOGON_FAILED");
  REQUIRE_FALSE(answer.readings.empty());
  REQUIRE_FALSE(answer.readings[0].names.empty());
  CHECK(answer.readings[0].names[0] == "MAPI_E_LOGON_FAILED");
}

TEST_CASE("a pattern is tried behind the first words of names too", "[query]") {
  CHECK_FALSE(ask("ACCESS*").readings.empty());
}

TEST_CASE("of a code that no one knows the bits and the nearest codes are shown", "[query]") {
  const ErrorAnswer answer = ask("0xC1031680");
  CHECK_FALSE(answer.found());
  REQUIRE(answer.readings.size() == 1);
  CHECK(answer.readings[0].bits->facility == 0x103);
  REQUIRE_FALSE(answer.nearest.empty());
  CHECK(answer.nearest[0].canonical == "0xC1031670");
}

TEST_CASE("a pattern finds names of tables and articles", "[query]") {
  const ErrorAnswer answer = ask("QUERY_E_F*");
  REQUIRE(answer.readings.size() == 1);
  CHECK(answer.readings[0].canonical == "0x80041600");
  CHECK(ask("ERROR_ACCESS_DEN*").readings[0].canonical == "WIN32:5");
}

TEST_CASE("input that is no code is told why", "[query]") {
  struct Row {
    const char* in;
    const char* hint;
  };
  const auto row = GENERATE(values<Row>({
      {"0x", "no digits"},
      {"", "no code was given"},
      {"123456789012345678901234567890", "no 32-bit number"},
      {"0x1234567890", "has 10 digits"},
      {"-2147942405", "-2147024891 is meant"},
      {"hello there", "no error code"},
      {"zz*", "no name of a code"},
  }));
  CAPTURE(row.in);
  CHECK_THAT(ask(row.in).hint, Catch::Contains(row.hint));
}

TEST_CASE("any bytes as a code give an answer", "[query]") {
  std::uint32_t state = 20020501;
  for (int i = 0; i < 500; ++i) {
    std::string input;
    for (int k = 0; k < 20; ++k) {
      state = state * 1664525U + 1013904223U;
      input += i % 2 == 0 ? char(state >> 24) : "0xA-*?_ STOP5&hLU.,("[(state >> 24) % 20];
    }
    const ErrorAnswer answer = ask(input);
    CHECK_FALSE(nlohmann::json::parse(to_json(answer), nullptr, false).is_discarded());
  }
}

TEST_CASE("a code that is typed many times is one code", "[query]") {
  std::string many;
  for (int i = 0; i < 500; ++i) many += "error 5 ";
  const ErrorAnswer answer = ask(many);
  const ErrorAnswer once = ask("error 5");
  CHECK(answer.hint.empty());
  CHECK(answer.exact == once.exact);
  REQUIRE(answer.readings.size() == once.readings.size());
  CHECK(answer.readings[0].canonical == once.readings[0].canonical);
}

TEST_CASE("of very many codes the first are explained, and a sentence says so", "[query]") {
  std::string many;
  for (int n = 1000; many.size() < 4000; ++n) many += fmt::format("error {} ", n);
  CHECK_THAT(ask(many).hint, Catch::Contains("only the first 60 codes"));
  CHECK_THAT(ask("error 5 " + std::string(5000, 'x')).hint,
             Catch::Contains("only the first 4096 bytes"));
}

TEST_CASE("a hundred thousand words of a command line are brought together", "[query]") {
  const std::vector<std::string> words(100'000, "label");
  CHECK(group_codes(words).size() == 1);
  CHECK(group_codes(words)[0].size() == 600'000 - 1);
}

TEST_CASE("words of a command line are brought together to codes", "[query]") {
  using Words = std::vector<std::string>;
  CHECK(group_codes({"STOP", "0xA", "5"}) == Words{"STOP 0xA", "5"});
  CHECK(group_codes({"system", "error", "1722", "LNK", "2001"}) ==
        Words{"system error 1722", "LNK 2001"});
  CHECK(group_codes({"E_FAIL", "0x"}) == Words{"E_FAIL", "0x"});
  CHECK(group_codes({"hello"}) == Words{"hello"});
  CHECK(group_codes({}).empty());
}

TEST_CASE("the JSON has the fields of the contract", "[query]") {
  const auto json = nlohmann::json::parse(to_json(ask("-2147024891")));
  CHECK(json["format"] == 1);
  CHECK(json["input"] == "-2147024891");
  const auto& reading = json["readings"][0];
  CHECK(reading["family"] == "code32");
  CHECK(reading["hex"] == "0x80070005");
  CHECK(reading["signed"] == -2147024891);
  CHECK(reading["unsigned"] == 2147942405U);
  CHECK(reading["severity"] == "error");
  CHECK(reading["facility"]["code"] == 7);
  CHECK(reading["facility"]["name"] == "WIN32");
  CHECK(reading["code"] == 5);
  CHECK(reading["unwraps_to"]["canonical"] == "WIN32:5");
  CHECK(reading["unwraps_to"]["names"][0] == "ERROR_ACCESS_DENIED");
  CHECK(reading["from"] == "winerror.h");
  CHECK(json["articles"][0]["rank"] == 1);
  CHECK(json["articles"][0]["link"] == "exact");
  CHECK(json["articles"][0]["matched"] == "0x80070005");
}

TEST_CASE("a text of the system stands only beside the name it belongs to", "[query]") {
  CHECK(ask("727").readings.front().names.front() == "ERROR_ACCESSING_TCPCFGDLL");
  CHECK(ask("727").readings.front().message.empty());
  const CodeCard typed = ask("MAPI_E_LOGON_FAILED").readings.front();
  CHECK(typed.names.front() == "MAPI_E_LOGON_FAILED");
  CHECK(typed.message.empty());
  CHECK(ask("0x80040111").readings.front().names.front() == "CLASS_E_CLASSNOTAVAILABLE");
}

TEST_CASE("a query that holds a code is decoded in one line", "[query]") {
  const auto lines = decode_codes(index(), "printing fails with 0x80070005 today");
  REQUIRE(lines);
  REQUIRE(lines->lines.size() == 1);
  CHECK_THAT(lines->lines[0], Catch::StartsWith("0x80070005 = E_ACCESSDENIED"));
  CHECK(decode_codes(index(), "windows 95 will not start 12 times")->lines.empty());
}

TEST_CASE("a line above the articles says more than the code, or is not there", "[query]") {
  struct Row {
    const char* query;
    std::vector<std::string> lines;
  };
  const std::vector<std::string> none;
  const auto row =
      GENERATE_COPY(values<Row>({{"EVENT:4321", none},
                                 {"event 4321", none},
                                 {"Event ID 4321 Srv", none},
                                 {"C1001", none},
                                 {"Event ID 9582", {"no article has event 9582"}},
                                 {"Event ID 9582 Srv", {"no article has event 9582"}}}));
  INFO(row.query);
  const auto decoded = decode_codes(index(), row.query);
  REQUIRE(decoded);
  CHECK(decoded->lines == row.lines);
}

}  // namespace
}  // namespace kb
