// An index that was updated is the index that a full build makes: compared after every step of
// random histories of a folder of sample articles.
#include "indexer/build/update.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/build/build.h"
#include "indexer/check/check.h"
#include "query/search/search.h"
#include "tests/corpus/folder.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
namespace fs = std::filesystem;

namespace {

BuildReport build(const std::string& source, const std::string& folder, bool full = false) {
  Progress progress;
  BuildOptions options;
  options.sources = {source};
  options.accept_losses = true;
  options.folder = folder;
  options.threads = 2;
  options.full = full;
  auto report = build_index(options, progress);
  REQUIRE(report);
  return *report;
}

/// Everything of a document, terms with frequencies and positions.
std::string printed(const Xapian::Database& database, Xapian::docid id) {
  const Xapian::Document document = database.get_document(id);
  std::string out = document.get_data() + "\n" + std::to_string(database.get_doclength(id)) + "\n";
  for (auto term = database.termlist_begin(id); term != database.termlist_end(id); ++term) {
    out += *term + " " + std::to_string(term.get_wdf());
    for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) {
      out += " " + std::to_string(*at);
    }
    out += "\n";
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    out += std::to_string(value.get_valueno()) + "=" + *value + "\n";
  }
  return out;
}

using Dump = std::multiset<std::string>;

/// Everything an index holds but the numbers of its documents.
Dump dump(const OpenIndex& index) {
  const Xapian::Database& database = index.database;
  Dump out;
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    out.insert("document " + printed(database, *it));
  }
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out.insert(fmt::format("term {} {} {}", *term, term.get_termfreq(),
                           database.get_collection_freq(*term)));
  }
  for (auto key = database.synonym_keys_begin(); key != database.synonym_keys_end(); ++key) {
    std::string words;
    const auto end = database.synonyms_end(*key);
    for (auto word = database.synonyms_begin(*key); word != end; ++word) words += " " + *word;
    out.insert("stem " + *key + words);
  }
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word) {
    out.insert(fmt::format("spelling {} {}", *word, word.get_termfreq()));
  }
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    out.insert("metadata " + *key + " " + database.get_metadata(*key));
  }
  return out;
}

/// The hits of a query with their scores; equal scores in no order.
Dump answers(const Index& index, const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.limit = 1000;
  const auto answer = search(index, request);
  REQUIRE(answer);
  Dump out{answer->did_you_mean.value_or("-")};
  for (const SearchHit& hit : answer->hits) {
    out.insert(fmt::format("{:.6f} {} {}", hit.score, hit.source, hit.title));
  }
  return out;
}

const std::vector<std::string> kQueries = {
    "upgrade fails",   "0xc1060107",          "service pack",    "printer",
    "-1018",           "product:exchange",    "\"blue screen\"", "file:*.dll",
    "exchange servar", "error connecting to", "date:1999",       "Q182320"};

/// The first difference, or `none`.
std::string difference(const Dump& a, const Dump& b) {
  for (const auto& [from, to, name] :
       {std::tuple{&a, &b, "only updated: "}, {&b, &a, "only built: "}}) {
    for (const std::string& line : *from) {
      if (from->count(line) != to->count(line)) return name + line.substr(0, 600);
    }
  }
  return "none";
}

/// Holds the index in `updated` against a new one of the same folder.
void check_equal(const std::string& source, const std::string& updated) {
  const Folder fresh;
  build(source, fresh.path("db"));
  const auto one = open_index(updated);
  const auto other = open_index(fresh.path("db"));
  REQUIRE(one);
  REQUIRE(other);
  CHECK(difference(dump(*one), dump(*other)) == "none");
  CHECK(one->info.articles == other->info.articles);
  CHECK(one->info.files == other->info.files);
  CHECK(one->info.bytes == other->info.bytes);
  CHECK(one->info.dialects == other->info.dialects);
  CHECK(one->info.diagnostics == other->info.diagnostics);
  const auto old_index = Index::open(updated);
  const auto new_index = Index::open(fresh.path("db"));
  for (const std::string& query : kQueries) {
    CAPTURE(query);
    CHECK(difference(answers(*old_index, query), answers(*new_index, query)) == "none");
  }
}

/// A folder that changes at random; the same for the same seed.
class History {
 public:
  explicit History(unsigned seed) : random_(seed) {
    for (int i = 0; i < 40; ++i) add();
  }

  /// One to twelve changes.
  void step() {
    for (int n = pick(12); n >= 0; --n) {
      switch (pick(6)) {
        case 0:
        case 1:
          add();
          break;
        case 2:
          remove();
          break;
        case 3:
          replace();
          break;
        case 4:
          append();
          break;
        default:
          pack();
      }
    }
  }

