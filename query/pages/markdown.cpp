#include "query/pages/markdown.h"

#include <fmt/format.h>

#include <algorithm>

#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "parser/text/printable.h"
#include "query/pages/display.h"

namespace kb {
namespace {

std::string yaml(std::string_view text) {
  std::string out = "\"";
  for (const char c : printable_line(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// `text` with a backslash before each sign of Markdown, and as entities what HTML would read; not
/// yet safe at the start of a line.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable_line(text)) {
    if (c == '&' || c == '<' || c == '>') {
      out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;";
      continue;
    }
    if (std::string_view("\\`*_[#|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// `line`, which is escaped, so that its beginning is no marker of a list or an underline.
std::string safe_start(std::string line) {
  if (line.empty()) return line;
  if (std::string_view("-+=").find(line[0]) != std::string_view::npos) return "\\" + line;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')')) {
    line.insert(digits, "\\");
  }
  return line;
}

std::string linked(std::string_view text, std::string_view own_id) {
  std::string out;
  std::size_t done = 0;
  for (auto found = find_article_id(text); found; found = find_article_id(text, found->end)) {
    if (found->id == own_id) continue;
    out += escaped(text.substr(done, found->begin - done));
    out +=
        fmt::format("[{}]({}.md)", text.substr(found->begin, found->end - found->begin), found->id);
    done = found->end;
  }
  return out + escaped(text.substr(done));
}

/// Backticks that no line of the code holds as many of.
std::string fence_of(const std::vector<std::string>& lines) {
  std::size_t longest = 2;
  for (const std::string& line : lines) {
    std::size_t run = 0;
    for (const char c : line) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  }
  return std::string(longest + 1, '`');
}

class BlockWriter {
 public:
  explicit BlockWriter(std::string_view own_id) : own_id_(own_id) {}

  std::string write(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      if (!out_.empty()) out_ += '\n';
      write_block(block);
    }
    return std::move(out_);
  }

 private:
  void write_block(const Block& block) {
    const bool item = block.kind == BlockKind::kItem;
    const std::size_t depth = item ? block.depth - 1 : block.depth;
    margin_ = std::string(
        depth == 0 || contents_.empty() ? 0 : contents_[std::min(depth, contents_.size()) - 1],
        ' ');
    if (block.quoted && block.kind == BlockKind::kParagraph) margin_ += "> ";
    switch (block.kind) {
      case BlockKind::kHeading:
        return line("### " + linked(block.lines[0], own_id_));
      case BlockKind::kRule:
        return line("* * *");
      case BlockKind::kCode:
        return write_code(block);
      case BlockKind::kTable:
        return block.rows.empty() ? write_code(block) : write_table(block);
      case BlockKind::kTerm:
        return line("**" + linked(block.lines[0], own_id_) + "**");
      case BlockKind::kItem:
        return write_item(block);
      case BlockKind::kParagraph:
        return line(text_of(block));
    }
  }

  void line(std::string_view text) { out_.append(margin_).append(text).append("\n"); }

  /// The lines of a block, a break that is kept behind each but the last.
  std::string text_of(const Block& block) const {
    std::string out;
    for (const std::string& text : block.lines) {
      if (!out.empty()) out += "\\\n" + margin_;
      out += safe_start(linked(text, own_id_));
    }
    return out;
  }

  void write_item(const Block& block) {
    const std::string marker = block.numbered ? number_of(block.marker) + ". " : "- ";
    const std::string margin = margin_;
    contents_.resize(std::min(contents_.size(), block.depth - 1));
    contents_.push_back(margin.size() + marker.size());
    margin_ = std::string(contents_.back(), ' ');
    out_ += margin + marker + text_of(block) + "\n";
  }

  /// The number of a marker: CommonMark knows no letters.
  static std::string number_of(std::string_view marker) {
    if (marker.starts_with('(')) marker.remove_prefix(1);
    if (is_alpha(marker[0])) return std::to_string(to_lower(marker[0]) - 'a' + 1);
    return std::string(marker.substr(0, marker.find_first_not_of("0123456789")));
  }

  void write_code(const Block& block) {
    const std::string fence = fence_of(block.lines);
    line(fence);
    for (const std::string& code : block.lines) line(printable_line(code));
    line(fence);
  }

  void write_table(const Block& block) {
    const std::size_t columns = block.rows[0].size();
    const auto bars = [](const std::vector<std::string>& cells) {
      return fmt::format("| {} |", fmt::join(cells, " | "));
    };
    const std::string ruler = bars(std::vector<std::string>(columns, "---"));
    if (!block.header) {
      line(bars(std::vector<std::string>(columns)));  // GitHub knows no table without a header
      line(ruler);
    }
    for (const auto& row : block.rows) {
      std::vector<std::string> cells;
      cells.reserve(row.size());
      for (const std::string& cell : row) cells.push_back(linked(cell, own_id_));
      line(bars(cells));
      if (block.header && &row == &block.rows.front()) line(ruler);
    }
  }

  std::string_view own_id_;
  std::string out_;
  std::string margin_;
  std::vector<std::size_t> contents_;  // column of the text of each open item, outermost first
};

}  // namespace

std::string markdown_text(std::string_view text) { return safe_start(escaped(text)); }

std::string blocks_markdown(const std::vector<Block>& blocks, std::string_view own_id) {
  return BlockWriter(own_id).write(blocks);
}

std::string article_markdown(const Article& article) {
  std::string out = "---\n";
  if (article.id) out += "id: " + *article.id + "\n";
  out += "title: " + yaml(article.title) + "\n";
  if (!article.products.empty()) {
    out += "products:\n";
    for (const std::string& product : article.products) out += "  - " + yaml(product) + "\n";
  }
  if (article.last_modified) out += "last_modified: " + *article.last_modified + "\n";
  out += "---\n\n# " + escaped(display_title(article)) + "\n";
  for (const Section& section : article.sections) {
    if (section.heading) out += "\n## " + escaped(display_text(*section.heading)) + "\n";
    const std::string blocks = blocks_markdown(read_blocks(section.text), article.id.value_or(""));
    if (!blocks.empty()) out += "\n" + blocks;
  }
  if (article.references.empty()) return out;
  out += "\n## See also\n\n";
  for (const Reference& reference : article.references) {
    out += fmt::format("- [{0}]({0}.md)", reference.id);
    if (reference.title) out += ": " + escaped(display_text(*reference.title));
    out += "\n";
  }
  return out;
}

}  // namespace kb
