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
#include "query/compile/weights.h"

namespace kb {
namespace {

/// A query of keywords has at most so many words; a longer one says enough itself.
constexpr std::size_t kMostKeywords = 16;

// These limits let any query end within a second: a posting list is read for each word, a pasted
// dump may contain a thousand codes, and a phrase reads positions.
constexpr std::size_t kMostWords = 200;
constexpr std::size_t kMostItems = 100;   // codes, names, phrases and marked words
constexpr std::size_t kMostPhrases = 16;  // phrases, wildcards and NEARs
constexpr std::size_t kMostNegations =
    8;                                // NOTs inside each other; each doubles the matcher's work
constexpr std::size_t kDeepest = 40;  // nested parentheses and operators

bool is_item(const Token& token) {
  return token.kind != TokenKind::kWord || token.occurs != Occurs::kShould;
}

bool is_phrase(const Token& token) {
  return token.kind == TokenKind::kWildcard || (token.kind == TokenKind::kPhrase && token.quoted) ||
         (token.kind == TokenKind::kField && (token.words.size() > 1 || token.text.ends_with('*')));
}

/// Tokens of a list that have the same key are the same.
std::string key_of(const Token& token) {
  const std::string_view name = token.field == nullptr ? "" : token.field->name;
  return fmt::format("{} {} {} {}", int(token.kind), int(token.occurs), name, token.text);
}

/// True for a few words side by side that make no sentence: no stop word, operator or mark.
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

/// True for a query without operators, marks, fields and wildcards.
bool is_plain(const Node& root) {
  const auto is_text = [](const Node& node) {
    const TokenKind kind = node.token.kind;
    return node.kind == NodeKind::kToken && node.token.occurs == Occurs::kShould &&
           kind != TokenKind::kField && kind != TokenKind::kSimilar && kind != TokenKind::kWildcard;
  };
  if (root.kind == NodeKind::kToken) return is_text(root);
  return root.kind == NodeKind::kList &&
         std::all_of(root.children.begin(), root.children.end(), is_text);
}

/// Queries of items side by side, by what they do to the articles found.
struct Parts {
  std::vector<XQuery> exact;  ///< codes that are sure, ranked with the words
  std::vector<XQuery> words;
  std::vector<XQuery> labels;    ///< raise what is found, and find nothing
  std::vector<XQuery> must;      ///< every article found has them, ranked by them
  std::vector<XQuery> filters;   ///< every article found has them
  std::vector<XQuery> left_out;  ///< no article found has them

  XQuery together() const {
    XQuery found = any_of(any_of(exact), any_of(words));
    if (!labels.empty()) found = maybe(found, any_of(labels));
    if (!must.empty()) found = maybe(every_of(must), found);
    if (!filters.empty()) {
      const XQuery by = every_of(filters);
      found = found.empty() ? weightless(by) : filtered(found, by);
    }
    if (left_out.empty()) return found;
    return without(found.empty() ? XQuery::MatchAll : found, any_of(left_out));
  }
};

class Compiler {
 public:
  explicit Compiler(const Lexicon& lexicon) : tokens_(lexicon, out_) {}

  Compiled run(const Query& query) {
    const auto tokens = leaves(query.root);
    only_stop_words_ = std::all_of(tokens.begin(), tokens.end(), [](const Token* token) {
      return token->kind == TokenKind::kWord && is_stop_word(token->words[0]);
    });
    alone_ = tokens.size() == 1;
    const bool is_code = alone_ && tokens[0]->kind == TokenKind::kCode;
    if (!is_code) tokens_.read_names(tokens, holds_no_small_letter(tokens));
    out_.keywords = is_keywords(query.root);
    out_.remarks = query.remarks;
    if (is_plain(query.root)) out_.text = query.text;
    out_.query = compile(query.root);
    if (holds_codes_alone()) out_.words.clear();
    remark_limits();
    out_.understood = fmt::format("{}", fmt::join(understood_, " "));
    return std::move(out_);
  }

 private:
  /// Remarks what the limits left out.
  void remark_limits() {
    const auto remark = [&](std::size_t count, std::size_t most, std::string_view what) {
      if (count > most) {
        out_.remarks.push_back(fmt::format("only the first {} {} are searched for", most, what));
      }
    };
    remark(words_, kMostWords, "words");
    remark(items_, kMostItems, "codes, names, phrases and marked words");
    remark(phrases_, kMostPhrases, "phrases, words with * and NEARs");
    if (too_deep_) {
      out_.remarks.push_back(
          fmt::format("what stands in more than {} parentheses, or {} NOTs, is left out", kDeepest,
                      kMostNegations));
    }
  }

