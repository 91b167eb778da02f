#include "query/compile/spelling.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "indexer/schema/stop_words.h"
#include "indexer/schema/synonyms.h"
#include "indexer/schema/terms.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kShortest = 3;             // shortest word that is corrected
constexpr std::size_t kShortestKnown = 4;        // the same of one that a few articles contain
constexpr std::size_t kShortestPart = 3;         // shortest part when a word is split in two
constexpr std::size_t kLongestAbbreviation = 3;  // in capitals, where it is never corrected
constexpr std::size_t kShortestSure = 5;  // shortest word that is corrected without its neighbours
constexpr double kSoundsAlike = 0.7;      // most a slip of the ear costs
constexpr std::size_t kLong = 7;          // letters of a word that may hold two slips
constexpr Xapian::doccount kMistakes = 40;  // most articles in which a word may be a mistake
constexpr double kTimesAsMany = 60;         // how many times as frequent the word meant must be
constexpr Xapian::doccount kFewest = 3;     // articles of a word that another is corrected to
constexpr std::size_t kMostChoices = 5;     // for one word
constexpr double kSlip = 4.5;               // ln of how much rarer a slip of cost 1 is than none
constexpr double kApartCost = 0.8;       // of two words typed as one, or one as two (near_words.h)
constexpr std::size_t kMostMended = 16;  // words of a query that are compared with others
constexpr double kUnseenPairs = 10;      // articles' worth of trust in single words beside pairs
constexpr double kPairs = 2;  // articles in which two words stand together by more than chance

/// Costs up to which a word of so many letters is corrected: at all, and without being asked back.
struct Limits {
  double most;
  double sure;
};
Limits limits_of(std::size_t letters) {
  if (letters < kShortestSure) return {1.0, 1.0};
  if (letters < kLong) return {1.6, 1.3};
  return {2.4, 2.0};
}

/// What a word may have been meant for.
struct Choice {
  std::string text;                // as it stands in a query
  std::vector<std::string> words;  // one, or two
  double articles = 0;             // that contain them
  double cost = 0;                 // of the slips (near_words.h)
};

/// A word of the query, or two that were meant as one, and what it may have been meant for.
struct Place {
  std::size_t begin = 0;  // in the text of the query
  std::size_t size = 0;
  bool known = false;           // some article contains it as typed
  std::vector<Choice> choices;  // the first is what was typed
  std::size_t chosen = 0;

  const Choice& choice() const { return choices[chosen]; }
};

/// Finds what the words of a query may have been meant for.
class Checker {
 public:
  explicit Checker(const Lexicon& lexicon) : lexicon_(lexicon) {}

  bool holds(const std::string& word) const {
    return lexicon_.frequency(word) > 0 ||
           !SynonymReader(SynonymReader::In::kQuery).next(word, word).empty() ||
           lexicon_.holds(word);
  }

  /// Returns what the word may have been meant for, the likeliest first; none for a word that is
  /// frequent enough, or the name of a product or a file.
  std::vector<Choice> choices(const std::string& word, bool known) const {
    Xapian::doccount articles = known ? lexicon_.frequency(word) : 0;
    // A word that is there only in another form is that form's slip, if it is one.
    if (known && articles == 0) articles = lexicon_.frequency(lexicon_.found_term(text_, word));
    if (articles > kMistakes || (known && articles == 0) || lexicon_.is_name(word)) return {};
    if (known && word.size() < kShortestKnown) return {};
    std::vector<Choice> found;
    const double most = known ? 1.0 : limits_of(word.size()).most;
    for (NearWord& near : lexicon_.near_words().near(word, most)) {
      if (known && double(near.articles) < kTimesAsMany * articles) continue;
      if (known && lexicon_.stem(near.word) == lexicon_.stem(word)) continue;
      found.push_back({near.word, {near.word}, double(near.articles), near.cost});
    }
    add_apostrophes(word, articles, found);
    if (found.empty()) add_apart(word, articles, found);
    std::stable_sort(found.begin(), found.end(),
                     [&](const Choice& a, const Choice& b) { return weight(a) > weight(b); });
    found.resize(std::min(found.size(), kMostChoices));
    // A word meant for a stop word says nothing.
    if (!found.empty() && is_stop_word(found[0].text)) found.clear();
    return found;
  }

  /// Returns the word that two neighbours make together; null if it is none.
  std::optional<Choice> joined(const std::string& first, const std::string& second) const {
    const std::string word = first + second;
    const Xapian::doccount articles = lexicon_.frequency(word);
    if (word.size() < kShortestSure || articles < kFewest) return std::nullopt;
    return Choice{word, {word}, double(articles), kApartCost};
  }

