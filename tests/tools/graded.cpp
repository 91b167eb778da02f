// How good the first ten are by hand-given grades: nDCG@10 of kb, SQLite FTS5 and plain Xapian.
//
//   graded pool  WHOLE QUESTIONS       prints what is to be graded
//   graded judge WHOLE QUESTIONS GRADES
//
// WHOLE is an index, QUESTIONS a file of asked_questions(). The pool has the first five articles of
// each engine for each question, a line each: the question, a TAB, and the article's id, in the
// order of their numbers, so that nobody sees whose they are. GRADES has such lines with a second
// TAB and a grade: 2 answers the question, 1 helps, 0 does neither. Articles that have no grade
// count as 0, questions without any graded article are left out.
//
// DCG is the sum of (2^grade - 1) / log2(1 + rank) over the first ten (Burges et al. 2005), nDCG
// that sum divided by that of the best order of the graded articles.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "parser/text/ascii.h"
#include "tests/tools/engines.h"

namespace {

using Ids = std::vector<std::string>;
/// Grades of the articles of a question, by id.
using Grades = std::map<std::string, int>;

constexpr std::size_t kPoolDepth = 5;
constexpr std::size_t kDepth = 10;

struct NamedEngine {
  std::string name;
  kb::Engine find;
};

/// The number in an id, by which a pool is ordered.
std::uint64_t number_of(const std::string& id) {
  std::uint64_t number = 0;
  for (const char c : id) {
    if (c >= '0' && c <= '9') number = 10 * number + std::uint64_t(c - '0');
  }
  return number;
}

void print_pool(const std::vector<kb::Question>& questions,
                const std::vector<NamedEngine>& engines) {
  for (const kb::Question& question : questions) {
    std::set<std::pair<std::uint64_t, std::string>> pool;
    for (const NamedEngine& engine : engines) {
      Ids ids = engine.find(question.text);
      ids.resize(std::min(ids.size(), kPoolDepth));
      for (const std::string& id : ids) pool.emplace(number_of(id), id);
    }
    for (const auto& [number, id] : pool) fmt::print("{}\t{}\n", question.text, id);
  }
}

std::map<std::string, Grades> read_grades(const std::string& path) {
  const std::string content = kb::testing::content_of(path);
  std::map<std::string, Grades> grades;
  for (const std::string_view line : kb::split_lines(content)) {
    const std::vector<std::string_view> cells = kb::split(line, '\t');
    if (cells.size() != 3) continue;
    grades[std::string(cells[0])][std::string(cells[1])] = std::stoi(std::string(cells[2]));
  }
  return grades;
}

double gain(int grade, std::size_t rank) {
  return (std::exp2(grade) - 1) / std::log2(1 + double(rank));
}

double ndcg(const Ids& found, const Grades& grades) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(found.size(), kDepth); ++i) {
    const auto known = grades.find(found[i]);
    if (known != grades.end()) sum += gain(known->second, i + 1);
  }
  std::vector<int> best;
  for (const auto& [id, grade] : grades) best.push_back(grade);
  std::sort(best.begin(), best.end(), std::greater<>());
  double most = 0;
  for (std::size_t i = 0; i < std::min(best.size(), kDepth); ++i) most += gain(best[i], i + 1);
  return most == 0 ? 0 : sum / most;
}

void judge(const std::vector<kb::Question>& questions, const std::vector<NamedEngine>& engines,
           const std::map<std::string, Grades>& grades) {
  fmt::print("{:<12} {:>9}  {:<14} {}\n", "engine", "questions", "nDCG@10", "first answers");
  for (const NamedEngine& engine : engines) {
    std::vector<double> figures;
    std::size_t first = 0;
    for (const kb::Question& question : questions) {
      const auto graded = grades.find(question.text);
      if (graded == grades.end()) continue;
      const bool any = std::any_of(graded->second.begin(), graded->second.end(),
                                   [](const auto& one) { return one.second > 0; });
      if (!any) continue;
      const Ids ids = engine.find(question.text);
      figures.push_back(ndcg(ids, graded->second));
      const auto best = ids.empty() ? graded->second.end() : graded->second.find(ids.front());
      first += best != graded->second.end() && best->second == 2 ? 1 : 0;
    }
    double sum = 0;
    double squares = 0;
    for (const double figure : figures) {
      sum += figure;
      squares += figure * figure;
    }
    const double count = double(std::max<std::size_t>(figures.size(), 1));
    const double mean = sum / count;
    const double noise = 1.96 * std::sqrt(std::max(squares / count - mean * mean, 0.0) / count);
    fmt::print("{:<12} {:>9}  {:.3f} ±{:.3f}   {:.3f}\n", engine.name, figures.size(), mean, noise,
               double(first) / count);
  }
}

int run(const std::vector<std::string>& arguments) {
  const bool pools = arguments.size() == 3 && arguments[0] == "pool";
  if (!pools && (arguments.size() != 4 || arguments[0] != "judge")) {
    throw std::runtime_error("usage: graded pool WHOLE QUESTIONS, or judge WHOLE QUESTIONS GRADES");
  }
  const kb::Index index = kb::testing::open(arguments[1]);
  std::vector<kb::testing::Text> texts;
  kb::for_each_article(index.database(), [&](const kb::Article& article) {
    if (article.id) texts.push_back(kb::testing::text_of(article));
  });
  kb::testing::Fts5 fts5(texts, false);
  kb::testing::PlainXapian xapian(texts, false);
  const std::vector<NamedEngine> engines = {
      {"kb", kb::testing::kb_engine(index)},
      {"FTS5 OR 1", [&](const std::string& text) { return fts5.search(text, " OR ", 1); }},
      {"FTS5 OR 3", [&](const std::string& text) { return fts5.search(text, " OR ", 3); }},
      {"Xapian", [&](const std::string& text) { return xapian.search(text); }}};
  const auto questions = kb::asked_questions(kb::testing::content_of(arguments[2]));
  if (pools) {
    print_pool(questions, engines);
  } else {
    judge(questions, engines, read_grades(arguments[3]));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "graded: {}\n", error.what());
    return 2;
  }
}
