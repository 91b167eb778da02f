#include "query/language/syntax.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "query/language/printed_query.h"

namespace kb {
namespace {

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Node run() {
    Node root = parse_or(0);
    std::vector<Node> more;
    while (at_ < tokens_.size()) {
      take(TokenKind::kClose);  // it has no opening parenthesis
      Node rest = parse_or(0);
      if (!is_empty(rest)) more.push_back(std::move(rest));
    }
    if (more.empty()) return root;
    Node list;
    if (!is_empty(root)) list.children.push_back(std::move(root));
    std::move(more.begin(), more.end(), std::back_inserter(list.children));
    return list;
  }

 private:
  static bool is_empty(const Node& node) {
    return node.kind == NodeKind::kList && node.children.empty();
  }

  bool is(TokenKind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }

  bool take(TokenKind kind) {
    if (!is(kind)) return false;
    ++at_;
    return true;
  }

  Node parse_or(int depth) {
    Node node = parse_and(depth);
    while (take(TokenKind::kOr)) node = join(NodeKind::kOr, std::move(node), parse_and(depth));
    return node;
  }

  Node parse_and(int depth) {
    Node node = parse_items(depth);
    for (;;) {
      if (take(TokenKind::kAnd)) {
        if (take(TokenKind::kNot)) {
          node = join(NodeKind::kNot, std::move(node), parse_unary(depth));
        } else {
          node = join(NodeKind::kAnd, std::move(node), parse_items(depth));
        }
      } else if (take(TokenKind::kNot)) {
        node = join(NodeKind::kNot, std::move(node), parse_unary(depth));
      } else if (node.kind == NodeKind::kNot && node.children.size() > 1 && at_ < tokens_.size() &&
                 !is(TokenKind::kOr) && !is(TokenKind::kClose)) {
        add_wanted(parse_items(depth), node);
      } else {
        return node;
      }
    }
  }

  /// `a NOT b c` means `a c NOT b`: what follows the excluded item is wanted again.
  static void add_wanted(Node items, Node& node) {
    Node& wanted = node.children[0];
    if (wanted.kind != NodeKind::kList) {
      Node list;
      list.children.push_back(std::move(wanted));
      wanted = std::move(list);
    }
    wanted.children.push_back(std::move(items));
  }

  Node parse_items(int depth) {
    Node list;
    while (at_ < tokens_.size() && !is(TokenKind::kOr) && !is(TokenKind::kAnd) &&
           !is(TokenKind::kClose) && !(is(TokenKind::kNot) && !list.children.empty())) {
      Node item = parse_unary(depth);
      if (item.kind != NodeKind::kList || !item.children.empty()) {
        list.children.push_back(std::move(item));
      }
    }
    return list.children.size() == 1 && plain(list.children[0]) ? std::move(list.children[0])
                                                                : std::move(list);
  }

  /// A lone item needs no list around it unless a mark or a filter gives the list its meaning.
  static bool plain(const Node& node) {
    return node.kind != NodeKind::kToken || node.token.occurs != Occurs::kMustNot;
  }

  Node parse_unary(int depth) {
    if (take(TokenKind::kNot)) {
      Node node;
      node.kind = NodeKind::kNot;
      node.children.push_back(depth < kMaxDepth ? parse_unary(depth + 1) : Node{});
      return node;
    }
    Node node = parse_primary(depth);
    while (is(TokenKind::kNear)) {
      const std::size_t distance = tokens_[at_++].distance;
      node = join(NodeKind::kNear, std::move(node), parse_primary(depth));
      node.distance = distance;
    }
    return node;
  }

  Node parse_primary(int depth) {
    if (take(TokenKind::kOpen)) {
      if (depth >= kMaxDepth) {
        while (take(TokenKind::kOpen)) {
        }
        return parse_leaf();
      }
      Node inner = parse_or(depth + 1);
      take(TokenKind::kClose);
      return inner;
    }
    return parse_leaf();
  }

  Node parse_leaf() {
    Node leaf;
    if (at_ >= tokens_.size() || is(TokenKind::kClose)) return leaf;
    leaf.kind = NodeKind::kToken;
    leaf.token = std::move(tokens_[at_++]);
    return leaf;
  }

  static Node join(NodeKind kind, Node a, Node b) {
    if (a.kind == kind && (kind != NodeKind::kNot || a.children.size() > 1)) {
      a.children.push_back(std::move(b));
      return a;
    }
    Node node;
    node.kind = kind;
    node.children.push_back(std::move(a));
    node.children.push_back(std::move(b));
    return node;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

std::string print_token(const Token& token) {
  const std::string mark = token.occurs == Occurs::kMust      ? "+"
                           : token.occurs == Occurs::kMustNot ? "-"
                                                              : "";
  switch (token.kind) {
    case TokenKind::kPhrase:
      return mark + fmt::format("\"{}\"", fmt::join(token.words, " "));
    case TokenKind::kWildcard:
      return mark + token.words[0] + "*";
    case TokenKind::kCode: {
      std::vector<std::string> readings;
      for (const CodeReading& reading : token.code.readings) readings.push_back(reading.canonical);
      return mark + fmt::format("code[{}]", fmt::join(readings, " "));
    }
    case TokenKind::kId:
      return mark + "id[" + token.text + "]";
    case TokenKind::kFile:
      return mark + "file[" + token.text + "]";
    case TokenKind::kRegistry:
      return mark + "registry[" + token.text + "]";
    case TokenKind::kSimilar:
      return mark + "similar[" + token.text + "]";
    case TokenKind::kField:
      return mark + std::string(token.field->name) + ":" + token.text;
    default:
      return mark + (token.words.empty() ? token.text : token.words[0]);
  }
}

void collect(const Node& node, std::vector<const Token*>& out) {
  if (node.kind == NodeKind::kToken) out.push_back(&node.token);
  for (const Node& child : node.children) collect(child, out);
}

}  // namespace

Query parse_query(std::string_view text) {
  const auto modern = modern_form(text, QueryOrigin::kTyped);
  std::string read(modern ? *modern : text);
  Lexed lexed = lex_query(read);
  if (modern) lexed.remarks.push_back("read as: " + *modern);
  return {std::move(read), Parser(std::move(lexed.tokens)).run(), std::move(lexed.remarks)};
}

std::string print(const Node& node) {
  if (node.kind == NodeKind::kToken) return print_token(node.token);
  std::string out = node.kind == NodeKind::kAnd    ? "(and"
                    : node.kind == NodeKind::kOr   ? "(or"
                    : node.kind == NodeKind::kNot  ? "(not"
                    : node.kind == NodeKind::kNear ? fmt::format("(near/{}", node.distance)
                                                   : "(list";
  for (const Node& child : node.children) out += " " + print(child);
  return out + ")";
}

std::vector<const Token*> leaves(const Node& node) {
  std::vector<const Token*> out;
  collect(node, out);
  return out;
}

}  // namespace kb
