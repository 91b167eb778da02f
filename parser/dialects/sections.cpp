#include "parser/dialects/sections.h"

#include <array>
#include <string>

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

struct Standard {
  std::string_view word;
  SectionKind kind;
};
constexpr std::array<Standard, 8> kStandard = {{{"SYMPTOMS", SectionKind::kSymptoms},
                                                {"CAUSE", SectionKind::kCause},
                                                {"RESOLUTION", SectionKind::kResolution},
                                                {"WORKAROUND", SectionKind::kWorkaround},
                                                {"STATUS", SectionKind::kStatus},
                                                {"MORE INFORMATION", SectionKind::kMoreInformation},
                                                {"SUMMARY", SectionKind::kSummary},
                                                {"REFERENCES", SectionKind::kReferences}}};

// Misspellings and variants that stand under an `=` underline.
constexpr std::array<Standard, 8> kMisspelt = {{{"SYMPTOM", SectionKind::kSymptoms},
                                                {"SYMPTONS", SectionKind::kSymptoms},
                                                {"SYPMTOMS", SectionKind::kSymptoms},
                                                {"CAUSES", SectionKind::kCause},
                                                {"RESOLUTIONS", SectionKind::kResolution},
                                                {"WORKAROUNDS", SectionKind::kWorkaround},
                                                {"WORK AROUND", SectionKind::kWorkaround},
                                                {"REFERENCE", SectionKind::kReferences}}};

/// A place where a section begins.
struct Heading {
  SectionKind kind;
  std::string_view text;       // as printed
  std::size_t line;            // of the heading
  std::size_t content;         // first line of the section's text
  std::size_t content_column;  // where the text begins in that line
};

std::size_t width(std::string_view text) { return count_code_points(text); }

/// The heading's text if lines[i] is underlined by a run of `c` of its own length, else empty.
std::string_view underlined(const std::vector<std::string_view>& lines, std::size_t i, char c) {
  if (i + 1 >= lines.size()) return {};
  const std::string_view rule = trim(lines[i + 1]);
  if (!is_run_of(rule, c) || !is_underline_length(rule.size())) return {};
  const std::string_view text = trim(lines[i]);
  return width(text) == rule.size() && !is_run_of(text, c) ? text : std::string_view{};
}

/// False for lines that can't be an underline of `c`: nearly all, told by their first character.
bool may_underline(std::string_view line, char c) {
  std::size_t i = 0;
  while (i < line.size() && is_blank(line[i])) ++i;
  return i + 2 < line.size() && line[i] == c && line[i + 1] == c;
}

std::vector<Heading> equals_headings(const std::vector<std::string_view>& lines) {
  std::vector<Heading> headings;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!may_underline(lines[i + 1], '=')) continue;
    const std::string_view text = underlined(lines, i, '=');
    if (!text.empty()) headings.push_back({kind_of_heading(text), text, i, i + 2, 0});
  }
  return headings;
}

/// Adds dash-underlined standard words of kinds that have no `=` heading; keeps line order.
void add_dash_headings(const std::vector<std::string_view>& lines, std::vector<Heading>& headings) {
  std::array<bool, kStandard.size()> taken{};
  for (const Heading& heading : headings) {
    for (std::size_t k = 0; k < kStandard.size(); ++k) {
      if (kStandard[k].kind == heading.kind) taken[k] = true;
    }
  }
  std::vector<Heading> merged;
  std::size_t next = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    while (next < headings.size() && headings[next].line <= i) merged.push_back(headings[next++]);
    if (!may_underline(lines[i + 1], '-')) continue;
    const std::string_view text = underlined(lines, i, '-');
    const auto kind = standard_heading(text);
    if (!kind) continue;
    for (std::size_t k = 0; k < kStandard.size(); ++k) {
      if (kStandard[k].kind == *kind && !taken[k]) merged.push_back({*kind, text, i, i + 2, 0});
    }
  }
  merged.insert(merged.end(), headings.begin() + std::ptrdiff_t(next), headings.end());
  headings = std::move(merged);
}

void add_label_headings(const std::vector<std::string_view>& lines,
                        std::vector<Heading>& headings) {
  std::vector<Heading> merged;
  std::size_t next = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    while (next < headings.size() && headings[next].line <= i) merged.push_back(headings[next++]);
    const auto label = match_section_label(lines[i]);
    if (label) merged.push_back({label->kind, label->heading, i, i, label->length});
  }
  merged.insert(merged.end(), headings.begin() + std::ptrdiff_t(next), headings.end());
  headings = std::move(merged);
}

/// The lines [begin, end) as text; the first one from `column` on.
std::string join(const std::vector<std::string_view>& lines, std::size_t begin, std::size_t end,
                 std::size_t column) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view line = i == begin ? trim(lines[i].substr(column)) : lines[i];
    text += column != 0 && i == begin ? line : trim_right(lines[i]);
    text += '\n';
  }
  return std::string(trim_blank_lines(text));
}

std::string join_paragraphs(std::string_view a, std::string_view b) {
  std::string text(a);
  if (!a.empty() && !b.empty()) text += "\n\n";
  return text.append(b);
}

}  // namespace

std::optional<SectionKind> standard_heading(std::string_view word) {
  for (const Standard& entry : kStandard) {
    if (entry.word == word) return entry.kind;
  }
  return std::nullopt;
}

SectionKind kind_of_heading(std::string_view heading) {
  for (const Standard& entry : kStandard) {
    if (iequals(entry.word, heading)) return entry.kind;
  }
  for (const Standard& entry : kMisspelt) {
    if (iequals(entry.word, heading)) return entry.kind;
  }
  return SectionKind::kOther;
}

std::optional<SectionLabel> match_section_label(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view text = line.substr(begin);
  struct Row {
    std::string_view word;
    SectionKind kind;
  };
  for (const Row& row :
       {Row{"Questions", SectionKind::kSymptoms}, Row{"Question", SectionKind::kSymptoms},
        Row{"Problem", SectionKind::kSymptoms}, Row{"Response", SectionKind::kResolution}}) {
    if (!text.starts_with(row.word)) continue;
    std::size_t at = row.word.size();
    while (at < text.size() && text[at] == ' ') ++at;
    if (at < text.size() && text[at] == ':') {
      return SectionLabel{row.kind, text.substr(0, row.word.size()), begin + at + 1};
    }
  }
  return std::nullopt;
}

std::size_t first_heading(const std::vector<std::string_view>& lines) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (may_underline(lines[i + 1], '=') && !underlined(lines, i, '=').empty()) return i;
  }
  return lines.size();
}

std::vector<Section> split_sections(const std::vector<std::string_view>& lines, Labels labels,
                                    std::string_view body_prefix) {
  std::vector<Heading> headings = equals_headings(lines);
  add_dash_headings(lines, headings);
  if (labels == Labels::kHeadings) add_label_headings(lines, headings);

  std::vector<Section> sections;
  const std::size_t first = headings.empty() ? lines.size() : headings.front().line;
  std::string body = join_paragraphs(body_prefix, join(lines, 0, first, 0));
  if (!body.empty() || headings.empty()) {
    sections.push_back({SectionKind::kBody, std::nullopt, std::move(body)});
  }
  for (std::size_t h = 0; h < headings.size(); ++h) {
    const Heading& heading = headings[h];
    const std::size_t end = h + 1 < headings.size() ? headings[h + 1].line : lines.size();
    sections.push_back({heading.kind, std::string(heading.text),
                        join(lines, heading.content, end, heading.content_column)});
  }
  return sections;
}

}  // namespace kb
