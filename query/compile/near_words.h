// The words of an index that a misspelt word may have been meant for.
//
// How far apart two spellings are is a sum of slips. A full one costs 1: a letter that is wrong,
// missing or too many. Slips that hands and ears make often cost less: two letters exchanged, a
// doubled letter, a vowel left out, the next key, letters that sound alike; at the first letter all
// cost more, for there people seldom slip.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

namespace kb {

/// A cost that stands for any that is larger than what was asked for.
inline constexpr double kTooFar = 1e9;

/// Returns the cost of the slips that make `typed` of `meant`; if it is more than `most`, it may be
/// kTooFar. Words of more than 32 bytes are too far from everything.
double slip_cost(std::string_view typed, std::string_view meant, double most);

struct NearWord {
  std::string word;
  Xapian::doccount articles = 0;
  double cost = 0;
};

/// The words that at least three articles contain, by length. It belongs to one thread.
class NearWords {
 public:
  /// Reads the spelling table of the database: some 24,000 words, 5 ms. Throws Xapian::Error.
  explicit NearWords(const Xapian::Database& database);

  /// Returns the words that cost at most `most` and are not `typed` itself, in no order.
  std::vector<NearWord> near(const std::string& typed, double most) const;

 private:
  struct Held {
    std::string word;
    Xapian::doccount articles;
    std::uint32_t letters;  // a bit for each letter in it
  };
  std::vector<std::vector<Held>> by_length_;
};

}  // namespace kb
