// Article ids: every way people and articles write `Q182320`, read into that one form.
//
// Called by the command line and the query reader (what was typed), by the readers of article
// headers and file names, and by the scanners of references and error codes (ids inside a text).
//
// An id is the letter Q and a number of 5 or 6 digits without leading zeros: the archive holds
// Q10022 to Q326956 and nothing else. Four digits are printers (`Kyocera Q8010`), seven are printer
// description files (`Q2200510.WPD`); neither is an id anywhere.
//
// Accepted by parse_article_id, always the whole string, blanks around it allowed, any case:
//
//   form     grammar                                 examples
//   id       [Q|KB [blank]] number                   Q182320  kb182320  Q 182320  182320
//   file     id (.txt|.md|.asp|.htm|.html)           Q182320.TXT
//   path     any folders, then a file                txt/182/Q182320.TXT  Q18/3/Q18365.asp
//            or an id                                kb/182/Q182320/
//            and README.md or index.html             kb/182/Q182320/README.md
//            (a number without Q only behind `kb`,   kb/182320
//            `help` or `articles`)
//   split    Qnnn / n / nn.asp                       Q182/3/20.asp  Q10/0/22.asp
//   query    ?scid= or ?kbid= or ?id= with           default.aspx?scid=kb;en-us;182320
//            `kb;[language;]id`, a bare id
//            or an address
//   address  [http[s]://] [www.]
//            support.microsoft.com [:port] [/en-us]
//            and a path or query as above, where     https://support.microsoft.com/en-us/help/
//            text may follow the id                      182320/title
//            (`%3B` and `%3A`, `%2F` are read as `;`, `:` and `/`; what follows # is dropped)
//
// Refused: other hosts (a scheme must name support.microsoft.com), ids with text before or behind
// them (`Q182320:`, `see Q182320`), packages (`Q248838engi.exe`), two ids.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// The canonical form (`Q182320`) of a string that is an article id and nothing else.
std::optional<std::string> parse_article_id(std::string_view text);

/// The canonical form of an article id as people type it: also one misread on a fax or old paper,
/// one with a label in front or marks inside, where it can hardly be anything else. For queries
/// only; what articles cite is read by the strict functions. Accepted beside all of
/// parse_article_id(), always the whole string:
///
///   letters for digits   Q18232O  Ql82320  Q1B2320  (O 0, l I 1, B 8, S 5, Z 2; at most two)
///   marks inside         Q182,320  KB-182320  kb#182320  Q182 320
///   zeros in front       Q0182320
///   labels               MSKB 182320  kb article 182320  article 182320  Article ID: Q182320
///
/// A number without a label or `Q` or `KB` in front is read by parse_article_id() alone.
std::optional<std::string> typed_article_id(std::string_view text);

/// `Q` and the digits, if there are 5 or 6 of them and the first is no zero.
std::optional<std::string> canonical_article_id(std::string_view digits);

/// An id found inside a text: text.substr(begin, end - begin) is its spelling.
struct ArticleIdMatch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string id;  ///< canonical
};

/// The id that starts exactly at `pos` (at its `Q` or `KB`), as running text writes it: `Q182320`,
/// `q182320`, `Q 182320`, `KB182320`, glued to the title behind it (`Q99713How`, an upper-case
/// letter follows), to an id before it or to a doubled `Q`. None, where it is part of something
/// else: a word or number before it, a path or address (`/Q182320/`, `articleid=Q105810`,
/// `;q154512`), a file
/// (`Q182320.exe`, `Q248838engi.exe`, `Q318902_dbf`, `Q318902*.*`), an index name (`+Q6749+S3001`).
/// Constant time.
std::optional<ArticleIdMatch> match_article_id(std::string_view text, std::size_t pos);

/// The first such id at or after `from`; linear in the distance.
std::optional<ArticleIdMatch> find_article_id(std::string_view text, std::size_t from = 0);

}  // namespace kb
