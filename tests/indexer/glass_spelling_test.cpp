// What our reader says is meant is held against what Xapian says, on databases that Xapian and that
// kb wrote, and it is fed with damaged ones.
#include "indexer/glass_spelling.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "indexer/build/build.h"
#include "indexer/glass_database.h"
#include "indexer/store/index_folder.h"
#include "indexer/transfer/pack.h"
#include "tests/corpus/folder.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
using glass::DatabaseReader;
using Words = std::vector<std::string>;
namespace fs = std::filesystem;

namespace {

std::size_t below(std::mt19937& random, std::size_t range) { return random() % range; }

/// Words that share much: of few syllables, many with the same beginning; and all of one and two
/// letters, of an alphabet of three.
Words common_words(std::mt19937& random) {
  constexpr std::array kSyllables = {"in",  "ter", "na", "tion", "al",           "ser", "ver",
                                     "pri", "nt",  "a",  "o",    "\xC3\xBC",     "re",  "con",
                                     "fi",  "gu",  "ra", "e",    "\xE2\x82\xAC", "st",  "ab"};
  Words words;
  for (int i = 0; i < 3000; ++i) {
    std::string word = below(random, 4) == 0 ? "internat" : "";
    const std::size_t syllables = 1 + below(random, 4);
    for (std::size_t n = 0; n < syllables; ++n)
      word += kSyllables.at(below(random, kSyllables.size()));
    words.push_back(word);
  }
  for (int i = 0; i < 340; ++i) {
    std::string word;
    for (int rest = i; rest > 0; rest /= 4) word += char('a' + rest % 4);
    words.push_back(word);
  }
  return words;
}

/// Words that are hard on keys and lists.
Words hard_words() {
  using std::string_literals::operator""s;
  Words words = {"aaaaaa", "aaaaaaaaa",    "abababab", "ab\0"s,    "ab\0c"s,
                 "\0\0"s,  "\xFF\xFF\xFF", "\xFF\xFE", "\xC3\xA4", "\xC3\xA4\xC3\xB6\xC3\xBC",
                 "x\x80y"};
  for (int i = 0; i < 20; ++i) words.push_back(fmt::format("{:a>200}", i));
  for (int i = 0; i < 20; ++i) words.push_back(fmt::format("{:b<200}", i));
  return words;
}

Words all_words(unsigned seed) {
  std::mt19937 random(seed);
  Words words = common_words(random);
  const Words hard = hard_words();
  words.insert(words.end(), hard.begin(), hard.end());
  return words;
}

/// A database of spelling words alone. Few have the same frequency as their neighbours.
void write_spelling(const std::string& path, const Words& words) {
  std::mt19937 random(1998);
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
  for (const std::string& word : words) {
    const auto articles =
        Xapian::termcount(std::array<std::size_t, 4>{1, 9, 300, 70'000}.at(below(random, 4)));
    database.add_spelling(word, 1 + Xapian::termcount(below(random, articles)));
  }
  database.commit();
}

struct Compared {
  std::size_t found = 0;  ///< for how many there was another word
  Words wrong;            ///< with what Xapian says, and what we say
};

/// What is meant by each of the words, by Xapian and by `reader`.
Compared compare(const Xapian::Database& database, DatabaseReader& reader, const Words& words) {
  Compared compared;
  for (const std::string& word : words) {
    for (unsigned away = 0; away <= 3; ++away) {
      const std::string want = database.get_spelling_suggestion(word, away);
      const std::string ours = reader.suggestion(word, away);
      compared.found += want.empty() ? 0 : 1;
      if (ours == want) continue;
      compared.wrong.push_back(fmt::format("{} away {}: {}, not {}", word, away, want, ours));
    }
  }
  return compared;
}

/// Asks for what is meant by each. True if nothing was found wrong.
bool reads(const std::string& folder, const Words& words) {
  const auto reader = DatabaseReader::in_folder(folder);
  if (!reader) return false;
  bool sound = true;
  for (const std::string& word : words) {
    try {
      reader->suggestion(word, 2);
    } catch (const Xapian::DatabaseError&) {
      sound = false;
    }
  }
  return sound;
}

void build(const std::string& sources, const std::string& folder) {
  Progress progress;
  REQUIRE(build_index({{sources}, folder, 2}, progress));
}

/// Checks what is meant by each term of an index.
void check_index_at(const std::string& path) {
  const auto opened = open_index(path);
  REQUIRE(opened);
  REQUIRE(opened->reader);
  const Words words(opened->database->allterms_begin(), opened->database->allterms_end());
  const Compared compared = compare(*opened->database, *opened->reader, words);
  CHECK(compared.wrong == Words());
  CHECK(compared.found > 100);
}

}  // namespace

TEST_CASE("what is meant is what Xapian says", "[indexer]") {
  using Mistake = std::string (*)(std::string word, std::size_t at, char letter);
  struct Row {
    std::string name;
    Mistake mistake;
  };
  const auto row = GENERATE(values<Row>({
      {"no mistake", [](auto word, auto, auto) { return word; }},
      {"a letter inserted",
       [](auto word, auto at, auto letter) { return word.insert(at, 1, letter); }},
      {"a letter doubled", [](auto word, auto at, auto) { return word.insert(at, 1, word[at]); }},
      {"a letter deleted", [](auto word, auto at, auto) { return word.erase(at, 1); }},
      {"a letter replaced",
       [](auto word, auto at, auto letter) {
         word[at] = letter;
         return word;
       }},
      {"a letter of several bytes",
       [](auto word, auto at, auto) { return word.replace(at, 1, "\xC3\xBC"); }},
      {"letters swapped",
       [](auto word, auto at, auto) {
         std::swap(word[at], word[at == 0 ? word.size() - 1 : at - 1]);
         return word;
       }},
      {"cut off", [](auto word, auto at, auto) { return word.substr(0, at + 1); }},
      {"begun late", [](auto word, auto at, auto) { return word.substr(at); }},
      {"another ending", [](auto word, auto at, auto) { return word.substr(0, at) + "tion"; }},
      {"two mistakes",
       [](auto word, auto at, auto letter) { return word.insert(at, 1, letter) + letter; }},
  }));
  const Folder folder;
  const Words words = all_words(2001);
  write_spelling(folder.path("db"), words);
  const Xapian::Database database(folder.path("db"));
  const auto reader = DatabaseReader::in_folder(folder.path("db"));
  REQUIRE(reader);
  std::mt19937 random(42);
  Words mistaken;
  for (const std::string& word : words) {
    if (word.empty() || below(random, 8) != 0) continue;
    mistaken.push_back(
        row.mistake(word, below(random, word.size()), char('a' + below(random, 26))));
  }
  DYNAMIC_SECTION(row.name) {
    const Compared compared = compare(database, *reader, mistaken);
    CHECK(compared.wrong == Words());
    CHECK(compared.found > 100);
  }
}

TEST_CASE("what is meant by short words is what Xapian says", "[indexer]") {
  const Folder folder;
  write_spelling(folder.path("db"), all_words(2002));
  const Xapian::Database database(folder.path("db"));
  const auto reader = DatabaseReader::in_folder(folder.path("db"));
  REQUIRE(reader);
  Words words = {""};
  for (std::size_t i = 0; i < 300; ++i) {  // all of up to four letters of an alphabet
    for (const char letter : {'a', 'b', 'd', 'e'}) words.push_back(words[i] + letter);
  }
  const Compared compared = compare(database, *reader, words);
  CHECK(compared.wrong == Words());
  CHECK(compared.found > 100);
}

TEST_CASE("a word too long for the table means none", "[indexer]") {
  const Folder folder;
  write_spelling(folder.path("db"), all_words(2003));
  const Xapian::Database database(folder.path("db"));
  const auto reader = DatabaseReader::in_folder(folder.path("db"));
  REQUIRE(reader);
  Words words;
  for (const std::size_t size : {199U, 201U, 254U, 255U, 258U, 260U, 300U, 5000U}) {
    words.push_back(std::string(size - 2, 'a') + "10");
    words.push_back("10" + std::string(size - 2, 'b'));
  }
  CHECK(compare(database, *reader, words).wrong == Words());
  CHECK(reader->suggestion(words[0], 1'000'000) ==
        database.get_spelling_suggestion(words[0], 1'000'000));
}

TEST_CASE("words that are taken out again are not meant", "[indexer]") {
  const Folder folder;
  Words words = all_words(2004);
  write_spelling(folder.path("db"), words);
  Xapian::WritableDatabase database(folder.path("db"));
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i % 3 == 0) database.remove_spelling(words[i], 1'000'000);
    if (i % 7 == 1) database.remove_spelling(words[i], 20);
    if (i % 500 == 0) database.commit();
  }
  for (const std::string& word : all_words(2005)) database.add_spelling(word, 40);
  database.commit();
  const auto reader = DatabaseReader::in_folder(folder.path("db"));
  REQUIRE(reader);
  std::shuffle(words.begin(), words.end(), std::mt19937(3));
  words.resize(1000);
  const Compared compared = compare(database, *reader, words);
  CHECK(compared.wrong == Words());
  CHECK(compared.found > 100);
}

