#include "query/rank/learned_order.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "parser/text/ascii.h"

namespace kb {
namespace {

/// A node of a tree; the first subtree of an inner node begins behind it.
struct TreeNode {
  std::size_t feature = kFeatures;  // kFeatures for a leaf
  float threshold = 0;
  double value = 0;
  std::size_t above = 0;  // number of the node where the second subtree begins
};

double number_of(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class Forest {
 public:
  explicit Forest(std::string_view lines) {
    for (const std::string_view line : split_lines(lines)) {
      const std::vector<std::string_view> tree = split_words(line);
      if (tree.empty()) continue;
      roots_.push_back(nodes_.size());
      std::size_t next = 0;
      read(tree, next);
    }
  }

  /// Calls `see` for each node on the ways of a candidate through all trees, with the node before
  /// it; that is null for a root.
  template <typename See>
  void walk(const Features& features, const See& see) const {
    for (const std::size_t root : roots_) {
      std::size_t at = root;
      see(nullptr, nodes_[at]);
      while (nodes_[at].feature < kFeatures) {
        const TreeNode& node = nodes_[at];
        at = features[node.feature] < node.threshold ? at + 1 : node.above;
        see(&node, nodes_[at]);
      }
    }
  }

 private:
  void read(const std::vector<std::string_view>& tree, std::size_t& next) {
    if (next == tree.size()) {  // a tree that is cut ends in leaves that say nothing
      nodes_.emplace_back();
      return;
    }
    const std::string_view text = tree[next++];
    const std::size_t at = nodes_.size();
    nodes_.emplace_back();
    const std::size_t less = text.find('<');
    if (less == std::string_view::npos) {
      nodes_[at].value = number_of(text);
      return;
    }
    const std::size_t colon = text.find(':', less);
    nodes_[at].feature = std::min(std::size_t(number_of(text.substr(0, less))), kFeatures);
    nodes_[at].threshold = float(number_of(text.substr(less + 1, colon - less - 1)));
    nodes_[at].value = number_of(text.substr(std::min(colon + 1, text.size())));
    read(tree, next);
    nodes_[at].above = nodes_.size();
    read(tree, next);
  }

  std::vector<TreeNode> nodes_;
  std::vector<std::size_t> roots_;
};

const Forest& forest() {
  static const Forest kForest(kLearnedOrderLines);
  return kForest;
}

}  // namespace

double learned_score(const Features& features) {
  double score = 0;
  forest().walk(features, [&](const TreeNode*, const TreeNode& node) {
    if (node.feature == kFeatures) score += node.value;
  });
  return score;
}

std::vector<LearnedPart> learned_parts(const Features& features) {
  std::array<double, kFeatures> added{};
  forest().walk(features, [&](const TreeNode* before, const TreeNode& node) {
    if (before != nullptr) added[before->feature] += node.value - before->value;
  });
  std::vector<LearnedPart> parts;
  for (std::size_t i = 0; i < kFeatures; ++i) {
    if (added[i] != 0) parts.push_back({static_cast<Feature>(i), added[i]});
  }
  std::stable_sort(parts.begin(), parts.end(), [](const LearnedPart& a, const LearnedPart& b) {
    return std::abs(a.added) > std::abs(b.added);
  });
  return parts;
}

}  // namespace kb
