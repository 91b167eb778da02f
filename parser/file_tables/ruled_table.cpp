#include "parser/file_tables/ruled_table.h"

#include <algorithm>
#include <utility>

#include "parser/text/ascii.h"
#include "parser/text/word_scanner.h"

namespace kb {
namespace {

constexpr std::size_t kMostHeaderWords = 16;
constexpr std::size_t kMostLabelWords = 4;  // between two rows of a ruled table
constexpr std::size_t kMostGapWords = 10;   // between two bare rows
constexpr std::size_t kMostLeadInWords = 30;

struct Header {
  std::size_t begin = 0;
  Columns columns;
};

/// The header words before the ruler, on the line above it or above a blank line.
Header header_before(std::string_view text, std::size_t ruler) {
  std::vector<std::string_view> words;
  Header header{ruler, {}};
  for (std::size_t i = 0; i < kMostHeaderWords; ++i) {
    const PrintedWord word = word_before(text, header.begin);
    if (word.breaks > (i == 0 ? 2U : 0U) || !is_header_word(word.text)) break;
    words.push_back(word.text);
    header.begin = word.begin;
  }
  std::reverse(words.begin(), words.end());
  header.columns = read_columns(words);
  // `File  Version  Size` is not `File version, Size`.
  if (!has_column(header.columns, Column::kFile) && !words.empty() && iequals(words[0], "file"))
    header.columns.insert(header.columns.begin(), Column::kFile);
  return header;
}

bool is_ruler_piece(std::string_view word) {
  if (word.size() < 2 || (word[0] != '-' && word[0] != '=')) return false;
  const std::size_t end = word.find_first_not_of(word[0]);
  return (end == std::string_view::npos || (end > 1 && word[end] == '<'));
}

/// Behind the ruler's last piece: `---- ----- -----`.
std::size_t ruler_end(std::string_view text, std::size_t ruler) {
  std::size_t end = ruler;
  for (PrintedWord word = word_at(text, ruler);; word = word_at(text, end)) {
    if (word.empty() || (end != ruler && word.breaks > 0) || !is_ruler_piece(word.text)) return end;
    end = word.end();
  }
}

/// The next row at or after `from`, with no more than `most` words before it; whole lines of them
/// where lines are kept.
std::optional<TableRow> find_row(std::string_view text, const RowReader& reader, std::size_t from,
                                 std::size_t most, Lines lines) {
  PrintedWord word = word_at(text, from);
  for (std::size_t skipped = 0; skipped <= most && !word.empty(); ++skipped) {
    if (lines == Lines::kLost || skipped == 0 || word.breaks > 0)
      if (auto row = reader.read(word.begin)) return row;
    if (is_ruler_piece(word.text) && word.text.size() > 8) return std::nullopt;
    word = word_at(text, word.end());
  }
  return std::nullopt;
}

void read_rows(std::string_view text, const RowReader& reader, std::size_t gap, Lines lines,
               FileTable& table) {
  while (auto row =
             find_row(text, reader, table.end, table.rows.empty() ? kMostLabelWords : gap, lines)) {
    table.end = row->end;
    table.rows.push_back(*row);
  }
}

}  // namespace

std::optional<FileTable> read_ruled_table(std::string_view text, std::size_t ruler, Lines lines) {
  if (!is_header_word(word_before(text, ruler).text)) return std::nullopt;
  Header header = header_before(text, ruler);
  if (!names_files(header.columns)) return std::nullopt;
  FileTable table{header.begin, ruler_end(text, ruler), header.columns, {}};
  const RowReader reader(text, std::move(header.columns), lines);
  read_rows(text, reader, kMostLabelWords, lines, table);
  if (table.rows.empty()) return std::nullopt;
  return table;
}

std::optional<FileTable> read_bare_rows(std::string_view text, std::size_t from, Lines lines) {
  const RowReader reader(text, {}, lines);
  const auto first = find_row(text, reader, from, kMostLeadInWords, lines);
  if (!first) return std::nullopt;
  FileTable table{first->begin, first->end, {}, {*first}};
  read_rows(text, reader, kMostGapWords, lines, table);
  return table;
}

}  // namespace kb