  /// Returns ln of how likely a choice is that stands behind another, or alone.
  double weight(const Choice& choice) const {
    return std::log(share(choice)) - kSlip * choice.cost;
  }
  double weight_behind(const Choice& before, const Choice& choice) {
    const double both = beside(before.words.back(), choice.words.front());
    const double times = (both + kUnseenPairs * share(choice)) / (before.articles + kUnseenPairs);
    return std::log(times) - kSlip * choice.cost;
  }

  /// The number of articles in which the second stands shortly behind the first.
  double beside(const std::string& first, const std::string& second) {
    const auto [known, is_new] = beside_.try_emplace({first, second}, 0);
    if (is_new) known->second = lexicon_.beside(first, second);
    return known->second;
  }

 private:
  double share(const Choice& choice) const {
    return std::max(choice.articles, 0.5) / double(lexicon_.database().get_doccount() + 1);
  }

  /// Adds `won't` for `wont`: the spelling table has no apostrophes.
  void add_apostrophes(const std::string& word, Xapian::doccount articles,
                       std::vector<Choice>& found) const {
    for (std::size_t at = 1; at < word.size(); ++at) {
      const std::string other = std::string(word).insert(at, 1, '\'');
      const Xapian::doccount holders = lexicon_.frequency(other);
      if (holders < kFewest || holders < kTimesAsMany * double(articles)) continue;
      found.push_back({other, {other}, double(holders), slip_cost(word, other, 1)});
    }
  }

  /// Adds `sql server` for `sqlserver`: both parts are words, and the pair is the most frequent, and
  /// far more so than the one word.
  void add_apart(const std::string& word, Xapian::doccount holders,
                 std::vector<Choice>& found) const {
    double most = std::max(0.0, kTimesAsMany * double(holders) - 1);
    for (std::size_t at = kShortestPart; at + kShortestPart <= word.size(); ++at) {
      const std::string first = word.substr(0, at);
      const std::string second = word.substr(at);
      if (lexicon_.frequency(first) == 0 || lexicon_.frequency(second) == 0) continue;
      const double articles = lexicon_.beside(first, second);
      if (articles <= most) continue;
      most = articles;
      found = {{first + " " + second, {first, second}, articles, kApartCost}};
    }
  }

  const Field& text_ = field(FieldId::kText);
  const Lexicon& lexicon_;
  std::map<std::pair<std::string, std::string>, double> beside_;
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
  if (capitals != 0 && word.size() <= kLongestAbbreviation) return std::string::npos;
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

/// The words of a query that stand side by side, as places; those that may be corrected have
/// several choices.
class Passage {
 public:
  explicit Passage(Checker& checker) : checker_(checker) {}

  std::vector<Place> places;

  /// Chooses for all places together: the words that are likeliest beside each other.
  void choose() {
    if (std::all_of(places.begin(), places.end(),
                    [](const Place& place) { return place.choices.size() == 1; })) {
      return;
    }
    std::vector<std::vector<Step>> steps;
    for (std::size_t i = 0; i < places.size(); ++i) {
      std::vector<Step> here;
      for (const Choice& choice : places[i].choices) {
        const bool typed = &choice == &places[i].choices[0];
        // What no article has is kept only if nothing else is there.
        const bool counts = !typed || places[i].known || places[i].choices.size() == 1;
        if (!counts) {
          here.push_back({});
        } else if (i == 0) {
          here.push_back({checker_.weight(choice), 0});
        } else {
          here.push_back(best_step(steps[i - 1], places[i - 1], choice));
        }
      }
      steps.push_back(std::move(here));
    }
    std::size_t at = 0;
    for (std::size_t c = 0; c < steps.back().size(); ++c) {
      if (steps.back()[c].weight > steps.back()[at].weight) at = c;
    }
    for (std::size_t i = places.size(); i-- > 0; at = steps[i][at].before) places[i].chosen = at;
  }

  /// True if the chosen word of a place is sure enough to be searched for unasked.
  bool is_sure(std::size_t i) {
    const Place& place = places[i];
    const bool together = stands_by_others(i, place.choice());
    // `wont` is hardly ever meant where `won't` is frequent.
    if (place.known && place.choice().text.find('\'') != std::string::npos) return true;
    const std::size_t letters = place.size;
    // A short word that articles contain is a word (`sale report` is not `save report`), but for one
    // that sounds alike (`lode driver`).
    if (place.known && letters < kShortestSure && place.choice().cost > kSoundsAlike) return false;
    if (place.known) return together && !stands_by_others(i, place.choices[0]);
    if (letters < kShortestSure) return together;
    return together || place.choice().cost <= limits_of(letters).sure;
  }

