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

/// How the lines of a block are written.
struct Syntax {
  std::string_view rule;  ///< closes the block as it opened it
  char separator;         ///< between a key and its value
};
constexpr Syntax kYaml = {"---", ':'};
constexpr Syntax kToml = {"+++", '='};

/// Reads the lines of a block one after the other.
class LineReader {
 public:
  LineReader(const Syntax& syntax, FrontMatter& matter) : syntax_(syntax), matter_(matter) {}

  void read(std::string_view line) {
    const std::string_view text = trim(line);
    if (text.empty() || text.front() == '#') return;
    if (text.starts_with("- ")) {
      if (!matter_.entries.empty())
        matter_.entries.back().values.push_back(unquote(text.substr(2)));
      return;
    }
    if (text.front() == '[' && text.back() == ']') return read_table(text);
    const std::size_t separator = text.find(syntax_.separator);
    if (separator == std::string_view::npos) return;
    read_entry(trim(text.substr(0, separator)), trim(text.substr(separator + 1)),
               is_blank(line.front()));
  }

 private:
  /// `[params]` in TOML: the keys below it are the table's.
  void read_table(std::string_view text) {
    outer_ = lower(trim(text.substr(1, text.size() - 2)));
    in_table_ = true;
  }

  void read_entry(std::string_view key, std::string_view value, bool indented) {
    FrontMatter::Entry entry;
    entry.key = lower(unquote(key));
    const std::string own = entry.key;
    if (in_table_ || (indented && !outer_.empty())) entry.key = outer_ + "." + own;
    if (value.starts_with('[')) {
      entry.values = read_inline_list(value);
    } else if (!value.empty()) {
      entry.values.push_back(unquote(value));
    }
    if (!indented && !in_table_) outer_ = value.empty() ? own : std::string();
    matter_.entries.push_back(std::move(entry));
  }

  const Syntax& syntax_;
  FrontMatter& matter_;
  std::string outer_;  ///< the map that indented keys belong to
  bool in_table_ = false;
};

}  // namespace

const std::vector<std::string>* FrontMatter::find(
    std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
      return entry.key == key ||
             // Hugo's own fields, which a site adds to.
             (entry.key.starts_with("params.") && entry.key.substr(7) == key);
    });
    if (found != entries.end()) return &found->values;
  }
  return nullptr;
}

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter matter;
  const bool toml = text.starts_with("+++\n");
  if (!toml && !text.starts_with("---\n")) return matter;
  const Syntax& syntax = toml ? kToml : kYaml;
  LineReader reader(syntax, matter);
  std::size_t at = 4;
  std::size_t lines = 1;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    ++lines;
    const std::string_view rule = trim_right(line);
    if (rule == syntax.rule || (!toml && rule == "...")) {
      matter.end = at;
      matter.lines = lines;
      return matter;
    }
    if (!line.empty()) reader.read(line);
  }
  matter.entries.clear();
  matter.unclosed = true;
  return matter;
}

}  // namespace kb
