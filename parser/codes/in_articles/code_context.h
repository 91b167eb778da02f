// What surrounds a candidate for an error code: the folded text, the words before it, the article.
//
// Internal to the error-code extractor (error_codes.h and the code_rules_* files).
//
// All rules read *folded* text: every run of blanks and line breaks is one blank, and every
// `<...>` is gone. A document, its Markdown twin and its collapsed form then give the same
// codes by construction, since that is exactly what collapsing does to a document.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "parser/article.h"
#include "parser/text/contains.h"

namespace kb {

/// Appends `text` to `out` folded: blanks (no-break space too) become one blank, `<...>` goes,
/// `[ASCII 150]` and the dashes of Unicode become `-`. Linear.
void append_folded(std::string_view text, std::string& out);

constexpr bool is_word_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// The end of the run of letters, digits and `_` that begins at `at`.
constexpr std::size_t run_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_word_char(text[at])) ++at;
  return at;
}

inline bool starts_at(std::string_view text, std::size_t at, std::string_view what) {
  return text.substr(at).starts_with(what);
}

/// The words before a place, nearest first, found only when asked for. At most kMost words and 48
/// characters of each; a word is a run of letters, digits and `_`.
class Before {
 public:
  static constexpr std::size_t kMost = 9;
  Before(std::string_view text, std::size_t at) : text_(text), next_(at) {}

  /// Word k (0 is the nearest); empty before the beginning of the text.
  std::string_view word(std::size_t k);
  /// What stands between word k and what follows it.
  std::string_view gap(std::size_t k);
  /// True if word k stands in an earlier sentence: a `. ` or so lies between it and the place.
  bool across_sentence(std::size_t k);

 private:
  void read_one();
  std::string_view text_;
  std::size_t next_;
  std::size_t count_ = 0;
  std::array<std::string_view, kMost> words_{};
  std::array<std::string_view, kMost> gaps_{};
};

/// The first word at or after `at`, skipping at most 8 characters that belong to none.
std::string_view word_after(std::string_view text, std::size_t at);

/// Groups of product codes whose articles give a number its meaning.
struct ProductGroups {
  bool fox = false;        ///< FoxPro: run-time errors are FOX:n
  bool developer = false;  ///< compilers, assemblers, SDKs
  bool server = false;     ///< writes to the event log
  bool exchange = false;   ///< the information store is a Jet database
  bool sna = false;
  bool web = false;
  bool mail = false;  ///< Microsoft Mail
};
ProductGroups groups_of(const Article& article);

/// An article as the rules see it. `whole` is all folded text; the mentions are looked up once.
class ArticleContext {
 public:
  ArticleContext(const Article& article, std::string_view whole)
      : groups_(groups_of(article)), title_(article.title), whole_(whole) {}

  const ProductGroups& groups() const { return groups_; }
  bool mentions_events() const;   ///< event log, Event Viewer, Event ID
  bool mentions_jet() const;      ///< Exchange, or the words Jet, ESE, JET_, eseutil, DHCP, WINS
  bool mentions_sockets() const;  ///< winsock, sockets, WSA
  bool mentions_db2() const;
  bool mentions_smtp() const;       ///< SMTP, the Internet Mail Service or Connector
  bool mentions_devices() const;    ///< the words Device Manager, device
  bool mentions_installer() const;  ///< Windows Installer, which has numbers of its own
  /// True if the text calls the number an event: `Event ID 9156`, `9156 event`. Looks a bounded
  /// number of times.
  bool names_event(std::string_view number) const;

 private:
  bool mentions(std::optional<bool>& cache, std::initializer_list<std::string_view> needles) const;
  ProductGroups groups_;
  std::string_view title_;
  std::string_view whole_;
  mutable std::optional<bool> events_, jet_, sockets_, db2_, devices_, installer_, smtp_;
  mutable int looks_for_events_ = 0;
};

/// Folded titles of the cited articles by canonical id, as this article prints them.
using CitedTitles = std::unordered_map<std::string, std::string>;
CitedTitles cited_titles_of(const Article& article);

/// The length of the article number that a word is or, glued to its title, begins with: `Q162837`,
/// `Q162837Replacing`; 0 for others.
std::size_t article_id_of(std::string_view word);

/// The end of a cited article's title that begins after the id [begin, end) (`Q123456 Title`,
/// `Q123456: Title`, `Q123456 TITLE : Title`, `Q123456Title`), or `end` if no title follows there.
/// A title known from the references ends where that ends; else at the next id, at ` - `, at a
/// sentence that sets in, or after 100 characters.
std::size_t end_of_cited_title(std::string_view text, std::size_t begin, std::size_t end,
                               const CitedTitles& titles);

}  // namespace kb
