// What runs and merge write is held against what Xapian writes of the same documents.
#include "indexer/glass/merge.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <random>

#include "indexer/build/document.h"
#include "parser/parse.h"
#include "tests/corpus/folder.h"
#include "tests/indexer/database_print.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

/// A document as a test makes it: what it hands to a sink, and its stored record.
struct Made {
  std::function<void(PostingSink&)> postings;
  std::string record;
};

using Metadata = std::map<std::string, std::string>;

/// The documents through runs of `in_run` each, on two files, to the database PATH.
void build(const std::vector<Made>& documents, std::size_t in_run, const Metadata& metadata,
           const std::string& path) {
  ScratchWriter files[2] = {ScratchWriter(path + "-runs-0"), ScratchWriter(path + "-runs-1")};
  MergeInput input;
  input.metadata = metadata;
  RunBuilder builder;
  for (std::size_t begin = 0; begin < documents.size(); begin += in_run) {
    for (std::size_t i = begin; i < std::min(begin + in_run, documents.size()); ++i) {
      documents[i].postings(builder);
      builder.end_document(documents[i].record);
    }
    input.runs.push_back(builder.finish(files[input.runs.size() % 2]));
  }
  for (ScratchWriter& file : files) REQUIRE(file.flush());
  REQUIRE(merge_runs(input, path, 2));
}

/// The same by Xapian's own means. Synonyms and spelling words are what `words`, a database, holds.
void build_by_xapian(const std::vector<Made>& documents, const Metadata& metadata,
                     const Xapian::Database& words, const std::string& path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
  for (const Made& made : documents) {
    Xapian::Document document;
    DocumentSink sink(document);
    made.postings(sink);
    document.set_data(made.record);
    database.add_document(document);
  }
  for (const auto& [key, value] : metadata) database.set_metadata(key, value);
  for (auto key = words.synonym_keys_begin(); key != words.synonym_keys_end(); ++key) {
    for (auto word = words.synonyms_begin(*key); word != words.synonyms_end(*key); ++word) {
      database.add_synonym(*key, *word);
    }
  }
  for (auto word = words.spellings_begin(); word != words.spellings_end(); ++word) {
    database.add_spelling(*word, word.get_termfreq());
  }
  database.commit();
}

void check_equal(const std::vector<Made>& documents, std::size_t in_run,
                 const Metadata& metadata = {}) {
  const Folder folder;
  build(documents, in_run, metadata, folder.path("ours"));
  CHECK(Xapian::Database::check(folder.path("ours")) == 0);
  const Xapian::Database ours(folder.path("ours"));
  build_by_xapian(documents, metadata, ours, folder.path("theirs"));
  const Xapian::Database theirs(folder.path("theirs"));
  CHECK(first_difference(print_database(ours), print_database(theirs)) == "");
}

std::vector<Made> sample_documents() {
  std::vector<Made> documents;
  for (const SampleFile& file : samples()) {
    const auto add = [&file](PostingSink& sink) {
      add_postings(parse_article(file.bytes, file.source), sink);
    };
    documents.push_back({add, file.bytes});
  }
  return documents;
}

/// Several words of one stem, and words without one.
const std::vector<std::string> kForms = {"print", "prints", "printed", "user's", "c++", "=nt4"};

/// Documents of one word at random places, and of many words.
std::vector<Made> random_documents(std::size_t count, std::uint32_t words) {
  std::vector<Made> documents;
  for (std::size_t i = 0; i < count; ++i) {
    const auto add = [i, words](PostingSink& sink) {
      std::mt19937 random(static_cast<unsigned>(i));
      std::uint32_t position = 0;
      const std::uint32_t step = 1 + random() % 3000;
      for (std::uint32_t k = random() % (words + 1); k > 0; --k) {
        position += 1 + random() % step;
        const std::string number = std::to_string(random() % (1 + random() % 50));
        const std::string word =
            random() % 2 == 0 ? kForms[random() % kForms.size()] : "w" + number;
        sink.add_word(word, position, random() % 4 == 0 ? FieldId::kTitle : FieldId::kText);
      }
      if (i % 3 == 0) sink.add_term("K" + std::to_string(i % 7), i % 200);
      if (i % 5 != 0) sink.add_value(0, "day " + std::to_string(i % 365));
      if (i % 11 == 0) sink.add_value(std::uint32_t(17 + i % 2), std::string(1 + i % 90, 'v'));
    };
    documents.push_back({add, i % 13 == 0 ? "" : std::to_string(i)});
  }
  return documents;
}

}  // namespace

TEST_CASE("the sample's database is what Xapian would have written", "[indexer]") {
  const Metadata metadata = {{"D0x1", "one"}, {"NE_FAIL", std::string(5000, 'x')}};
  for (const std::size_t in_run : {1000, 17, 1}) {
    INFO("documents in a run: " << in_run);
    check_equal(sample_documents(), in_run, metadata);
  }
}

