// Markdown, read with cmark; the one place that knows cmark.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

/// A text in front of which a block `---` ... `---` (or `...`) of `key: value` lines may stand, or
/// one `+++` ... `+++` of `key = value` lines.
struct FrontMatter {
  struct Entry {
    std::string key;                  ///< lower case; `map.key` in a nested map
    std::vector<std::string> values;  ///< one for a scalar; unquoted; may be empty
  };
  std::vector<Entry> entries;
  std::size_t end = 0;    ///< where the text behind the block begins; 0 if there is no block
  std::size_t lines = 0;  ///< lines the block takes
  bool unclosed = false;  ///< it starts with `---` or `+++` but no closing line follows

  /// The values under the first of `keys` that is there, at the top or in `params`; null if none is.
  const std::vector<std::string>* find(std::initializer_list<std::string_view> keys) const;
};

/// Cuts the front matter off: scalars, quoted scalars, `[a, b]` and `- item` lists, comments. The
/// keys of a nested map stand behind the map's, `last_update.date`. Multi-line scalars are not
/// understood; their lines are passed over.
FrontMatter read_front_matter(std::string_view text);

/// Texts of more bytes are not given to cmark, which takes up to 200 bytes of memory for each byte
/// of hostile text. The largest KB article has 180 KB.
inline constexpr std::size_t kMaxMarkdown = std::size_t{2} << 20U;

/// A KB article as its Markdown archive has it: a heading and one indented code block.
struct ArchivePage {
  std::string heading;  ///< text of the first heading, entities decoded; empty if none
  std::string code;     ///< all code blocks joined, indentation of the block removed
};
/// A page beyond kMaxMarkdown has every line as code and no heading.
ArchivePage read_archive_page(std::string_view markdown);

/// Ordinary Markdown as a sequence of headings, each with the rendered text below it.
struct MarkdownBlock {
  int level;            ///< of the heading, 1..6; 0 for the text before the first heading
  std::string heading;  ///< plain text
  std::string text;     ///< plain text: paragraphs, `- ` and `1. ` items indented, code as it is
};
/// Turns HTML in the Markdown into plain text: a block's lines, or nothing for a tag.
using HtmlRenderer = std::string (*)(std::string_view html);

/// At least one element; the first has level 0 and may be empty. Beyond kMaxMarkdown it is the only
/// one, and holds the text as it is. HTML stays as it is without a renderer.
std::vector<MarkdownBlock> render_markdown(std::string_view markdown, HtmlRenderer html = nullptr);

}  // namespace kb
