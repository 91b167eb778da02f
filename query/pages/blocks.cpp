#include "query/pages/blocks.h"

#include <algorithm>
#include <utility>

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "query/pages/display.h"
#include "query/pages/line_shape.h"
#include "query/pages/table_grid.h"

namespace kb {
namespace {

constexpr std::size_t kScreen = 82;         // no line of a paragraph was longer, in columns
constexpr std::size_t kNarrowest = 60;      // a screen's width is judged by lines at least as long
constexpr std::size_t kUnbroken = 120;      // lines as long as this were never broken
constexpr std::size_t kClearRoom = 10;      // columns that say a line was ended on purpose
constexpr std::size_t kLowerCaseRoom = 25;  // the same where the next line begins in lower case
constexpr std::size_t kDeepest = 8;         // lists inside one another
constexpr std::size_t kDeeper = 2;          // columns of indentation that mean something

struct Line {
  std::size_t begin = 0;  ///< byte range in the text, without outer blanks
  std::size_t end = 0;
  std::size_t indent = 0;  ///< columns
  std::string body;        ///< tabs as blanks, no outer blanks; empty for a blank line
  std::size_t width() const { return indent + count_code_points(body); }
};

Line line_of(std::string_view text, std::string_view printed) {
  Line line;
  const std::string expanded = expand_tabs(printed);
  const std::string_view body = trim(expanded);
  line.body = body;
  line.indent = body.empty() ? 0 : expanded.find_first_not_of(' ');
  const std::string_view inner = trim(printed);
  const auto offset = [&](std::string_view part) { return std::size_t(part.data() - text.data()); };
  line.begin = inner.empty() ? offset(printed) : offset(inner);
  line.end = line.begin + inner.size();
  return line;
}

/// Widest line that a screen broke: the usual 79 unless the text shows another.
std::size_t screen_width(const std::vector<Line>& lines, std::size_t first, std::size_t last) {
  std::size_t widest = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (lines[i].width() <= kScreen) widest = std::max(widest, lines[i].width());
  }
  return widest;
}

class Reader {
 public:
  explicit Reader(std::string_view text) {
    for (const std::string_view line : split_lines(text)) lines_.push_back(line_of(text, line));
    const std::size_t widest = screen_width(lines_, 0, lines_.size());
    screen_ = widest < kNarrowest ? 79 : widest;
    base_ = std::string_view::npos;
    for (const Line& line : lines_) {
      if (!line.body.empty()) base_ = std::min(base_, line.indent);
    }
  }

  std::vector<Block> read() {
    for (std::size_t i = 0; i < lines_.size();) {
      std::size_t last = i;
      while (last < lines_.size() && !lines_[last].body.empty()) ++last;
      if (last > i) read_group(i, last);
      i = last + 1;
    }
    finish_lines();
    return std::move(blocks_);
  }

 private:
  struct OpenItem {
    std::size_t indent;   ///< column of the marker
    std::size_t content;  ///< column of the text
    int number;
  };

  /// Lines without a blank one between: headings and dividers first, the rest by lead-ins.
  void read_group(std::size_t first, std::size_t last) {
    while (first < last) {
      if (const std::size_t lines = heading_lines(first, last); lines > 0) {
        add_heading(first, first + lines);
        first += lines;
      } else if (is_ruler(lines_[first].body) && !starts_table(first, last)) {
        items_.clear();
        add(BlockKind::kRule, first, first + 1);
        first += 1;
      } else {
        const std::size_t end = part_end(first, last);
        read_part(first, end);
        first = end;
      }
    }
  }

  /// Number of lines of the heading at `first`, its underline included; 0 if there is none.
  std::size_t heading_lines(std::size_t first, std::size_t last) const {
    std::size_t length = 0;
    const std::size_t over = is_ruler(lines_[first].body) ? 1 : 0;
    for (std::size_t i = first + over; i < last && i < first + over + 2; ++i) {
      const std::string& body = lines_[i].body;
      if (is_ruler(body) || is_box_line(body) || count_gaps(body) > 0 || list_marker(body)) break;
      length += (length > 0 ? 1 : 0) + count_code_points(body);
      if (i + 1 == last || !is_ruler(lines_[i + 1].body)) continue;
      const std::string& ruler = lines_[i + 1].body;
      const bool run = ruler.find(' ') == std::string::npos;
      const std::size_t most = over == 1 ? length + 40 : length + 3;
      if (run && ruler.size() + 3 >= length && ruler.size() <= most) return i + 2 - first;
    }
    return 0;
  }

