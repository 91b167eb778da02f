// An article is one record in every generation of pages.
#include <array>
#include <catch2/catch.hpp>
#include <functional>
#include <iostream>
#include <map>
#include <string>

#include "parser/parse.h"
#include "tests/parser/pages/page_writer.h"
#include "tests/parser/samples.h"
#include "tests/support/real_archive.h"

using namespace kb;
using namespace kb::test;

namespace {

using Values = std::vector<std::string>;

struct Field {
  const char* name;
  std::function<Values(const Article&)> read;
  bool in_2004 = true;  ///< also on pages of 2004 and later
  bool in_2015 = true;  ///< also on those of 2015
};

std::string text(const std::optional<std::string>& value) { return value.value_or("null"); }

Values of_sections(const Article& article, std::string (*read)(const Section&)) {
  Values out;
  for (const Section& section : article.sections) out.push_back(read(section));
  return out;
}

Values references(const Article& article, bool titles) {
  Values out;
  for (const Reference& cited : article.references) {
    out.push_back(titles ? text(cited.title) : cited.id);
  }
  return out;
}

Values codes(const Article& article) {
  Values out;
  for (const ErrorCode& code : article.error_codes) out.push_back(code.canonical);
  return out;
}

Values files(const Article& article) {
  Values out;
  for (const FileVersion& row : article.file_versions) {
    out.push_back(row.file + " " + text(row.version) + " " + text(row.date) + " " + text(row.time) +
                  " " + (row.size ? std::to_string(*row.size) : "null") + " " + text(row.platform) +
                  " " + text(row.component));
  }
  return out;
}

const std::vector<Field>& fields() {
  static const std::vector<Field> kFields = {
      {"id", [](const Article& a) { return Values{text(a.id)}; }},
      {"title", [](const Article& a) { return Values{a.title}; }},
      {"prefix", [](const Article& a) { return Values{text(a.prefix)}; }},
      {"product_code", [](const Article& a) { return Values{text(a.product_code)}; }, false, false},
      {"versions", [](const Article& a) { return a.versions; }, false, false},
      {"keywords", [](const Article& a) { return a.keywords; }},
      {"last_modified", [](const Article& a) { return Values{text(a.last_modified)}; }},
      {"applies_to", [](const Article& a) { return a.applies_to; }},
      {"section kinds",
       [](const Article& a) {
         return of_sections(a, [](const Section& s) { return std::string(name_of(s.kind)); });
       }},
      {"headings",
       [](const Article& a) {
         return of_sections(a, [](const Section& s) { return text(s.heading); });
       },
       true, false},
      {"section text",
       [](const Article& a) {
         return of_sections(a, [](const Section& s) { return fold_blanks(s.text); });
       }},
      {"cited ids", [](const Article& a) { return references(a, false); }},
      {"cited titles", [](const Article& a) { return references(a, true); }},
      // Some families of codes are told by product and query words, which later pages lack.
      {"error_codes", codes, false, false},
      {"file_versions", files},
      {"registry_keys", [](const Article& a) { return a.registry_keys; }},
  };
  return kFields;
}

constexpr std::array kGenerations = {
    std::pair{Generation::k1, "1998"}, std::pair{Generation::k3, "2004"},
    std::pair{Generation::k5, "2006"}, std::pair{Generation::k8, "2015"}};

bool has_field(const Field& field, Generation generation) {
  if (generation == Generation::k1) return true;
  return generation == Generation::k8 ? field.in_2004 && field.in_2015 : field.in_2004;
}

/// An article of the archive that a page can be made of.
bool can_be_written(const Article& article) {
  return article.id && article.last_modified && !article.title.empty();
}

std::string joined_lines(const Values& values) { return replace_all(joined(values), "\n", "~"); }

}  // namespace

TEST_CASE("an article of the samples is one record on pages of all years", "[parser][html]") {
  int compared = 0;
  for (const SampleFile& file : samples()) {
    const Article want = parse_article(file.bytes, file.source);
    if (want.dialect != Dialect::kDocument || !can_be_written(want)) continue;
    for (const auto& [generation, year] : kGenerations) {
      const Article got = parse_article(PageWriter(want, generation).write(), "a.htm");
      CHECK(got.dialect == Dialect::kHtml);
      for (const Field& field : fields()) {
        if (!has_field(field, generation)) continue;
        CAPTURE(file.source, year, field.name);
        CHECK(joined_lines(field.read(got)) == joined_lines(field.read(want)));
      }
    }
    ++compared;
  }
  CHECK(compared > 40);
}

TEST_CASE("articles of a real archive are one record on pages of all years", "[parser][html]") {
  namespace fs = std::filesystem;
  const fs::path archive = test::real_archive();
  if (archive.empty() || !fs::is_directory(archive / "txt")) {
    test::skip_without_archive();
    return;
  }
  constexpr std::size_t kMost = 3000;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(archive / "txt")) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  const std::size_t step = std::max<std::size_t>(paths.size() / kMost, 1);
  const bool verbose = std::getenv("KB_DIFFERENCES") != nullptr;
  std::map<std::string, std::pair<int, int>> agreement;  // of all, compared
  for (std::size_t i = 0; i < paths.size(); i += step) {
    const Article want = parse_article(read_bytes(paths[i]), "a");
    if (!can_be_written(want)) continue;
    for (const auto& [generation, year] : kGenerations) {
      const Article got = parse_article(PageWriter(want, generation).write(), "a.htm");
      for (const Field& field : fields()) {
        if (!has_field(field, generation)) continue;
        auto& [equal, all] = agreement[std::string(year) + " " + field.name];
        const std::string a = joined_lines(field.read(got));
        const std::string b = joined_lines(field.read(want));
        ++all;
        if (a == b) ++equal;
        if (a == b || !verbose || all - equal > 14) continue;
        std::size_t at = 0;
        while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
        const std::size_t from = at > 60 ? at - 60 : 0;
        std::cout << *want.id << " " << year << " " << field.name << "\n  page: ..."
                  << a.substr(from, 160) << "\n  want: ..." << b.substr(from, 160) << "\n";
      }
    }
  }
  for (const auto& [name, counts] : agreement) {
    const double share = 100.0 * counts.first / counts.second;
    std::cout << name << ": " << share << " % of " << counts.second << "\n";
    CAPTURE(name, share);
    CHECK(share >= 99.0);
  }
}
