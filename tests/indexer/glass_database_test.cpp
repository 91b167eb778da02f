// Our reader of posting lists and positions is held against Xapian's, on databases that Xapian and
// that kb wrote, and fed with damaged ones.
#include "indexer/glass_database.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "indexer/build/build.h"
#include "indexer/store/index_folder.h"
#include "indexer/transfer/pack.h"
#include "tests/corpus/folder.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
using glass::DatabaseReader;
namespace fs = std::filesystem;

namespace {

struct Posting {
  std::uint32_t document;
  std::uint32_t number;
  bool operator==(const Posting& other) const {
    return document == other.document && number == other.number;
  }
};
using List = std::vector<Posting>;

std::ostream& operator<<(std::ostream& out, const Posting& posting) {
  return out << posting.document << ": " << posting.number;
}

List list_of(DatabaseReader& file, const std::string& term) {
  List list;
  file.for_each(term, [&](auto document, auto times) { list.push_back({document, times}); });
  return list;
}

List lengths_of(DatabaseReader& file) {
  List list;
  file.for_each_length([&](auto document, auto length) { list.push_back({document, length}); });
  return list;
}

List list_of(const Xapian::Database& database, const std::string& term) {
  List list;
  const auto end = database.postlist_end(term);
  for (auto it = database.postlist_begin(term); it != end; ++it) {
    list.push_back({*it, term.empty() ? it.get_doclength() : it.get_wdf()});
  }
  return list;
}

/// Of `document` and those near it, by `file`, what is not among `all`; and `document` if it is.
List wrong_near(DatabaseReader& file, std::uint32_t document, const List& all) {
  List wrong;
  bool seen = false;
  file.for_each_length_near(document, [&](std::uint32_t near, std::uint32_t length) {
    seen = seen || near == document;
    const Posting posting{near, length};
    if (std::find(all.begin(), all.end(), posting) == all.end()) wrong.push_back(posting);
  });
  const auto is_it = [&](const Posting& posting) { return posting.document == document; };
  const auto found = std::find_if(all.begin(), all.end(), is_it);
  if (!seen && found != all.end()) wrong.push_back(*found);
  return wrong;
}

/// Where `file` and Xapian do not find the term at the same positions: documents.
std::vector<std::uint32_t> wrong_positions(const Xapian::Database& database, DatabaseReader& file,
                                           const std::string& term, const List& list) {
  std::vector<std::uint32_t> wrong;
  const auto compare = [&](std::uint32_t document, const std::vector<std::uint32_t>& places) {
    std::vector<std::uint32_t> ours;
    file.read_positions(term, document, ours);
    if (ours != places) wrong.push_back(document);
  };
  // In order, with some that do not hold it, then from behind.
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::uint32_t document = list[i].document;
    compare(document, {database.positionlist_begin(document, term),
                       database.positionlist_end(document, term)});
    if (i + 1 == list.size() || list[i + 1].document > document + 1) compare(document + 1, {});
  }
  for (std::size_t i = list.size(); i > 0; i -= std::min<std::size_t>(i, 7)) {
    const std::uint32_t document = list[i - 1].document;
    compare(document, {database.positionlist_begin(document, term),
                       database.positionlist_end(document, term)});
  }
  return wrong;
}

/// Documents whose value in the slot `file` and Xapian do not have the same; asked for in order,
/// then here and there, then all at once.
std::vector<std::uint32_t> wrong_values(const Xapian::Database& database, DatabaseReader& file,
                                        std::uint32_t slot) {
  std::vector<std::uint32_t> wrong;
  const auto compare = [&](std::uint32_t document, const std::string& value) {
    if (file.value(slot, document) != value) wrong.push_back(document);
  };
  std::map<std::uint32_t, std::string> values;
  const auto end = database.valuestream_end(slot);
  for (auto it = database.valuestream_begin(slot); it != end; ++it) values[it.get_docid()] = *it;
  const List lengths = list_of(database, "");
  for (const Posting& posting : lengths) compare(posting.document, values[posting.document]);
  std::mt19937 random(7);
  for (int i = 0; i < 500 && !lengths.empty(); ++i) {
    const std::uint32_t document = lengths[random() % lengths.size()].document;
    compare(document, values[document]);
    compare(document + 1, values[document + 1]);
  }
  std::erase_if(values, [](const auto& value) { return value.second.empty(); });
  file.for_each_value(slot, [&](std::uint32_t document, std::string_view value) {
    const bool next = !values.empty() && values.begin()->first == document;
    if (!next || values.begin()->second != value) wrong.push_back(document);
    if (next) values.erase(values.begin());
  });
  for (const auto& [document, value] : values) wrong.push_back(document);
  return wrong;
}

