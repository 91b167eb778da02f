#include "parser/pages/spoken_headings.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "parser/pages/heading_kinds.h"
#include "parser/pages/page_furniture.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

/// What is read of a line: the heading and the text behind its colon.
struct Spoken {
  std::string heading;
  std::string rest;
  SectionKind kind = SectionKind::kOther;  ///< kOther for a list of products
};

std::optional<Spoken> read_spoken(const PageLines& lines, std::size_t i) {
  constexpr std::size_t kLongest = 40;  // bytes of a heading
  const std::string_view line = bare_line(lines[i].text);
  if (line.empty() || lines[i].level != 0 || is_blank(lines[i].text.front())) return std::nullopt;
  if (!is_upper(line.front())) return std::nullopt;
  const std::size_t colon = line.find(':');
  const std::string_view name = trim(line.substr(0, colon));
  if (name.size() > kLongest) return std::nullopt;
  // Without a colon it must stand alone.
  const bool above = i == 0 || lines[i - 1].level != 0 || trim(lines[i - 1].text).empty();
  if (colon == std::string_view::npos && !above) return std::nullopt;
  const SectionKind kind = heading_kind(name);
  if (kind == SectionKind::kOther && !is_applies_heading(name)) return std::nullopt;
  std::string_view rest = colon == std::string_view::npos ? "" : line.substr(colon + 1);
  rest = bare_line(rest);
  if (kind == SectionKind::kOther && !rest.empty()) return std::nullopt;
  return Spoken{std::string(name), std::string(rest), kind};
}

}  // namespace

void mark_spoken_headings(PageLines& lines) {
  const bool marked = std::any_of(lines.begin(), lines.end(), [](const PageLine& line) {
    return line.level != 0 && (line.kind || heading_kind(line.text) != SectionKind::kOther);
  });
  if (marked) return;
  std::set<SectionKind> kinds;
  std::size_t count = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto spoken = read_spoken(lines, i);
    if (!spoken) continue;
    ++count;
    if (spoken->kind != SectionKind::kOther) kinds.insert(spoken->kind);
  }
  constexpr std::size_t kMost = 16;  // a log repeats its words
  const bool solved = kinds.count(SectionKind::kResolution) + kinds.count(SectionKind::kWorkaround);
  if (kinds.size() < 2 || !solved || count > kMost) return;
  PageLines out;
  out.reserve(lines.size() + count);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (auto spoken = read_spoken(lines, i)) {
      out.push_back({std::move(spoken->heading), 2});
      if (!spoken->rest.empty()) out.push_back({std::move(spoken->rest)});
    } else {
      out.push_back(lines[i]);
    }
  }
  lines = std::move(out);
}

}  // namespace kb
