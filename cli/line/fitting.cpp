#include "cli/line/fitting.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/command.h"
#include "cli/manual/manual.h"
#include "parser/codes/in_queries/code_query.h"
#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

using Words = std::vector<std::string>;

bool looks_like_path(std::string_view word) {
  return word.size() > 1 && word.find_first_of("./") != std::string_view::npos;
}

bool exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

/// `Q182320`, and what was meant for one: `Q18232O`, `KB-182320`.
bool looks_like_article(const std::string& word) {
  const std::size_t letters = istarts_with(word, "kb") ? 2 : istarts_with(word, "q") ? 1 : 0;
  return parse_article_id(word) || all_digits(word) || (letters != 0 && has_digit(word));
}

/// Words that stand in front of a code and belong to it.
constexpr std::array kLabels = std::to_array<std::string_view>(
    {"asp",     "bug",      "bugcheck", "cdr",       "code",  "compiler", "db2",      "dos",
     "error",   "ese",      "event",    "exception", "fatal", "fox",      "hresult",  "http",
     "id",      "jet",      "linker",   "lnk",       "mail",  "mapi",     "mmsystem", "msg",
     "native",  "net",      "ntstatus", "number",    "odbc",  "ora",      "run",      "run-time",
     "runtime", "sense",    "data",     "server",    "setup", "smtp",     "sna",      "sql",
     "sqlcode", "sqlstate", "state",    "status",    "stop",  "system",   "time",     "vb",
     "win32",   "winsock"});

bool is_label(const std::string& word) {
  std::string name = lower(word);
  while (!name.empty() && (name.back() == ':' || name.back() == '#')) name.pop_back();
  return contains(kLabels, name);
}

/// `krnl386.exe`: letters behind the last dot.
bool is_file_name(std::string_view word) {
  const std::size_t dot = word.rfind('.');
  return dot != std::string_view::npos && has_letter(word.substr(dot));
}

bool looks_like_code(const std::string& word) {
  if (word.find_first_of("_*?") != std::string::npos || !has_letter(word)) return true;
  if (is_file_name(word)) return false;
  return !recognise_codes(word).empty() || (has_digit(word) && !is_alpha(word[0]));
}

Words split_all(const Words& words) {
  Words out;
  for (const std::string& word : words) {
    for (const std::string_view part : split_words(word)) out.emplace_back(part);
  }
  return out;
}

bool all(const Words& words, bool (*test)(const std::string&)) {
  return std::all_of(words.begin(), words.end(), test);
}

}  // namespace

bool fits_articles(const Words& words) {
  return all(words, [](const std::string& word) {
    return word.empty() || looks_like_article(word) || looks_like_path(word) || !has_letter(word);
  });
}

bool fits_codes(const Words& words) {
  bool code = words.empty();
  bool after_stop = false;  // `STOP A`: there a letter is a number
  for (const std::string& word : split_all(words)) {
    const bool hex = after_stop && all_hex(word);
    if (hex || looks_like_code(word)) {
      code = true;
    } else if (!is_label(word)) {
      return false;
    }
    after_stop = iequals(word, "stop") || iequals(word, "stop:");
  }
  return code || split_all(words).empty();
}

bool fits_file_name(const Words& words) {
  if (words.empty()) return true;
  const bool name = words[0].find_first_of(".*?") != std::string::npos;
  return name && (words.size() == 1 || (words.size() == 2 && has_digit(words[1])));
}

bool fits_paths(const Words& words) {
  return all(words, [](const std::string& word) {
    return word.empty() || word == "-" || looks_like_path(word) || exists(word);
  });
}

bool fits_new_file(const Words& words) {
  return words.empty() || (words.size() == 1 && (words[0].empty() || looks_like_path(words[0])));
}

bool fits_filter(const Words& words) {
  return words.size() <= 1 ||
         all(words, [](const std::string& word) { return word.find(':') != std::string::npos; });
}

bool fits_one_word(const Words& words) { return words.size() <= 1; }

bool fits_manual(const Words& words) {
  return words.empty() ||
         (words.size() == 1 && (command_named(words[0]) != nullptr || find_topic(words[0])));
}

}  // namespace kb
