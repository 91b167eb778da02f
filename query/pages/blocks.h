// The text of a section, or of any other part of an article, cut into blocks.
//
// The archive's articles are plain text for a screen of 80 columns. Their structure is in blank
// lines, indentation and signs, and is read as follows. All writers of articles (html.h,
// markdown.h, plain.h) start from these blocks.
//
//   The service stops when a printer is         kParagraph: its line breaks are those of the
//   removed. To work around this:               screen, unless there was room for the next word
//
//   1. Open the Printers folder.                kItem, depth 1, marker "1."
//
//      Note: ask first.                         kParagraph, depth 1: a part of that item
//
//      - Delete the printer.                    kItem, depth 2, marker "-"
//
//   Printer Names                               kHeading: the line and its underline
//   -------------
//
//      C:\Printers\Old                          kParagraph, quoted: a message, an address, a path
//
//   LocalPort                                   kTerm, and the kParagraph, quoted, that explains it
//      The name of the port.
//
//      int main() {                             kCode: kept line by line
//
//   Name     Size                               kTable: with `rows` where its columns are clear,
//   -------------                               else kept line by line
//   a.dll     120
//
//   =========================                   kRule: a line between two parts
//
// Text without line breaks (the flat dialect) gives long paragraphs. Never fails; linear.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

enum class BlockKind { kParagraph, kHeading, kItem, kTerm, kCode, kTable, kRule };

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  std::size_t begin = 0;  ///< byte range in the text, markers, rulers and underlines included
  std::size_t end = 0;
  std::size_t depth = 0;  ///< number of list items that it stands in; an item counts itself
  bool quoted = false;    ///< indented more than the text around it
  bool tight = false;     ///< no blank line stands between it and the block before
  std::string marker;     ///< of an item: "-", "1.", "b)"; else empty
  bool numbered = false;  ///< of an item: its marker is a number or letter
  /// Code, tables: the lines as printed, without common indentation, tabs as blanks. Others: each
  /// entry is a line of its own, to be filled again to the reader's width; blanks are folded. A
  /// rule has none. UTF-8, with `[ASCII nnn]` read; controls are the writer's affair.
  std::vector<std::string> lines;
  /// The cells of a table whose columns are clear, top to bottom, all rows of equal length; else
  /// empty. Rulers are left out.
  std::vector<std::vector<std::string>> rows;
  bool header = false;  ///< the first of `rows` names the columns
};

/// The blocks of `text`, in order. Every character that is no blank is in the range of exactly one
/// block. An item is followed by the blocks of the same or a greater depth that belong to it.
std::vector<Block> read_blocks(std::string_view text);

/// The name of a kind, for tests and messages: `paragraph`, `item`.
std::string_view name_of(BlockKind kind);

}  // namespace kb
