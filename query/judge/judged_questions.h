// Questions whose right answer is known, made from an archive itself.
//
// Nobody has judged by hand which article answers what for 60,000 articles, but the articles say a
// good deal about it. A set of questions for each way people come to an article:
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
// Half of the articles are for tuning, half for reporting: those with odd and with even numbers. A
// question belongs to the half of the article that answers it; what is tuned looks at the first
// half alone, what is published is measured on the second.
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
  kCitedTitle
};
inline constexpr std::size_t kQuestionSets = 8;

/// `query-words`, `misspelt` ...
std::string_view name_of(QuestionSet set);

enum class Half { kTuning, kReporting, kBoth };

/// The half of a canonical article number: by its last digit, odd or even.
Half half_of(std::string_view id);

struct Question {
  QuestionSet set = QuestionSet::kQueryWords;
  std::string text;
  std::vector<std::string> right;  ///< ids of the articles that answer it; all but codes have one
};

struct QuestionOptions {
  Half half = Half::kReporting;
  std::size_t most = 1000;  ///< of each set; chosen by the hash of what is asked
  std::uint64_t seed = 1;
};

/// Collects what articles give; then chooses. Articles without an id are passed over. The same
/// articles in any order give the same questions in the same order.
class QuestionMaker {
 public:
  explicit QuestionMaker(QuestionOptions options) : options_(options) {}

  void add(const Article& article);

  /// At most `most` questions of each set, sets in their order.
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

/// Every stored article of an index, in the order of the documents. Throws Xapian::Error of a
/// damaged index; records that can't be decoded are passed over.
void for_each_article(const Xapian::Database& database,
                      const std::function<void(const Article&)>& see);

/// The ways people write a canonical code: `0xC1060107` gives itself, `c1060107`, `C1060107`,
/// `-1056571129` ...; a code that is written in one way gives that alone.
std::vector<std::string> notations_of(std::string_view canonical);

}  // namespace kb
