// Questions whose right answer is known, made from an archive itself.
//
// Nobody has judged by hand which of 60,000 articles answers which question, but the articles say a
// good deal about it. There is a set of questions for each way people come to an article:
//
//   query-words    what its author thought people would type: its query words, if two or more;
//                  asked of an index that was built without them
//   misspelt       its title with one word of five letters or more misspelt: a letter doubled, left
//                  out, replaced, or two exchanged
//   shortened      its title with two words left out, of five or more
//   message        the first sentence of an error message its symptoms quote, cut at 12 words
//   described      what a user would say of it: half of the words, in order, of the first sentence
//                  of its symptoms
//   named          three words of its title and a file name that its symptoms print
//   code           an error code that stands up front, in each notation people copy it in
//   cited-title    the title another article prints for it, where that is not its own
//
// One more set is read from a file:
//
//   asked          what people would ask who have not seen the article, in words of their own
//
// Articles with odd numbers are for tuning, those with even numbers for reporting. A question
// belongs to the half of the article that answers it; only the first half is looked at when
// something is tuned, and published figures are measured on the second.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

enum class QuestionSet {
  kQueryWords,
  kMisspelt,
  kShortened,
  kMessage,
  kDescribed,
  kNamed,
  kCode,
  kCitedTitle,
  kAsked
};
/// The sets that are made from the archive: all but the last.
inline constexpr std::size_t kMadeSets = 8;

/// Returns `query-words`, `misspelt` ...
std::string_view name_of(QuestionSet set);

enum class Half { kTuning, kReporting, kBoth };

/// Returns the half of a canonical article number, by its last digit.
Half half_of(std::string_view id);

struct Question {
  QuestionSet set = QuestionSet::kQueryWords;
  std::string text;
  std::vector<std::string> right;  ///< ids of the articles that answer it; all but codes have one
};

struct QuestionOptions {
  Half half = Half::kReporting;
  std::size_t most = 1000;  ///< most questions of each set; chosen by the hash of their text
  std::uint64_t seed = 1;
};

/// Collects questions from articles, then chooses among them. Articles without an id are ignored.
/// The same articles in any order give the same questions in the same order.
class QuestionMaker {
 public:
  explicit QuestionMaker(QuestionOptions options) : options_(options) {}

  void add(const Article& article);

  /// Returns at most `most` questions of each set; the sets are in the order of QuestionSet.
  std::vector<Question> questions() const;

 private:
  void offer(QuestionSet set, std::string text, const std::string& id);
  void add_titles(const Article& article);
  void add_symptoms(const Article& article);
  void add_described(const Article& article, const Section& symptoms);
  void add_named(const Article& article, const Section& symptoms);
  std::vector<Question> cited_titles() const;
  std::vector<Question> codes() const;
  std::vector<Question> chosen(std::vector<Question> all) const;

  QuestionOptions options_;
  std::vector<Question> offered_;
  std::vector<std::pair<std::string, std::string>> titles_;  // id, title
  std::vector<std::pair<std::string, std::string>> cited_;   // id, title as another prints it
  std::vector<std::pair<std::string, std::string>> codes_;   // canonical, id
};

/// Reads the set `asked`: lines of an article's id, a TAB, the question, and columns that are not
/// read. Lines that have no TAB are ignored.
std::vector<Question> asked_questions(std::string_view lines);

/// Calls `see` for every stored article of an index, in the order of the documents. Throws the
/// Xapian::Error of a damaged index; ignores records that can't be decoded.
void for_each_article(const Xapian::Database& database,
                      const std::function<void(const Article&)>& see);

/// Returns the ways in which people write a canonical code: `0xC1060107`, `c1060107`, `C1060107`,
/// `-1056571129` ... for `0xC1060107`. Most other codes are written in one way.
std::vector<std::string> notations_of(std::string_view canonical);

}  // namespace kb
