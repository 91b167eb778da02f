// Records against docs/record.schema.json.
//
// The validator reads the part of JSON Schema (2020-12) that the file uses: type, const, enum,
// required, properties, additionalProperties, items, minItems, uniqueItems, minLength, minimum,
// pattern and references within the file. A keyword it does not know is a fault of the schema.
#include <regex.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "parser/parse.h"
#include "parser/record_json.h"
#include "tests/parser/samples.h"
#include "tests/support/real_archive.h"

using namespace kb;
using namespace kb::test;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Whether `pattern` (kept to what POSIX and JSON Schema read alike) is in `text`.
bool matches(const std::string& text, const std::string& pattern) {
  regex_t compiled;
  if (::regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0) {
    throw std::runtime_error("a pattern that can't be read: " + pattern);
  }
  const bool found = ::regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
  ::regfree(&compiled);
  return found;
}

class Validator {
 public:
  explicit Validator(Json schema) : schema_(std::move(schema)) {}

  /// The first fault of `value`, with the path to it; empty if there is none.
  std::string check(const Json& value) const { return check(value, schema_, ""); }

 private:
  std::string check(const Json& value, const Json& schema, const std::string& path) const {
    for (const auto& [keyword, rule] : schema.items()) {
      const std::string fault = apply(keyword, rule, value, schema, path);
      if (!fault.empty()) return fault;
    }
    return {};
  }

  std::string apply(const std::string& keyword, const Json& rule, const Json& value,
                    const Json& schema, const std::string& path) const {
    static const std::set<std::string> kProse = {"$schema", "$defs", "title", "description"};
    if (kProse.contains(keyword)) return {};
    if (keyword == "$ref") {
      return check(value, schema_.at(Json::json_pointer(rule.get<std::string>().substr(1))), path);
    }
    if (keyword == "properties") return check_properties(rule, value, path);
    if (keyword == "items") return check_items(rule, value, path);
    if (keyword == "required") return check_required(rule, value, path);
    if (keyword == "additionalProperties") return check_no_more(value, schema, path);
    return holds(keyword, rule, value) ? "" : path + ": " + keyword + " of " + value.dump();
  }

  static bool holds(const std::string& keyword, const Json& rule, const Json& value) {
    if (keyword == "const") return value == rule;
    if (keyword == "enum") return std::find(rule.begin(), rule.end(), value) != rule.end();
    if (keyword == "type") return has_type(rule, value);
    if (keyword == "minLength")
      return !value.is_string() || value.get<std::string>().size() >= rule;
    if (keyword == "minimum") return !value.is_number() || value >= rule;
    if (keyword == "minItems") return !value.is_array() || value.size() >= rule;
    if (keyword == "uniqueItems") {
      return !value.is_array() || std::set<Json>(value.begin(), value.end()).size() == value.size();
    }
    if (keyword == "pattern") {
      return !value.is_string() || matches(value.get<std::string>(), rule.get<std::string>());
    }
    throw std::runtime_error("the schema uses an unknown keyword: " + keyword);
  }

  static bool has_type(const Json& rule, const Json& value) {
    if (rule.is_array()) {
      return std::any_of(rule.begin(), rule.end(),
                         [&](const Json& one) { return has_type(one, value); });
    }
    if (rule == "integer") return value.is_number_integer();
    return rule == value.type_name();
  }

  std::string check_properties(const Json& rule, const Json& value, const std::string& path) const {
    if (!value.is_object()) return {};
    for (const auto& [name, schema] : rule.items()) {
      if (!value.contains(name)) continue;
      const std::string fault = check(value.at(name), schema, path + "/" + name);
      if (!fault.empty()) return fault;
    }
    return {};
  }

  std::string check_items(const Json& rule, const Json& value, const std::string& path) const {
    if (!value.is_array()) return {};
    for (std::size_t i = 0; i < value.size(); ++i) {
      const std::string fault = check(value[i], rule, path + "/" + std::to_string(i));
      if (!fault.empty()) return fault;
    }
    return {};
  }

  static std::string check_required(const Json& rule, const Json& value, const std::string& path) {
    for (const Json& name : rule) {
      if (value.is_object() && !value.contains(name.get<std::string>())) {
        return path + ": no " + name.get<std::string>();
      }
    }
    return {};
  }

  static std::string check_no_more(const Json& value, const Json& schema, const std::string& path) {
    for (const auto& [name, ignored] : value.items()) {
      if (!schema["properties"].contains(name)) return path + ": unknown " + name;
    }
    return {};
  }

  Json schema_;
};

