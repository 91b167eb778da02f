#include "query/pages/plain.h"

#include <algorithm>
#include <numeric>

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/printable.h"
#include "query/pages/line_shape.h"

namespace kb {
namespace {

constexpr std::size_t kQuote = 3;       // columns that a message or code is indented
constexpr std::size_t kGap = 2;         // columns between two columns of a table
constexpr std::size_t kLeastWidth = 8;  // of any text or column, however narrow the window

/// Number of bytes of `word` that fill at most `room` columns, cut behind a sign if there is one.
std::size_t cut_of(std::string_view word, std::size_t room) {
  std::size_t bytes = 0;
  std::size_t behind_sign = 0;
  for (std::size_t column = 0; column < room && bytes < word.size(); ++column) {
    bytes += utf8_step(word, bytes).length;
    if (std::string_view("\\/.,;&?=-_").find(word[bytes - 1]) != std::string_view::npos) {
      behind_sign = bytes;
    }
  }
  return behind_sign > bytes / 2 ? behind_sign : bytes;
}

std::string cut_to(std::string_view text, std::size_t columns) {
  std::size_t bytes = 0;
  for (std::size_t column = 0; column < columns && bytes < text.size(); ++column) {
    bytes += utf8_step(text, bytes).length;
  }
  return std::string(text.substr(0, bytes));
}

std::size_t widest(const std::vector<std::string>& lines) {
  std::size_t width = 0;
  for (const std::string& line : lines) width = std::max(width, count_code_points(line));
  return width;
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t columns = count_code_points(text);
  return text.append(columns < width ? width - columns : 0, ' ');
}

class PageWriter {
 public:
  explicit PageWriter(std::size_t window)
      : window_(std::max(window, kLeastWidth)), fill_(std::min(window_, kReadingWidth)) {}

  std::vector<WindowLine> write(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      if (!block.tight && !lines_.empty()) lines_.push_back({});
      write_block(block);
    }
    return std::move(lines_);
  }

 private:
  void write_block(const Block& block) {
    const std::size_t outer =
        content_of(block.kind == BlockKind::kItem ? block.depth - 1 : block.depth);
    const std::size_t indent = outer + (block.quoted ? quote_width() : 0);
    switch (block.kind) {
      case BlockKind::kItem:
        return write_item(block, outer);
      case BlockKind::kHeading:
        return write_heading(block);
      case BlockKind::kRule:
        return add(std::string(std::min<std::size_t>(fill_, 40), '-'));
      case BlockKind::kCode:
        return write_as_printed(block, indent);
      case BlockKind::kTable:
        return write_table(block, indent);
      case BlockKind::kParagraph:
      case BlockKind::kTerm:
        for (const std::string& line : block.lines) write_filled(line, indent);
    }
  }

  void write_heading(const Block& block) {
    const auto lines = filled(block.lines[0], fill_);
    for (const std::string& line : lines) lines_.push_back({line, true});
    add(std::string(widest(lines), '-'));
  }

  std::size_t quote_width() const { return window_ < 60 ? 2 : kQuote; }

  static std::vector<std::string> filled(std::string_view text, std::size_t width) {
    return fill(printable_line(text), width);
  }

  void add(std::string line) { lines_.push_back({std::move(line), false}); }

  void write_filled(std::string_view text, std::size_t indent) {
    indent = std::min(indent, fill_ - kLeastWidth);
    for (const std::string& line : filled(text, fill_ - indent)) {
      add(std::string(indent, ' ') + line);
    }
  }

  /// The column of the text inside of `depth` items.
  std::size_t content_of(std::size_t depth) const {
    return depth == 0 || contents_.empty() ? 0 : contents_[std::min(depth, contents_.size()) - 1];
  }

  void write_item(const Block& block, std::size_t outer) {
    const std::string marker = (block.numbered ? "" : " ") + block.marker + " ";
    outer = std::min(outer, fill_ - std::min(fill_, kLeastWidth + marker.size()));
    const std::size_t content = outer + marker.size();
    contents_.resize(std::min(contents_.size(), block.depth - 1));
    contents_.push_back(content);
    const std::size_t first = lines_.size();
    for (const std::string& line : block.lines) write_filled(line, content);
    lines_[first].text.replace(outer, marker.size(), marker);
  }

  /// Lines as they are; what is only a ruler is cut to the window.
  void write_as_printed(const Block& block, std::size_t indent) {
    for (const std::string& line : block.lines) {
      std::string shown = printable_line(line);
      if (is_ruler(shown) || is_box_line(shown))
        shown = cut_to(shown, window_ - std::min(window_, indent));
      add(shown.empty() ? "" : std::string(indent, ' ') + shown);
    }
  }

