#include "parser/pages/template_lines.h"

#include <algorithm>
#include <optional>

#include "parser/pages/heading_kinds.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

bool is_enclosed(std::string_view line, std::string_view open, std::string_view close) {
  return line.size() >= open.size() + close.size() && line.starts_with(open) &&
         line.ends_with(close) && line.find(close) == line.size() - close.size();
}

bool is_template(std::string_view line) {
  if (is_enclosed(line, "{%", "%}") || is_enclosed(line, "{{<", ">}}") ||
      is_enclosed(line, "{{%", "%}}") || is_enclosed(line, "{:", "}")) {
    return true;
  }
  if (line == "[[_TOC_]]" || line == "[TOC]" || line == "[toc]") return true;
  if (line.starts_with("import ") && line.find(" from ") != std::string_view::npos) {
    return line.ends_with("';") || line.ends_with("\";");
  }
  if (!line.starts_with(":::")) return false;
  return line.substr(3).find_first_of(" \t:") == std::string_view::npos;
}

/// `- TOC` and `1. TOC`, which stand above `{:toc}`.
bool is_contents_item(std::string_view line) {
  return line == "- TOC" || line == "* TOC" || line == "1. TOC";
}

/// The title of a box, `> [!bug] Symptoms`, which may be empty; null if the line begins none.
std::optional<std::string_view> callout_title(std::string_view line) {
  constexpr std::size_t kLongestKind = 20;  // bytes
  if (!line.starts_with("> [!")) return std::nullopt;
  const std::size_t close = line.find(']');
  if (close == std::string_view::npos || close > kLongestKind) return std::nullopt;
  std::string_view title = line.substr(close + 1);
  if (title.starts_with('-') || title.starts_with('+')) title.remove_prefix(1);
  return trim(title);
}

}  // namespace

std::string without_template_lines(std::string_view markdown) {
  std::string out;
  out.reserve(markdown.size());
  std::string_view fence;  // what closes the code block that is open
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
    const std::string_view line = markdown.substr(at, end - at);
    const std::string_view text = trim(line);
    const bool is_fence = text.starts_with("```") || text.starts_with("~~~");
    if (fence.empty() ? is_fence : text.starts_with(fence)) {
      fence = fence.empty() ? text.substr(0, 3) : std::string_view{};
    }
    const bool code = !fence.empty() || line.starts_with("    ") || line.starts_with('\t');
    const bool contents = is_contents_item(text) && markdown.substr(end).starts_with("\n{:toc");
    if (const auto callout = code ? std::nullopt : callout_title(text)) {
      out += heading_kind(*callout) == SectionKind::kOther ? "> " : "## ";
      out += *callout;
    } else if (code || !(is_template(text) || contents)) {
      out += line;
    }
    if (end < markdown.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

}  // namespace kb
