#include "parser/json_writer.h"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "parser/parse.h"
#include "parser/record_json.h"

using namespace kb;
using Json = nlohmann::ordered_json;

namespace {

std::string written(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Bytes out of a small alphabet, so that the edges of UTF-8 and of JSON's escapes meet often.
std::string random_text(std::mt19937& random) {
  constexpr std::string_view kBytes =
      "ab\"\\/\b\f\n\r\t\x01\x1f\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc1\xc2\xdf\xe0\xe1\xec\xed\xee"
      "\xef\xf0\xf1\xf3\xf4\xf5\xff";
  std::string text(random() % 12, '\0');
  for (char& c : text) {
    const std::size_t pick = random() % (kBytes.size() + 1);
    c = pick == kBytes.size() ? '\0' : kBytes[pick];
  }
  return text;
}

}  // namespace

TEST_CASE("strings are escaped as JSON asks for", "[parser]") {
  struct Row {
    std::string_view name;
    std::string_view in;
    std::string_view want;
  };
  using namespace std::string_view_literals;
  const auto row = GENERATE(values<Row>({
      {"plain text stays", "Q123: a/b", R"("Q123: a/b")"},
      {"nothing is an empty string", "", R"("")"},
      {"quotes and backslashes", R"(HKLM\"A")", R"("HKLM\\\"A\"")"},
      {"letters for the common ones", "\b\f\n\r\t", R"("\b\f\n\r\t")"},
      {"other control characters in hex", "\x01\x1f\0"sv, R"("\u0001\u001f\u0000")"},
      {"DEL and UTF-8 stay", "\x7f\xC3\xBC\xF0\x9F\x92\xBE", "\"\x7f\xC3\xBC\xF0\x9F\x92\xBE\""},
      {"a bad byte is replaced", "a\xFFz", "\"a\xEF\xBF\xBDz\""},
      {"a broken character is replaced once", "\xE2\x82", "\"\xEF\xBF\xBD\""},
      {"its rest is read again", "\xE2\x82\"", "\"\xEF\xBF\xBD\\\"\""},
      {"a surrogate is three bad bytes", "\xED\xA0\x80",
       "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(written(row.in) == row.want); }
}

TEST_CASE("any bytes are written as nlohmann::json writes them", "[parser]") {
  std::mt19937 random(20020207);
  for (int i = 0; i < 200000; ++i) {
    const std::string text = random_text(random);
    if (written(text) != dumped(Json(text))) {
      INFO("round " << i << ": " << dumped(Json(text)));
      REQUIRE(written(text) == dumped(Json(text)));
    }
  }
}

TEST_CASE("a number is written as nlohmann::json writes it", "[parser]") {
  const auto written_number = [](double number) {
    std::string out;
    append_json_number(out, number);
    return out;
  };
  for (const double number : {0.0, -0.0, 1.0, -12.0, 0.001, 17.2, 1e-4, 9.9e-5, 1e-5, 1e14, 1e15,
                              1e16, 1.5e300, -2e-300, 123456789012345.0, 0.1 + 0.2}) {
    CHECK(written_number(number) == dumped(Json(number)));
  }
  std::mt19937_64 random(20020207);
  for (int i = 0; i < 100000; ++i) {
    const double rounded = double(random() % 100'000'000) / 1000;
    if (written_number(rounded) != dumped(Json(rounded))) {
      CHECK(written_number(rounded) == dumped(Json(rounded)));
    }
    // Of a few others nlohmann::json writes one digit more than it takes.
    const auto any = std::bit_cast<double>(random());
    if (std::isfinite(any) && Json::parse(written_number(any)).get<double>() != any) {
      CHECK(Json::parse(written_number(any)).get<double>() == any);
    }
  }
}

TEST_CASE("an object has its keys in the order of the calls", "[parser]") {
  std::string out;
  JsonObject(out)
      .field("text", "a")
      .field("count", 3)
      .field("size", std::optional<std::uint64_t>(18446744073709551615U))
      .field("none", std::optional<std::string>())
      .field("words", std::vector<std::string>{"x", "y"})
      .field("empty", std::vector<std::string>{})
      .field_if("left_out", std::optional<std::string>())
      .field_if("left_out_too", std::vector<std::string>{})
      .field_if("kept", std::optional<std::string>("z"))
      .end();
  CHECK(out == R"({"text":"a","count":3,"size":18446744073709551615,"none":null,)"
               R"("words":["x","y"],"empty":[],"kept":"z"})");
}

TEST_CASE("values of every kind are written as nlohmann::json writes them", "[parser]") {
  const std::map<std::string, std::uint64_t> counts = {{"a\"b", 1}, {"tab\t", 2}};
  std::string out;
  JsonObject(out)
      .field("yes", true)
      .field("none", std::nullopt)
      .field("least", std::int32_t(-2147483648))
      .field("short", std::uint16_t(65535))
      .field("counts", counts)
      .end();
  const Json same = {{"yes", true},
                     {"none", nullptr},
                     {"least", std::int32_t(-2147483648)},
                     {"short", std::uint16_t(65535)},
                     {"counts", counts}};
  CHECK(out == dumped(same));
}

TEST_CASE("a record reads and writes to the same text", "[parser]") {
  std::size_t read = 0;
  const std::string sample = std::string(KB_SOURCE_DIR) + "/corpus/sample";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(sample)) {
    if (!entry.is_regular_file()) continue;
    const std::string text = to_json(parse_article(read_file(entry.path()), entry.path().string()));
    INFO(entry.path());
    CHECK(dumped(Json::parse(text)) == text);
    ++read;
  }
  CHECK(read > 5);
}
