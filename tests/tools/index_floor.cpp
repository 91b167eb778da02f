// Where the time of a build goes: each stage apart, on one thread, in processor seconds; and the
// last stages once more in the usual way, with Xapian's documents, shards and compaction.
//
// Usage: index_floor FOLDER SCRATCH       SCRATCH, a new folder, gets what is written.
//
// Work that contains other work (to parse a record is to read its text first) is measured with and
// without, and the difference is told.
#include <fmt/format.h>
#include <xapian.h>

#include <array>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "corpus/read_file.h"
#include "corpus/walk.h"
#include "indexer/build/catalog.h"
#include "indexer/build/document.h"
#include "indexer/glass/merge.h"
#include "indexer/schema/code_dictionary.h"
#include "indexer/schema/terms.h"
#include "parser/parse.h"
#include "parser/text/ascii.h"

namespace {

using namespace kb;

constexpr std::size_t kInRun = 2000;    // articles, as build.cpp has it
constexpr std::size_t kInShard = 1000;  // articles, what suited Xapian best

double now() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

/// Runs `work`, adds what it took to `seconds` and returns its result.
template <class Work>
auto timed(double& seconds, const Work& work) {
  struct Clock {
    explicit Clock(double& its_sum) : sum(its_sum) {}
    ~Clock() { sum += now() - begin; }
    double& sum;
    double begin = now();
  } const clock(seconds);
  return work();
}

/// Reads every word and term, and drops it.
class NoSink : public PostingSink {
 public:
  void add_word(std::string_view, std::uint32_t, FieldId) override {}
  void add_term(std::string_view, std::uint32_t) override {}
  void add_value(std::uint32_t, std::string_view) override {}
};

struct Seconds {
  double find = 0, read = 0, text = 0, record = 0, mine = 0, words = 0, compress = 0, stem = 0;
  double hand_over = 0, flush = 0, merge = 0;  // with the words they contain
  double usual_hand_over = 0, usual_flush = 0, usual_merge = 0;
};

/// The usual way: a database a shard.
class UsualShards {
 public:
  explicit UsualShards(std::string folder) : folder_(std::move(folder)) {}

  void add(const Xapian::Document& document, Seconds& seconds) {
    if (count_++ % kInShard == 0) next(seconds);
    timed(seconds.usual_hand_over, [&] { shard_.add_document(document); });
  }

  void merge(const CodeDictionary& dictionary, Seconds& seconds) {
    timed(seconds.usual_flush, [&] { shard_.commit(); });
    timed(seconds.usual_merge, [&] {
      write_words(dictionary);
      Xapian::Database all;
      for (const std::string& path : paths_) all.add_database(Xapian::Database(path));
      all.compact(folder_ + "/usual", Xapian::Compactor::FULL);
    });
  }

 private:
  void next(Seconds& seconds) {
    if (!paths_.empty()) timed(seconds.usual_flush, [&] { shard_.commit(); });
    shard_ = open("shard-" + std::to_string(paths_.size()));
  }

  Xapian::WritableDatabase open(const std::string& name) {
    paths_.push_back(folder_ + "/" + name);
    return Xapian::WritableDatabase(paths_.back(),
                                    Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_DANGEROUS);
  }

  /// Stems and corrections of the shards' words, and the dictionary of codes.
  void write_words(const CodeDictionary& dictionary) {
    Xapian::Database all;
    for (const std::string& path : paths_) all.add_database(Xapian::Database(path));
    const Xapian::Stem stemmer = english_stemmer();
    Xapian::WritableDatabase out = open("words");
    for (auto term = all.allterms_begin(); term != all.allterms_end(); ++term) {
      const std::string word = *term;
      if (!is_lower(word[0])) continue;
      out.add_synonym(stem_key(stemmer(word)), word);
      if (term.get_termfreq() >= 3 && word.size() >= 3) out.add_spelling(word, term.get_termfreq());
    }
    for (const auto& [key, value] : dictionary.metadata()) out.set_metadata(key, value);
    out.commit();
  }

