#include "parser/file_tables/table_context.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "parser/text/word_scanner.h"

namespace kb {
namespace {

using namespace std::literals;

constexpr std::size_t kMostListedFiles = 40;

constexpr std::array kLeadIns = {"file attributes"sv,
                                 "attributes or later"sv,
                                 "listed attributes"sv,
                                 "time stamp"sv,
                                 "timestamp"sv,
                                 "following attributes"sv,
                                 "following fix"sv,
                                 "have the following file details"sv,
                                 "(or later)"sv,
                                 "component:"sv,
                                 "specific update in question"sv};
constexpr std::array kRepairs = {"hotfix"sv,   "hot fix"sv,  " fix"sv,       "corrected"sv,
                                 "resolved"sv, "resolve "sv, "to correct"sv, "to fix"sv};
constexpr std::array kUpdates = {"update"sv,
                                 "service pack"sv,
                                 "patch"sv,
                                 "newer version"sv,
                                 "are installed by"sv,
                                 "new version"sv,
                                 "file is created when"sv,
                                 "installed when you"sv};
constexpr std::array kListings = {"directory of"sv, "<dir>"sv, "volume in drive"sv,
                                  "contents of "sv, "installed components"sv};

std::string_view last(std::string_view text, std::size_t size) {
  return text.size() <= size ? text : text.substr(text.size() - size);
}

/// The last `size` characters before `end`, lower case and with blanks folded.
std::string words_before(std::string_view text, std::size_t end, std::size_t size) {
  const std::string folded = lower(fold_blanks(last(text.substr(0, end), 3 * size)));
  return std::string(last(folded, size));
}

/// True if somewhere digits stand on both sides of `mark`: `1/2`.
bool joins_digits(std::string_view text, char mark) {
  for (std::size_t at = text.find(mark, 1); at < text.size() - 1; at = text.find(mark, at + 1))
    if (is_digit(text[at - 1]) && is_alnum(text[at + 1])) return true;
  return false;
}

bool may_hold_date(std::string_view text) {
  return text.size() > 8 && (joins_digits(text, '/') || joins_digits(text, '-'));
}

bool ends_sentence(std::string_view word) {
  return word.empty() || ".:?!)-="sv.find(word.back()) != std::string_view::npos;
}

bool names_system(std::string_view word) {
  constexpr std::array kNames = {"windows"sv, "ms-dos"sv,   "os/2"sv, "macintosh"sv,
                                 "sna"sv,     "exchange"sv, "sql"sv,  "systems"sv,
                                 "intel"sv,   "alpha"sv,    "x86"sv,  "i386"sv};
  return is_one_of(word, kNames);
}

}  // namespace

bool lists_fixed_files(const FileTable& table, std::string_view text, TablesBefore before) {
  if (has_one_of(words_before(text, table.begin, 1100), kLeadIns)) return true;
  const std::size_t from = std::min(before.end, table.begin);
  const std::string near = words_before(text.substr(from), table.begin - from, 600);
  if (table.rows.size() > kMostListedFiles || has_one_of(near, kListings)) return false;
  if (table.columns.empty()) return false;
  if (table.columns.front() == Column::kDate) return true;
  const bool repair = before.fixed || has_one_of(near, kRepairs);
  if (has_column(table.columns, Column::kVersion)) return repair || has_one_of(near, kUpdates);
  return repair && has_column(table.columns, Column::kDate);
}

std::vector<std::size_t> find_lead_ins(std::string_view text) {
  constexpr std::array kAnchors = {"stamp"sv, "attributes"sv, "following fix"sv, "file details"sv};
  std::vector<std::size_t> ends;
  if (!may_hold_date(text)) return ends;
  for (const std::string_view anchor : kAnchors) {
    for (std::size_t at = text.find(anchor); at != text.npos; at = text.find(anchor, at + 1)) {
      ends.push_back(at + anchor.size());
    }
  }
  std::sort(ends.begin(), ends.end());
  return ends;
}

std::string_view component_before(std::string_view text, std::size_t table_begin, Lines lines) {
  constexpr std::size_t kMostWords = 14;
  constexpr std::string_view kLabel = "component:";
  std::size_t end = table_begin;
  for (std::size_t i = 0; i < kMostWords; ++i) {
    const PrintedWord word = word_before(text, end);
    if (word.empty()) return {};
    if (istarts_with(word.text, kLabel)) {
      const std::size_t begin = word.begin + kLabel.size();
      std::string_view value = text.substr(begin, table_begin - begin);
      if (lines == Lines::kKept) value = value.substr(0, value.find('\n'));
      return trim(value);
    }
    end = word.begin;
  }
  return {};
}

std::string_view sub_heading_before(std::string_view text, std::size_t dashes, Lines lines) {
  const std::size_t run_end = std::min(text.find_first_not_of('-', dashes), text.size());
  const std::size_t size = run_end - dashes;
  if (size > 100 || dashes < size + 1) return {};
  std::size_t end = dashes;
  while (end > 0 && is_blank(text[end - 1])) --end;
  if (end < size) return {};
  const std::string_view heading = text.substr(end - size, size);
  const PrintedWord before = word_before(text, end - size);
  if (heading.empty() || is_blank(heading.front()) || heading.find('\n') != std::string_view::npos)
    return {};
  if (before.begin + before.text.size() == end - size && !before.empty()) return {};
  const bool starts = lines == Lines::kKept
                          ? before.breaks > 0 || before.empty()
                          : is_upper(heading.front()) || ends_sentence(before.text);
  return starts ? heading : std::string_view{};
}

std::string_view label_before(std::string_view text, std::size_t table_begin) {
  constexpr std::size_t kMostWords = 6;
  const PrintedWord colon = word_before(text, table_begin);
  if (colon.empty() || colon.text.back() != ':') return {};
  PrintedWord word = colon;
  for (std::size_t i = 0; i < kMostWords && !word.empty(); ++i) {
    const PrintedWord before = word_before(text, word.begin);
    const std::string_view name = word.text.substr(0, word.text.find(':'));
    if (names_system(name) && (before.breaks > 0 || ends_sentence(before.text)))
      return text.substr(word.begin, colon.end() - 1 - word.begin);
    if (before.breaks > 0) return {};
    word = before;
  }
  return {};
}

}  // namespace kb
