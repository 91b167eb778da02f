// A query that is the title of an article asks for that article, however its words are weighed.
//
// People paste titles from lists and messages from dialogs; articles about a message have it as
// their title, or quote it there. Case, blanks and punctuation say nothing here, and neither does
// a prefix (`XADM:`, `Err Msg:`), on either side. The archive cuts titles at 64 bytes, mostly with
// `...` at the end; a message that begins with such a title is the article's, too.
#pragma once

#include <string>
#include <string_view>

namespace kb {

enum class TitleMatch {
  kNone,
  kMessage,  ///< the query is a message that the title quotes, or has behind `... Err Msg:`
  kWhole,    ///< the query is the title, or begins with a title that the archive has cut
};

/// Compares one query with titles. It does not look at an index.
class TitleMatcher {
 public:
  /// `query` is the text of a query without operators and fields; an empty one matches nothing.
  explicit TitleMatcher(std::string_view query);

  bool empty() const { return whole_.empty(); }
  /// True for a query of several words: one word alone is no message.
  bool may_be_message() const { return sentence_; }
  TitleMatch match(std::string_view title) const;

 private:
  bool equals(std::string_view text) const;

  std::string whole_;  // letters and digits alone
  std::string unprefixed_;
  bool sentence_ = false;  // it has several words
};

}  // namespace kb
