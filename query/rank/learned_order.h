// The learned order of the best candidates of a question: gradient boosted trees over their
// features (features.h).
//
// query/rank/learned_order.tsv, built into the program, was trained by tests/tools/train_order.py
// with LambdaMART (C. Burges, From RankNet to LambdaRank to LambdaMART, 2010) on the questions of
// the tuning half. A line is a tree, its nodes in preorder, separated by blanks: an inner node
// `FEATURE<THRESHOLD:VALUE`, where FEATURE is a number as in Feature and VALUE the mean of its
// leaves, or a leaf `VALUE`. Candidates below the threshold go to the first subtree.
//
//   1<0.69:0.02 2<0.4:-0.05 -0.11 0.01 0.12
#pragma once

#include <string_view>
#include <vector>

#include "query/rank/features.h"

namespace kb {

/// The content of learned_order.tsv.
extern const std::string_view kLearnedOrderLines;

/// Returns the score of a candidate: the higher, the likelier is it right. Scores of one query can
/// be compared; about -3 to 3.
double learned_score(const Features& features);

/// What a feature added to a score.
struct LearnedPart {
  Feature feature;
  double added = 0;
};

/// Returns the features that changed the score of a candidate, the largest change first. Each node
/// adds the change of the mean to the feature it looks at (A. Saabas, 2014). What all trees say of
/// an unknown candidate is left out.
std::vector<LearnedPart> learned_parts(const Features& features);

}  // namespace kb