  void add_heading(std::size_t first, std::size_t last) {
    items_.clear();
    std::string title;
    for (std::size_t i = first; i < last; ++i) {
      if (is_ruler(lines_[i].body)) continue;
      title += (title.empty() ? "" : " ") + fold_blanks(lines_[i].body);
    }
    add(BlockKind::kHeading, first, last).lines.push_back(display_text(title));
  }

  /// A ruler above something in columns, or inside of it.
  bool starts_table(std::size_t first, std::size_t last) const {
    return first + 1 < last && count_gaps(lines_[first + 1].body) > 0;
  }

  /// Where the part that begins at `first` ends: behind a line with a colon that introduces deeper
  /// lines, behind the last ruler of a box, in front of a heading, at the end of the group.
  std::size_t part_end(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i + 1 < last; ++i) {
      if (i > first && heading_lines(i, last) > 0 && !is_ruler(lines_[i].body) &&
          breaks_on_purpose(i - 1)) {
        return i;
      }
      const bool drawn = lines_[i + 1].body[0] == '|' || lines_[i + 1].body[0] == '+';
      if (is_box_line(lines_[i].body) && !drawn) return i + 1;
      const auto marker = list_marker(lines_[i].body);
      const std::size_t column = lines_[i].indent + (marker ? marker->length : 0);
      if (lines_[i].body.ends_with(':') && lines_[i + 1].indent >= column + kDeeper) return i + 1;
    }
    return last;
  }

  void read_part(std::size_t first, std::size_t last) {
    const std::size_t table = table_begin(first, last);
    if (table > first) {
      if (is_code(first, table)) {
        add_code(first, table);
      } else {
        read_text(first, table);
      }
    }
    if (table < last) add_table(table, last);
  }

  /// Where a table begins that goes on to `last`; `last` if none does.
  std::size_t table_begin(std::size_t first, std::size_t last) const {
    std::size_t columns = 0;
    std::size_t begin = last;
    for (std::size_t i = first; i < last; ++i) {
      const std::string& body = lines_[i].body;
      if (is_box_line(body) || is_box_row(body)) return std::min(begin, i);
      const auto marker = list_marker(body);
      const bool cells = count_gaps(std::string_view(body).substr(marker ? marker->length : 0)) > 0;
      if (cells || (is_ruler(body) && columns > 0)) {
        begin = std::min(begin, i);
        ++columns;
      }
    }
    if (begin == last) return last;
    const bool ruled =
        std::any_of(lines_.begin() + std::ptrdiff_t(begin), lines_.begin() + std::ptrdiff_t(last),
                    [](const Line& line) { return is_ruler(line.body); });
    const std::size_t lines = last - begin;
    const bool follows = !blocks_.empty() && blocks_.back().kind == BlockKind::kTable;
    const bool enough = columns >= 2 || follows;
    if (follows && begin == first && is_ruler(lines_[raw_last_ - 1].body)) return begin;
    if (!ruled && is_code(first, last)) return last;
    return enough && (ruled ? 2 * columns >= lines : 3 * columns >= 2 * lines) ? begin : last;
  }

  void add_table(std::size_t first, std::size_t last) {
    const bool goes_on = continues(BlockKind::kTable) && !is_ruler(lines_[first].body) &&
                         !is_box_line(lines_[first].body) &&
                         (first + 1 == last || !is_ruler(lines_[first + 1].body));
    add_raw(BlockKind::kTable, first, last, goes_on);
  }

  /// Adds lines that stand as they are to the last block, or begins a block with them.
  void add_raw(BlockKind kind, std::size_t first, std::size_t last, bool goes_on) {
    if (goes_on) {
      blocks_.back().end = lines_[last - 1].end;
    } else {
      raw_indent_ = least_indent(first, last);
      settle(raw_indent_);
      Block& block = add(kind, first, last);
      block.quoted = raw_indent_ >= context() + kDeeper;
      raw_first_ = first;
    }
    raw_last_ = last;
  }

