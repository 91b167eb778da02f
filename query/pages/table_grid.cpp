#include "query/pages/table_grid.h"

#include <algorithm>

#include "parser/text/ascii.h"
#include "query/pages/display.h"
#include "query/pages/line_shape.h"

namespace kb {
namespace {

using Row = std::vector<std::string>;

constexpr std::size_t kWidest = 1000;  // bytes of a line of a table without bars

/// Puts the cells of a further line of a row below those that it has.
void add_below(Row& row, const Row& more) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (more[i].empty()) continue;
    row[i] += (row[i].empty() ? "" : " ") + more[i];
  }
}

std::string cell(std::string_view text) { return display_text(fold_blanks(text)); }

Row box_cells(std::string_view line) {
  line = trim(line);
  Row cells;
  for (const std::string_view part : split(line.substr(1, line.size() - 2), '|')) {
    cells.push_back(cell(part));
  }
  return cells;
}

bool has_width(const std::vector<Row>& rows) {
  if (rows.empty() || rows[0].size() < 2) return false;
  return std::all_of(rows.begin(), rows.end(),
                     [&](const Row& row) { return row.size() == rows[0].size(); });
}

/// The groups of rows between the rulers of a box; empty if another line stands among them. A row
/// that was broken at the end of the screen goes on until its last bar.
std::vector<std::vector<Row>> box_groups(const std::vector<std::string>& lines) {
  std::vector<std::vector<Row>> groups(1);
  std::string row;
  for (const std::string& printed : lines) {
    const std::string_view line = trim(printed);
    if (row.empty() && is_box_line(line)) {
      if (!groups.back().empty()) groups.emplace_back();
      continue;
    }
    if (row.empty() && !line.empty() && line[0] != '|') return {};
    row += (row.empty() || line.empty() ? "" : " ") + std::string(line);
    if (!is_box_row(row)) continue;
    groups.back().push_back(box_cells(row));
    row.clear();
  }
  if (!row.empty()) return {};
  if (groups.back().empty()) groups.pop_back();
  return groups;
}

TableGrid box_grid(const std::vector<std::string>& lines) {
  const auto groups = box_groups(lines);
  for (const auto& group : groups) {
    if (!has_width(group) || group[0].size() != groups[0][0].size()) return {};
  }
  TableGrid grid;
  grid.header = groups.size() > 1;
  for (const auto& group : groups) {
    const bool one_row = groups.size() > 2 || (grid.header && &group == &groups.front());
    for (const Row& row : group) {
      if (one_row && &row != &group.front()) {
        add_below(grid.rows.back(), row);
      } else {
        grid.rows.push_back(row);
      }
    }
  }
  return grid;
}

bool is_blank_at(std::string_view line, std::size_t at) {
  return at >= line.size() || line[at] == ' ';
}

/// Where each column begins, by the parts of an interrupted ruler.
std::vector<std::size_t> ruler_columns(std::string_view ruler) {
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < ruler.size(); ++i) {
    if (ruler[i] != ' ' && (i == 0 || ruler[i - 1] == ' ')) begins.push_back(i);
  }
  return begins;
}

/// Where each column begins, by the blanks that all lines share.
std::vector<std::size_t> blank_columns(const std::vector<std::string_view>& lines) {
  std::size_t width = 0;
  for (const std::string_view line : lines) width = std::max(width, line.size());
  if (width > kWidest) return {};
  std::vector<std::size_t> begins;
  std::size_t blanks = 2;
  for (std::size_t at = 0; at < width; ++at) {
    const bool blank = std::all_of(lines.begin(), lines.end(),
                                   [&](std::string_view line) { return is_blank_at(line, at); });
    if (!blank && blanks >= 2) begins.push_back(at);
    blanks = blank ? blanks + 1 : 0;
  }
  return begins;
}

bool cuts_cleanly(const std::vector<std::string_view>& lines,
                  const std::vector<std::size_t>& begins) {
  for (std::size_t i = 1; i < begins.size(); ++i) {
    for (const std::string_view line : lines) {
      if (!is_blank_at(line, begins[i] - 1)) return false;
    }
  }
  return true;
}

Row cut_cells(std::string_view line, const std::vector<std::size_t>& begins) {
  Row row;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::size_t begin = i == 0 ? 0 : std::min(begins[i], line.size());
    const std::size_t end =
        i + 1 < begins.size() ? std::min(begins[i + 1], line.size()) : line.size();
    row.push_back(cell(line.substr(begin, end - begin)));
  }
  return row;
}

/// A line that goes on with cells of the row above: its first cell is blank, as are most others.
bool continues(const Row& row) {
  const auto blank = std::size_t(std::count(row.begin(), row.end(), std::string()));
  return row[0].empty() && 2 * blank >= row.size();
}

TableGrid ruled_grid(const std::vector<std::string>& lines) {
  std::vector<std::string_view> texts;
  std::size_t ruler = lines.size();
  std::size_t above = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_ruler(lines[i])) {
      if (ruler != lines.size() || texts.empty()) return {};
      ruler = i;
      above = texts.size();
    } else if (!trim(lines[i]).empty()) {
      texts.push_back(lines[i]);
    }
  }
  if (ruler == lines.size() || above == texts.size()) return {};
  std::vector<std::size_t> begins = ruler_columns(lines[ruler]);
  if (begins.size() < 2 || !cuts_cleanly(texts, begins)) begins = blank_columns(texts);
  if (begins.size() < 2) return {};
  TableGrid grid;
  grid.header = true;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Row row = cut_cells(texts[i], begins);
    if (!grid.rows.empty() && (i < above || (i > above && continues(row)))) {
      add_below(grid.rows.back(), row);
    } else {
      grid.rows.push_back(std::move(row));
    }
  }
  return grid;
}

}  // namespace

TableGrid read_grid(const std::vector<std::string>& lines) {
  const bool box = std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
    return is_box_line(line) || is_box_row(line);
  });
  TableGrid grid = box ? box_grid(lines) : ruled_grid(lines);
  if (grid.rows.size() < 2) return {};
  return grid;
}

}  // namespace kb