  void write_table(const Block& block, std::size_t indent) {
    indent = std::min(indent, window_ - kLeastWidth);
    if (block.rows.empty() || indent + widest(block.lines) <= window_) {
      return write_as_printed(block, indent);
    }
    const std::size_t columns = block.rows[0].size();
    const std::size_t gaps = kGap * (columns - 1);
    const std::size_t room = window_ - indent;
    if (room < gaps + columns * kLeastWidth) return write_as_list(block, indent);
    write_folded(block, indent, widths_of(block, room - gaps));
  }

  /// Widths of the columns, together at most `room`: the widest give way to the others.
  static std::vector<std::size_t> widths_of(const Block& block, std::size_t room) {
    std::vector<std::size_t> widths(block.rows[0].size(), 1);
    for (const auto& row : block.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        widths[i] = std::max(widths[i], count_code_points(row[i]));
      }
    }
    std::size_t sum = std::accumulate(widths.begin(), widths.end(), std::size_t{0});
    std::size_t most = *std::max_element(widths.begin(), widths.end());
    for (; sum > room; --most) {
      for (std::size_t& width : widths) {
        if (width < most || sum <= room) continue;
        sum -= width - (most - 1);
        width = most - 1;
      }
    }
    return widths;
  }

  void write_folded(const Block& block, std::size_t indent,
                    const std::vector<std::size_t>& widths) {
    const std::string margin(indent, ' ');
    for (const auto& row : block.rows) {
      std::vector<std::vector<std::string>> cells;
      std::size_t height = 0;
      for (std::size_t i = 0; i < row.size(); ++i) {
        cells.push_back(filled(row[i], widths[i]));
        height = std::max(height, cells.back().size());
      }
      for (std::size_t line = 0; line < height; ++line) {
        std::string text = margin;
        for (std::size_t i = 0; i < cells.size(); ++i) {
          text += padded(line < cells[i].size() ? cells[i][line] : "", widths[i] + kGap);
        }
        add(std::string(trim_right(text)));
      }
      if (block.header && &row == &block.rows.front()) {
        std::string ruler = margin;
        for (const std::size_t width : widths)
          ruler += padded(std::string(width, '-'), width + kGap);
        add(std::string(trim_right(ruler)));
      } else if (height > 1 && &row != &block.rows.back()) {
        add("");
      }
    }
  }

  /// A window too narrow for columns: the cells of a row below one another, under their names.
  void write_as_list(const Block& block, std::size_t indent) {
    for (std::size_t i = block.header ? 1 : 0; i < block.rows.size(); ++i) {
      if (i > (block.header ? 1U : 0U)) add("");
      for (std::size_t column = 0; column < block.rows[i].size(); ++column) {
        if (block.rows[i][column].empty()) continue;
        const std::string name = block.header ? block.rows[0][column] : "";
        write_filled((name.empty() ? "" : name + ": ") + block.rows[i][column], indent);
      }
    }
  }

  std::size_t window_;
  std::size_t fill_;
  std::vector<WindowLine> lines_;
  std::vector<std::size_t> contents_;  // column of the text of each open item, outermost first
};

}  // namespace

std::vector<std::string> fill(std::string_view text, std::size_t width, std::size_t hang) {
  width = std::max(width, kLeastWidth);
  hang = std::min(hang, width / 2);
  std::vector<std::string> lines;
  std::string line(std::min(text.find_first_not_of(' '), text.size()), ' ');
  line.resize(std::min(line.size(), width / 2));
  std::size_t columns = line.size();
  bool blank = true;  // nothing but the margin stands in the line
  for (std::string_view word : split_words(text)) {
    std::size_t length = count_code_points(word);
    while (columns + (blank ? 0 : 1) + length > width) {
      if (blank) {
        const std::size_t cut = cut_of(word, width - columns);
        line += word.substr(0, cut);
        length -= count_code_points(word.substr(0, cut));
        word.remove_prefix(cut);
      }
      lines.push_back(std::move(line));
      line = std::string(hang, ' ');
      columns = hang;
      blank = true;
    }
    if (word.empty()) continue;
    line += (blank ? "" : " ") + std::string(word);
    columns += length + (blank ? 0 : 1);
    blank = false;
  }
  if (!blank || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

std::vector<WindowLine> page_lines(const std::vector<Block>& blocks, std::size_t window) {
  return PageWriter(window).write(blocks);
}

}  // namespace kb
