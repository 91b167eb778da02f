#include "parser/file_tables/row_reader.h"

#include <algorithm>
#include <utility>

#include "parser/file_tables/platform_names.h"
#include "parser/file_tables/table_values.h"
#include "parser/text/ascii.h"
#include "parser/text/word_scanner.h"

namespace kb {
namespace {

constexpr std::size_t kMostWords = 32;     // of a row
constexpr std::size_t kMostFreeWords = 6;  // of a platform or another free cell

bool fits(Column column, std::string_view word) {
  switch (column) {
    case Column::kFile:
      return looks_like_file(word);
    case Column::kVersion:
      return looks_like_version(word);
    case Column::kDate:
      return looks_like_date(word);
    case Column::kTime:
      return looks_like_time(word);
    case Column::kSize:
      return looks_like_size(word);
    case Column::kPlatform:
    case Column::kComponent:
    case Column::kOther:
      break;
  }
  return false;
}

}  // namespace

/// The state of one row while its words are taken one after the other.
class RowReader::Reading {
 public:
  Reading(const RowReader& reader, std::size_t from) : reader_(reader), at_(from) {}

  std::optional<TableRow> run() {
    skip_prefix();
    for (std::size_t words = 0; words < kMostWords; ++words) {
      PrintedWord word = word_at(reader_.text_, at_);
      if (word.empty() || (words > 0 && word.breaks > 0 && !is_continuation(word))) break;
      if (words == 0) row_.begin = word.begin;
      word.text = clean_word(word.text);
      if (!take(word)) break;
      row_.end = at_;
    }
    if (!is_row()) return std::nullopt;
    return row_;
  }

 private:
  bool headed() const { return !reader_.columns_.empty(); }
  bool has(Column column) const { return has_column(reader_.columns_, column); }
  bool wants(Column column) const { return !headed() || has(column); }
  PrintedWord next(const PrintedWord& word) const { return word_behind(reader_.text_, word); }

  /// Words before the date of a date-led row are no column's: `MDAC 2.0  02/02/99 ...`.
  void skip_prefix() {
    if (!headed() || reader_.columns_.front() != Column::kDate) return;
    PrintedWord word = word_at(reader_.text_, at_);
    for (int words = 0; words < 4 && !word.empty(); ++words) {
      if (words > 0 && word.breaks > 0) return;
      if (looks_like_date(word.text) || written_date_end(word) != 0) {
        at_ = word.begin;
        return;
      }
      word = next(word);
    }
  }

  /// The second line of a platform, below the first: `Second Edition`, `(all versions)`.
  bool is_continuation(const PrintedWord& word) const {
    if (row_.platform.empty() || word.breaks != 1) return false;
    const auto begin = std::size_t(row_.platform.data() - reader_.text_.data());
    const std::size_t column = column_of(begin);
    return column > 16 && column_of(word.begin) == column;
  }

  /// Characters before `offset` in its line; 0 far from the line's start.
  std::size_t column_of(std::size_t offset) const {
    constexpr std::size_t kWidest = 250;
    for (std::size_t column = 0; column <= std::min(offset, kWidest); ++column)
      if (column == offset || reader_.text_[offset - column - 1] == '\n') return column;
    return 0;
  }

  bool take(const PrintedWord& word) {
    return take_date(word) || take_time(word) || take_null(word) || take_size(word) ||
           take_version(word) || take_file(word) || take_platform(word) || take_other(word);
  }

  /// Marks `column` as filled; free columns are expected behind the last filled one.
  void fill(Column column, std::size_t end) {
    for (std::size_t i = 0; i < reader_.columns_.size(); ++i)
      if (reader_.columns_[i] == column && i >= expected_) {
        expected_ = i + 1;
        break;
      }
    filled_ |= 1U << static_cast<unsigned>(column);
    at_ = end;
    while (at_ < reader_.text_.size() && !is_blank(reader_.text_[at_])) ++at_;
  }
  bool is_filled(Column column) const {
    return (filled_ >> static_cast<unsigned>(column) & 1U) != 0;
  }
  bool is_expected(Column column) const {
    for (std::size_t i = expected_; i < reader_.columns_.size(); ++i) {
      const Column each = reader_.columns_[i];
      if (each == column) return true;
      if (each != Column::kOther && !is_filled(each)) return false;
    }
    return false;
  }

