#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <random>

#include "cli/command.h"
#include "cli/terminal.h"
#include "indexer/build/build.h"
#include "parser/json_writer.h"
#include "query/judge/judged_run.h"
#include "query/search/search.h"

namespace kb {
namespace {

struct Options {
  std::vector<std::string> paths;
  std::string half = "reporting";
  QuestionOptions questions;
};

/// A folder for the two indexes that are measured; gone with everything in it when this goes.
class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() /
              fmt::format("kb-bench-{:08x}", std::random_device{}())) {}
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

Half half_named(const std::string& name) {
  if (name == "tuning") return Half::kTuning;
  return name == "both" ? Half::kBoth : Half::kReporting;
}

/// Builds an index of the paths and opens it.
Result<Index> build(const std::vector<std::string>& paths, const std::string& folder,
                    bool withhold) {
  BuildOptions options;
  options.sources = paths;
  options.folder = folder;
  options.withhold_query_words = withhold;
  Progress progress;
  if (const auto built = build_index(options, progress); !built) {
    return tl::make_unexpected(built.error());
  }
  return Index::open(folder);
}

Engine engine_of(const Index& index) {
  return [&index](const std::string& query) {
    SearchRequest request;
    request.query = query;
    std::vector<std::string> ids;
    if (const auto answer = search(index, request)) {
      for (const SearchHit& hit : answer->hits) ids.push_back(hit.id);
    }
    return ids;
  };
}

}  // namespace

// Found by JsonObject through their argument, which is why they stand in kb itself.

static void append_json(std::string& out, const Figure& figure) {
  JsonObject(out).field("mean", figure.mean).field("noise", figure.noise).end();
}

static void append_json(std::string& out, const Judgement& judgement) {
  JsonObject(out)
      .field("set", name_of(judgement.set))
      .field("questions", judgement.questions)
      .field("p_at_1", judgement.first)
      .field("mrr_at_10", judgement.mrr)
      .field("recall_at_10", judgement.recall)
      .end();
}

namespace {

void print_json(const std::vector<Judgement>& judgements, const Options& options, Output& out) {
  std::string json;
  JsonObject(json)
      .field("format", 1)
      .field("half", options.half)
      .field("seed", options.questions.seed)
      .field("sets", judgements)
      .end();
  out.line(json);
}

void print_table(const std::vector<Judgement>& judgements, Output& out) {
  out.line(fmt::format("{:<12} {:>9}  {:<13} {:<13} {:<13}", "set", "questions", "P@1", "MRR@10",
                       "recall@10"));
  const auto cell = [](const Figure& figure) {
    return fmt::format("{:.3f} ±{:.3f}", figure.mean, figure.noise);
  };
  for (const Judgement& judgement : judgements) {
    if (judgement.questions == 0) continue;
    out.line(fmt::format("{:<12} {:>9}  {:<13} {:<13} {:<13}", name_of(judgement.set),
                         judgement.questions, cell(judgement.first), cell(judgement.mrr),
                         cell(judgement.recall)));
  }
}

int run_bench(Options options, const CommonOptions& common) {
  options.questions.half = half_named(options.half);
  if (options.paths.empty()) {
    const auto index = open_index(index_folder(common));
    if (!index) return report(index.error());
    options.paths = index->info.sources;
    if (options.paths.empty()) {
      return report({ErrorKind::kUsage,
                     index_folder(common) + " does not tell what it was built from",
                     "name the archive: kb bench PATH"});
    }
  }
  const TemporaryFolder folder;
  remark(common, "indexing twice, with and without the authors' query words");
  const auto whole = build(options.paths, folder / "whole", false);
  if (!whole) return report(whole.error());
  const auto withheld = build(options.paths, folder / "withheld", true);
  if (!withheld) return report(withheld.error());
  QuestionMaker maker(options.questions);
  for_each_article(whole->database(), [&](const Article& article) { maker.add(article); });
  const std::vector<Question> questions = maker.questions();
  std::vector<Judgement> judgements;
  for (std::size_t i = 0; i < kMadeSets; ++i) {
    const auto set = static_cast<QuestionSet>(i);
    const Index& asked = set == QuestionSet::kQueryWords ? *withheld : *whole;
    judgements.push_back(judge(set, questions, engine_of(asked)));
  }
  Output out(common);
  common.json ? print_json(judgements, options, out) : print_table(judgements, out);
  out.flush();
  return questions.empty() ? kNothing : kFound;
}

}  // namespace

Run setup_bench(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("path", options->paths, "the archive (none: what the index was built from)");
  list.add("--half", options->half,
           "articles that are asked for: tuning (odd numbers), reporting (even) or both")
      .one_of({"tuning", "reporting", "both"});
  list.add("-n,--questions", options->questions.most, "questions of each set (1000)");
  list.add("--seed", options->questions.seed, "another choice of questions (1)");
  return [options](const CommonOptions& common) { return run_bench(*options, common); };
}

}  // namespace kb