TEST_CASE("without a table of spelling words none is meant", "[indexer]") {
  const Folder folder;
  Xapian::WritableDatabase(folder.path("db"), Xapian::DB_CREATE).commit();
  const auto empty = DatabaseReader::in_folder(folder.path("db"));
  REQUIRE(empty);
  CHECK(empty->suggestion("print", 2).empty());

  write_spelling(folder.path("words"), {"printer"});
  const auto early = DatabaseReader::in_folder(folder.path("words"));
  const auto late = DatabaseReader::in_folder(folder.path("words"));
  REQUIRE(early);
  REQUIRE(late);
  CHECK(early->suggestion("prinet", 2) == "printer");
  fs::remove_all(folder.path("words"));
  CHECK(early->suggestion("prinet", 2) == "printer");
  CHECK_THROWS_AS(late->suggestion("prinet", 2), Xapian::DatabaseOpeningError);
}

TEST_CASE("what is meant in an index, an update and a pocket file is what Xapian says",
          "[indexer]") {
  const Folder folder;
  const fs::path sources = folder.path("sources");
  fs::copy(std::string(KB_SOURCE_DIR) + "/corpus/sample", sources, fs::copy_options::recursive);
  build(sources.string(), folder.path("db"));
  check_index_at(folder.path("db"));

  Progress progress;
  REQUIRE(pack_index(folder.path("db"), folder.path("a.kb"), progress));
  check_index_at(folder.path("a.kb"));

  for (int i = 1; i <= 3; ++i) {
    folder.write(fmt::format("sources/{}.md", i),
                 fmt::format("---\nid: Q90000{}\n---\n\n# New\n\nSome zebras.\n", i));
  }
  build(sources.string(), folder.path("db"));
  check_index_at(folder.path("db"));
  CHECK(open_index(folder.path("db"))->reader->suggestion("zebars", 1) == "zebras");
}

