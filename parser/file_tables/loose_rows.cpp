#include "parser/file_tables/loose_rows.h"

#include <algorithm>
#include <array>
#include <optional>

#include "parser/file_tables/file_names.h"
#include "parser/file_tables/table_values.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"
#include "parser/text/word_scanner.h"

namespace kb {
namespace {

using namespace std::literals;

constexpr std::size_t kMostWords = 16;  // of the values of a row
constexpr std::size_t kFewest = 3;      // rows that say little and are a list

// Words that join a name and its values: `version 4.00.956 (dated 11/26/97) and later`.
constexpr std::array kJoints = {"version"sv, "ver"sv,   "ver."sv,     "v."sv,          "dated"sv,
                                "date"sv,    "date:"sv, "size"sv,     "size:"sv,       "build"sv,
                                "-"sv,       "--"sv,    "version:"sv, "incremented"sv, "to"sv};

// Without the brackets, quotes and commas around it.
std::string_view bare(std::string_view word) {
  word = strip_back(strip_front(word, "(\"'[`"), ",;:)\"']*");
  if (word.size() > 3 && word.back() == '.' && is_digit(word[word.size() - 2]))
    word.remove_suffix(1);  // the end of a sentence
  return word;
}

std::size_t parts_of(std::string_view version) {
  return 1 + std::size_t(std::count(version.begin(), version.end(), '.'));
}

bool is_long_version(std::string_view word) {
  return looks_like_version(word) && parts_of(word) > 2;
}

bool is_plain_size(std::string_view word) {
  return looks_like_size(word) && is_digit(word.back()) && word.size() < 14;
}

bool is_real_date(std::string_view word) {
  return looks_like_date(word) && is_digit(word.front()) &&
         read_date(word, proven_order(word).value_or(DateOrder::kMonthFirst)).has_value();
}

// `FORMAT`, `COM`, `DL_`: a part of a name as DIR prints it.
bool is_dos_part(std::string_view word, std::size_t most) {
  return !word.empty() && word.size() <= most && std::all_of(word.begin(), word.end(), [](char c) {
    return is_alnum(c) || "_-$~!#%&@'{}()"sv.find(c) != std::string_view::npos;
  });
}

class LooseReader {
 public:
  explicit LooseReader(std::string_view text) : text_(text) {}

  std::vector<TableRow> run() {
    PrintedWord word = word_at(text_, 0);
    while (!word.empty()) {
      const PrintedWord second = next(word);
      const std::size_t end = read_at(word, second);
      word = end > word.end() ? word_at(text_, end) : second;
    }
    if (weak_.size() < kFewest) {
      for (auto at = weak_.rbegin(); at != weak_.rend(); ++at)
        rows_.erase(rows_.begin() + std::ptrdiff_t(*at));
    }
    return std::move(rows_);
  }

 private:
  std::size_t read_at(const PrintedWord& word, const PrintedWord& second) {
    if (const std::size_t end = read_dos_row(word, second); end != 0) return end;
    if (word.text.find('.') == std::string_view::npos) return 0;
    const std::string_view name = bare(word.text);
    if (name.find('.') == std::string_view::npos || name.find('@') != std::string_view::npos ||
        !looks_like_file(name) || !has_letter(name))
      return 0;
    if (is_folder(word)) return word.end();
    if (const std::size_t end = read_compressed(word, second); end != 0) return end;
    // A listing goes on as it began, also behind a row that was not read.
    const bool behind_first = values_behind_ && is_near_last_row(word);
    if (behind_first) {
      if (const std::size_t end = read_values_behind(word, name); end != 0) return end;
    }
    if (const std::size_t end = read_values_before(word, name); end != 0) return end;
    return behind_first ? 0 : read_values_behind(word, name);
  }

  // `admin.wri admin.wr$ 14716 38272`: the file, as it is compressed on the disk, and both sizes.
  std::size_t read_compressed(const PrintedWord& name, const PrintedWord& packed) {
    const std::string_view stem = name.text.substr(0, name.text.rfind('.') + 1);
    const bool same = packed.text.size() > stem.size() && istarts_with(packed.text, stem) &&
                      (packed.text.back() == '$' || packed.text.back() == '_');
    if (!same) return 0;
    const PrintedWord size = next(packed);
    const PrintedWord expanded = next(size);
    if (!is_plain_size(size.text) || !is_plain_size(expanded.text)) return 0;
    TableRow row;
    row.file = name.text;
    row.size = expanded.text;
    return add(row, name.begin, expanded.end());
  }

  // `03/10/97 11:42a <DIR> OUTPUT.OLD 03/10/97 ...`: a row without a size between others. Where angle
  // brackets are lost the time stands before the name; that of another file has a size before it.
  bool is_folder(const PrintedWord& name) const {
    if (!is_real_date(next(name).text)) return false;
    PrintedWord before = word_before(text_, name.begin);
    if (before.text == "<DIR>") before = word_before(text_, before.begin);
    if (before.begin < done_ || !looks_like_time(before.text)) return false;
    before = word_before(text_, before.begin);
    if (before.begin < done_ || !is_real_date(before.text)) return false;
    return !is_plain_size(word_before(text_, before.begin).text);
  }