  bool take_date(const PrintedWord& word) {
    if (is_filled(Column::kDate) || !wants(Column::kDate)) return false;
    const std::size_t end = looks_like_date(word.text) ? word.end() : written_date_end(word);
    if (end == 0) return false;
    row_.date = slice(word.begin, end);
    after_date_ = true;
    fill(Column::kDate, end);
    return true;
  }

  /// Behind `17 July 2001` or `July 17, 2001`; 0 if the words are no such date.
  std::size_t written_date_end(const PrintedWord& first) const {
    if (!is_month(first.text) && !is_month(next(first).text)) return 0;
    const PrintedWord third = next(next(first));
    const bool date = third.breaks == 0 && looks_like_date(slice(first.begin, third.end()));
    return date ? third.end() : 0;
  }

  bool take_time(const PrintedWord& word) {
    if (is_filled(Column::kTime) || !(wants(Column::kTime) || has(Column::kDate))) return false;
    if (word.text == "/" && after_date_) return at_ = word.end(), true;
    const bool dotted = has(Column::kTime) && after_date_ && looks_like_dotted_time(word.text);
    if (!dotted && !looks_like_time(word.text)) return false;
    row_.time = word.text;
    fill(Column::kTime, word.end());
    const PrintedWord half = next(word);
    if (half.breaks == 0 && half.text.size() > 1 && is_meridiem(clean_word(half.text))) {
      row_.meridiem = clean_word(half.text);
      at_ = half.end();
    }
    return true;
  }

  /// `none` fills the first column that is still open.
  bool take_null(const PrintedWord& word) {
    if (!headed() || !is_null_word(word.text)) return false;
    for (std::size_t i = expected_; i < reader_.columns_.size(); ++i) {
      const Column column = reader_.columns_[i];
      if (is_filled(column) || column == Column::kFile) continue;
      fill(column, word.end());
      row_.has_null = true;
      return true;
    }
    return false;
  }

  bool take_size(const PrintedWord& word) {
    const PrintedWord unit = next(word);
    const bool has_unit = unit.breaks == 0 && is_size_unit(clean_word(unit.text));
    if (!looks_like_size(word.text) && !(has_unit && is_decimal(word.text)) &&
        !is_dotted_size(word))
      return false;
    if (is_filled(Column::kSize) || !wants(Column::kSize) || is_whole_version(word, unit))
      return take_whole_version(word);
    row_.size = word.text;
    if (has_unit) row_.unit = clean_word(unit.text);
    fill(Column::kSize, has_unit ? unit.end() : word.end());
    return true;
  }

  /// `880.912` where it can't be a version.
  bool is_dotted_size(const PrintedWord& word) const {
    return (is_filled(Column::kVersion) || !has(Column::kVersion)) && is_expected(Column::kSize) &&
           is_decimal(word.text) && read_size(word.text, {}).readable;
  }

  /// Of two numbers in a row the first is the version where its column comes first.
  bool is_whole_version(const PrintedWord& word, const PrintedWord& following) const {
    return has(Column::kVersion) && is_expected(Column::kVersion) && word.text.size() < 6 &&
           word.text.find(',') == std::string_view::npos && following.breaks == 0 &&
           looks_like_size(following.text);
  }
  bool take_whole_version(const PrintedWord& word) {
    if (is_filled(Column::kVersion) || !is_expected(Column::kVersion)) return false;
    row_.version = word.text;
    fill(Column::kVersion, word.end());
    return true;
  }

  bool take_version(const PrintedWord& word) {
    if (is_filled(Column::kVersion)) return false;
    if (word.text == "(version" || word.text == "(Version") return take_version_note(word);
    if (!has(Column::kVersion)) return false;
    const std::size_t end = version_end(word);
    if (end == 0) return false;
    row_.version = slice(word.begin, end);
    fill(Column::kVersion, end);
    return true;
  }