 private:
  static constexpr double kNever = -1e9;
  /// The weight of the best words up to a choice, and the choice of the place in front.
  struct Step {
    double weight = kNever;
    std::size_t before = 0;
  };

  Step best_step(const std::vector<Step>& steps, const Place& in_front, const Choice& choice) {
    Step best;
    for (std::size_t b = 0; b < steps.size(); ++b) {
      if (steps[b].weight == kNever) continue;
      const double weight = steps[b].weight + checker_.weight_behind(in_front.choices[b], choice);
      if (weight > best.weight) best = {weight, b};
    }
    return best;
  }

  bool stands_by_others(std::size_t i, const Choice& choice) {
    const bool behind = i > 0 && checker_.beside(places[i - 1].choice().words.back(),
                                                 choice.words.front()) >= kPairs;
    return behind ||
           (i + 1 < places.size() &&
            checker_.beside(choice.words.back(), places[i + 1].choice().words.front()) >= kPairs);
  }

  Checker& checker_;
};

/// Reads the passages of a query and writes down what is replaced.
class Mender {
 public:
  Mender(const Query& query, const Lexicon& lexicon)
      : text_(query.text),
        lexicon_(lexicon),
        checker_(lexicon),
        meant_(text_),
        findable_(text_),
        kept_(text_) {
    collect_wanted(query.root, tokens_);
    // Stop words stand between the words of a pair as if they were not there.
    std::erase_if(tokens_, [](const Token* token) {
      return token->kind == TokenKind::kWord && !token->quoted && is_stop_word(token->words[0]);
    });
  }

  Spelling run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      Passage passage(checker_);
      for (; is_word(i); ++i) passage.places.push_back(read_place(i));
      if (!passage.places.empty()) mend(passage);
    }
    spelling_.meant = meant_.result();
    spelling_.findable = findable_.result();
    spelling_.as_typed = kept_.result();
    return std::move(spelling_);
  }

 private:
  bool is_word(std::size_t i) const {
    return i < tokens_.size() && tokens_[i]->kind == TokenKind::kWord && !tokens_[i]->quoted;
  }

  /// True for a word, known or noted as unknown.
  bool is_known(const Token& token) {
    if (checker_.holds(token.words[0])) return true;
    spelling_.unknown.push_back(token.text.substr(0, 1 + token.text.find_last_not_of(":;,.!?")));
    return false;
  }

  /// Reads the place of a word; of two, and moves `i` on, if they make one and not both are known.
  Place read_place(std::size_t& i) {
    const Token& token = *tokens_[i];
    const std::string& word = token.words[0];
    Place place{token.begin, word.size(), is_known(token), {}};
    place.choices.push_back({word, {word}, double(lexicon_.frequency(word)), 0});
    if (const auto both = joined_with_next(i, place.known)) {
      const Token& next = *tokens_[++i];
      is_known(next);
      place.size = next.end - token.begin;
      place.known = false;
      place.choices.push_back(*both);
      return place;
    }
    const std::size_t at = correctable(token, text_);
    if (at == std::string::npos || mended_ == kMostMended) return place;
    place.begin = at;
    for (Choice& choice : checker_.choices(word, place.known)) {
      place.choices.push_back(std::move(choice));
    }
    if (place.choices.size() > 1) ++mended_;
    return place;
  }

  std::optional<Choice> joined_with_next(std::size_t i, bool known) const {
    if (!is_word(i + 1)) return std::nullopt;
    const Token& token = *tokens_[i];
    const Token& next = *tokens_[i + 1];
    const bool plain = token.text == token.words[0] && next.text == next.words[0];
    if (!plain || next.begin != token.end + 1) return std::nullopt;
    if (known && checker_.holds(next.words[0])) return std::nullopt;
    return checker_.joined(token.text, next.text);
  }

  void mend(Passage& passage) {
    passage.choose();
    for (std::size_t i = 0; i < passage.places.size(); ++i) {
      const Place& place = passage.places[i];
      if (place.chosen == 0) continue;
      meant_.replace(place.begin, place.size, place.choice().text);
      if (!passage.is_sure(i)) continue;
      findable_.replace(place.begin, place.size, place.choice().text);
      kept_.replace(place.begin, place.size, '"' + text_.substr(place.begin, place.size) + '"');
    }
  }

  const std::string& text_;
  const Lexicon& lexicon_;
  Checker checker_;
  std::vector<const Token*> tokens_;
  std::size_t mended_ = 0;
  Spelling spelling_;
  Replaced meant_;
  Replaced findable_;
  Replaced kept_;
};

}  // namespace

Spelling check_spelling(const Query& query, const Lexicon& lexicon) {
  return Mender(query, lexicon).run();
}

}  // namespace kb
