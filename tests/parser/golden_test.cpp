// Records of sample articles against tests/golden, and what the samples' author meant to be in
// them.
//
// KB_BLESS=1 in the environment writes the golden files anew; look at the difference as at code.
//   tests/golden/records/   whole records of sample articles, one file each
//   tests/golden/seeds/     records of real articles: facts and lengths, none of their sentences
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "parser/parse.h"
#include "parser/record_json.h"
#include "parser/text/ascii.h"
#include "tests/parser/samples.h"
#include "tests/support/sandbox.h"

using namespace kb;
using namespace kb::test;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

const fs::path kGolden = fs::path(KB_SOURCE_DIR) / "tests" / "golden";

bool blessing() { return std::getenv("KB_BLESS") != nullptr; }

/// Compares with the file, or writes it.
void check_golden(const fs::path& path, const Json& got) {
  if (blessing()) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << got.dump(2) << '\n';
    return;
  }
  CAPTURE(path.string());
  const Json want = Json::parse(read_bytes(path), nullptr, false);
  REQUIRE(!want.is_discarded());
  for (const auto& [key, value] : want.items()) {
    CAPTURE(key);
    CHECK(got.value(key, Json("(missing)")) == value);
  }
  CHECK(got.size() == want.size());
}

std::string fnv1a(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  char out[17];
  std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(hash));
  return out;
}

Json shape_of(const std::string& text) {
  return std::to_string(text.size()) + " bytes, " + fnv1a(text);
}

/// The record with its sentences replaced by their length and hash.
Json without_sentences(Json json) {
  for (Json& section : json["sections"]) section["text"] = shape_of(section["text"]);
  for (const char* rows : {"file_versions", "listed_files"}) {
    if (!json.contains(rows)) continue;
    for (Json& row : json[rows]) row["raw"] = shape_of(row["raw"]);
  }
  return json;
}

// One of every kind that corpus/README.md lists.
const std::vector<std::string> kRecords = {"kb/182/Q182320/README.md",
                                           "txt/193/Q193567.TXT",
                                           "kb/194/Q194128/README.md",
                                           "txt/174/Q174743.TXT",
                                           "txt/196/Q196171.TXT",
                                           "txt/237/Q237953.TXT",
                                           "kb/237/Q237953/README.md",
                                           "txt/306/Q306308.TXT",
                                           "kb/260/Q260230/README.md",
                                           "txt/192/Q192582.TXT",
                                           "txt/271/Q271552.TXT",
                                           "txt/156/Q156931.TXT",
                                           "txt/165/Q165814.TXT",
                                           "txt/104/Q104296.TXT",
                                           "txt/106/Q106167.TXT",
                                           "txt/149/Q149080.TXT",
                                           "kb/300/Q300675/README.md",
                                           "txt/134/Q134285.TXT",
                                           "kb/165/Q165743/README.md",
                                           "txt/105/Q105477.TXT",
                                           "txt/188/Q188779.TXT",
                                           "txt/227/Q227598.TXT",
                                           "kb/254/Q254702/README.md",
                                           "txt/185/Q185675.TXT",
                                           "txt/182/Q182929.TXT",
                                           "txt/199/Q199006.TXT",
                                           "kb/199/Q199006/README.md",
                                           "txt/122/Q122337.TXT",
                                           "txt/110/Q110493.TXT",
                                           "kb/132/Q132807/README.md",
                                           "txt/089/Q89411.TXT",
                                           "kb/078/Q78612/README.md",
                                           "kb/138/Q138863/README.md",
                                           "txt/236/Q236810.TXT",
                                           "txt/238/Q238329.TXT",
                                           "txt/032/Q32856.TXT",
                                           "kb/170/Q170689/README.md",
                                           "kb/045/Q45761/README.md",
                                           "kb/046/Q46919/README.md",
                                           "kb/046/Q46733/README.md",
                                           "company/store-error-2147746063.md",
                                           "company/exchange-upgrade-runbook.md",
                                           "company/web-front-end-errors.md",
                                           "company/zuruecksetzen-des-kennworts.md",
                                           "notes/setup-dialog.txt",
                                           "notes/zurich.txt"};

std::string file_name_of(const std::string& source) {
  return replace_all(source, "/", "-") + ".json";
}

std::map<std::string, std::vector<std::string>> author_facts() {
  std::map<std::string, std::vector<std::string>> facts;
  const std::string table = read_bytes(kGolden / "sample-facts.tsv");
  for (const std::string_view line : split_lines(table)) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> cells;
    for (const std::string_view cell : split(line, '\t')) cells.emplace_back(cell);
    const std::string source = cells.front();
    facts[source] = std::move(cells);
  }
  return facts;
}