  std::string folder_;
  std::vector<std::string> paths_;
  std::size_t count_ = 0;
  Xapian::WritableDatabase shard_;
};

StoredRecord record_of(const Article& article, std::string bytes) {
  StoredRecord record;
  record.source = article.source;
  record.id = article.id.value_or("");
  record.title = article.title;
  record.bytes = std::move(bytes);
  return record;
}

void add_article(const std::string& path, std::string_view source, Seconds& seconds,
                 RunBuilder& builder, CodeDictionary& dictionary, UsualShards& usual) {
  auto bytes = timed(seconds.read, [&] { return read_file(path, kMaxArticleBytes); });
  if (!bytes) return;
  timed(seconds.text, [&] { return parse_article(*bytes, source, Depth::kText); });
  const Article article = timed(seconds.record, [&] { return parse_article(*bytes, source); });
  timed(seconds.mine, [&] { dictionary.add(mine_codes(article), article.id.value_or("")); });
  NoSink none;
  timed(seconds.words, [&] { add_postings(article, none); });
  const StoredRecord record = record_of(article, std::move(*bytes));
  const std::string stored = timed(seconds.compress, [&] { return encode_record(record); });
  timed(seconds.hand_over, [&] {
    add_postings(article, builder);
    builder.end_document(stored);
  });
  Xapian::Document document;
  timed(seconds.usual_hand_over, [&] {
    DocumentSink sink(document);
    add_postings(article, sink);
    document.set_data(stored);
  });
  usual.add(document, seconds);
}

/// Stems of all words, which the vocabulary takes while postings are merged.
void measure_stems(const std::string& database, Seconds& seconds) {
  const Xapian::Database merged(database);
  const Xapian::Stem stemmer = english_stemmer();
  for (auto term = merged.allterms_begin(); term != merged.allterms_end(); ++term) {
    const std::string word = *term;
    if (is_lower(word[0])) timed(seconds.stem, [&] { return stemmer(word); });
  }
}

struct Row {
  const char* stage;
  double usual;
  double own;
};

void print(const Seconds& s) {
  const std::array<Row, 10> rows = {{
      {"find the files", s.find, s.find},
      {"read them (twice)", 2 * s.read, 2 * s.read},
      {"parse: text, sections, header", s.text, s.text},
      {"extract: codes, tables, references", s.record - s.text + s.mine,
       s.record - s.text + s.mine},
      {"tokenise", s.words, s.words},
      {"stem", s.stem, s.stem},
      {"compress the stored articles", s.compress, s.compress},
      {"hand over", s.usual_hand_over - s.words, s.hand_over - s.words},
      {"flush", s.usual_flush, s.flush},
      {"merge", s.usual_merge - s.stem, s.merge - s.stem},
  }};
  Row sum{"all", 0, 0};
  for (const Row& row : rows) {
    sum.usual += row.usual;
    sum.own += row.own;
  }
  fmt::print("| stage | before: s | share | after: s | share |\n| --- | --: | --: | --: | --: |\n");
  const auto line = [&](const Row& row) {
    fmt::print("| {} | {:.2f} | {:.0f} % | {:.2f} | {:.0f} % |\n", row.stage, row.usual,
               100 * row.usual / sum.usual, row.own, 100 * row.own / sum.own);
  };
  for (const Row& row : rows) line(row);
  line(sum);
}

int measure(const std::string& folder, const std::string& scratch) {
  Seconds seconds;
  const auto found = timed(seconds.find, [&] { return walk({folder}); });
  if (!found) return 2;
  ScratchWriter runs(scratch + "/runs");
  RunBuilder builder;
  UsualShards usual(scratch);
  CodeDictionary dictionary;
  MergeInput input;
  std::size_t in_run = 0;
  const auto end_run = [&] {
    timed(seconds.flush, [&] { input.runs.push_back(builder.finish(runs)); });
    in_run = 0;
  };
  for (const SourceFile& file : found->files) {
    add_article(found->path_of(file), file.source, seconds, builder, dictionary, usual);
    if (++in_run == kInRun) end_run();
  }
  end_run();
  const auto merged = timed(seconds.merge, [&]() -> Result<void> {
    if (auto written = runs.flush(); !written) return written;
    input.metadata = dictionary.metadata();
    return merge_runs(input, scratch + "/own", 1);
  });
  if (!merged) {
    fmt::print(stderr, "index_floor: {}\n", merged.error().message);
    return 2;
  }
  measure_stems(scratch + "/own", seconds);
  usual.merge(dictionary, seconds);
  print(seconds);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 || !std::filesystem::create_directory(arguments[2])) {
    fmt::print(stderr, "usage: index_floor FOLDER SCRATCH (a new folder)\n");
    return 2;
  }
  try {
    return measure(arguments[1], arguments[2]);
  } catch (const Xapian::Error& error) {
    fmt::print(stderr, "index_floor: {}\n", error.get_description());
    return 2;
  }
}