  std::string source() const { return folder_.path("in"); }

 private:
  int pick(std::size_t limit) { return int(random_() % limit); }
  const SampleFile& any_sample() { return samples()[std::size_t(pick(samples().size()))]; }
  std::string any_name() { return fmt::format("in/{}/{}", pick(3), pick(60)); }

  /// The bytes of a sample, now and then with words that no other article has, or has no longer.
  std::string any_bytes() {
    std::string bytes = any_sample().bytes;
    if (pick(2) == 0)
      bytes += fmt::format("\nspool{}ing printers zq{} connections\n", pick(9), pick(9));
    if (pick(12) == 0) bytes = "";
    if (pick(12) == 0) bytes += std::string("\0\1\2\0\0", 5);
    return bytes;
  }

  void add() { write(any_name() + (pick(2) == 0 ? ".txt" : ".md"), any_bytes()); }
  void replace() {
    if (!files_.empty()) write(any_file(), any_bytes());
  }
  void append() {
    if (files_.empty()) return;
    const std::string name = any_file();
    write(name, files_[name] + fmt::format("\nOne more line about zq{}.\n", pick(9)));
  }
  void remove() {
    if (files_.empty()) return;
    const std::string name = any_file();
    files_.erase(name);
    fs::remove(folder_.path(name));
  }
  /// An archive of a few members, some of which the last one of that name may have had.
  void pack() {
    Files members;
    for (int n = pick(5); n >= 0; --n) {
      members[fmt::format("m/{}.txt", pick(6))] = any_sample().bytes;
    }
    write(fmt::format("in/archive-{}.tar", pick(3)), tar_of(members));
  }

  std::string any_file() { return std::next(files_.begin(), pick(files_.size()))->first; }
  void write(const std::string& name, const std::string& bytes) {
    files_[name] = bytes;
    folder_.write(name, bytes);
  }

  std::mt19937 random_;
  Folder folder_;
  Files files_;
};

}  // namespace

TEST_CASE("after random changes the updated index is what a full build makes", "[query]") {
  int updates = 0;
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    CAPTURE(seed);
    History history(seed);
    const Folder index;
    build(history.source(), index.path());
    for (int step = 0; step < 6; ++step) {
      CAPTURE(step);
      history.step();
      const BuildReport report = build(history.source(), index.path());
      updates += report.kind == BuildKind::kUpdated ? 1 : 0;
      check_equal(history.source(), index.path());
      CHECK(check_index(index.path()).value().empty());
      CHECK(build(history.source(), index.path()).kind == BuildKind::kUnchanged);
    }
  }
  CHECK(updates > 15);  // else this test compares builds with builds
}

TEST_CASE("an open index goes on seeing what it opened", "[query]") {
  const Folder source;
  source.write("a.md", "---\nid: Q100001\n---\n\n# Printing\n\nThe queue stops: 0x80070005.\n");
  const Folder index;
  build(source.path(), index.path());
  const auto before = Index::open(index.path());
  REQUIRE(before);
  source.write("a.md", "---\nid: Q100001\n---\n\n# Printing\n\nThe spooler hangs.\n");
  build(source.path(), index.path(), true);
  const auto after = Index::open(index.path());
  REQUIRE(after);
  CHECK(search(*before, {"queue"})->total == 1);
  CHECK(search(*before, {"spooler"})->total == 0);
  CHECK(search(*after, {"queue"})->total == 0);
  CHECK(search(*after, {"spooler"})->total == 1);
}

TEST_CASE("an index that is replaced while it is asked is asked once more", "[query]") {
  const Folder source;
  source.write("a.md", "---\nid: Q100001\n---\n\n# Printing\n\nThe queue stops.\n");
  const Folder folder;
  build(source.path(), folder.path());
  const auto index = Index::open(folder.path());
  REQUIRE(index);
  int asked = 0;
  const auto articles = ask(*index, [&](const Index& open) {
    if (++asked == 1) throw Xapian::DatabaseOpeningError("its files are gone");
    return open.database().get_doccount();
  });
  CHECK(asked == 2);
  CHECK(articles == 1U);
  fs::remove_all(folder.path());
  const auto gone =
      ask(*index, [](const Index&) -> int { throw Xapian::NetworkError("the server is gone"); });
  REQUIRE_FALSE(gone);
  CHECK(gone.error().kind == ErrorKind::kNoIndex);
}