  bool is_near_last_row(const PrintedWord& word) const {
    constexpr int kMostBetween = 8;
    PrintedWord between = word_at(text_, done_);
    for (int words = 0; words < kMostBetween && between.begin < word.begin; ++words)
      between = next(between);
    return between.begin == word.begin;
  }

  PrintedWord next(const PrintedWord& word) const { return word_at(text_, word.end()); }

  std::string_view slice(std::size_t begin, std::size_t end) const {
    return text_.substr(begin, end - begin);
  }

  std::size_t add(TableRow row, std::size_t begin, std::size_t end) {
    row.kind = incremented_ ? RowKind::kFix : RowKind::kListing;
    incremented_ = false;
    row.begin = begin;
    row.end = done_ = end;
    rows_.push_back(row);
    return end;
  }

  // `FORMAT COM 49,543 08-24-96 11:11a`; the extension may be missing directly behind a row.
  std::size_t read_dos_row(const PrintedWord& name, const PrintedWord& second) {
    const bool may_be_row = is_digit(second.text.empty() ? ' ' : second.text[0]) ||
                            (second.text.size() <= 3 && !second.text.empty());
    if (!may_be_row || !is_dos_part(name.text, 8)) return 0;
    if (!has_letter(name.text) && !has_letter(second.text)) return 0;
    const bool behind_row = !rows_.empty() && word_at(text_, done_).begin == name.begin;
    if (behind_row && has_letter(name.text) && is_plain_size(second.text))
      return read_dos_values(name, name, second);
    if (!is_dos_part(second.text, 3) || second.text.empty()) return 0;
    const PrintedWord size = next(second);
    return is_plain_size(size.text) ? read_dos_values(name, second, size) : 0;
  }

  std::size_t read_dos_values(const PrintedWord& name, const PrintedWord& last,
                              const PrintedWord& size) {
    const PrintedWord date = next(size);
    if (!is_real_date(date.text)) return 0;
    TableRow row;
    row.file = slice(name.begin, last.end());
    row.size = size.text;
    row.date = date.text;
    const PrintedWord time = next(date);
    if (looks_like_time(time.text)) {
      row.time = time.text;
      return add(row, name.begin, time.end());
    }
    // `ACCNTANT WMF  10,392  12-09-96`: without a time only in capitals, as DIR prints, and among
    // others.
    if (std::any_of(row.file.begin(), row.file.end(), is_lower)) return 0;
    weak_.push_back(rows_.size());
    return add(row, name.begin, date.end());
  }

  // `06/21/95 03:00a 88,198 EXTRACT.EXE`, `4.0.1381.32772 shp 184,080 06-16-1998 apimon.exe`.
  std::size_t read_values_before(const PrintedWord& name, std::string_view file) {
    TableRow row;
    row.file = file;
    std::size_t begin = name.begin;
    // `... 06-12-92 11:44a NEXT.EXE`: a time before a name ends the row of another.
    if (looks_like_time(word_before(text_, begin).text)) return 0;
    for (int words = 0; words < 6; ++words) {
      const PrintedWord word = word_before(text_, begin);
      if (word.empty() || word.begin < done_ || !take_before(word, row)) break;
      begin = word.begin;
    }
    if (row.date.empty() || row.size.empty()) return 0;
    values_behind_ = false;
    return add(row, begin, name.begin + std::size_t(file.data() - name.text.data()) + file.size());
  }

  static bool take_before(const PrintedWord& word, TableRow& row) {
    if (row.date.empty() && is_real_date(word.text)) return row.date = word.text, true;
    if (row.time.empty() && looks_like_time(word.text)) return row.time = word.text, true;
    if (row.size.empty() && is_plain_size(word.text)) return row.size = word.text, true;
    if (row.version.empty() && is_long_version(word.text)) return row.version = word.text, true;
    const bool attributes =
        word.text.size() == 4 && word.text.find_first_not_of("ARSHarsh-") == std::string_view::npos;
    return attributes || word.text == "shp";
  }

  // The values behind a name, as far as they go.
  struct Values {
    TableRow row;
    std::size_t end = 0;
    bool labelled = false;  // `version` stood before the version
    bool enclosed = false;  // in parentheses
    bool joined = false;    // `incremented to`, `-`, `dated`
  };

