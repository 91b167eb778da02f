#include "indexer/schema/terms.h"

#include <catch2/catch.hpp>
#include <string>

using namespace kb;

namespace {

struct Row {
  FieldId field;
  const char* value;
  const char* want;
};

}  // namespace

TEST_CASE("values become terms", "[indexer]") {
  const auto row = GENERATE(values<Row>({
      {FieldId::kId, "Q182320", "QQ182320"},
      {FieldId::kCites, "Q182320", "XCI:Q182320"},
      {FieldId::kError, "0xC1060107", "XE0xC1060107"},
      {FieldId::kError, "EVENT:4058", "XE:EVENT:4058"},
      {FieldId::kErrorUpFront, "JET:-1018", "XU:JET:-1018"},
      {FieldId::kFile, "Kmsupgrd.dll", "XFkmsupgrd.dll"},
      {FieldId::kRegistry, "HKEY_USERS\\A  B", "XRhkey_users\\a b"},
      {FieldId::kRegistry, ":x", "XR::x"},
      {FieldId::kOs, "Windows NT", "XOwindows nt"},
      {FieldId::kVersion, " 5.5  SP1 ", "XV5.5 sp1"},
      {FieldId::kKeyword, "kbExchange550", "Kkbexchange550"},
      {FieldId::kSource, "kb/182/Q182320/README.md", "Ukb/182/q182320/readme.md"},
      {FieldId::kNumber, "c1060107", "XNc1060107"},
  }));
  DYNAMIC_SECTION(row.want) { CHECK(exact_term(field(row.field), row.value) == row.want); }
}

TEST_CASE("long values are cut and stay distinct", "[indexer]") {
  const std::string a = std::string(300, 'a') + "1";
  const std::string b = std::string(300, 'a') + "2";
  const std::string term = exact_term(field(FieldId::kFile), a);
  CHECK(term.size() == kMaxTerm);
  CHECK(term == exact_term(field(FieldId::kFile), a));
  CHECK(term != exact_term(field(FieldId::kFile), b));
  CHECK(exact_term(field(FieldId::kFile), std::string(198, 'a')).size() == 200);
}

TEST_CASE("words stand under their field's prefix", "[indexer]") {
  CHECK(word_term(field(FieldId::kText), "setup") == "setup");
  CHECK(word_term(field(FieldId::kTitle), "setup") == "Ssetup");
  CHECK(word_term(field(FieldId::kFix), "setup") == "XFXsetup");
  CHECK(stem_key("setup") == "Zsetup");
}

TEST_CASE("words are found by their stem", "[indexer]") {
  const Xapian::Stem stemmer = english_stemmer();
  const auto found = [&](FieldId id, const char* word) {
    return found_term(field(id), word, stemmer);
  };
  CHECK(found(FieldId::kText, "printers") == "Zprinter");
  CHECK(found(FieldId::kTitle, "connections") == "ZSconnect");
  CHECK(found(FieldId::kSymptoms, "queues") == "ZXSYqueue");
  CHECK(found(FieldId::kText, "1722") == "1722");
  CHECK(found(FieldId::kTitle, "=nt4") == "S=nt4");
  CHECK(found(FieldId::kTitle, "ntfs.sys") == "Sntfs.sys");
}

TEST_CASE("slots sort as what they hold", "[indexer]") {
  CHECK(number_value(0xC1060107) == "c1060107");
  CHECK(number_value(0xA) == "0000000a");
  CHECK(date_value("1999-04-21") == "19990421");
  CHECK(date_value("").empty());
  CHECK(id_value("Q182320") == "00182320");
  CHECK(id_value("Q97982") < id_value("Q182320"));
}

TEST_CASE("facets are read as they were written", "[indexer]") {
  const auto read_again = [](const std::vector<FacetValue>& facets) {
    std::string out;
    for (const FacetValue& one : read_facets_value(facets_value(facets))) {
      out += std::string(field(one.field).facet) + "=" + one.value + ";";
    }
    return out;
  };
  CHECK(read_again({}).empty());
  CHECK(read_again({{FieldId::kProduct, "Alpha Server"},
                    {FieldId::kProduct, "Beta"},
                    {FieldId::kOs, "Windows NT"},
                    {FieldId::kDate, "1999"}}) ==
        "product=Alpha Server;product=Beta;os=Windows NT;year=1999;");
  CHECK(read_again({{FieldId::kPrefix, std::string(300, 'x')}, {FieldId::kType, "kbbug"}}) ==
        "prefix=" + std::string(254, 'x') + ";type=kbbug;");
  CHECK(read_again({{FieldId::kPrefix, std::string(253, 'x') + "\xC3\xBC"}}) ==
        "prefix=" + std::string(253, 'x') + ";");
}

TEST_CASE("what no facets were written as is left out", "[indexer]") {
  for (const std::string& slot : {std::string("\x05"), std::string("\x00\x00", 2),
                                  std::string("\x02\xFFx"), std::string("\x02\x00x", 3)}) {
    CAPTURE(slot);
    CHECK(read_facets_value(slot).empty());
  }
}
