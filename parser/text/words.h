// Text to the words it is indexed and searched by. The indexer and the query reader both use this
// file, so that both sides agree.
//
// A word is a run of letters and digits in lower case. Joined to one word:
//   don't  o'reilly     an apostrophe between letters (the typographic one is read as ASCII)
//   5.5.2418            a full stop between digits
//   at&t                an ampersand between letters, if at most three letters stand before it
//   c++  c#  a+         up to two `+` or one `#` directly behind, if no letter or digit follows
// Not joined: commas (`4.0,4.0` is two words), `/`, `-`, `.` between letters: tcp/ip and tcpip.sys
// are neighbouring words. A name with `_` gives its parts and, at the position of the first, itself
// as a whole (irql, not, less ... and irql_not_less_or_equal).
// Letters are ASCII and everything from U+00AA on that is no space, punctuation or symbol of
// Latin-1 or General Punctuation; upper case is lowered for ASCII, Latin-1, Greek and Cyrillic.
// Full-width forms (U+FF01..U+FF5E) are read as the ASCII they stand for.
// Words longer than kMaxWord bytes are cut there, so that they are found by the same cut.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

inline constexpr std::size_t kMaxWord = 64;  ///< bytes

/// One word of a text.
struct Word {
  std::string text;        ///< lower case, at most kMaxWord bytes
  std::uint32_t position;  ///< 1, 2, 3 ...; a compound shares that of its first part
  std::size_t begin;       ///< byte range in the text read
  std::size_t end;
  bool compound;  ///< a whole name with `_`; its parts follow
};

/// The words of `text`, for callers that keep them.
std::vector<Word> words_of(std::string_view text);

/// Reads words one at a time without allocating; what words_of and the indexer loop over.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}

  /// Advances to the next word; false at the end.
  bool next();

  std::string_view word() const { return {buffer_, length_}; }
  std::uint32_t position() const { return position_; }
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }
  bool compound() const { return compound_; }

 private:
  void put(char c) {
    if (length_ < kMaxWord) buffer_[length_++] = c;
  }
  bool read_character();
  void read_word();
  void read_suffix();
  bool joins(std::size_t at) const;
  bool read_compound();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t compound_end_ = 0;  // parts of a compound are read up to here
  char buffer_[kMaxWord];
  std::size_t length_ = 0;
  std::uint32_t position_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool compound_ = false;
};

}  // namespace kb