  std::size_t read_values_behind(const PrintedWord& name, std::string_view file) {
    Values values;
    incremented_ = false;
    values.row.file = file;
    values.end = name.end();
    PrintedWord word = next(name);
    for (std::size_t i = 0; i < kMostWords && !word.empty(); ++i) {
      const std::size_t end = take_behind(word, values);
      if (end == 0) break;
      word = word_at(text_, end);
    }
    if (!is_row(values)) return 0;
    const bool sure = !values.row.date.empty() || !values.row.size.empty() || values.enclosed ||
                      values.joined || is_listed(values);
    if (!sure) weak_.push_back(rows_.size());
    if (!values.row.date.empty()) values_behind_ = true;
    const std::size_t end = add(values.row, name.begin, values.end);
    return read_more_versions(values.row, end);
  }

  // Where reading goes on; 0 if the word is no value and no joint.
  std::size_t take_behind(const PrintedWord& word, Values& values) {
    TableRow& row = values.row;
    const std::string_view value = bare(word.text);
    if (word.text.front() == '(') values.enclosed = true;
    if (value.empty()) return word.text == "(" ? word.end() : 0;
    // `Eseback.dll added and incremented to version 5.5.2652.31`
    if (value == "added" && next(word).text == "and") return next(word).end();
    if (is_one_of(value, kJoints)) {
      incremented_ |= value == "incremented";
      values.labelled = istarts_with(value, "v");
      values.joined |= !values.labelled;
      return word.end();
    }
    if (row.date.empty() && is_real_date(value)) {
      row.date = value;
      return values.end = word.end();
    }
    if (row.time.empty() && !row.date.empty() && looks_like_time(value))
      return take_time(word, values);
    if (row.size.empty() && looks_like_size(value)) return take_size(word, values);
    if (row.version.empty() && looks_like_version(value) &&
        (parts_of(value) > 2 || values.labelled || is_real_date(next(word).text))) {
      row.version = value;
      return values.end = word.end();
    }
    const bool platform = word.text.front() == '(' && is_platform_word(value);
    if (platform && row.platform.empty()) {
      row.platform = value;
      return values.end = word.end();
    }
    return 0;
  }

  std::size_t take_time(const PrintedWord& word, Values& values) {
    values.row.time = bare(word.text);
    const PrintedWord half = next(word);
    const std::string_view meridiem = bare(half.text);
    if (meridiem.size() < 2 || !is_meridiem(meridiem)) return values.end = word.end();
    values.row.meridiem = meridiem;
    return values.end = half.end();
  }

  std::size_t take_size(const PrintedWord& word, Values& values) {
    const PrintedWord unit = next(word);
    if (is_size_unit(bare(unit.text))) {
      values.row.size = bare(word.text);
      values.row.unit = bare(unit.text);
      return values.end = unit.end();
    }
    const bool rounded = is_alpha(bare(word.text).back());  // `32k`
    if (!rounded && !is_real_date(bare(unit.text)) && values.row.date.empty()) return 0;
    values.row.size = bare(word.text);
    return values.end = word.end();
  }

  bool is_row(const Values& values) const {
    const TableRow& row = values.row;
    if (!row.date.empty() && !row.size.empty()) return true;
    // One value alone needs a name that can be nothing else: no host, no address.
    if (!is_file_name(base_name(row.file)) || std::count(row.file.begin(), row.file.end(), '.') > 1)
      return false;
    if (!row.date.empty()) return !row.version.empty() || values.joined;
    if (row.version.empty())
      return !row.unit.empty() || (!row.size.empty() && is_alpha(row.size.back()));
    if (!row.size.empty()) return true;
    if (!is_long_version(row.version)) return false;
    return values.enclosed || values.joined || !values.labelled;
  }

  // A version alone behind its name, `Store.exe 5.5.2651.32`, is a row of a list behind a colon,
  // behind another row, or before another name or version; else if the text has several of them.
  bool is_listed(const Values& values) const {
    const auto begin = std::size_t(values.row.file.data() - text_.data());
    const char behind = text_[begin + values.row.file.size()];
    if (behind == ':') return true;
    if (!rows_.empty() && word_at(text_, done_).begin == begin) return true;
    const PrintedWord following = word_at(text_, values.end);
    return is_long_version(following.text) || is_file_name(bare(following.text));
  }

  // `Msjet35.dll 3.50.3428.0 3.50.3602.4`
  std::size_t read_more_versions(const TableRow& first, std::size_t end) {
    if (!first.date.empty() || !first.size.empty()) return end;
    for (PrintedWord word = word_at(text_, end); is_long_version(word.text);
         word = word_at(text_, end)) {
      TableRow row;
      row.file = first.file;
      row.version = word.text;
      end = add(row, word.begin, word.end());
    }
    return end;
  }

  std::string_view text_;
  std::vector<TableRow> rows_;
  std::vector<std::size_t> weak_;  // rows that say little and stand alone
  std::size_t done_ = 0;           // behind the last row
  bool values_behind_ = false;     // of the last row with a date
  bool incremented_ = false;       // `incremented to version`: what a fix did
};

}  // namespace

std::vector<TableRow> find_loose_rows(std::string_view text) { return LooseReader(text).run(); }

}  // namespace kb
