// How well kb, SQLite FTS5 and plain Xapian find the right article, on the same questions, in one
// run.
//
//   quality WHOLE WITHHELD [--half tuning|reporting|both] [--questions N] [--set NAME]
//           [--asked FILE] [--only kb] [--save FILE] [--compare FILE]
//
// WHOLE and WITHHELD are indexes of one archive, the second built with `kb index
// --withhold-query-words`. The others index the articles stored in them, with the same text (the
// author's query words left out for the questions that are query words):
//
//   FTS5     columns title and body, tokenizer porter, bm25 with the title weighing 1, 3 and 10
//            times as much as the body, words joined by OR and by AND: the best of these six for
//            each set of questions is shown, with its name
//   Xapian   TermGenerator and QueryParser as they are: stems, default operator OR, BM25
//
// --asked reads questions that people asked (asked_questions); they are judged whatever the half.
//
// --save writes kb's figures; --compare reads such a file and fails (exit status 1) when one of
// them has dropped by more than its noise. Figures of another archive are not compared.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/tools/engines.h"

namespace {

using kb::testing::Fts5;
using kb::testing::PlainXapian;
using kb::testing::Text;
using Json = nlohmann::ordered_json;

struct Options {
  std::string whole, withheld, set, asked, save, compare;
  kb::QuestionOptions questions;
  bool peers = true;
};

struct Row {
  std::string engine;
  kb::Judgement judgement;
};

Row best_of_fts5(kb::QuestionSet set, const std::vector<kb::Question>& questions, Fts5& fts5) {
  std::optional<Row> best;
  for (const auto& [name, joiner] : {std::pair("OR", " OR "), std::pair("AND", " AND ")}) {
    for (const double weight : {1.0, 3.0, 10.0}) {
      const auto engine = [&, j = joiner](const std::string& query) {
        return fts5.search(query, j, weight);
      };
      Row row{fmt::format("FTS5 {} {}", name, weight), kb::judge(set, questions, engine)};
      if (!best || row.judgement.mrr.mean > best->judgement.mrr.mean) best = std::move(row);
    }
  }
  return *best;
}

void print(const Row& row) {
  const kb::Judgement& j = row.judgement;
  fmt::print("{:<12} {:<12} {:>5}  {:.3f} ±{:.3f}  {:.3f} ±{:.3f}  {:.3f} ±{:.3f}\n",
             kb::name_of(j.set), row.engine, j.questions, j.first.mean, j.first.noise, j.mrr.mean,
             j.mrr.noise, j.recall.mean, j.recall.noise);
  std::cout.flush();
}

Json json_of(std::uint64_t articles, const std::vector<Row>& rows) {
  Json json = {{"articles", articles}, {"sets", Json::object()}};
  for (const Row& row : rows) {
    if (row.engine != "kb") continue;
    const kb::Judgement& j = row.judgement;
    json["sets"][std::string(kb::name_of(j.set))] = {
        {"questions", j.questions},
        {"p_at_1", {j.first.mean, j.first.noise}},
        {"mrr_at_10", {j.mrr.mean, j.mrr.noise}},
        {"recall_at_10", {j.recall.mean, j.recall.noise}}};
  }
  return json;
}

/// Figures of `now` that are lower than in `before` by more than their noise.
int count_drops(const Json& before, const Json& now) {
  if (before["articles"] != now["articles"]) {
    fmt::print(stderr, "quality: the saved figures are of another archive; nothing is compared\n");
    return 0;
  }
  int drops = 0;
  for (const auto& [set, figures] : before["sets"].items()) {
    for (const char* name : {"p_at_1", "mrr_at_10", "recall_at_10"}) {
      const double old_mean = figures[name][0];
      const double noise = figures[name][1];
      const double mean = now["sets"][set][name][0];
      if (mean >= old_mean - noise) continue;
      fmt::print(stderr, "quality: {} of {} dropped from {:.3f} to {:.3f}\n", name, set, old_mean,
                 mean);
      ++drops;
    }
  }
  return drops;
}

Options read_options(int argc, char** argv) {
  Options options;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto value = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string(); };
    if (name == "--half") {
      const std::string half = value();
      options.questions.half = half == "tuning" ? kb::Half::kTuning
                               : half == "both" ? kb::Half::kBoth
                                                : kb::Half::kReporting;
    } else if (name == "--questions") {
      options.questions.most = std::stoul(value());
    } else if (name == "--set") {
      options.set = value();
    } else if (name == "--asked") {
      options.asked = value();
    } else if (name == "--only") {
      options.peers = value() != "kb";
    } else if (name == "--save") {
      options.save = value();
    } else if (name == "--compare") {
      options.compare = value();
    } else {
      paths.push_back(name);
    }
  }
  if (paths.size() != 2) throw std::runtime_error("usage: quality WHOLE WITHHELD [OPTION...]");
  options.whole = paths[0];
  options.withheld = paths[1];
  return options;
}

int run(const Options& options) {
  const kb::Index whole = kb::testing::open(options.whole);
  const kb::Index withheld = kb::testing::open(options.withheld);
  kb::QuestionMaker maker(options.questions);
  std::vector<Text> texts;
  kb::for_each_article(whole.database(), [&](const kb::Article& article) {
    maker.add(article);
    if (article.id && options.peers) texts.push_back(kb::testing::text_of(article));
  });
  std::vector<kb::Question> questions = maker.questions();
  if (!options.asked.empty()) {
    for (kb::Question& one : kb::asked_questions(kb::testing::content_of(options.asked))) {
      questions.push_back(std::move(one));
    }
  }
  std::vector<Row> rows;
  fmt::print("{:<12} {:<12} {:>5}  {:<12}  {:<12}  {:<12}\n", "set", "engine", "n", "P@1", "MRR@10",
             "recall@10");
  for (const bool withhold : {true, false}) {
    std::unique_ptr<Fts5> fts5;
    std::unique_ptr<PlainXapian> plain;
    if (options.peers) {
      fts5 = std::make_unique<Fts5>(texts, withhold);
      plain = std::make_unique<PlainXapian>(texts, withhold);
    }
    for (std::size_t i = 0; i <= kb::kMadeSets; ++i) {
      const auto set = static_cast<kb::QuestionSet>(i);
      if (set == kb::QuestionSet::kAsked && options.asked.empty()) continue;
      if ((set == kb::QuestionSet::kQueryWords) != withhold) continue;
      if (!options.set.empty() && options.set != kb::name_of(set)) continue;
      rows.push_back(
          {"kb", kb::judge(set, questions, kb::testing::kb_engine(withhold ? withheld : whole))});
      print(rows.back());
      if (!options.peers) continue;
      rows.push_back(best_of_fts5(set, questions, *fts5));
      print(rows.back());
      rows.push_back({"Xapian", kb::judge(set, questions, [&](const std::string& query) {
                        return plain->search(query);
                      })});
      print(rows.back());
    }
  }
  const Json json = json_of(whole.info().articles, rows);
  if (!options.save.empty()) std::ofstream(options.save) << json.dump(2) << '\n';
  if (options.compare.empty()) return 0;
  std::ifstream file(options.compare);
  return count_drops(Json::parse(file), json) == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(read_options(argc, argv));
  } catch (const std::exception& error) {
    fmt::print(stderr, "quality: {}\n", error.what());
    return 2;
  }
}
