// These figures say how good a search engine's answers to judged questions are.
//
//   P@1        share of the questions whose first hit is right
//   MRR@10     mean of 1 / rank of the first right hit, 0 below rank 10
//   recall@10  mean share of the right articles among the first ten (of at most ten)
//
// Each has the half width of its 95 % confidence interval: 1.96 times the standard error of the
// mean over the questions.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "query/judge/judged_questions.h"

namespace kb {

struct Figure {
  double mean = 0;
  double noise = 0;  ///< half width of the 95 % confidence interval
};

struct Judgement {
  QuestionSet set = QuestionSet::kQueryWords;
  std::size_t questions = 0;
  Figure first;   ///< P@1
  Figure mrr;     ///< MRR@10
  Figure recall;  ///< recall@10
};

/// A search engine returns the ids of the first ten hits for a query, best first.
using Engine = std::function<std::vector<std::string>(const std::string& query)>;

/// Returns the figures of one set; `questions` may contain other sets too.
Judgement judge(QuestionSet set, const std::vector<Question>& questions, const Engine& engine);

/// Returns the reciprocal rank of the first right hit among ten; 0 if there is none.
double reciprocal_rank(const Question& question, const std::vector<std::string>& hits);

}  // namespace kb