  bool continues(BlockKind kind) const { return !blocks_.empty() && blocks_.back().kind == kind; }

  bool is_code(std::size_t first, std::size_t last) const {
    std::size_t code = 0;
    std::size_t prose = 0;
    std::size_t deepest = 0;
    for (std::size_t i = first; i < last; ++i) {
      deepest = std::max(deepest, lines_[i].indent);
      if (is_code_line(lines_[i].body)) {
        ++code;
      } else if (is_prose_line(lines_[i].body)) {
        ++prose;
      }
    }
    const std::size_t lines = last - first;
    const std::size_t indent = least_indent(first, last);
    if (list_marker(lines_[first].body) && !is_code_line(lines_[first].body)) return false;
    if (continues(BlockKind::kCode) && indent >= raw_indent_) {
      if (indent >= kDeeper ? prose == 0 || code >= prose : 2 * code >= lines && prose == 0)
        return true;
    }
    const bool quoted = indent >= quote_column(indent) + kDeeper;
    if (!quoted) return lines >= 2 && 3 * code >= 2 * lines && code > 4 * prose;
    const bool stepped =
        lines >= 3 && deepest >= indent + 2 * kDeeper && prose == 0 && !has_marker(first, last);
    return (2 * code >= lines && code > prose) || stepped;
  }

  bool has_marker(std::size_t first, std::size_t last) const {
    return std::any_of(lines_.begin() + std::ptrdiff_t(first),
                       lines_.begin() + std::ptrdiff_t(last),
                       [](const Line& line) { return list_marker(line.body).has_value(); });
  }

  void add_code(std::size_t first, std::size_t last) {
    const bool goes_on = continues(BlockKind::kCode) && least_indent(first, last) >= raw_indent_;
    add_raw(BlockKind::kCode, first, last, goes_on);
  }

  /// Gives the last block its lines, if it is a table or code: it has got its last line now.
  void finish_lines() {
    if (blocks_.empty()) return;
    Block& block = blocks_.back();
    if (block.kind != BlockKind::kTable && block.kind != BlockKind::kCode) return;
    block.lines = raw_lines(raw_first_, raw_last_);
    if (block.kind == BlockKind::kTable) {
      TableGrid grid = read_grid(block.lines);
      block.rows = std::move(grid.rows);
      block.header = grid.header;
    }
    for (std::string& line : block.lines) line = display_text(line);
  }

  std::size_t least_indent(std::size_t first, std::size_t last) const {
    std::size_t least = std::string_view::npos;
    for (std::size_t i = first; i < last; ++i) {
      if (!lines_[i].body.empty()) least = std::min(least, lines_[i].indent);
    }
    return least;
  }

  std::vector<std::string> raw_lines(std::size_t first, std::size_t last) const {
    const std::size_t least = least_indent(first, last);
    std::vector<std::string> out;
    for (std::size_t i = first; i < last; ++i) {
      const Line& line = lines_[i];
      out.push_back(line.body.empty() ? "" : std::string(line.indent - least, ' ') + line.body);
    }
    return out;
  }

  // ------------------------------------------------------------------ paragraphs and lists

  /// Paragraphs, items and terms of lines that are neither table nor code.
  void read_text(std::size_t first, std::size_t last) {
    std::size_t column = 0;  // of the text of the line before
    for (std::size_t i = first; i < last; ++i) {
      const Line& line = lines_[i];
      const bool purpose = i == first || breaks_on_purpose(i - 1);
      const auto marker = list_marker(line.body);
      if (marker && is_item(*marker, line.indent, i == first, purpose, column)) {
        column = line.indent + marker->length;
        add_item(i, *marker);
      } else if (i == first) {
        column = line.indent;
        add_paragraph(i);
      } else if (!purpose) {
        append_to_line(i);
        column = line.indent;
      } else if (line.indent >= column + kDeeper || line.indent + kDeeper <= column) {
        Block& before = blocks_.back();
        const bool term = line.indent > column && before.kind == BlockKind::kParagraph &&
                          before.lines.size() == 1;
        if (term) before.kind = BlockKind::kTerm;
        column = line.indent;
        add_paragraph(i);
      } else {
        blocks_.back().lines.push_back(display_text(fold_blanks(line.body)));
        blocks_.back().end = line.end;
      }
    }
  }