  /// Behind a version of one word or two: `1.2(build 786)`, `5.0.2195.4555 shp`; 0 if it is none.
  std::size_t version_end(const PrintedWord& word) const {
    const PrintedWord second = next(word);
    const bool joined = !second.empty() && second.breaks == 0;
    const std::size_t open = word.text.find('(');
    if (open != std::string_view::npos && word.text.back() != ')')
      return joined && second.text.ends_with(')') && looks_like_version(word.text.substr(0, open))
                 ? second.end()
                 : 0;
    if (!looks_like_version(word.text)) return 0;
    return is_version_suffix(second) ? second.end() : word.end();
  }

  /// `shp`: a short word between a version and a size.
  bool is_version_suffix(const PrintedWord& word) const {
    if (word.empty() || word.breaks > 0 || word.text.size() > 4 || !has(Column::kSize))
      return false;
    const PrintedWord value = next(word);
    return std::all_of(word.text.begin(), word.text.end(), is_lower) && value.breaks == 0 &&
           looks_like_size(clean_word(value.text));
  }

  /// `(version 3.5.34)` behind a row.
  bool take_version_note(const PrintedWord& word) {
    const PrintedWord number = next(word);
    if (row_.file.empty() || number.breaks > 0 || !number.text.ends_with(')')) return false;
    const std::string_view version = number.text.substr(0, number.text.size() - 1);
    if (!looks_like_version(version)) return false;
    row_.version = version;
    fill(Column::kVersion, number.end());
    return true;
  }

  bool take_file(const PrintedWord& word) {
    if (is_filled(Column::kFile)) return false;
    if (const std::size_t note = word.text.find('('); note != std::string_view::npos)
      return take_file_before_note(word, note);
    if (!looks_like_file(word.text) && !is_bare_name(word)) return false;
    row_.file = word.text;
    fill(Column::kFile, word.end());
    return true;
  }

  /// `Dns.exe(Alpha)`: the note is read as the next word.
  bool take_file_before_note(const PrintedWord& word, std::size_t note) {
    if (!looks_like_file(word.text.substr(0, note))) return false;
    row_.file = word.text.substr(0, note);
    fill(Column::kFile, word.end());
    at_ = word.begin + note;
    return true;
  }

  /// A file without extension stands where the header has the file, beside a value.
  bool is_bare_name(const PrintedWord& word) const {
    if (!is_expected(Column::kFile) || word.text.size() < 2 || !is_alnum(word.text.front()))
      return false;
    if (word.text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                    "0123456789_-$~\\") != std::string_view::npos)
      return false;
    if (!row_.date.empty() && !row_.size.empty()) return true;
    if (reader_.lines_ == Lines::kLost || is_system_name(word.text)) return false;
    const PrintedWord following = next(word);
    return following.breaks == 0 && !looks_like_size(following.text) &&
           fits_open_column(following.text);
  }

  bool fits_open_column(std::string_view word) const {
    return std::any_of(reader_.columns_.begin(), reader_.columns_.end(), [&](Column column) {
      return !is_filled(column) && fits(column, clean_word(word));
    });
  }

  bool take_platform(const PrintedWord& word) {
    if (is_filled(Column::kPlatform)) return take_more_platform(word);
    if (row_.file.empty()) return false;
    if (const std::size_t end = parenthesis_end(reader_.text_, word);
        end != 0 && (!headed() || names_platform(slice(word.begin, end))))
      return set_platform(word.begin, end);
    if (!headed())
      return is_platform_word(word.text) && !next(word).text.starts_with("--") &&
             set_platform(word.begin, word.end());
    if (!is_expected(Column::kPlatform)) return false;
    const std::size_t end = free_cell_end(word);
    return end != word.begin && set_platform(word.begin, end);
  }

  bool set_platform(std::size_t begin, std::size_t end) {
    row_.platform = slice(begin, end);
    fill(Column::kPlatform, end);
    return true;
  }