  /// Counts the token; returns false if it is beyond the limits.
  bool has_room_for(const Token& token) {
    if (is_phrase(token) && ++phrases_ > kMostPhrases) return false;
    if (is_item(token)) return ++items_ <= kMostItems;
    return ++words_ <= kMostWords;
  }

  static bool holds_no_small_letter(const std::vector<const Token*>& tokens) {
    return tokens.size() > 1 && std::none_of(tokens.begin(), tokens.end(), [](const Token* token) {
             return std::any_of(token->text.begin(), token->text.end(), is_lower);
           });
  }

  /// Codes are ranked by what they are: the words of their spelling must not count.
  bool holds_codes_alone() const {
    return out_.has_code &&
           std::all_of(out_.words.begin(), out_.words.end(),
                       [](const QueryWord& word) { return word.code || word.stop; });
  }

  XQuery compile(const Node& node) {
    if (depth_ == kDeepest) {
      too_deep_ = true;
      return {};
    }
    ++depth_;
    XQuery compiled = compile_kind(node);
    --depth_;
    return compiled;
  }

  XQuery compile_kind(const Node& node) {
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

  std::vector<XQuery> parts_of(const Node& node, std::string_view name) {
    std::vector<XQuery> parts;
    understood_.emplace_back("(");
    for (const Node& child : node.children) {
      if (!parts.empty()) understood_.emplace_back(name);
      XQuery part = compile(child);
      if (!part.empty()) parts.push_back(std::move(part));
    }
    understood_.emplace_back(")");
    return parts;
  }

  XQuery compile_not(const Node& node) {
    if (negations_ == kMostNegations) {
      too_deep_ = true;
      return {};
    }
    ++negations_;
    XQuery compiled = compile_negation(node);
    --negations_;
    return compiled;
  }

  XQuery compile_negation(const Node& node) {
    if (node.children.size() < 2) {
      understood_.emplace_back("NOT");
      XQuery left_out = node.children.empty() ? XQuery() : compile(node.children[0]);
      return left_out.empty() ? XQuery() : without(XQuery::MatchAll, left_out);
    }
    XQuery with = compile(node.children[0]);
    std::vector<XQuery> left_out;
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      understood_.emplace_back("NOT");
      left_out.push_back(compile(node.children[i]));
    }
    // `the NOT cluster` is `NOT cluster`.
    XQuery any = any_of(left_out);
    if (with.empty() && !any.empty()) with = XQuery::MatchAll;
    return without(with, any);
  }

  /// Finds all words of the operands, as typed, within the distance; a code or a name counts as its
  /// words. The window never reaches from one part of an article into the next.
  XQuery compile_near(const Node& node) {
    if (++phrases_ > kMostPhrases) return {};
    std::vector<std::string> words;
    for (const Token* token : leaves(node)) {
      if (++words_ > kMostWords) break;
      for (std::string& word : words_to_find(*token)) words.push_back(std::move(word));
      tokens_.want_words(*token);
    }
    understood_.push_back(
        fmt::format("{}", fmt::join(words, fmt::format(" NEAR/{} ", node.distance))));
    const std::size_t window = std::min<std::size_t>(node.distance + words.size(), kPartGap + 1);
    XQuery near = near_of(words, std::uint32_t(window));
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

  /// Compiles items side by side: identifiers and words are ranked together, filters and marks
  /// restrict them.
  XQuery compile_list(std::span<const Node> items) {
    Parts parts;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Node& item = items[i];
      if (item.kind == NodeKind::kToken) {
        tokens_.note_word(item.token);
        const bool is_new = !skips(item.token) && seen.insert(key_of(item.token)).second;
        if (is_new && has_room_for(item.token)) add_token(items, i, parts);
        continue;
      }
      XQuery part = compile(item);
      const bool negative = item.kind == NodeKind::kNot && item.children.size() < 2;
      if (!part.empty()) (negative ? parts.filters : parts.must).push_back(std::move(part));
    }
    if (!parts.exact.empty()) {
      for (XQuery& message : messages(items)) parts.words.push_back(std::move(message));
    }
    return parts.together();
  }

  void add_token(std::span<const Node> items, std::size_t i, Parts& parts) {
    const Token& token = items[i].token;
    const bool sure = is_sure_code(token);
    note(token);
    if (sure && token.code.value) {
      if (XQuery both = other_spelling(items.first(i), token); !both.empty()) {
        parts.words.push_back(std::move(both));
        return;
      }
    }
    XQuery part = tokens_.compile(token, sure);
    if (part.empty()) return;
    const bool excluded = token.occurs == Occurs::kMustNot;
    if (!excluded && !is_filter(token)) out_.parts.push_back({understood_.back(), part});
    if (is_label(items, i)) {
      parts.labels.push_back(std::move(part));
    } else if (excluded) {
      parts.left_out.push_back(std::move(part));
    } else if (is_filter(token)) {
      parts.filters.push_back(std::move(part));
    } else if (token.occurs == Occurs::kMust || token.kind == TokenKind::kField ||
               token.kind == TokenKind::kSimilar) {
      parts.must.push_back(std::move(part));
    } else {
      (sure ? parts.exact : parts.words).push_back(std::move(part));
      if (out_.keywords) tokens_.expand(token);
    }
  }

