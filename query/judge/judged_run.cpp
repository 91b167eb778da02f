#include "query/judge/judged_run.h"

#include <algorithm>
#include <cmath>

#include "parser/text/contains.h"

namespace kb {
namespace {

constexpr std::size_t kHits = 10;

bool is_right(const Question& question, const std::string& id) {
  return contains(question.right, id);
}

double recall(const Question& question, const std::vector<std::string>& hits) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < hits.size() && i < kHits; ++i) {
    if (is_right(question, hits[i])) ++found;
  }
  return double(found) / double(std::min(kHits, question.right.size()));
}

Figure figure_of(const std::vector<double>& values) {
  if (values.empty()) return {};
  const auto n = double(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  const double mean = sum / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double variance = values.size() > 1 ? squares / (n - 1) : 0;
  return {mean, 1.96 * std::sqrt(variance / n)};
}

}  // namespace

double reciprocal_rank(const Question& question, const std::vector<std::string>& hits) {
  for (std::size_t i = 0; i < hits.size() && i < kHits; ++i) {
    if (is_right(question, hits[i])) return 1.0 / double(i + 1);
  }
  return 0;
}

Judgement judge(QuestionSet set, const std::vector<Question>& questions, const Engine& engine) {
  std::vector<double> firsts;
  std::vector<double> ranks;
  std::vector<double> recalls;
  for (const Question& question : questions) {
    if (question.set != set) continue;
    const std::vector<std::string> hits = engine(question.text);
    const double rank = reciprocal_rank(question, hits);
    firsts.push_back(rank == 1.0 ? 1.0 : 0.0);
    ranks.push_back(rank);
    recalls.push_back(recall(question, hits));
  }
  return {set, ranks.size(), figure_of(firsts), figure_of(ranks), figure_of(recalls)};
}

}  // namespace kb