  /// What follows a platform that was taken: a note in parentheses or its second line.
  bool take_more_platform(const PrintedWord& word) {
    if (row_.platform.empty() || row_.platform.back() == ')') return false;
    const auto begin = std::size_t(row_.platform.data() - reader_.text_.data());
    if (begin + row_.platform.size() != row_.end) return false;
    if (word.breaks > 0) return set_platform(begin, free_cell_end(word));
    const std::size_t end = parenthesis_end(reader_.text_, word);
    return end != 0 && is_short_note(slice(word.begin, end)) && set_platform(begin, end);
  }

  /// A component or a column that no field keeps.
  bool take_other(const PrintedWord& word) {
    const bool component = is_expected(Column::kComponent) && !is_filled(Column::kComponent);
    if (!component && !is_expected(Column::kOther)) return false;
    const std::size_t end = free_cell_end(word);
    if (end == word.begin) return false;
    if (component) row_.component = slice(word.begin, end);
    fill(component ? Column::kComponent : Column::kOther, end);
    return true;
  }

  /// Where a cell of free words ends: before the value of an open column, the next row, the end
  /// of the line. Where lines are lost and none of these comes, only known names are taken.
  std::size_t free_cell_end(const PrintedWord& first) const {
    if (reader_.lines_ == Lines::kLost && is_platform_word(first.text) &&
        is_system_name(next(first).text))
      return processors_end(reader_.text_, first);
    PrintedWord word = first;
    std::size_t end = first.begin;
    for (std::size_t words = 0; words < kMostFreeWords && !word.empty(); ++words) {
      if (words > 0 && word.breaks > 0) break;
      if (reader_.starts_row(word.begin) || (words > 0 && fits_later_column(word.text))) return end;
      if (reader_.lines_ == Lines::kLost && word.text.ends_with(':')) break;
      end = word.begin + clean_word(word.text).size();
      word = next(word);
    }
    return reader_.lines_ == Lines::kKept ? end : known_names_end(reader_.text_, first);
  }

  bool fits_later_column(std::string_view word) const {
    for (std::size_t i = expected_; i < reader_.columns_.size(); ++i) {
      const Column column = reader_.columns_[i];
      if (!is_filled(column) && fits(column, clean_word(word))) return true;
    }
    return false;
  }

  std::string_view slice(std::size_t begin, std::size_t end) const {
    return reader_.text_.substr(begin, end - begin);
  }

  bool is_row() const {
    if (row_.file.empty()) return false;
    if (reader_.lines_ == Lines::kLost && row_.date.empty() && row_.version.empty() && headed() &&
        reader_.columns_.front() == Column::kDate)
      return false;
    if (!headed()) return !row_.date.empty() && (!row_.time.empty() || !row_.size.empty());
    return !row_.date.empty() || !row_.time.empty() || !row_.size.empty() ||
           !row_.version.empty() || row_.has_null;
  }

  const RowReader& reader_;
  TableRow row_;
  std::size_t at_;
  std::size_t expected_ = 0;  // the first column behind the last filled one
  unsigned filled_ = 0;       // a bit a Column
  bool after_date_ = false;
};

RowReader::RowReader(std::string_view text, Columns columns, Lines lines)
    : text_(text), columns_(std::move(columns)), lines_(lines) {}

std::optional<TableRow> RowReader::read(std::size_t from) const {
  return Reading(*this, from).run();
}

/// Two words that begin a row: what the first columns hold.
bool RowReader::starts_row(std::size_t from) const {
  const PrintedWord first = word_at(text_, from);
  const PrintedWord second = word_at(text_, first.end());
  if (first.empty() || second.empty() || columns_.empty()) return false;
  const std::string_view a = clean_word(first.text);
  const std::string_view b = clean_word(second.text);
  const bool value = looks_like_version(b) || looks_like_date(b) || looks_like_time(b) ||
                     looks_like_size(b) || is_null_word(b);
  switch (columns_.front()) {
    case Column::kDate:
      return looks_like_date(a) && (value || looks_like_file(b));
    case Column::kVersion:
      return looks_like_version(a) && (value || looks_like_file(b));
    case Column::kSize:
      return looks_like_size(a) && (value || looks_like_file(b));
    default:
      return looks_like_file(a) && value;
  }
}

}  // namespace kb