  bool skips(const Token& token) const {
    return token.kind == TokenKind::kWord && token.occurs == Occurs::kShould && !only_stop_words_ &&
           is_stop_word(token.words[0]) && !tokens_.is_name(token);
  }

  bool is_sure_code(const Token& token) const { return kb::is_sure_code(token, alone_); }

  /// True for a word that merely labels the code behind it: `event id 4058`, `system error 1722`.
  bool is_label(std::span<const Node> items, std::size_t i) const {
    if (items[i].token.kind == TokenKind::kCode) return false;
    for (; i < items.size() && items[i].kind == NodeKind::kToken; ++i) {
      const Token& token = items[i].token;
      if (token.kind == TokenKind::kCode) return is_sure_code(token);
      if (token.occurs != Occurs::kShould || token.words.empty()) return false;
      const bool plain = token.kind == TokenKind::kWord || token.kind == TokenKind::kPhrase;
      if (!plain || !std::all_of(token.words.begin(), token.words.end(), is_code_label))
        return false;
    }
    return false;
  }

  static bool is_filter(const Token& token) {
    return token.kind == TokenKind::kField && token.field->kind != FieldKind::kWords;
  }

  /// Finds each run of words between the codes that reads like a message, word for word: an article
  /// that holds it whole outranks one that holds a code alone.
  std::vector<XQuery> messages(std::span<const Node> items) {
    constexpr std::size_t kFewest = 4;  // words
    constexpr std::size_t kFewestSaid = 3;
    std::vector<XQuery> messages;
    std::vector<std::string> run;
    std::size_t said = 0;
    const auto end_run = [&] {
      if (run.size() >= kFewest && said >= kFewestSaid && ++phrases_ <= kMostPhrases)
        messages.push_back(lifted(kMessageStep, weightless(phrase_of(run))));
      run.clear();
      said = 0;
    };
    for (const Node& node : items) {
      const Token& token = node.token;
      const bool word = node.kind == NodeKind::kToken && token.occurs == Occurs::kShould &&
                        (token.kind == TokenKind::kWord || token.kind == TokenKind::kPhrase);
      if (!word || run.size() + token.words.size() > kMostWords) {
        end_run();
        continue;
      }
      for (const std::string& text : token.words) {
        run.push_back(text);
        said += is_stop_word(text) || is_code_label(text) ? 0 : 1;
      }
    }
    end_run();
    return messages;
  }

  /// Raises the articles that print a code in both of two spellings in the query, as dialogs do:
  /// `-2147221164 (80040154)`. Empty if the code does not stand among the items before.
  XQuery other_spelling(std::span<const Node> before, const Token& token) const {
    for (const Node& node : before) {
      const Token& other = node.token;
      if (node.kind != NodeKind::kToken || other.kind != TokenKind::kCode ||
          other.code.value != token.code.value || !is_sure_code(other))
        continue;
      const XQuery both(XQuery::OP_AND, TokenCompiler::plain_words(other.text),
                        TokenCompiler::plain_words(token.text));
      return lifted(kSpellingsStep, weightless(both));
    }
    return {};
  }

  /// Notes how a token was understood; of many readings only the likeliest are shown.
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
  std::size_t words_ = 0;
  std::size_t items_ = 0;
  std::size_t phrases_ = 0;
  std::size_t depth_ = 0;
  std::size_t negations_ = 0;  // inside each other, at the node under way
  bool too_deep_ = false;
  std::vector<std::string> understood_;
  Compiled out_;
  TokenCompiler tokens_;
};

}  // namespace

Compiled compile_query(const Query& query, const Lexicon& lexicon) {
  return Compiler(lexicon).run(query);
}

XQuery compile_codes(const std::vector<RecognisedCode>& codes, const std::string& typed,
                     const Lexicon& lexicon) {
  Compiled out;
  TokenCompiler tokens(lexicon, out);
  if (codes.size() == 1) return tokens.code(codes[0], typed);
  std::vector<XQuery> parts;
  parts.reserve(codes.size() + 1);
  for (const RecognisedCode& code : codes) parts.push_back(tokens.code(code, ""));
  // The words are added once: with each code they would be as many as codes times words.
  parts.push_back(TokenCompiler::plain_words(typed));
  return any_of(parts);
}

}  // namespace kb