TEST_CASE("a damaged table of spelling words gives an error, never more", "[indexer]") {
  const Folder folder;
  Words words = all_words(2006);
  write_spelling(folder.path("db"), words);
  std::mt19937 random(1985);
  std::shuffle(words.begin(), words.end(), random);
  words.resize(50);
  REQUIRE(reads(folder.path("db"), words));
  const std::string sound = read_bytes(folder.path("db/spelling.glass"));
  std::size_t found = 0;
  for (int round = 0; round < 200; ++round) {
    std::string bytes = sound;
    // A byte of anything, a byte of a block's head or directory, a stretch, or the end.
    const std::size_t block = below(random, bytes.size() / glass::kBlockSize) * glass::kBlockSize;
    const std::size_t at = round % 4 == 1 ? block + below(random, 60) : below(random, bytes.size());
    if (round % 4 == 3) {
      bytes.resize(at);
    } else {
      const std::size_t length = round % 4 == 2 ? 1 + below(random, 500) : 1;
      for (std::size_t i = at; i < std::min(at + length, bytes.size()); ++i) {
        bytes[i] = char(random());
      }
    }
    folder.write("db/spelling.glass", bytes);
    found += reads(folder.path("db"), words) ? 0 : 1;
  }
  CHECK(found >= 40);  // much is not read, and any count is as good as another
}