/// Documents for which `file` and Xapian do not have the same stored.
std::vector<std::uint32_t> wrong_data(const Xapian::Database& database, DatabaseReader& file,
                                      const List& documents) {
  std::vector<std::uint32_t> wrong;
  for (const Posting& one : documents) {
    const std::string data = database.get_document(one.document).get_data();
    if (file.data(one.document) != data) wrong.push_back(one.document);
  }
  return wrong;
}

/// Terms under which `file` and Xapian do not have the same filed.
std::vector<std::string> wrong_synonyms(const Xapian::Database& database, DatabaseReader& file) {
  std::vector<std::string> wrong;
  const auto end = database.synonym_keys_end();
  for (auto key = database.synonym_keys_begin(); key != end; ++key) {
    const std::vector<std::string> synonyms(database.synonyms_begin(*key),
                                            database.synonyms_end(*key));
    if (file.synonyms(*key) != synonyms) wrong.push_back(*key);
  }
  return wrong;
}

/// Checks that everything that `database` has is the same in `file`.
void check_same(const Xapian::Database& database, DatabaseReader* file) {
  REQUIRE(file != nullptr);
  std::vector<std::uint32_t> of_no_term;
  file->read_positions("", 1, of_no_term);  // before any other
  CHECK(of_no_term.empty());
  CHECK(file->documents() == database.get_doccount());
  CHECK(file->last_document() == database.get_lastdocid());
  CHECK(file->average_length() == database.get_avlength());
  std::size_t lists = 0;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term, ++lists) {
    CAPTURE(*term);
    const List list = list_of(database, *term);
    CHECK(file->frequency(*term) == term.get_termfreq());
    CHECK(list_of(*file, *term) == list);
    CHECK(wrong_positions(database, *file, *term, list).empty());
  }
  CHECK(lists > 0);
  const List lengths = list_of(database, "");
  CHECK(lengths_of(*file) == lengths);
  CHECK(wrong_data(database, *file, lengths).empty());
  CHECK(file->data(database.get_lastdocid() + 1).empty());
  CHECK(wrong_synonyms(database, *file).empty());
  const std::size_t step = lengths.size() / 40 + 1;
  for (std::size_t i = 0; i < lengths.size(); i += step) {
    CHECK(wrong_near(*file, lengths[i].document, lengths).empty());
  }
  for (const std::uint32_t slot : {0U, 1U, 2U, 7U, 8U, 300U}) {
    CAPTURE(slot);
    CHECK(wrong_values(database, *file, slot).empty());
  }
  for (const std::string absent : {"", "\x01", "zzzzzz", "\xFF\xFF", "XNOSUCH"}) {
    CHECK(file->frequency(absent) == 0);
    CHECK(list_of(*file, absent).empty());
    std::vector<std::uint32_t> positions;
    file->read_positions(absent, 1, positions);
    CHECK(positions.empty());
    CHECK(file->synonyms(absent).empty());
  }
}

/// Terms that are hard on keys: short ones, the longest, with bytes that keys spell otherwise.
std::vector<std::string> hard_terms() {
  using std::string_literals::operator""s;
  std::vector<std::string> terms = {"a", "a\0"s, "a\0b"s, "\0"s, "\0\xE0"s, "\xFF", "a\xFF", "ab"};
  for (int i = 0; i < 40; ++i) terms.push_back(fmt::format("{:0>200}", i));
  for (int i = 0; i < 300; ++i) terms.push_back(fmt::format("t{}", i));
  return terms;
}

