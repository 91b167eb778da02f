#include "query/compile/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "indexer/schema/stop_words.h"
#include "indexer/schema/terms.h"
#include "parser/text/ascii.h"
#include "parser/text/words.h"
#include "query/compile/token_query.h"

namespace kb {
namespace {

/// Words of a query of keywords; longer ones say enough themselves.
constexpr std::size_t kMostKeywords = 16;

/// Codes, names, phrases and marked words of a query that are searched for. They cost time by the
/// square of their number, and a pasted dump may hold a thousand.
constexpr std::size_t kMostItems = 100;

bool is_costly(const Token& token) {
  return token.kind != TokenKind::kWord || token.occurs != Occurs::kShould;
}

/// What makes two tokens of a list the same.
std::string key_of(const Token& token) {
  const std::string_view name = token.field == nullptr ? "" : token.field->name;
  return fmt::format("{} {} {} {}", int(token.kind), int(token.occurs), name, token.text);
}

/// Words people put in front of a code to say what it is.
bool is_label_word(std::string_view word) {
  constexpr std::string_view kWords[] = {
      "error",   "errors",   "err",    "code",   "codes",    "event",     "id",
      "stop",    "system",   "win32",  "number", "no",       "run",       "time",
      "runtime", "jet",      "ese",    "status", "hresult",  "exception", "fatal",
      "http",    "msg",      "native", "state",  "sense",    "data",      "sqlstate",
      "screen",  "bugcheck", "result", "return", "returned", "linker",    "compiler"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

/// A few words side by side that make no sentence: no stop word, operator or mark.
bool is_keywords(const Node& root) {
  const auto is_keyword = [](const Node& node) {
    const Token& token = node.token;
    return node.kind == NodeKind::kToken && token.occurs == Occurs::kShould &&
           (token.kind == TokenKind::kCode || token.kind == TokenKind::kFile ||
            token.kind == TokenKind::kField ||
            (token.kind == TokenKind::kWord && !is_stop_word(token.words[0])));
  };
  if (root.kind == NodeKind::kToken) return is_keyword(root);
  return root.kind == NodeKind::kList && root.children.size() <= kMostKeywords &&
         std::all_of(root.children.begin(), root.children.end(), is_keyword);
}

class Compiler {
 public:
  explicit Compiler(Lexicon& lexicon) : tokens_(lexicon, out_) {}

  Compiled run(const Query& query) {
    const auto tokens = leaves(query.root);
    only_stop_words_ = std::all_of(tokens.begin(), tokens.end(), [](const Token* token) {
      return token->kind == TokenKind::kWord && is_stop_word(token->words[0]);
    });
    alone_ = tokens.size() == 1;
    tokens_.read_names(tokens, holds_no_small_letter(tokens));
    out_.keywords = is_keywords(query.root);
    out_.remarks = query.remarks;
    out_.query = compile(query.root);
    if (holds_codes_alone()) out_.words.clear();
    if (items_ > kMostItems) {
      out_.remarks.push_back(fmt::format(
          "only the first {} codes, names, phrases and marked words are searched for", kMostItems));
    }
    out_.understood = fmt::format("{}", fmt::join(understood_, " "));
    return std::move(out_);
  }

 private:
  static bool holds_no_small_letter(const std::vector<const Token*>& tokens) {
    return tokens.size() > 1 && std::none_of(tokens.begin(), tokens.end(), [](const Token* token) {
             return std::any_of(token->text.begin(), token->text.end(), is_lower);
           });
  }

  /// Codes are ranked by what they are; how one is spelled must not count.
  bool holds_codes_alone() const {
    return out_.has_code &&
           std::all_of(out_.words.begin(), out_.words.end(),
                       [](const QueryWord& word) { return word.code || word.stop; });
  }

  // A query may nest as deep as it has words. What a level puts on the stack must be little, so the
  // compiler must not make one function of these.
  QueryTree compile(const Node& node) {
    switch (node.kind) {
      case NodeKind::kToken:
        return compile_list({&node, 1});
      case NodeKind::kList:
        return compile_list(node.children);
      case NodeKind::kAnd:
        return every_of(parts_of(node, "AND"));
      case NodeKind::kOr:
        return any_of(parts_of(node, "OR"));
      case NodeKind::kNot:
        return compile_not(node);
      case NodeKind::kNear:
        return compile_near(node);
    }
    return {};
  }

  [[gnu::noinline]] std::vector<QueryTree> parts_of(const Node& node, std::string_view name) {
    std::vector<QueryTree> parts;
    understood_.emplace_back("(");
    for (const Node& child : node.children) {
      if (!parts.empty()) understood_.emplace_back(name);
      QueryTree part = compile(child);
      if (!part.empty()) parts.push_back(std::move(part));
    }
    understood_.emplace_back(")");
    return parts;
  }

  [[gnu::noinline]] QueryTree compile_not(const Node& node) {
    if (node.children.size() < 2) {
      understood_.emplace_back("NOT");
      QueryTree left_out = node.children.empty() ? QueryTree() : compile(node.children[0]);
      return left_out.empty() ? QueryTree() : without(all_documents(), std::move(left_out));
    }
    QueryTree with = compile(node.children[0]);
    std::vector<QueryTree> left_out;
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      understood_.emplace_back("NOT");
      left_out.push_back(compile(node.children[i]));
    }
    // `the NOT cluster` is `NOT cluster`.
    QueryTree any = any_of(std::move(left_out));
    if (with.empty() && !any.empty()) with = all_documents();
    return without(std::move(with), std::move(any));
  }

  /// All words of the operands within the distance, as typed; a code or a name is its words. The
  /// window never reaches from one part of an article into the next.
  [[gnu::noinline]] QueryTree compile_near(const Node& node) {
    std::vector<std::string> words;
    for (const Token* token : leaves(node)) {
      for (std::string& word : words_to_find(*token)) words.push_back(std::move(word));
      tokens_.want_words(*token);
    }
    understood_.push_back(
        fmt::format("{}", fmt::join(words, fmt::format(" NEAR/{} ", node.distance))));
    const std::size_t window = std::min<std::size_t>(node.distance + words.size(), kPartGap + 1);
    QueryTree near = near_query(words, std::uint32_t(window));
    if (words.size() > 1) out_.parts.push_back({understood_.back(), near});
    return near;
  }

  static std::vector<std::string> words_to_find(const Token& token) {
    if (!token.words.empty()) return token.words;
    std::vector<std::string> words;
    for (const Word& word : words_of(token.text)) {
      if (!word.compound) words.push_back(word.text);
    }
    return words;
  }

  /// Items side by side: identifiers and words ranked together, filters and marks around them.
  [[gnu::noinline]] QueryTree compile_list(const std::span<const Node>& items) {
    std::vector<QueryTree> exact;
    std::vector<QueryTree> words;
    std::vector<QueryTree> labels;
    std::vector<QueryTree> must;
    std::vector<QueryTree> filters;
    std::vector<QueryTree> left_out;
    std::vector<QueryTree> meant;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Node& item = items[i];
      if (item.kind != NodeKind::kToken) {
        QueryTree part = compile(item);
        const bool negative = item.kind == NodeKind::kNot && item.children.size() < 2;
        if (!part.empty()) (negative ? filters : must).push_back(std::move(part));
        continue;
      }
      const Token& token = item.token;
      tokens_.note_word(token);
      if (skips(token) || !seen.insert(key_of(token)).second) continue;
      if (is_costly(token) && ++items_ > kMostItems) continue;
      note(token);
      QueryTree part = tokens_.compile(token, is_sure_code(token));
      if (part.empty()) continue;
      if (token.occurs != Occurs::kMustNot && !is_filter(token)) {
        out_.parts.push_back({understood_.back(), part});
      }
      if (is_label(items, i)) {
        labels.push_back(std::move(part));
        continue;
      }
      if (token.occurs == Occurs::kMustNot) {
        left_out.push_back(std::move(part));
      } else if (is_filter(token)) {
        filters.push_back(std::move(part));
      } else if (token.occurs == Occurs::kMust || token.kind == TokenKind::kField ||
                 token.kind == TokenKind::kSimilar) {
        must.push_back(std::move(part));
      } else {
        (is_sure_code(token) ? exact : words).push_back(std::move(part));
        if (out_.keywords && token.kind != TokenKind::kField)
          meant.push_back(tokens_.expanded(token));
      }
    }
    if (!words.empty() && !meant.empty()) {
      words = {maybe(any_of(std::move(words)), any_of(std::move(meant)))};
    }
    QueryTree found = any_of(any_of(std::move(exact)), any_of(std::move(words)));
    if (!labels.empty()) found = maybe(std::move(found), any_of(std::move(labels)));
    if (!must.empty()) found = maybe(every_of(std::move(must)), std::move(found));
    if (!filters.empty()) {
      QueryTree by = every_of(std::move(filters));
      found = found.empty() ? weightless(std::move(by)) : filtered(std::move(found), std::move(by));
    }
    if (left_out.empty()) return found;
    if (found.empty()) found = all_documents();
    return without(std::move(found), any_of(std::move(left_out)));
  }

  bool skips(const Token& token) const {
    return token.kind == TokenKind::kWord && token.occurs == Occurs::kShould && !only_stop_words_ &&
           is_stop_word(token.words[0]) && !tokens_.is_name(token);
  }

  /// A code with one reading, or of a value that can hardly be anything but a code; and any code
  /// that is the whole query.
  bool is_sure_code(const Token& token) const {
    return token.kind == TokenKind::kCode &&
           (alone_ || token.code.value || token.code.readings.size() == 1);
  }

  /// A word that only labels the sure code behind it: `event id 4058`, `system error 1722`.
  bool is_label(std::span<const Node> items, std::size_t i) const {
    if (items[i].token.kind == TokenKind::kCode) return false;
    for (; i < items.size() && items[i].kind == NodeKind::kToken; ++i) {
      const Token& token = items[i].token;
      if (token.kind == TokenKind::kCode) return is_sure_code(token);
      if (token.occurs != Occurs::kShould || token.words.empty()) return false;
      const bool plain = token.kind == TokenKind::kWord || token.kind == TokenKind::kPhrase;
      if (!plain || !std::all_of(token.words.begin(), token.words.end(), is_label_word))
        return false;
    }
    return false;
  }

  static bool is_filter(const Token& token) {
    return token.kind == TokenKind::kField && token.field->kind != FieldKind::kWords;
  }

  /// Says how a token was understood; of many readings, the likeliest.
  void note(const Token& token) {
    constexpr std::size_t kShown = 3;
    Node leaf;
    leaf.kind = NodeKind::kToken;
    leaf.token = token;
    std::vector<CodeReading>& readings = leaf.token.code.readings;
    const std::size_t more = readings.size() > kShown ? readings.size() - kShown : 0;
    readings.resize(readings.size() - more);
    understood_.push_back(print(leaf) + (more == 0 ? "" : fmt::format("(+{} readings)", more)));
  }

  bool only_stop_words_ = false;
  bool alone_ = false;
  std::size_t items_ = 0;  // costly ones so far
  std::vector<std::string> understood_;
  Compiled out_;
  TokenCompiler tokens_;
};

}  // namespace

Compiled compile_query(const Query& query, Lexicon& lexicon) {
  return Compiler(lexicon).run(query);
}

QueryTree compile_codes(const std::vector<RecognisedCode>& codes, const std::string& typed,
                        Lexicon& lexicon) {
  Compiled out;
  TokenCompiler tokens(lexicon, out);
  if (codes.size() == 1) return tokens.code(codes[0], typed);
  std::vector<QueryTree> parts;
  parts.reserve(codes.size() + 1);
  for (const RecognisedCode& code : codes) parts.push_back(tokens.code(code, ""));
  parts.push_back(
      TokenCompiler::plain_words(typed));  // once: with each they would be codes * words
  return any_of(std::move(parts));
}

}  // namespace kb
