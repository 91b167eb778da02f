// Where an article's sections begin: headings of the line-based KB dialects.
//
//   SYMPTOMS            a heading is a line underlined by a run of `=` of exactly its length,
//   ========            in characters, at least 3 and never 70, 77 or 79 (the format's rulers)
//
//   STATUS              a standard word in capitals underlined by equally many `-` is a heading
//   ------              where the article has no `=` heading of that kind
//
//   Windows NT 4.0      any other dash-underlined line is a sub-heading: it stays in the text,
//   --------------      and a table knows it stands under it (file_tables.h)
//
//   Question: How ...   in the Programmer's Library a line that starts with `Question:`, `Problem:`
//   Response: ...       or `Response:` begins a section; the label is the heading
//
// A word without an underline is text. Headings may be misspelt, repeated and in any order.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// The kind a heading of a KB article stands for: the eight standard words and their misspellings
/// (SYMPTOM, SYMPTONS) in any case; kOther for everything else.
SectionKind kind_of_heading(std::string_view heading);

/// The standard section kind that `word` is the exact capital heading of; null for any other text.
std::optional<SectionKind> standard_heading(std::string_view word);

/// True for the length of a run of `=` that may underline a heading.
constexpr bool is_underline_length(std::size_t length) {
  return length >= 3 && length != 70 && length != 77 && length != 79;
}

/// How Question/Problem/Response lines are read.
enum class Labels { kText, kHeadings };

/// The label of a Programmer's Library line.
struct SectionLabel {
  SectionKind kind;
  std::string_view heading;  ///< as printed, without its colon
  std::size_t length;        ///< of everything up to and including the colon
};
/// Null if `line` starts with none. Outer blanks before the label and before its colon are allowed.
std::optional<SectionLabel> match_section_label(std::string_view line);

/// Sections of `lines` in order. Text before the first heading becomes a kBody section, which
/// `body_prefix` (may be empty) is put in front of; there is none if both are empty, unless the
/// article has no heading at all.
std::vector<Section> split_sections(const std::vector<std::string_view>& lines, Labels labels,
                                    std::string_view body_prefix);

/// Index of the first heading line, lines.size() if there is none.
std::size_t first_heading(const std::vector<std::string_view>& lines);

}  // namespace kb
