// The parser makes a tree of tokens. It opens no index.
//
//   query   := or
//   or      := and { OR and }
//   and     := items { AND items | NOT unary }
//   items   := unary { unary }                side by side: a list, ranked together
//   unary   := NOT unary | near
//   near    := primary { NEAR/n primary }
//   primary := ( or ) | token
//
// Parentheses that don't match are ignored; nesting deeper than kMaxDepth is flattened.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/lexer.h"

namespace kb {

enum class NodeKind {
  kToken,  ///< a leaf
  kList,   ///< items side by side; each child's token may be marked + or -
  kAnd,
  kOr,
  kNot,   ///< the first child without any of the others; an only child is excluded from all
  kNear,  ///< children within `distance` words of each other
};

struct Node {
  NodeKind kind = NodeKind::kList;
  Token token{};
  std::vector<Node> children;
  std::size_t distance = 0;
};

inline constexpr int kMaxDepth = 64;

struct Query {
  std::string text;  ///< the text that was parsed: as typed, or today's form of a printed query
  Node root;
  std::vector<std::string> remarks;
};

Query parse_query(std::string_view text);

/// Prints the tree on one line, `(list error:code[0xC1060107] "tcp ip")`, for tests and
/// `kb explain`.
std::string print(const Node& node);

/// Returns every leaf in order.
std::vector<const Token*> leaves(const Node& node);

}  // namespace kb
