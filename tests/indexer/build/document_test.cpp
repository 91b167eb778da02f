#include "indexer/build/document.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "parser/parse.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
namespace fs = std::filesystem;

namespace {

Xapian::Document document_of(std::string_view bytes, const std::string& source) {
  const Article article = parse_article(bytes, source);
  StoredRecord record;
  record.source = source;
  record.id = article.id.value_or("");
  record.title = article.title;
  record.bytes = bytes;
  return make_document(article, record);
}

/// Every term with its count and positions, then every slot, one a line.
std::string dump(const Xapian::Document& document) {
  std::string out;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    out += *term + " " + std::to_string(term.get_wdf());
    for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) {
      out += " " + std::to_string(*at);
    }
    out += '\n';
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    const std::string text = *value;
    out += "slot " + std::to_string(value.get_valueno()) + " ";
    for (const char c : text)
      out += c >= ' ' && c <= '~' ? std::string(1, c)
                                  : "\\" + std::to_string(static_cast<unsigned char>(c));
    out += '\n';
  }
  return out;
}

bool has(const Xapian::Document& document, const std::string& term) {
  auto list = document.termlist_begin();
  list.skip_to(term);
  return list != document.termlist_end() && *list == term;
}

}  // namespace

TEST_CASE("the terms of one article are what they were", "[indexer][golden]") {
  const fs::path path = fs::path(KB_SOURCE_DIR) / "tests" / "golden" / "terms-Q237953.txt";
  const std::string got =
      dump(document_of(sample("txt/237/Q237953.TXT").bytes, "txt/237/Q237953.TXT"));
  if (std::getenv("KB_BLESS") != nullptr) std::ofstream(path) << got;
  CHECK(got == read_bytes(path));
}

TEST_CASE("an article is found by every field it fills", "[indexer]") {
  const Xapian::Document document =
      document_of(sample("txt/237/Q237953.TXT").bytes, "txt/237/Q237953.TXT");
  for (const char* term :
       {"QQ237953", "XCexchange", "XPRxadm", "XE:JET:-1018", "XU:JET:-1018", "XFese.dll",
        "XV5.5.2635.0", "XCI:Q256986", "XCI:Q191014", "Tkbbug", "XDIdocument",
        "Utxt/237/q237953.txt", "XFAjet", "ZSerron", "ZXPexchang", "XNfffffc06"}) {
    CAPTURE(term);
    CHECK(has(document, term));
  }
  CHECK(!has(document, "XE:JET:-1019"));
}

TEST_CASE("no phrase reaches from one part of an article into the next", "[indexer]") {
  const Xapian::Document document =
      document_of("# One two\n\n## Cause\n\nthree\n\n## Status\n\nfour\n", "a.md");
  const auto first = [&](const char* term) {
    auto list = document.termlist_begin();
    list.skip_to(term);
    REQUIRE(*list == term);
    return *list.positionlist_begin();
  };
  CHECK(first("two") == first("one") + 1);
  CHECK(first("three") > first("two") + 50);
  CHECK(first("four") > first("three") + 50);
}

TEST_CASE("words stand under the field of their section", "[indexer]") {
  const Xapian::Document document = document_of(
      "# T\n\naa\n\n## Symptoms\n\nbb\n\n## Cause\n\ncc\n\n## Solution\n\ndd\n\n## "
      "Workaround\n\nee\n\n"
      "## Status\n\nff\n\n## More information\n\ngg\n",
      "a.md");
  for (const char* term :
       {"aa", "bb", "cc", "gg", "ZXSYbb", "ZXCAcc", "ZXFXdd", "ZXFXee", "ZXSTff", "ZSt"}) {
    CAPTURE(term);
    CHECK(has(document, term));
  }
  CHECK(!has(document, "ZXSYaa"));
  CHECK(!has(document, "ZXCAbb"));
}

