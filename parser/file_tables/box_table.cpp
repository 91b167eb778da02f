#include "parser/file_tables/box_table.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "parser/file_tables/table_values.h"
#include "parser/text/ascii.h"
#include "parser/text/word_scanner.h"

namespace kb {
namespace {

using Cells = std::vector<std::string_view>;

constexpr std::size_t kMostCells = 16;

/// Behind the ruler word that starts at `at`, which may be longer than a PrintedWord.
std::size_t ruler_end(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("+-", at), text.size());
}

/// The text between two rulers, `| a | b |` once or more; empty if there is none.
std::string_view strip_at(std::string_view text, std::size_t from) {
  const PrintedWord word = word_at(text, from);
  if (word.empty() || word.text.front() != '|') return {};
  std::size_t end = word.begin;
  do {
    end = text.find("+-", end + 1);
  } while (end != std::string_view::npos && !is_blank(text[end - 1]));
  if (end == std::string_view::npos) return {};
  return trim_right(text.substr(word.begin, end - word.begin));
}

/// The number of cells of the first row: of the first line, or of all where lines are lost.
std::size_t count_cells(std::string_view strip) {
  const std::string_view line = trim_right(strip.substr(0, strip.find('\n')));
  const auto bars = std::size_t(std::count(line.begin(), line.end(), '|'));
  return bars < 2 ? 0 : bars - 1;
}

/// The rows of a strip, `width` cells each; none if the bars don't fit.
std::vector<Cells> rows_of(std::string_view strip, std::size_t width) {
  const auto bars = std::size_t(std::count(strip.begin(), strip.end(), '|'));
  if (width == 0 || bars % (width + 1) != 0) return {};
  std::vector<Cells> rows;
  std::size_t at = strip.find('|');
  for (std::size_t row = 0; row < bars / (width + 1); ++row) {
    Cells& cells = rows.emplace_back();
    for (std::size_t i = 0; i < width; ++i) {
      const std::size_t next = strip.find('|', at + 1);
      cells.push_back(trim(strip.substr(at + 1, next - at - 1)));
      at = next;
    }
    at = strip.find('|', at + 1);
  }
  return rows;
}

/// One list of columns a cell (`Date/Time` is two); all empty if the row is no header of files.
std::vector<Columns> header_of(const Cells& cells) {
  std::vector<Columns> columns;
  Columns all;
  for (const std::string_view cell : cells) {
    const auto words = split_words(cell);
    const bool known = std::all_of(words.begin(), words.end(), is_header_word);
    columns.push_back(known ? read_columns(words) : Columns{});
    all.insert(all.end(), columns.back().begin(), columns.back().end());
  }
  if (!names_files(all)) return {};
  return columns;
}

/// What the value of a cell shows it to be; two for a date with a time, none for other text.
Columns shape_of_cell(std::string_view cell) {
  const auto words = split_words(cell);
  if (words.empty()) return {};
  if (looks_like_date(words[0]) && words.size() > 1 && looks_like_time(words[1]))
    return {Column::kDate, Column::kTime};
  if (looks_like_date(words[0])) return {Column::kDate};
  if (looks_like_time(words[0])) return {Column::kTime};
  if (looks_like_version(words[0])) return {Column::kVersion};
  if (looks_like_size(words[0])) return {Column::kSize};
  if (looks_like_file(words[0])) return {Column::kFile};
  if (is_platform_word(cell)) return {Column::kPlatform};
  return {};
}

std::vector<Columns> shape_of(const Cells& cells) {
  std::vector<Columns> columns;
  for (const std::string_view cell : cells) columns.push_back(shape_of_cell(cell));
  return columns;
}

/// Without a header only rows of a file with a date or version are files.
bool shows_files(const std::vector<Columns>& columns) {
  Columns all;
  for (const Columns& each : columns) all.insert(all.end(), each.begin(), each.end());
  return std::count(all.begin(), all.end(), Column::kFile) == 1 &&
         (has_column(all, Column::kVersion) || has_column(all, Column::kDate));
}

/// A number and the word behind it: `402,481 bytes`, `01:27 AM`.
std::pair<std::string_view, std::string_view> first_two(std::string_view cell) {
  const auto words = split_words(cell);
  return {words.empty() ? "" : words[0], words.size() < 2 ? "" : words[1]};
}

void put(TableRow& row, Column column, std::string_view cell) {
  switch (column) {
    case Column::kFile:
      row.file = cell;
      break;
    case Column::kVersion:
      row.version = cell;
      break;
    case Column::kDate:
      row.date = first_two(cell).first;
      break;
    case Column::kTime:
      std::tie(row.time, row.meridiem) = first_two(cell);
      break;
    case Column::kSize:
      std::tie(row.size, row.unit) = first_two(cell);
      break;
    case Column::kPlatform:
      row.platform = cell;
      break;
    case Column::kComponent:
      row.component = cell;
      break;
    case Column::kOther:
      break;
  }
}

/// A cell with a date and a time, in either order.
void put_moment(TableRow& row, std::string_view cell) {
  const auto words = split_words(cell);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (looks_like_date(words[i])) row.date = words[i];
    if (looks_like_time(words[i])) {
      row.time = words[i];
      row.meridiem = i + 1 < words.size() ? words[i + 1] : "";
    }
  }
}