const Validator& validator() {
  static const Validator kValidator(
      Json::parse(read_bytes(fs::path(KB_SOURCE_DIR) / "docs" / "record.schema.json")));
  return kValidator;
}

std::string fault_of(std::string_view bytes, const std::string& source) {
  return validator().check(Json::parse(to_json(parse_article(bytes, source))));
}

/// What the schema can't say: rules between the parts of a record.
std::string broken_rule(const Json& record) {
  std::set<std::string> codes;
  for (const Json& code : record["error_codes"]) {
    if (!codes.insert(code["canonical"]).second) return "a code twice: " + code.dump();
    if (code.contains("event_source") && code["event_source"] != code["event_sources"][0]) {
      return "a first source that is not the first: " + code.dump();
    }
  }
  std::set<std::string> cited;
  for (const Json& reference : record["references"]) {
    if (!cited.insert(reference["id"]).second) return "cited twice: " + reference.dump();
    if (reference["id"] == record["id"]) return "cites itself";
  }
  for (const Json& section : record["sections"]) {
    if ((section["kind"] == "body") != section["heading"].is_null()) return section.dump();
  }
  return {};
}

}  // namespace

TEST_CASE("the samples' records are what the schema says", "[parser][schema]") {
  for (const SampleFile& file : samples()) {
    CAPTURE(file.source);
    CHECK(fault_of(file.bytes, file.source) == "");
    CHECK(fault_of(flatten(file.bytes), file.source) == "");
    CHECK(broken_rule(Json::parse(to_json(parse_article(file.bytes, file.source)))) == "");
  }
}

TEST_CASE("no bytes at all give a record of the schema", "[parser][schema]") {
  for (const char* text : {"", "DOCUMENT:", "---\n", "\n\n"}) CHECK(fault_of(text, "") == "");
}

TEST_CASE("the schema refuses what is no record", "[parser][schema]") {
  const Json good = Json::parse(to_json(parse_article(sample("txt/237/Q237953.TXT").bytes, "a")));
  REQUIRE(validator().check(good).empty());
  struct Row {
    const char* path;
    Json value;
    const char* fault;
  };
  for (const Row& row : std::vector<Row>{
           {"/format", 2, "/format: const of 2"},
           {"/id", "Q1", "/id: pattern of \"Q1\""},
           {"/id", 7, "/id: type of 7"},
           {"/title", nullptr, "/title: type of null"},
           {"/products/0", "", "/products/0: minLength of \"\""},
           {"/last_modified", "7-SEP-2001", "/last_modified: pattern of \"7-SEP-2001\""},
           {"/dialect", "word", "/dialect: enum of \"word\""},
           {"/sections", Json::array(), "/sections: minItems of []"},
           {"/sections/0/kind", "fix", "/sections/0/kind: enum of \"fix\""},
           {"/file_versions/0/size", -1, "/file_versions/0/size: minimum of -1"},
           {"/file_versions/0/size", 1.5, "/file_versions/0/size: type of 1.5"},
           {"/more", 1, ": unknown more"},
           {"/error_codes/0/more", 1, "/error_codes/0: unknown more"}}) {
    Json bad = good;
    bad[Json::json_pointer(row.path)] = row.value;
    CHECK(validator().check(bad) == row.fault);
  }
  Json bad = good;
  bad.erase("source");
  CHECK(validator().check(bad) == ": no source");
}

TEST_CASE("the contract's keys are required", "[parser][schema]") {
  const Json schema =
      Json::parse(read_bytes(fs::path(KB_SOURCE_DIR) / "docs" / "record.schema.json"));
  const Json record = Json::parse(to_json(Article{}));
  CHECK(schema["required"].size() == record.size());
  CHECK(schema["properties"].size() == record.size() + 1);  // listed_files
  for (const auto& [key, value] : record.items()) {
    CHECK(std::find(schema["required"].begin(), schema["required"].end(), key) !=
          schema["required"].end());
  }
}

TEST_CASE("records of a real archive are what the schema says", "[parser][schema]") {
  const std::vector<fs::path> files = test::real_articles();
  if (files.empty()) {
    test::skip_without_archive();
    return;
  }
  constexpr std::size_t kEvery = 20;
  for (std::size_t i = 0; i < files.size(); i += kEvery) {
    const std::string bytes = read_bytes(files[i]);
    const Json record = Json::parse(to_json(parse_article(bytes, files[i].filename().string())));
    CAPTURE(files[i].string());
    CHECK(validator().check(record) == "");
    CHECK(broken_rule(record) == "");
  }
}