  bool is_item(const ListMarker& marker, std::size_t indent, bool first, bool purpose,
               std::size_t column) const {
    const bool next = std::any_of(items_.begin(), items_.end(), [&](const OpenItem& item) {
      return marker.number == item.number + 1 && indent <= item.indent + 1;
    });
    if (marker.bullet) return first || purpose || indent > column;
    if (next || marker.number == 1) return first || purpose || next;
    return first && is_digit(marker.sign[marker.sign[0] == '(' ? 1 : 0]);
  }

  /// Closes the items that a line at `indent` is no part of.
  void settle(std::size_t indent) {
    while (!items_.empty() && indent < items_.back().indent + kDeeper) items_.pop_back();
  }

  std::size_t context() const { return items_.empty() ? base_ : items_.back().content; }

  /// The column of the text around something at `indent`.
  std::size_t quote_column(std::size_t indent) const {
    for (std::size_t i = items_.size(); i > 0; --i) {
      if (indent >= items_[i - 1].indent + kDeeper) return items_[i - 1].content;
    }
    return base_;
  }

  void add_item(std::size_t i, const ListMarker& marker) {
    const Line& line = lines_[i];
    settle(line.indent);
    if (items_.size() == kDeepest) items_.pop_back();
    items_.push_back({line.indent, line.indent + marker.length, marker.number});
    Block& block = add(BlockKind::kItem, i, i + 1);
    block.marker = std::string(marker.sign);
    block.numbered = !marker.bullet;
    block.lines.push_back(
        display_text(fold_blanks(std::string_view(line.body).substr(marker.length))));
  }

  void add_paragraph(std::size_t i) {
    settle(lines_[i].indent);
    Block& block = add(BlockKind::kParagraph, i, i + 1);
    block.quoted = lines_[i].indent >= context() + kDeeper;
    block.lines.push_back(display_text(fold_blanks(lines_[i].body)));
  }

  void append_to_line(std::size_t i) {
    std::string& line = blocks_.back().lines.back();
    line += " " + display_text(fold_blanks(lines_[i].body));
    blocks_.back().end = lines_[i].end;
  }

  Block& add(BlockKind kind, std::size_t first, std::size_t last) {
    finish_lines();
    Block block;
    block.kind = kind;
    block.begin = lines_[first].begin;
    block.end = lines_[last - 1].end;
    block.depth = items_.size();
    block.tight = first > 0 && !lines_[first - 1].body.empty();
    blocks_.push_back(std::move(block));
    return blocks_.back();
  }

  /// True if the line was ended on purpose: the first word of the next would have had room.
  bool breaks_on_purpose(std::size_t i) const {
    const Line& line = lines_[i];
    const Line& next = lines_[i + 1];
    const std::size_t width = line.width();
    if (width >= kUnbroken) return true;
    const std::size_t word = std::min(next.body.find(' '), next.body.size());
    if (width + 1 + word > screen_) return false;
    const std::size_t room = screen_ - width - 1 - word;
    if (line.body.ends_with(':')) return true;
    return room >= (is_lower(next.body[0]) ? kLowerCaseRoom : kClearRoom);
  }

  std::vector<Line> lines_;
  std::vector<Block> blocks_;
  std::vector<OpenItem> items_;  // the items that are open, outermost first
  std::size_t base_ = 0;         // least indentation of the text
  std::size_t screen_ = 79;      // columns that the text was broken to
  std::size_t raw_first_ = 0;    // lines of the last table or code
  std::size_t raw_last_ = 0;
  std::size_t raw_indent_ = 0;  // least indentation of the last table or code
};

}  // namespace

std::vector<Block> read_blocks(std::string_view text) { return Reader(text).read(); }

std::string_view name_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::kParagraph:
      return "paragraph";
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kItem:
      return "item";
    case BlockKind::kTerm:
      return "term";
    case BlockKind::kCode:
      return "code";
    case BlockKind::kTable:
      return "table";
    case BlockKind::kRule:
      return "rule";
  }
  return "";
}

}  // namespace kb
