// One tag of HTML, read as forgivingly as browsers do.
//
//   tag   = "<" ["/"] name attributes [">"]      `<A HREF=x>`, `</pre>`, `<br/>`
//
// A name that HTML does not know (`<Platform>`, `<CD-ROM>`) makes no tag: articles print such words
// in brackets. Nor does a `<` in front of anything else, or one whose `>` is more than 8 KB away.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// What a tag does to the layout; all others are `kInline`, which does nothing.
enum class TagKind {
  kInline,     ///< `b`, `font`, `span` ...
  kHeading,    ///< `h1` to `h6`
  kParagraph,  ///< `p`, `blockquote`, `dl`: a blank line around it
  kBreak,      ///< `br`, `div`, `center`, `dt` ...: a line end
  kList,       ///< `ul`, `ol`, `dir`, `menu`
  kItem,       ///< `li`
  kPre,        ///< `pre`, `listing`, `xmp`: blanks count
  kTable,      ///< `table`
  kRow,        ///< `tr`
  kCell,       ///< `td`, `th`
  kLink,       ///< `a`
  kHidden,     ///< `script`, `style` ...: nothing of it is text
  kTitle,      ///< `title`
  kMeta,       ///< `meta`
  kRoot,       ///< `html`
};

struct HtmlTag {
  TagKind kind = TagKind::kInline;
  std::string_view name;        ///< as printed
  std::string_view attributes;  ///< everything behind the name
  bool closing = false;
  std::size_t end = 0;  ///< behind its `>`

  int level() const { return name[1] - '0'; }                        ///< of a heading
  bool ordered() const { return name[0] == 'o' || name[0] == 'O'; }  ///< of a list

  /// The value of an attribute (any case), entities decoded, blanks trimmed; empty if it is not
  /// there or has none.
  std::string attribute(std::string_view wanted) const;
};

/// The tag at `at`, where a `<` stands; null if there is none.
std::optional<HtmlTag> read_html_tag(std::string_view text, std::size_t at);

/// True if `text` begins as HTML does: with a doctype, `<html>`, `<head>`, `<title>`, `<meta>`,
/// `<body>`, or a block tag such as `<h1>`, `<p>`, `<table>`; comments may stand before it.
bool begins_as_html(std::string_view text);

}  // namespace kb