/// A database that Xapian writes in several steps: documents with gaps between their numbers, lists
/// of one document and of nearly all, small counts and large, some of it taken out again.
void write_hard(const std::string& path, Xapian::docid first, Xapian::docid count) {
  std::mt19937 random(20020611);
  const std::vector<std::string> terms = hard_terms();
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
  for (Xapian::docid i = 0; i < count; ++i) {
    Xapian::Document document;
    document.add_term("all", 1 + random() % 3);
    if (random() % 3 != 0) document.add_term(terms[8], 1);  // one of 200 bytes, in many chunks
    for (int n = 0; n < 6; ++n) {
      const Xapian::termcount times = random() % 50 == 0 ? random() % 3'000'000 : random() % 200;
      document.add_term(terms[random() % terms.size()], times);
    }
    // One position, two, a few far apart, a stretch, and many.
    const std::string& placed = terms[random() % terms.size()];
    const std::size_t places = std::array{1, 2, 3, 20, 400}.at(random() % 5);
    const Xapian::termpos reach = std::array{1U, 3U, 200U, 3'000'000'000U}.at(random() % 4);
    Xapian::termpos place = random() % reach;
    for (std::size_t n = 0; n < places; ++n) {
      document.add_posting(placed, place);
      place += 1 + random() % (reach / places + 1);
    }
    document.add_value(0, std::to_string(i));
    if (random() % 3 == 0) document.add_value(7, "seven");
    if (random() % 100 == 0) document.add_value(300, std::string(random() % 9000, 'v'));
    // Short, long enough to be compressed, or in several pieces. No longer: some of what Xapian 1.4
    // compresses from 16 KB it can't read itself.
    std::string data = std::to_string(i);
    if (i % 20 == 0) data.append(random() % 8'000, 'd');
    if (i % 100 == 7) std::generate_n(std::back_inserter(data), 6000, std::ref(random));
    document.set_data(data);
    database.replace_document(first + i * (1 + i % 3), document);
    if (i % 1000 == 999) database.commit();
  }
  for (Xapian::docid i = 100; i < count; i += 17) {
    const Xapian::docid document = first + i * (1 + i % 3);
    try {
      database.delete_document(document);
    } catch (const Xapian::DocNotFoundError&) {  // it was another one with the number
    }
  }
  for (int i = 0; i < 500; ++i) {
    const std::string key = fmt::format("key {}", i % 70);
    database.add_synonym(key, fmt::format("{:x>{}}", i, 1 + i % 200));
  }
  database.commit();
}

void build(const std::string& sources, const std::string& folder) {
  Progress progress;
  REQUIRE(build_index({{sources}, folder, 2}, progress));
}

/// Reads all it can. True if nothing was found wrong.
bool reads(const std::string& folder, const std::vector<std::string>& terms) {
  const auto file = DatabaseReader::in_folder(folder);
  if (!file) return false;
  try {
    for (const std::string& term : terms) {
      std::vector<std::uint32_t> positions;
      for (const Posting& posting : list_of(*file, term)) {
        file->read_positions(term, posting.document, positions);
      }
    }
    for (const Posting& posting : lengths_of(*file)) {
      file->value(7, posting.document);
      file->data(posting.document);
    }
    file->for_each_value(0, [](std::uint32_t /*document*/, std::string_view /*value*/) {});
    for (int i = 0; i < 70; ++i) file->synonyms(fmt::format("key {}", i));
    return true;
  } catch (const Xapian::DatabaseError&) {
    return false;
  }
}

}  // namespace

TEST_CASE("what Xapian wrote of terms is read as it reads it", "[indexer]") {
  // From two bytes a number in a key to five.
  for (const Xapian::docid first : {1U, 32'000U, 4'194'000U, 600'000'000U}) {
    const Folder folder;
    write_hard(folder.path("db"), first, 6000);
    const Xapian::Database database(folder.path("db"));
    CAPTURE(first);
    check_same(database, DatabaseReader::in_folder(folder.path("db")).get());
  }
}

TEST_CASE("a database without documents has no lists", "[indexer]") {
  const Folder folder;
  Xapian::WritableDatabase(folder.path("db"), Xapian::DB_CREATE).commit();
  const auto file = DatabaseReader::in_folder(folder.path("db"));
  REQUIRE(file);
  CHECK(file->documents() == 0);
  CHECK(file->average_length() == 0);
  CHECK(file->frequency("a") == 0);
  CHECK(file->data(1).empty());
  CHECK(file->synonyms("a").empty());
  CHECK(lengths_of(*file).empty());
}

TEST_CASE("the terms of an index, an update and a pocket file are read", "[indexer]") {
  const Folder folder;
  const fs::path sources = folder.path("sources");
  fs::copy(std::string(KB_SOURCE_DIR) + "/corpus/sample", sources, fs::copy_options::recursive);
  build(sources.string(), folder.path("db"));
  const auto built = open_index(folder.path("db"));
  check_same(*built->database, built->reader.get());

  Progress progress;
  REQUIRE(pack_index(folder.path("db"), folder.path("a.kb"), progress));
  const auto packed = open_index(folder.path("a.kb"));
  check_same(*packed->database, packed->reader.get());

  folder.write("sources/new.txt", document("Some text of a new article.\n\n"));
  build(sources.string(), folder.path("db"));
  const auto updated = open_index(folder.path("db"));
  CHECK(updated->database->get_doccount() == built->database->get_doccount() + 1);
  check_same(*updated->database, updated->reader.get());
}

TEST_CASE("a database of another format is left to Xapian", "[indexer]") {
  const Folder folder;
  write_hard(folder.path("db"), 1, 50);
  CHECK(DatabaseReader::in_folder(folder.path("none")) == nullptr);
  CHECK(DatabaseReader::in_file(folder.path("none"), 0) == nullptr);
  const std::string version = read_bytes(folder.path("db/iamglass"));
  for (const std::size_t at : {std::size_t(0), std::size_t(14), std::size_t(15)}) {
    std::string other = version;
    other[at] = char(other[at] ^ 1);
    folder.write("db/iamglass", other);
    CHECK(DatabaseReader::in_folder(folder.path("db")) == nullptr);
  }
  for (std::size_t size = 0; size < version.size(); ++size) {
    folder.write("db/iamglass", version.substr(0, size));
    reads(folder.path("db"), {"all"});
  }
  fs::remove(folder.path("db/postlist.glass"));
  folder.write("db/iamglass", version);
  CHECK(DatabaseReader::in_folder(folder.path("db")) == nullptr);
}

TEST_CASE("no more documents are believed than can be gone through", "[indexer]") {
  const Folder folder;
  write_hard(folder.path("db"), 1, 100);
  const std::string sound = read_bytes(folder.path("db/iamglass"));
  std::size_t damaged = 0;
  for (std::size_t at = 0; at < sound.size(); ++at) {
    std::string bytes = sound.substr(0, at) + "\xFF\xFF\xFF\xFF\x0F" + sound.substr(at + 1);
    folder.write("db/iamglass", bytes);
    try {
      const auto file = DatabaseReader::in_folder(folder.path("db"));
      if (file) CHECK(file->last_document() <= glass::kMostDocuments);
    } catch (const Xapian::DatabaseError&) {
      ++damaged;
    }
  }
  CHECK(damaged > 0);
}

TEST_CASE("damaged tables give an error, never more", "[indexer]") {
  const Folder folder;
  write_hard(folder.path("db"), 1, 1500);
  const std::vector<std::string> terms = hard_terms();
  REQUIRE(reads(folder.path("db"), terms));
  const std::string table =
      GENERATE("db/postlist.glass", "db/position.glass", "db/docdata.glass", "db/synonym.glass");
  const std::string sound = read_bytes(folder.path(table));
  std::mt19937 random(1985);
  std::size_t found = 0;
  for (int round = 0; round < 400; ++round) {
    std::string bytes = sound;
    // A byte of anything, a byte of a block's head or directory, a stretch, or the end.
    const std::size_t block = random() % (bytes.size() / glass::kBlockSize) * glass::kBlockSize;
    const std::size_t at = round % 4 == 1 ? block + random() % 60 : random() % bytes.size();
    if (round % 4 == 3) {
      bytes.resize(at);
    } else {
      const std::size_t length = round % 4 == 2 ? 1 + random() % 500 : 1;
      for (std::size_t i = at; i < std::min(at + length, bytes.size()); ++i) {
        bytes[i] = char(random());
      }
    }
    folder.write(table, bytes);
    found += reads(folder.path("db"), terms) ? 0 : 1;
  }
  CHECK(found >= 80);  // many bytes are counts, of which any is as good
}
