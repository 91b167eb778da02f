#include <algorithm>

#include "parser/dialects/markdown.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

std::string unquote(std::string_view value) {
  value = trim(value);
  if (value.size() < 2 || value.front() != value.back()) return std::string(value);
  const char quote = value.front();
  if (quote != '"' && quote != '\'') return std::string(value);
  std::string out;
  value = value.substr(1, value.size() - 2);
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool escaped = i + 1 < value.size() && ((quote == '"' && value[i] == '\\') ||
                                                  (quote == '\'' && value.substr(i, 2) == "''"));
    out += value[escaped ? ++i : i];
  }
  return out;
}

/// The items of `[a, "b, c"]`.
std::vector<std::string> read_inline_list(std::string_view value) {
  value = value.substr(1);
  if (value.ends_with(']')) value.remove_suffix(1);
  std::vector<std::string> items;
  std::size_t begin = 0;
  char quote = 0;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const char c = i < value.size() ? value[i] : ',';
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    } else if (c == ',' && (quote == 0 || i == value.size())) {
      const std::string item = unquote(value.substr(begin, i - begin));
      if (!item.empty()) items.push_back(item);
      begin = i + 1;
    }
  }
  return items;
}

void read_line(std::string_view line, FrontMatter& matter) {
  const std::string_view text = trim(line);
  if (text.empty() || text.front() == '#') return;
  if (text.starts_with("- ")) {
    if (!matter.entries.empty()) matter.entries.back().values.push_back(unquote(text.substr(2)));
    return;
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || is_blank(line.front())) return;
  FrontMatter::Entry entry;
  entry.key = lower(trim(text.substr(0, colon)));
  const std::string_view value = trim(text.substr(colon + 1));
  if (value.starts_with('[')) {
    entry.values = read_inline_list(value);
  } else if (!value.empty()) {
    entry.values.push_back(unquote(value));
  }
  matter.entries.push_back(std::move(entry));
}

}  // namespace

const std::vector<std::string>* FrontMatter::find(
    std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.key == key; });
    if (found != entries.end()) return &found->values;
  }
  return nullptr;
}

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter matter;
  if (!text.starts_with("---\n")) return matter;
  std::size_t at = 4;
  std::size_t lines = 1;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    ++lines;
    if (trim_right(line) == "---" || trim_right(line) == "...") {
      matter.end = at;
      matter.lines = lines;
      return matter;
    }
    if (!line.empty()) read_line(line, matter);
  }
  matter.entries.clear();
  matter.unclosed = true;
  return matter;
}

}  // namespace kb
