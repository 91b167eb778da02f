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
#include <sqlite3.h>
#include <xapian.h>

#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "parser/text/words.h"
#include "query/judge/judged_run.h"
#include "query/search/search.h"

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string whole, withheld, set, asked, save, compare;
  kb::QuestionOptions questions;
  bool peers = true;
};

struct Text {
  std::string id, title, body, query_words;
};

/// What an engine that knows nothing of articles is given.
Text text_of(const kb::Article& article) {
  Text text{*article.id, article.title, "", article.query_words.value_or("")};
  const auto add = [&](std::string_view more) { text.body.append(more).push_back('\n'); };
  for (const kb::Section& section : article.sections) {
    if (section.heading) add(*section.heading);
    add(section.text);
  }
  add(*article.id);
  add(article.product_code.value_or(""));
  for (const auto* list : {&article.products, &article.applies_to, &article.versions,
                           &article.operating_systems, &article.keywords, &article.technology}) {
    for (const std::string& value : *list) add(value);
  }
  return text;
}

kb::Engine kb_engine(const kb::Index& index) {
  return [&index](const std::string& query) {
    kb::SearchRequest request;
    request.query = query;
    std::vector<std::string> ids;
    if (const auto answer = search(index, request)) {
      for (const kb::SearchHit& hit : answer->hits) ids.push_back(hit.id);
    }
    return ids;
  };
}

// --- SQLite FTS5 ---

class Fts5 {
 public:
  Fts5(const std::vector<Text>& texts, bool withhold) {
    sqlite3_open(":memory:", &database_);
    run("create virtual table kb using fts5(id unindexed, title, body, tokenize='porter "
        "unicode61')");
    run("begin");
    sqlite3_stmt* insert = prepare("insert into kb values (?, ?, ?)");
    for (const Text& text : texts) {
      const std::string body = withhold ? text.body : text.body + text.query_words;
      bind(insert, 1, text.id);
      bind(insert, 2, text.title);
      bind(insert, 3, body);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run("commit");
    run("insert into kb(kb) values('optimize')");
    ask_ = prepare("select id from kb where kb match ?1 order by bm25(kb, 0.0, ?2, 1.0) limit 10");
  }
  Fts5(const Fts5&) = delete;
  Fts5& operator=(const Fts5&) = delete;
  ~Fts5() {
    sqlite3_finalize(ask_);
    sqlite3_close(database_);
  }

  std::vector<std::string> search(const std::string& query, const char* joiner, double weight) {
    std::string match;
    for (const kb::Word& word : kb::words_of(query)) {
      if (word.compound) continue;
      match += fmt::format("{}\"{}\"", match.empty() ? "" : joiner, word.text);
    }
    bind(ask_, 1, match);
    sqlite3_bind_double(ask_, 2, weight);
    std::vector<std::string> ids;
    while (sqlite3_step(ask_) == SQLITE_ROW) {
      ids.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(ask_, 0)));
    }
    sqlite3_reset(ask_);
    return ids;
  }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database_));
    }
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database_));
    }
    return statement;
  }
  static void bind(sqlite3_stmt* statement, int at, const std::string& text) {
    sqlite3_bind_text(statement, at, text.data(), int(text.size()), SQLITE_TRANSIENT);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* ask_ = nullptr;
};

// --- plain Xapian ---

class PlainXapian {
 public:
  PlainXapian(const std::vector<Text>& texts, bool withhold)
      : database_("", Xapian::DB_BACKEND_INMEMORY) {
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("english"));
    for (const Text& text : texts) {
      Xapian::Document document;
      generator.set_document(document);
      generator.index_text(text.title);
      generator.increase_termpos();
      generator.index_text(text.body);
      if (!withhold) generator.index_text(text.query_words);
      document.set_data(text.id);
      database_.add_document(document);
    }
    parser_.set_stemmer(Xapian::Stem("english"));
    parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser_.set_database(database_);
  }

  std::vector<std::string> search(const std::string& query) {
    std::vector<std::string> ids;
    try {
      Xapian::Enquire enquire(database_);
      enquire.set_query(parser_.parse_query(query));
      const Xapian::MSet hits = enquire.get_mset(0, 10);
      for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
        ids.push_back(hit.get_document().get_data());
      }
    } catch (const Xapian::QueryParserError&) {  // what was typed is no query for it: no hits
    }
    return ids;
  }

 private:
  Xapian::WritableDatabase database_;
  Xapian::QueryParser parser_;
};

// --- the run ---

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

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("can't read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

kb::Index open(const std::string& folder) {
  auto index = kb::Index::open(folder);
  if (!index) throw std::runtime_error(index.error().message);
  return std::move(*index);
}

int run(const Options& options) {
  const kb::Index whole = open(options.whole);
  const kb::Index withheld = open(options.withheld);
  kb::QuestionMaker maker(options.questions);
  std::vector<Text> texts;
  kb::for_each_article(whole.database(), [&](const kb::Article& article) {
    maker.add(article);
    if (article.id && options.peers) texts.push_back(text_of(article));
  });
  std::vector<kb::Question> questions = maker.questions();
  if (!options.asked.empty()) {
    for (kb::Question& one : kb::asked_questions(content_of(options.asked))) {
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
      rows.push_back({"kb", kb::judge(set, questions, kb_engine(withhold ? withheld : whole))});
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