TEST_CASE("a word stands beside its stem, and once in its field", "[indexer]") {
  struct Row {
    std::string text;
    std::string want;
  };
  const std::vector<Row> rows = {
      {"Printers printing", "ZSprint 1, ZSprinter 1, Zprint 1, Zprinter 1, printers 1, printing 1"},
      {"printed printing", "ZSprint 2, Zprint 2, printed 1, printing 1"},
      {"user's", "ZSuser 1, Zuser 1, user's 1"},
      {"na\xc3\xafve", "ZSna\xc3\xafv 1, Zna\xc3\xafv 1, na\xc3\xafve 1"},
      {"1722 0x80004005", "0x80004005 1, 1722 1, S0x80004005 1, S1722 1"},
      {"C++", "Sc++ 1, c++ 1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Xapian::Document document = document_of("# " + row.text + "\n", "");
    std::string got;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      const std::string& text = *term;
      if (text[0] == 'X' || term.get_wdf() == 0) continue;
      if (!got.empty()) got += ", ";
      got += text + " " + std::to_string(term.get_wdf());
      CHECK((text[0] == 'Z' || text[0] == 'S') == (term.positionlist_count() == 0));
    }
    CHECK(got == row.want);
  }
}

TEST_CASE("a set of synonyms has no stem", "[indexer]") {
  const Xapian::Document document = document_of("# Windows NT 4.0\n", "");
  for (const char* term : {"=nt4", "S=nt4", "ZSwindow", "ZSnt", "S4.0"}) {
    CAPTURE(term);
    CHECK(has(document, term));
  }
  CHECK(!has(document, "Z=nt4"));
  CHECK(!has(document, "Swindows"));
}

TEST_CASE("a title's slot tells how many words it has", "[indexer]") {
  std::string long_title;
  for (int i = 0; i < 300; ++i) long_title += "word the ";
  struct Row {
    std::string title;
    int words;
    int telling;
  };
  const std::vector<Row> rows = {
      {"Setup Stops", 2, 2}, {"How to Set Up the TCP/IP Stack", 8, 5},  // set, up, tcp, ip, stack
      {"The", 1, 0},         {"", 0, 0},
      {"...", 0, 0},         {long_title, 255, 255}};
  for (const Row& row : rows) {
    CAPTURE(row.title);
    const TitleSize size = read_title_value(title_value(row.title));
    CHECK(size.words == row.words);
    CHECK(size.telling == row.telling);
  }
  CHECK(title_value("").empty());
  CHECK(read_title_value("abc").words == 0);
  const Xapian::Document document = document_of("# The Setup Stops\n\nText.\n", "a.md");
  CHECK(document.get_value(Xapian::valueno(field(FieldId::kTitle).slot)) == "\x03\x02");
}

TEST_CASE("slots hold what sorts and filters", "[indexer]") {
  const Xapian::Document document = document_of(sample("txt/237/Q237953.TXT").bytes, "a");
  const auto slot = [&](FieldId id) { return document.get_value(Xapian::valueno(field(id).slot)); };
  CHECK(slot(FieldId::kId) == "00237953");
  CHECK(slot(FieldId::kDate).size() == 8);
  const auto has = [&](FieldId id, std::string_view value) {
    const auto facets = read_facets_value(slot(FieldId::kFacets));
    return std::any_of(facets.begin(), facets.end(), [&](const FacetValue& one) {
      return one.field == id && one.value == value;
    });
  };
  CHECK(has(FieldId::kProduct, "Microsoft Exchange"));
  CHECK(has(FieldId::kPrefix, "XADM"));
  CHECK(has(FieldId::kDate, slot(FieldId::kDate).substr(0, 4)));
  CHECK_FALSE(has(FieldId::kPrefix, "XFOR"));
  const Xapian::Document note = document_of("A note.\n", "a.txt");
  CHECK(note.get_value(Xapian::valueno(field(FieldId::kDate).slot)).empty());
  CHECK(note.get_value(Xapian::valueno(field(FieldId::kId).slot)).empty());
}

TEST_CASE("every sample makes a document whose terms Xapian takes", "[indexer]") {
  for (const SampleFile& file : samples()) {
    const Xapian::Document document = document_of(file.bytes, file.source);
    CHECK(document.termlist_count() > 10);
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      REQUIRE((*term).size() <= kMaxTerm);
    }
  }
}
