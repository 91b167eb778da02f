#include "parser/table_row.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parser/text.h"
#include "parser/word_scanner.h"

namespace kb {
namespace {

using namespace std::literals;

constexpr std::size_t kMostWords = 32;     // of a row
constexpr std::size_t kMostFreeWords = 6;  // of a platform or another free cell

/// The word without a `<BR>` that a converter left and without footnote stars.
std::string_view clean(std::string_view word) {
  if (const std::size_t tag = word.find('<'); tag != std::string_view::npos && tag > 0)
    word = word.substr(0, tag);
  while (word.size() > 1 && (word.back() == '*' || word.back() == ',')) word.remove_suffix(1);
  return word;
}

/// A word of a system's name: `Windows 98 Second Edition`, `Windows 95 OSR 2-2.5`.
bool is_system_name(std::string_view word) {
  constexpr std::array kNames = {"windows"sv, "95"sv,   "98"sv,    "nt"sv,     "2000"sv,   "me"sv,
                                 "xp"sv,      "3.51"sv, "4.0"sv,   "or"sv,     "and"sv,    "se"sv,
                                 "osr"sv,     "osr2"sv, "2-2.5"sv, "second"sv, "edition"sv};
  const auto parts = split(word, '/');  // 95/98/ME
  return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return std::any_of(kNames.begin(), kNames.end(),
                       [part](std::string_view name) { return iequals(part, name); });
  });
}

/// The offset behind the `(...)` that starts with `word`, of at most four words; 0 if it is none.
std::size_t parenthesis_end(std::string_view text, Word word) {
  if (word.text.front() != '(') return 0;
  for (int words = 0; words < 4 && !word.empty(); ++words) {
    if (word.text.back() == ')') return word.end();
    word = word_at(text, word.end());
  }
  return 0;
}

/// What stands in parentheses behind a platform: `(Retail)`, not a sentence or an address.
bool is_short_note(std::string_view text) {
  return text.size() <= 32 && text.find("://") == std::string_view::npos;
}

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