std::optional<TableRow> row_of(const Cells& cells, const std::vector<Columns>& columns,
                               std::string_view text) {
  TableRow row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (columns[i].size() == 1) put(row, columns[i].front(), cells[i]);
    if (columns[i].size() == 2) put_moment(row, cells[i]);
  }
  if (row.file.empty() || is_null_word(row.file)) return std::nullopt;
  row.begin = text.rfind('|', std::size_t(cells.front().data() - text.data()));
  row.end = text.find('|', std::size_t(cells.back().data() - text.data())) + 1;
  return row;
}

/// Reads strip after strip of one box.
class BoxReader {
 public:
  BoxReader(std::string_view text, std::size_t ruler) : text_(text), at_(ruler_end(text, ruler)) {
    reading_.table.begin = ruler;
  }

  BoxReading run() {
    for (std::string_view strip = strip_at(text_, at_); !strip.empty();
         strip = strip_at(text_, at_)) {
      read_strip(strip);
      at_ = ruler_end(text_, word_at(text_, offset(strip) + strip.size()).begin);
    }
    reading_.table.end = reading_.end = at_;
    if (!any_file_) reading_.table.rows.clear();
    return std::move(reading_);
  }

 private:
  std::size_t offset(std::string_view part) const {
    return std::size_t(part.data() - text_.data());
  }

  void read_strip(std::string_view strip) {
    if (width_ == 0) {
      width_ = count_cells(strip);
      if (width_ > kMostCells) width_ = 0;
      start(strip);
    } else if (!columns_.empty()) {
      add_rows(rows_of(strip, width_), 0);
    }
  }

  /// The first strip is the header, or already a row.
  void start(std::string_view strip) {
    const auto rows = rows_of(strip, width_);
    if (rows.empty()) return;
    columns_ = header_of(rows.front());
    if (!columns_.empty()) {
      for (const Columns& each : columns_)
        reading_.table.columns.insert(reading_.table.columns.end(), each.begin(), each.end());
      return add_rows(rows, 1);
    }
    columns_ = shape_of(rows.front());
    if (shows_files(columns_)) return add_rows(rows, 0);
    columns_.clear();
  }

  void add_rows(const std::vector<Cells>& rows, std::size_t first) {
    for (std::size_t i = first; i < rows.size(); ++i) {
      const auto row = row_of(rows[i], columns_, text_);
      if (!row) continue;
      any_file_ = any_file_ || looks_like_file(split_words(row->file).back());
      reading_.table.rows.push_back(*row);
    }
  }

  std::string_view text_;
  std::size_t at_;
  BoxReading reading_;
  std::size_t width_ = 0;
  std::vector<Columns> columns_;
  bool any_file_ = false;
};

}  // namespace

bool is_box_ruler(std::string_view word) {
  return word.size() > 2 && word[0] == '+' && word[1] == '-' &&
         word.find_first_not_of("+-") == std::string_view::npos;
}

BoxReading read_box_table(std::string_view text, std::size_t ruler) {
  return BoxReader(text, ruler).run();
}

}  // namespace kb