TEST_CASE("random documents become what Xapian would have written", "[indexer]") {
  check_equal(random_documents(0, 0), 1);
  check_equal(random_documents(1, 0), 1);
  check_equal(random_documents(3000, 40), 500);
  check_equal(random_documents(40, 3000), 7);
  check_equal(random_documents(33000, 1), 4096);  // numbers from 2^15 on are written otherwise
}

TEST_CASE("tables hold entries of any size", "[indexer]") {
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same each time
  Metadata metadata;
  for (std::size_t i = 0; i < 4000; ++i) {
    std::string key = "k" + std::to_string(random() % 100000);
    key.resize(1 + random() % 240, 'k');
    std::string& value = metadata[key];
    const std::size_t sizes[] = {1, 40, 2000, 2040, 9000, 70000};
    value.resize(1 + random() % sizes[random() % (i % 20 == 0 ? 6 : 4)]);
    for (char& c : value) c = static_cast<char>(random());
  }
  check_equal(random_documents(2, 5), 1, metadata);
}

TEST_CASE("a word twice at one place counts twice, at one position", "[indexer]") {
  const auto add = [](PostingSink& sink) {
    sink.add_word("same", 7, FieldId::kText);
    sink.add_word("same", 7, FieldId::kTitle);
    sink.add_word("same", 9, FieldId::kTitle);
    sink.add_term("same", 4);
    sink.add_term("Kempty", 0);
  };
  check_equal({{add, "record"}}, 1);
}

TEST_CASE("words of one stem are synonyms, frequent words corrections", "[indexer]") {
  std::vector<Made> documents;
  for (const std::string word :
       {"upgrade", "upgraded", "upgrade", "upgrades", "upgrade", "c1060107"}) {
    documents.push_back({[word](PostingSink& sink) {
                           sink.add_word(word, 1, FieldId::kText);
                           sink.add_word("lonely", 2, FieldId::kText);
                         },
                         ""});
  }
  const Folder folder;
  build(documents, 4, {}, folder.path("db"));
  const Xapian::Database database(folder.path("db"));
  const std::vector<std::string> forms(database.synonyms_begin("Zupgrad"),
                                       database.synonyms_end("Zupgrad"));
  CHECK(forms == std::vector<std::string>{"upgrade", "upgraded", "upgrades"});
  CHECK(database.synonyms_begin("Zlone") == database.synonyms_end("Zlone"));
  CHECK(database.get_spelling_suggestion("upgarde") == "upgrade");
  CHECK(database.get_spelling_suggestion("loneley") == "lonely");
  CHECK(database.get_spelling_suggestion("upgradee") == "upgrade");  // two articles are too few
}

TEST_CASE("Xapian changes a merged database like one of its own", "[indexer]") {
  const Folder folder;
  const std::vector<Made> documents = random_documents(700, 60);
  build(documents, 100, {}, folder.path("db"));
  {
    Xapian::WritableDatabase database(folder.path("db"), Xapian::DB_OPEN);
    for (std::size_t i = 0; i < 60; ++i) {
      Xapian::Document document;
      DocumentSink sink(document);
      random_documents(i + 1, 80)[i].postings(sink);
      document.set_data("changed");
      database.replace_document(Xapian::docid(1 + i * 11), document);
      database.delete_document(Xapian::docid(2 + i * 11));
    }
    database.commit();
  }
  CHECK(Xapian::Database::check(folder.path("db")) == 0);
  const Xapian::Database database(folder.path("db"));
  CHECK(database.get_doccount() == 640);
  CHECK(database.get_document(12).get_data() == "changed");
}

TEST_CASE("what can't be written is said", "[indexer]") {
  const Folder folder;
  SECTION("the folder of the database is taken") {
    folder.write("db", "a file");
    const auto merged = merge_runs({}, folder.path("db"), 1);
    REQUIRE_FALSE(merged);
    CHECK(merged.error().kind == ErrorKind::kSystem);
    CHECK(merged.error().message.find("can't write") == 0);
  }
  SECTION("a run is gone") {
    RunBuilder builder;
    MergeInput input;
    {
      ScratchWriter file(folder.path("runs"));
      random_documents(1, 9)[0].postings(builder);
      builder.end_document("record");
      input.runs.push_back(builder.finish(file));
    }
    std::filesystem::remove(folder.path("runs"));
    const auto merged = merge_runs(input, folder.path("db"), 2);
    REQUIRE_FALSE(merged);
    CHECK(merged.error().message.find("can't read") == 0);
  }
  SECTION("no room for the runs") {
    ScratchWriter file("/dev/full");
    file.append(std::string(1 << 20, 'x'));
    CHECK_FALSE(file.good());
    CHECK_FALSE(file.flush());
  }
}
