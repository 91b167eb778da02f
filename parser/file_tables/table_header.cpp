#include "parser/file_tables/table_header.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

using namespace std::literals;

struct Phrase {
  std::string_view words;  ///< lower case, one blank between them
  std::array<Column, 2> columns;
  std::size_t count = 1;
};

constexpr Phrase one(std::string_view words, Column column) { return {words, {column, column}, 1}; }
constexpr Phrase two(std::string_view words, Column a, Column b) { return {words, {a, b}, 2}; }

/// Longer phrases before their own beginnings.
constexpr std::array kPhrases = {
    one("file name and path", Column::kFile),
    one("path and file name", Column::kFile),
    one("file name(s)", Column::kFile),
    one("file name", Column::kFile),
    one("filename(s)", Column::kFile),
    one("filename", Column::kFile),
    one("uncompressed name", Column::kOther),
    one("file version number", Column::kVersion),
    one("file version", Column::kVersion),
    one("file ver.", Column::kVersion),
    one("file ver", Column::kVersion),
    one("current version", Column::kVersion),
    one("version number", Column::kVersion),
    one("version #", Column::kVersion),
    one("version(s)", Column::kVersion),
    one("version#", Column::kVersion),
    one("version", Column::kVersion),
    one("ver.", Column::kVersion),
    one("file size (bytes)", Column::kSize),
    one("file size", Column::kSize),
    one("size (bytes)", Column::kSize),
    one("size in bytes", Column::kSize),
    one("size(s)", Column::kSize),
    one("size", Column::kSize),
    one("bytes", Column::kSize),
    two("date / time", Column::kDate, Column::kTime),
    two("date/time", Column::kDate, Column::kTime),
    two("time/date", Column::kTime, Column::kDate),
    two("date modified", Column::kDate, Column::kTime),
    two("last modified", Column::kDate, Column::kTime),
    two("modified", Column::kDate, Column::kTime),
    two("date and time", Column::kDate, Column::kTime),
    one("file date", Column::kDate),
    one("date", Column::kDate),
    one("file time", Column::kTime),
    one("time stamp", Column::kTime),
    one("timestamp", Column::kTime),
    one("time", Column::kTime),
    one("operating system", Column::kPlatform),
    one("platform", Column::kPlatform),
    one("processor", Column::kPlatform),
    one("component", Column::kComponent),
    one("destination folder", Column::kOther),
    one("folder installed in", Column::kOther),
    one("folder", Column::kOther),
    one("destination", Column::kOther),
    one("directory", Column::kOther),
    one("location", Column::kOther),
    one("language", Column::kOther),
    one("locale", Column::kOther),
    one("description", Column::kOther),
    one("path", Column::kOther),
    one("file", Column::kFile),
    one("name", Column::kFile),
};

/// Number of words of `phrase` if the header goes on with it at `from`, else 0.
std::size_t match(std::string_view phrase, const std::vector<std::string_view>& words,
                  std::size_t from) {
  const auto wanted = split(phrase, ' ');
  if (from + wanted.size() > words.size()) return 0;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (!iequals(wanted[i], words[from + i])) return 0;
  return wanted.size();
}

void add(Columns& columns, Column column) {
  if (column == Column::kFile) std::erase(columns, Column::kFile);
  if (column == Column::kOther || !has_column(columns, column)) columns.push_back(column);
}

}  // namespace

bool has_column(const Columns& columns, Column column) { return contains(columns, column); }

bool is_header_word(std::string_view word) {
  if (word.empty() || word.size() > 12) return false;
  static const std::vector<std::string_view> kWords = [] {
    std::vector<std::string_view> words;
    for (const Phrase& phrase : kPhrases)
      for (const std::string_view each : split(phrase.words, ' ')) words.push_back(each);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  }();
  return std::binary_search(kWords.begin(), kWords.end(), std::string_view(lower(word)));
}

Columns read_columns(const std::vector<std::string_view>& words) {
  Columns columns;
  for (std::size_t at = 0; at < words.size();) {
    const auto phrase = std::find_if(kPhrases.begin(), kPhrases.end(), [&](const Phrase& each) {
      return match(each.words, words, at) != 0;
    });
    if (phrase == kPhrases.end()) {
      ++at;
      continue;
    }
    for (std::size_t i = 0; i < phrase->count; ++i) add(columns, phrase->columns[i]);
    at += match(phrase->words, words, at);
  }
  return columns;
}

bool names_files(const Columns& columns) {
  return has_column(columns, Column::kFile) &&
         (has_column(columns, Column::kVersion) || has_column(columns, Column::kDate) ||
          has_column(columns, Column::kSize) || has_column(columns, Column::kTime) ||
          has_column(columns, Column::kPlatform));
}

}  // namespace kb
