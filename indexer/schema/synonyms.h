// Synonyms are names that mean the same, `bsod = blue screen = stop error`, from synonyms.txt.
//
// Each set of names has a term of its own, `=bsod`. The indexer adds it wherever one of its names
// ends, and a query asks for it beside the words of a name. So an article that contains one name is
// found by all of them, and a set costs a query no more than another form of a word.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kb {

/// The text of synonyms.txt; it is parsed when the first word is read.
extern const std::string_view kSynonymLines;

/// A name that ends with the last word read.
struct SynonymMatch {
  std::string_view term;  ///< of its set: `=bsod`; never equal to a word of words.h
  std::size_t words;      ///< how many words the name has
  bool capitals;          ///< true if it is a name only in capitals: `IS`
};

/// Finds names in a sequence of words.
class SynonymReader {
 public:
  enum class In { kText, kQuery };

  static constexpr std::size_t kMostWords = 7;  ///< of a name

  explicit SynonymReader(In in = In::kText) : in_(in) {}

  /// Takes the next word in lower case, and as the text has it (`typed`). Returns the longest name
  /// of each set that ends with this word, mostly none. The result is valid until the next call.
  std::span<const SynonymMatch> next(std::string_view word, std::string_view typed);

 private:
  In in_;
  std::array<std::uint16_t, 8> last_{};  // ring of the last words' numbers; 0 if in no name
  std::size_t count_ = 0;
  std::array<SynonymMatch, 8> found_{};
};

}  // namespace kb
