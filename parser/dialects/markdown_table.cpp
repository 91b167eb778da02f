#include "parser/dialects/markdown_table.h"

#include <algorithm>
#include <vector>

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::size_t kWidest = 40;  // characters; keeps the padding of hostile tables linear

using Row = std::vector<std::string_view>;

Row cells_of(std::string_view line) {
  line = trim(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  if (line.ends_with('|')) line.remove_suffix(1);
  Row cells = split(line, '|');
  for (std::string_view& cell : cells) cell = trim(cell);
  return cells;
}

bool is_ruler(std::string_view line) {
  return line.find_first_not_of(" \t|:-") == std::string_view::npos &&
         line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos;
}

std::vector<std::size_t> widths_of(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    if (row.size() > widths.size()) widths.resize(row.size(), 1);
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], std::min(count_code_points(row[i]), kWidest));
    }
  }
  return widths;
}

void append_row(const Row& row, const std::vector<std::size_t>& widths, std::string& out) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::size_t width = count_code_points(row[i]);
    out.append("| ").append(row[i]).append(widths[i] > width ? widths[i] - width : 0, ' ');
    out += ' ';
  }
  out += "|\n";
}

}  // namespace

bool is_pipe_table(std::string_view paragraph) {
  const std::size_t first = paragraph.find('\n');
  if (first == std::string_view::npos) return false;
  const std::string_view rest = paragraph.substr(first + 1);
  return paragraph.substr(0, first).find('|') != std::string_view::npos &&
         is_ruler(rest.substr(0, rest.find('\n')));
}

std::string render_pipe_table(std::string_view paragraph) {
  std::vector<Row> rows;
  const auto lines = split_lines(paragraph);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i != 1) rows.push_back(cells_of(lines[i]));
  }
  return render_box_table(rows);
}

std::string render_box_table(const std::vector<Row>& rows) {
  if (rows.empty()) return {};
  const auto widths = widths_of(rows);
  std::size_t inner = widths.size() * 3 - 1;
  for (const std::size_t width : widths) inner += width;
  const std::string ruler = "+" + std::string(inner, '-') + "+\n";
  std::string out = ruler;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    append_row(rows[i], widths, out);
    if (i == 0 || i + 1 == rows.size()) out += ruler;
  }
  return out;
}

}  // namespace kb
