#include "query/compile/spelling.h"

#include <algorithm>

#include "indexer/schema/stop_words.h"
#include "indexer/schema/synonyms.h"
#include "indexer/schema/terms.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kShortest = 4;        // shortest word that is corrected
constexpr std::size_t kShortestPart = 3;    // shortest part when a word is split in two
constexpr std::size_t kShortestSure = 5;    // shortest word that is corrected automatically
constexpr std::size_t kShortestFar = 7;     // shortest word that is allowed an edit distance of 2
constexpr Xapian::doccount kMistakes = 12;  // most articles in which a word may be a mistake
constexpr double kTimesAsMany = 60;         // how many times as frequent the word meant must be

class Checker {
 public:
  explicit Checker(const Lexicon& lexicon) : lexicon_(lexicon) {}

  bool holds(const std::string& word) const {
    return lexicon_.frequency(word) > 0 ||
           !SynonymReader(SynonymReader::In::kQuery).next(word, word).empty() ||
           lexicon_.holds(word);
  }

  std::string meant(const std::string& word, bool known) const {
    const Xapian::doccount articles = known ? lexicon_.frequency(word) : 0;
    if (articles > kMistakes || (known && articles == 0)) return "";
    const unsigned away = known || word.size() < kShortestFar ? 1 : 2;
    std::string near = lexicon_.database().get_spelling_suggestion(word, away);
    if (near.empty() || is_stop_word(near)) return known ? "" : apart(word);
    if (!known) return near;
    const bool other_word = lexicon_.stem(near) != lexicon_.stem(word);
    const bool frequent = lexicon_.frequency(near) >= kTimesAsMany * double(articles);
    return other_word && frequent ? near : "";
  }

 private:
  /// Splits `sqlserver` to `sql server`: both parts are words, and the pair is the most frequent.
  std::string apart(const std::string& word) const {
    std::string best;
    Xapian::doccount most = 0;
    for (std::size_t at = kShortestPart; at + kShortestPart <= word.size(); ++at) {
      const std::string first = word.substr(0, at);
      const std::string second = word.substr(at);
      if (lexicon_.frequency(first) == 0 || lexicon_.frequency(second) == 0) continue;
      const std::vector<std::string> both{first, second};
      Xapian::Enquire enquire(lexicon_.database());
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_query({Xapian::Query::OP_PHRASE, both.begin(), both.end(), 2});
      const auto articles = enquire.get_mset(0, 0, 1).get_matches_estimated();
      if (articles <= most) continue;
      most = articles;
      best = first + " " + second;
    }
    return best;
  }

  const Lexicon& lexicon_;
};

/// Returns where the word of a token begins in the text of the query; npos if it must not be
/// corrected: it is short, a stop word, a name with capitals behind its first letter, or a label
/// (`SNAOUT:0011`).
std::size_t correctable(const Token& token, const std::string& text) {
  const std::string& word = token.words[0];
  if (word.size() < kShortest || is_stop_word(word)) return std::string::npos;
  if (!std::all_of(word.begin(), word.end(), is_lower)) return std::string::npos;
  const auto same = [](char a, char b) { return a == b || (is_upper(a) && a - 'A' + 'a' == b); };
  const auto begin = text.begin() + std::ptrdiff_t(token.begin);
  const auto end = text.begin() + std::ptrdiff_t(token.end);
  const auto found = std::search(begin, end, word.begin(), word.end(), same);
  if (found == end) return std::string::npos;
  const auto after = found + std::ptrdiff_t(word.size());
  const auto capitals = std::count_if(found + 1, after, is_upper);
  if (capitals != 0 && capitals + 1 != std::ptrdiff_t(word.size())) return std::string::npos;
  if (after != text.end() && *after == ':' && after + 1 != text.end() && after[1] != ' ') {
    return std::string::npos;
  }
  return std::size_t(found - text.begin());
}

/// Collects the leaves that are not excluded.
void collect_wanted(const Node& node, std::vector<const Token*>& out) {
  if (node.kind == NodeKind::kToken && node.token.occurs != Occurs::kMustNot) {
    out.push_back(&node.token);
  }
  if (node.kind == NodeKind::kNot) {
    if (node.children.size() > 1) collect_wanted(node.children[0], out);
    return;
  }
  for (const Node& child : node.children) collect_wanted(child, out);
}

/// Replaces words of a text from front to back.
class Replaced {
 public:
  explicit Replaced(const std::string& text) : text_(text) {}

  void replace(std::size_t begin, std::size_t size, const std::string& with) {
    out_ += text_.substr(copied_, begin - copied_) + with;
    copied_ = begin + size;
  }
  std::optional<std::string> result() const {
    if (copied_ == 0) return std::nullopt;
    return out_ + text_.substr(copied_);
  }

 private:
  const std::string& text_;
  std::string out_;
  std::size_t copied_ = 0;
};

}  // namespace

Spelling check_spelling(const Query& query, const Lexicon& lexicon) {
  const Checker checker(lexicon);
  Spelling spelling;
  Replaced meant(query.text);
  Replaced findable(query.text);
  std::vector<const Token*> tokens;
  collect_wanted(query.root, tokens);
  for (const Token* token : tokens) {
    if (token->kind != TokenKind::kWord || token->quoted) continue;
    const bool known = checker.holds(token->words[0]);
    if (!known) {
      spelling.unknown.push_back(token->text.substr(0, 1 + token->text.find_last_not_of(":;,.!?")));
    }
    const std::size_t at = correctable(*token, query.text);
    if (at == std::string::npos) continue;
    const std::string& word = token->words[0];
    const std::string other = checker.meant(word, known);
    if (other.empty()) continue;
    meant.replace(at, word.size(), other);
    if (!known && word.size() >= kShortestSure) findable.replace(at, word.size(), other);
  }
  spelling.meant = meant.result();
  spelling.findable = findable.result();
  return spelling;
}

}  // namespace kb