/// What the parser is to say: of `a ?? b`, where the author meant another thing, b.
std::string expected(const std::string& cell) {
  const std::size_t at = cell.find(" ?? ");
  return at == std::string::npos ? cell : cell.substr(at + 4);
}

std::string or_empty(const std::optional<std::string>& value) { return value.value_or(""); }

std::string kinds_of(const Article& article) {
  std::vector<std::string> kinds;
  for (const Section& section : article.sections) {
    const std::string kind(name_of(section.kind));
    kinds.push_back(section.kind == SectionKind::kOther ? kind + "(" + *section.heading + ")"
                                                        : kind);
  }
  return joined(kinds);
}

std::string codes_of(const Article& article) {
  std::vector<std::string> codes;
  for (const ErrorCode& code : article.error_codes) {
    std::string text = code.canonical;
    if (code.value) text += "(=" + *code.value + ")";
    if (code.event_source) text += "(" + *code.event_source + ")";
    if (!code.parameters.empty())
      text += "[" + replace_all(joined(code.parameters), " | ", ",") + "]";
    codes.push_back(text);
  }
  return joined(codes);
}

std::string rows_of(const Article& article) {
  std::vector<std::string> rows;
  for (const FileVersion& row : article.file_versions) {
    if (row.kind != RowKind::kFix) continue;  // the author lists what fixes bring
    rows.push_back(row.file + "," + or_empty(row.version) + "," + or_empty(row.date) + "," +
                   or_empty(row.time) + "," + (row.size ? std::to_string(*row.size) : "") + "," +
                   or_empty(row.platform) + "," + or_empty(row.component));
  }
  return joined(rows);
}

std::string references_of(const Article& article) {
  std::vector<std::string> references;
  for (const Reference& reference : article.references) {
    references.push_back(reference.id + (reference.title ? " " + *reference.title : ""));
  }
  return joined(references);
}

}  // namespace

TEST_CASE("records of sample articles are what they were", "[parser][golden]") {
  for (const std::string& source : kRecords) {
    const std::string& bytes = sample(source).bytes;
    CAPTURE(source);
    REQUIRE(!bytes.empty());
    check_golden(kGolden / "records" / file_name_of(source),
                 Json::parse(to_json(parse_article(bytes, source))));
  }
}

TEST_CASE("records of pages and of a company's own articles are what they were",
          "[parser][golden]") {
  const fs::path fixtures = fs::path(KB_SOURCE_DIR) / "tests" / "parser" / "pages" / "fixtures";
  std::vector<fs::path> paths;
  for (const char* folder : {"pages", "own"}) {
    for (const auto& entry : fs::directory_iterator(fixtures / folder)) {
      paths.push_back(entry.path());
    }
  }
  CHECK(paths.size() > 50);
  for (const fs::path& path : paths) {
    const std::string source = fs::relative(path, fixtures).string();
    const Json got = Json::parse(to_json(parse_article(read_bytes(path), source)));
    check_golden(kGolden / "pages" / (replace_all(source, "/", "-") + ".json"), got);
  }
}

TEST_CASE("every golden record has its sample", "[parser][golden]") {
  for (const auto& entry : fs::directory_iterator(kGolden / "records")) {
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    CHECK(std::any_of(kRecords.begin(), kRecords.end(),
                      [&](const std::string& source) { return file_name_of(source) == name; }));
  }
}

TEST_CASE("the samples hold what their author put in", "[parser][golden]") {
  const auto facts = author_facts();
  CHECK(facts.size() == samples().size());
  for (const auto& [source, cells] : facts) {
    REQUIRE(cells.size() == 9);
    const Article article = parse_article(sample(source).bytes, source);
    CAPTURE(source);
    CHECK(article.id.value_or("null") == expected(cells[1]));
    CHECK(name_of(article.dialect) == expected(cells[2]));
    CHECK(article.title == expected(cells[3]));
    CHECK(kinds_of(article) == expected(cells[4]));
    CHECK(codes_of(article) == expected(cells[5]));
    CHECK(rows_of(article) == expected(cells[6]));
    CHECK(references_of(article) == expected(cells[7]));
    CHECK(joined(article.registry_keys) == expected(cells[8]));
  }
}

TEST_CASE("records of real articles are what they were", "[parser][golden]") {
  const fs::path seeds = folder_of("KB_SEEDS", "../shared/seeds");
  if (seeds.empty()) {
    testing::skip("no folder of real articles (set KB_SEEDS)");
    return;
  }
  int seen = 0;
  for (const auto& entry : fs::directory_iterator(seeds)) {
    const std::string name = entry.path().filename().string();
    const Article article = parse_article(read_bytes(entry.path()), name);
    check_golden(kGolden / "seeds" / (article.id.value_or(name) + ".json"),
                 without_sentences(Json::parse(to_json(article))));
    ++seen;
  }
  CHECK(seen == 5);
}
