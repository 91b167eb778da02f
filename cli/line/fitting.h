// What the words behind a command's name must look like to be meant for it.
//
// `kb show Q182320` is a command; `kb show me the way` is a sentence that begins with the name of
// one. Each test takes the words without options; no words at all are always meant for the command,
// which says what is missing. A word looks like a path if it has a `.` or a `/` in it.
#pragma once

#include <string>
#include <vector>

namespace kb {

/// Every word is an article's number in some spelling, a number of the last list, or a path.
bool fits_articles(const std::vector<std::string>& words);
/// Every word is an error code or belongs to one, as the labels of `STOP 0xA` and `SQL Server 1105`.
bool fits_codes(const std::vector<std::string>& words);
/// A file's name with a dot or a star, then at most a version or a date.
bool fits_file_name(const std::vector<std::string>& words);
/// Every word is `-`, something that exists, or looks like a path.
bool fits_paths(const std::vector<std::string>& words);
/// One word that looks like a path: a file that may be written must be told from `kb pack things`.
bool fits_new_file(const std::vector<std::string>& words);
/// What may be a query that narrows an export: one word (or a text in quotes), or a field in each.
bool fits_filter(const std::vector<std::string>& words);
/// Nothing, or one word.
bool fits_one_word(const std::vector<std::string>& words);
/// Commands or topics of the manual.
bool fits_manual(const std::vector<std::string>& words);

}  // namespace kb
