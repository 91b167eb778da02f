// Synonyms: names that mean the same, `bsod = blue screen = stop error`, from synonyms.txt.
//
// A set of names is a term of its own, `=bsod`, that the indexer adds wherever one of its names
// ends and a query asks for beside the words of a name. So a set costs a query no more than another
// form of a word, whatever its names are, and an article that holds any of them is found by all.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kb {

/// synonyms.txt as it stands; it is taken apart when the first word is read.
extern const std::string_view kSynonymLines;

/// A name that ends with the word read last.
struct SynonymMatch {
  std::string_view term;  ///< of its set: `=bsod`; never a word of words.h
  std::size_t words;      ///< how many words the name has
  bool capitals;          ///< the name is one only in capitals: `IS`
};

/// Finds names in words that are read one by one.
class SynonymReader {
 public:
  enum class In { kText, kQuery };

  static constexpr std::size_t kMostWords = 7;  ///< of a name

  explicit SynonymReader(In in = In::kText) : in_(in) {}

  /// Takes the next word, in lower case; `typed` is how the text has it. Of each set the longest
  /// name that ends here; most often none. Valid until the next call.
  std::span<const SynonymMatch> next(std::string_view word, std::string_view typed);

 private:
  In in_;
  std::array<std::uint16_t, 8> last_{};  // numbers of the words read last, a ring; 0: in no name
  std::size_t count_ = 0;
  std::array<SynonymMatch, 8> found_{};
};

}  // namespace kb