bool names_platform(std::string_view text) {
  for (const std::string_view word : split_words(drop_outer_parentheses(text)))
    if (is_platform_word(word)) return true;
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
      Word word = word_at(reader_.text_, at_);
      if (word.empty() || (words > 0 && word.breaks > 0 && !is_continuation(word))) break;
      if (words == 0) row_.begin = word.begin;
      word.text = clean(word.text);
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
  /// The word behind one that may have been cleaned.
  Word next(const Word& word) const {
    return word_at(reader_.text_, word_at(reader_.text_, word.begin).end());
  }

  /// Words before the date of a date-led row are no column's: `MDAC 2.0  02/02/99 ...`.
  void skip_prefix() {
    if (!headed() || reader_.columns_.front() != Column::kDate) return;
    Word word = word_at(reader_.text_, at_);
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
  bool is_continuation(const Word& word) const {
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

  bool take(const Word& word) {
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

  bool take_date(const Word& word) {
    if (is_filled(Column::kDate) || !wants(Column::kDate)) return false;
    const std::size_t end = looks_like_date(word.text) ? word.end() : written_date_end(word);
    if (end == 0) return false;
    row_.date = slice(word.begin, end);
    after_date_ = true;
    fill(Column::kDate, end);
    return true;
  }

  /// Behind `17 July 2001` or `July 17, 2001`; 0 if the words are no such date.
  std::size_t written_date_end(const Word& first) const {
    if (!is_month(first.text) && !is_month(next(first).text)) return 0;
    const Word third = next(next(first));
    const bool date = third.breaks == 0 && looks_like_date(slice(first.begin, third.end()));
    return date ? third.end() : 0;
  }

  bool take_time(const Word& word) {
    if (is_filled(Column::kTime) || !(wants(Column::kTime) || has(Column::kDate))) return false;
    if (word.text == "/" && after_date_) return at_ = word.end(), true;
    const bool dotted = has(Column::kTime) && after_date_ && looks_like_dotted_time(word.text);
    if (!dotted && !looks_like_time(word.text)) return false;
    row_.time = word.text;
    fill(Column::kTime, word.end());
    const Word half = next(word);
    if (half.breaks == 0 && half.text.size() > 1 && is_meridiem(clean(half.text))) {
      row_.meridiem = clean(half.text);
      at_ = half.end();
    }
    return true;
  }

  /// `none` fills the first column that is still open.
  bool take_null(const Word& word) {
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

  bool take_size(const Word& word) {
    const Word unit = next(word);
    const bool has_unit = unit.breaks == 0 && is_size_unit(clean(unit.text));
    if (!looks_like_size(word.text) && !(has_unit && is_decimal(word.text)) &&
        !is_dotted_size(word))
      return false;
    if (is_filled(Column::kSize) || !wants(Column::kSize) || is_whole_version(word, unit))
      return take_whole_version(word);
    row_.size = word.text;
    if (has_unit) row_.unit = clean(unit.text);
    fill(Column::kSize, has_unit ? unit.end() : word.end());
    return true;
  }

  /// `880.912` where it can't be a version.
  bool is_dotted_size(const Word& word) const {
    return (is_filled(Column::kVersion) || !has(Column::kVersion)) && is_expected(Column::kSize) &&
           is_decimal(word.text) && read_size(word.text, {}).readable;
  }

  /// Of two numbers in a row the first is the version where its column comes first.
  bool is_whole_version(const Word& word, const Word& following) const {
    return has(Column::kVersion) && is_expected(Column::kVersion) && word.text.size() < 6 &&
           word.text.find(',') == std::string_view::npos && following.breaks == 0 &&
           looks_like_size(following.text);
  }
  bool take_whole_version(const Word& word) {
    if (is_filled(Column::kVersion) || !is_expected(Column::kVersion)) return false;
    row_.version = word.text;
    fill(Column::kVersion, word.end());
    return true;
  }

  bool take_version(const Word& word) {
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
  std::size_t version_end(const Word& word) const {
    const Word second = next(word);
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
  bool is_version_suffix(const Word& word) const {
    if (word.empty() || word.breaks > 0 || word.text.size() > 4 || !has(Column::kSize))
      return false;
    const Word value = next(word);
    return std::all_of(word.text.begin(), word.text.end(), is_lower) && value.breaks == 0 &&
           looks_like_size(clean(value.text));
  }

  /// `(version 3.5.34)` behind a row.
  bool take_version_note(const Word& word) {
    const Word number = next(word);
    if (row_.file.empty() || number.breaks > 0 || !number.text.ends_with(')')) return false;
    const std::string_view version = number.text.substr(0, number.text.size() - 1);
    if (!looks_like_version(version)) return false;
    row_.version = version;
    fill(Column::kVersion, number.end());
    return true;
  }

  bool take_file(const Word& word) {
    if (is_filled(Column::kFile)) return false;
    if (const std::size_t note = word.text.find('('); note != std::string_view::npos)
      return take_file_before_note(word, note);
    if (!looks_like_file(word.text) && !is_bare_name(word)) return false;
    row_.file = word.text;
    fill(Column::kFile, word.end());
    return true;
  }

  /// `Dns.exe(Alpha)`: the note is read as the next word.
  bool take_file_before_note(const Word& word, std::size_t note) {
    if (!looks_like_file(word.text.substr(0, note))) return false;
    row_.file = word.text.substr(0, note);
    fill(Column::kFile, word.end());
    at_ = word.begin + note;
    return true;
  }

  /// A file without extension stands where the header has the file, beside a value.
  bool is_bare_name(const Word& word) const {
    if (!is_expected(Column::kFile) || word.text.size() < 2 || !is_alnum(word.text.front()))
      return false;
    if (word.text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                    "0123456789_-$~\\") != std::string_view::npos)
      return false;
    if (!row_.date.empty() && !row_.size.empty()) return true;
    if (reader_.lines_ == Lines::kLost || is_system_name(word.text)) return false;
    const Word following = next(word);
    return following.breaks == 0 && !looks_like_size(following.text) &&
           fits_open_column(following.text);
  }

  bool fits_open_column(std::string_view word) const {
    return std::any_of(reader_.columns_.begin(), reader_.columns_.end(), [&](Column column) {
      return !is_filled(column) && fits(column, clean(word));
    });
  }

  bool take_platform(const Word& word) {
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
  bool take_more_platform(const Word& word) {
    if (row_.platform.empty() || row_.platform.back() == ')') return false;
    const auto begin = std::size_t(row_.platform.data() - reader_.text_.data());
    if (begin + row_.platform.size() != row_.end) return false;
    if (word.breaks > 0) return set_platform(begin, free_cell_end(word));
    const std::size_t end = parenthesis_end(reader_.text_, word);
    return end != 0 && is_short_note(slice(word.begin, end)) && set_platform(begin, end);
  }

  /// A component or a column that no field keeps.
  bool take_other(const Word& word) {
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
  std::size_t free_cell_end(const Word& first) const {
    if (reader_.lines_ == Lines::kLost && is_platform_word(first.text) &&
        is_system_name(next(first).text))
      return processors_end(first);
    Word word = first;
    std::size_t end = first.begin;
    for (std::size_t words = 0; words < kMostFreeWords && !word.empty(); ++words) {
      if (words > 0 && word.breaks > 0) break;
      if (reader_.starts_row(word.begin) || (words > 0 && fits_later_column(word.text))) return end;
      if (reader_.lines_ == Lines::kLost && word.text.ends_with(':')) break;
      end = word.begin + clean(word.text).size();
      word = next(word);
    }
    return reader_.lines_ == Lines::kKept ? end : known_names_end(first);
  }

  bool fits_later_column(std::string_view word) const {
    for (std::size_t i = expected_; i < reader_.columns_.size(); ++i) {
      const Column column = reader_.columns_[i];
      if (!is_filled(column) && fits(column, clean(word))) return true;
    }
    return false;
  }

  /// Behind `Alpha`, `Intel or Alpha`, `Windows 98 (retail)`.
  std::size_t known_names_end(const Word& first) const {
    std::size_t end = first.begin;
    bool system = false;
    for (Word word = first; !word.empty(); word = next(word)) {
      const std::string_view name = clean(word.text);
      const std::size_t close = parenthesis_end(reader_.text_, word);
      if (close != 0)
        return end != first.begin && is_short_note(slice(word.begin, close)) ? close : end;
      if (is_platform_word(name) && !system) {
        end = processors_end(word);
        return end;
      }
      if (!is_system_name(name) || (!system && !iequals(name, "windows"))) return end;
      system = true;
      end = word.begin + name.size();
    }
    return end;
  }

  /// Behind `Intel and Alpha`, `Win98 128bit`, `x86 (Retail)`, where `first` is the first name.
  std::size_t processors_end(const Word& first) const {
    std::size_t end = first.begin + clean(first.text).size();
    const Word second = next(first);
    const std::string_view name = clean(second.text);
    if (const std::size_t close = second.empty() ? 0 : parenthesis_end(reader_.text_, second);
        close != 0)
      return is_short_note(slice(second.begin, close)) ? close : end;
    if (is_platform_word(name) && name.ends_with("bit")) return second.begin + name.size();
    if (!iequals(name, "and") && !iequals(name, "or")) return end;
    const Word third = next(second);
    return is_platform_word(clean(third.text)) ? third.begin + clean(third.text).size() : end;
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
  const Word first = word_at(text_, from);
  const Word second = word_at(text_, first.end());
  if (first.empty() || second.empty() || columns_.empty()) return false;
  const std::string_view a = clean(first.text);
  const std::string_view b = clean(second.text);
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
  }
  return std::string(trim(text.substr(begin, end - begin)));
}

FileVersion finish_row(const TableRow& row, DateOrder order, std::vector<Diagnostic>& diagnostics) {
  FileVersion out;
  out.component = folded(row.component);
  out.file = fold_blanks(row.file);
  out.version = printed(row.version);
  if (const auto proven = proven_order(row.date)) order = *proven;
  out.date = read_date(row.date, order);
  if (!out.date && printed(row.date)) report(diagnostics, "date", row.date, row);
  out.time = read_time(row.time, row.meridiem);
  if (!out.time && printed(row.time)) report(diagnostics, "time", row.time, row);
  if (printed(row.size)) {
    const Size size = read_size(row.size, row.unit);
    out.size = size.bytes;
    if (!size.readable) report(diagnostics, "size", row.size, row);
  }
  out.platform = folded(row.platform);
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
