#include "parser/record_json.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "parser/parse.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
using Json = nlohmann::ordered_json;

TEST_CASE("a record has every key, in order, on one line", "[parser]") {
  const std::string line = to_json(Article{});
  CHECK(line.find('\n') == std::string::npos);
  CHECK(
      line ==
      R"({"format":1,"id":null,"title":"","prefix":null,"product_code":null,"products":[],)"
      R"("versions":[],"operating_systems":[],"keywords":[],"last_modified":null,"applies_to":[],)"
      R"("technology":[],"issue_type":null,"solution_type":null,"query_words":null,"sections":[],)"
      R"("file_versions":[],"error_codes":[],"references":[],"registry_keys":[],)"
      R"("registry_values":[],"fixed_in":[],"fix_status":"unknown","dialect":"text","source":"",)"
      R"("diagnostics":[]})");
}

TEST_CASE("optional keys stand only where they apply", "[parser]") {
  Article article;
  article.error_codes.push_back(
      {"0xA", CodeFamily::kBugcheck, "STOP:0x0000000A", {}, {}, {}, {}, 0});
  article.error_codes.push_back(
      {"E", CodeFamily::kSymbol, "E_X", {"1"}, "0x80004005", "S", {"S", "T"}, 0});
  article.file_versions.push_back(
      {{}, "a.dll", "1.0", "2001-09-07", {}, 12, "x86", {}, "a.dll 1.0"});
  article.file_versions.push_back({"C", "b.dll", {}, {}, "12:00", {}, {}, {"Windows 95"}, "b.dll"});
  const Json json = Json::parse(to_json(article));
  CHECK(
      json["error_codes"].dump() ==
      R"([{"text":"0xA","family":"bugcheck","canonical":"STOP:0x0000000A"},)"
      R"({"text":"E","family":"symbol","canonical":"E_X","parameters":["1"],"value":"0x80004005",)"
      R"("event_source":"S","event_sources":["S","T"]}])");
  CHECK(json["file_versions"].dump() ==
        R"([{"component":null,"file":"a.dll","version":"1.0","date":"2001-09-07","time":null,)"
        R"("size":12,"platform":"x86","raw":"a.dll 1.0"},)"
        R"({"component":"C","file":"b.dll","version":null,"date":null,"time":"12:00","size":null,)"
        R"("platform":null,"raw":"b.dll","under":["Windows 95"]}])");
}

TEST_CASE("rows of a listing that say no version are listed files", "[parser]") {
  Article article;
  CHECK_FALSE(Json::parse(to_json(article)).contains("listed_files"));
  article.file_versions.push_back({{}, "a.com", {}, {}, {}, 12, {}, {}, "a.com 12"});
  article.file_versions.push_back(
      {{}, "b.com", {}, {}, {}, 12, {}, {}, "b.com 12", RowKind::kListing});
  article.file_versions.push_back({{}, "c.com", "1.0", {}, {}, {}, {}, {}, "c", RowKind::kListing});
  const Json json = Json::parse(to_json(article));
  REQUIRE(json["file_versions"].size() == 2);
  CHECK(json["file_versions"][0]["file"] == "a.com");
  CHECK_FALSE(json["file_versions"][0].contains("kind"));
  CHECK(json["file_versions"][1]["file"] == "c.com");
  CHECK(json["file_versions"][1]["kind"] == "listing");
  REQUIRE(json["listed_files"].size() == 1);
  CHECK(json["listed_files"][0]["file"] == "b.com");
}

TEST_CASE("any bytes make valid JSON", "[parser]") {
  Article article;
  article.title = "a\xFFz\x01\"\\\n\xE2\x82";
  article.source = "\x80.txt";
  const Json json = Json::parse(to_json(article));
  CHECK(json["title"].get<std::string>().starts_with("a\xEF\xBF\xBDz\x01\"\\\n"));
  CHECK(json["source"] == "\xEF\xBF\xBD.txt");
}
