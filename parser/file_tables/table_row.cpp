#include "parser/file_tables/table_row.h"

#include <algorithm>

#include "parser/file_tables/table_values.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

std::optional<std::string> folded(std::string_view text) {
  std::string out = fold_blanks(drop_outer_parentheses(trim(text)));
  if (out.empty() || is_null_word(out)) return std::nullopt;
  return out;
}

std::optional<std::string> printed(std::string_view text) {
  text = trim(text);
  if (text.empty() || is_null_word(text)) return std::nullopt;
  return std::string(text);
}

// `FORMAT   COM` of DIR is FORMAT.COM.
std::string file_of(std::string_view name) {
  std::string out = fold_blanks(name);
  if (out.find('.') == std::string::npos) std::replace(out.begin(), out.end(), ' ', '.');
  return out;
}

DateOrder order_of(const std::vector<TableRow>& rows) {
  std::optional<DateOrder> order;
  for (const TableRow& row : rows) {
    const auto proven = proven_order(row.date);
    if (!proven) continue;
    if (*proven == DateOrder::kMonthFirst) return DateOrder::kMonthFirst;
    order = proven;
  }
  return order.value_or(DateOrder::kMonthFirst);
}

void report(std::vector<Diagnostic>& diagnostics, std::string_view what, std::string_view value,
            const TableRow& row) {
  diagnostics.push_back({0, "file table: unreadable " + std::string(what) + " '" +
                                std::string(value) + "' of " + std::string(row.file)});
}

/// The whole line of a row where lines are kept, else the words that were read.
std::string raw_of(const TableRow& row, std::string_view text, Lines lines) {
  constexpr std::size_t kMostAround = 200;  // of a line on either side of the words read
  std::size_t begin = row.begin;
  std::size_t end = row.end;
  const std::size_t first = begin - std::min(begin, kMostAround);
  const std::size_t last = std::min(end + kMostAround, text.size());
  if (lines == Lines::kKept) {
    while (begin > first && text[begin - 1] != '\n') --begin;
    while (end < last && text[end] != '\n') ++end;
    while (splits_character(text, begin)) ++begin;
    while (splits_character(text, end)) ++end;
  }
  return std::string(trim(text.substr(begin, end - begin)));
}

FileVersion finish_row(const TableRow& row, DateOrder order, std::vector<Diagnostic>& diagnostics) {
  FileVersion out;
  out.component = folded(row.component);
  out.file = file_of(row.file);
  out.version = printed(row.version);
  if (const auto proven = proven_order(row.date)) order = *proven;
  out.date = read_date(row.date, order);
  if (!out.date && printed(row.date)) report(diagnostics, "date", row.date, row);
  out.time = read_time(row.time, row.meridiem);
  if (!out.time && printed(row.time)) report(diagnostics, "time", row.time, row);
  if (printed(row.size)) {
    const PrintedSize size = read_size(row.size, row.unit);
    out.size = size.bytes;
    if (!size.readable) report(diagnostics, "size", row.size, row);
  }
  out.platform = folded(row.platform);
  out.kind = row.kind;
  return out;
}

}  // namespace

std::vector<FileVersion> finish_rows(const std::vector<TableRow>& rows, std::string_view text,
                                     Lines lines, std::vector<Diagnostic>& diagnostics) {
  std::vector<FileVersion> out;
  out.reserve(rows.size());
  const DateOrder order = order_of(rows);
  for (const TableRow& row : rows) {
    out.push_back(finish_row(row, order, diagnostics));
    out.back().raw = raw_of(row, text, lines);
  }
  return out;
}

}  // namespace kb
