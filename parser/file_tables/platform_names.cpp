#include "parser/file_tables/platform_names.h"

#include <algorithm>
#include <array>

#include "parser/file_tables/table_values.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"

namespace kb {

using namespace std::literals;

std::string_view clean_word(std::string_view word) {
  if (const std::size_t tag = word.find('<'); tag != std::string_view::npos && tag > 0)
    word = word.substr(0, tag);
  while (word.size() > 1 && (word.back() == '*' || word.back() == ',')) word.remove_suffix(1);
  return word;
}

PrintedWord word_behind(std::string_view text, const PrintedWord& word) {
  return word_at(text, word_at(text, word.begin).end());
}

bool is_system_name(std::string_view word) {
  constexpr std::array kNames = {"windows"sv, "95"sv,   "98"sv,    "nt"sv,     "2000"sv,   "me"sv,
                                 "xp"sv,      "3.51"sv, "4.0"sv,   "or"sv,     "and"sv,    "se"sv,
                                 "osr"sv,     "osr2"sv, "2-2.5"sv, "second"sv, "edition"sv};
  const auto parts = split(word, '/');  // 95/98/ME
  return std::all_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return is_one_of(part, kNames); });
}

std::size_t parenthesis_end(std::string_view text, PrintedWord word) {
  if (word.text.front() != '(') return 0;
  for (int words = 0; words < 4 && !word.empty(); ++words) {
    if (word.text.back() == ')') return word.end();
    word = word_at(text, word.end());
  }
  return 0;
}

bool is_short_note(std::string_view text) {
  return text.size() <= 32 && text.find("://") == std::string_view::npos;
}

bool names_platform(std::string_view text) {
  for (const std::string_view word : split_words(drop_outer_parentheses(text)))
    if (is_platform_word(word)) return true;
  return false;
}

std::size_t processors_end(std::string_view text, const PrintedWord& first) {
  std::size_t end = first.begin + clean_word(first.text).size();
  const PrintedWord second = word_behind(text, first);
  const std::string_view name = clean_word(second.text);
  if (const std::size_t close = second.empty() ? 0 : parenthesis_end(text, second); close != 0)
    return is_short_note(text.substr(second.begin, close - second.begin)) ? close : end;
  if (is_platform_word(name) && name.ends_with("bit")) return second.begin + name.size();
  if (!iequals(name, "and") && !iequals(name, "or")) return end;
  const PrintedWord third = word_behind(text, second);
  return is_platform_word(clean_word(third.text)) ? third.begin + clean_word(third.text).size()
                                                  : end;
}

std::size_t known_names_end(std::string_view text, const PrintedWord& first) {
  if (is_platform_word(clean_word(first.text))) return processors_end(text, first);
  if (!iequals(clean_word(first.text), "windows")) return first.begin;
  std::size_t end = first.begin;
  for (PrintedWord word = first; !word.empty(); word = word_behind(text, word)) {
    if (const std::size_t close = parenthesis_end(text, word); close != 0)
      return is_short_note(text.substr(word.begin, close - word.begin)) ? close : end;
    const std::string_view name = clean_word(word.text);
    if (!is_system_name(name)) break;
    end = word.begin + name.size();
  }
  return end;
}

}  // namespace kb
