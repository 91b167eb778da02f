#include "parser/pages/page_sections.h"

#include <algorithm>
#include <string>

#include "parser/pages/heading_kinds.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

void append_sub_heading(std::string& text, std::string_view heading) {
  const std::size_t end = text.find_last_not_of('\n');
  text.resize(end == std::string::npos ? 0 : end + 1);
  if (!text.empty()) text += "\n\n";
  text.append(heading).append("\n").append(count_code_points(heading), '-').append("\n\n");
}

SectionKind kind_of(const PageLine& heading) {
  return heading.kind.value_or(heading_kind(heading.text));
}

/// The deepest level of headings that begin sections by what they say.
int deepest_level(const PageLines& lines, Deeper below) {
  constexpr int kDeepest = 6;
  int level = kDeepest;
  if (below == Deeper::kSections) return level;
  for (const PageLine& line : lines) {
    if (line.level != 0 && kind_of(line) != SectionKind::kOther)
      level = std::min(level, line.level);
  }
  return std::max(level, 2);
}

}  // namespace

std::vector<Section> page_sections(const PageLines& lines, Deeper below) {
  const int deepest = deepest_level(lines, below);
  std::vector<Section> sections;
  const auto text = [&]() -> std::string& {
    if (sections.empty()) sections.push_back({SectionKind::kBody, std::nullopt, {}});
    return sections.back().text;
  };
  for (const PageLine& line : lines) {
    if (line.level == 0) {
      // The first lines of a section, and a second blank line, stand for nothing.
      const bool blank = trim(line.text).empty();
      if (blank && (sections.empty() || text().empty() || text().ends_with("\n\n"))) continue;
      text().append(line.text).append("\n");
      continue;
    }
    const SectionKind kind = kind_of(line);
    if (line.level <= 2 || line.kind || (line.level <= deepest && kind != SectionKind::kOther)) {
      sections.push_back({kind, line.text, {}});
    } else {
      append_sub_heading(text(), line.text);
    }
  }
  if (sections.empty()) sections.push_back({SectionKind::kBody, std::nullopt, {}});
  for (Section& section : sections) section.text = std::string(trim_blank_lines(section.text));
  return sections;
}

PageLines lines_of(std::string_view text) {
  PageLines lines;
  for (const std::string_view line : split_lines(text))
    lines.push_back({std::string(trim_right(line))});
  return lines;
}

}  // namespace kb
