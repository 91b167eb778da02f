#include "query/compile/expansions.h"

#include <cstdlib>

#include "parser/text/ascii.h"

namespace kb {
namespace {

/// Returns the rest of the line that starts with `key` and a tab; empty if there is none. The lines
/// must be sorted by bytes.
std::string_view find_line(std::string_view lines, std::string_view key) {
  std::size_t low = 0;
  std::size_t high = lines.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = middle == 0 ? std::string_view::npos : lines.rfind('\n', middle - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const std::string_view line = lines.substr(begin, end - begin);
    const std::string_view word = line.substr(0, line.find('\t'));
    if (word == key) return line.substr(std::min(word.size() + 1, line.size()));
    if (word < key) {
      low = end + 1;
    } else {
      high = begin;
    }
  }
  return {};
}

Expansion read_expansion(std::string_view text) {
  const std::size_t equals = text.rfind('=');
  std::string_view term = text.substr(0, equals);
  Expansion expansion{&field(FieldId::kText), "", 0};
  expansion.weight = std::atof(std::string(text.substr(equals + 1)).c_str());
  if (const std::size_t colon = term.find(':'); colon != std::string_view::npos) {
    expansion.field = find_field(term.substr(0, colon));
    term.remove_prefix(colon + 1);
  }
  for (const char c : term) expansion.value.push_back(c == '_' ? ' ' : c);
  return expansion;
}

}  // namespace

std::vector<Expansion> expansions_of(std::string_view word) {
  std::vector<Expansion> expansions;
  for (const std::string_view text : split_words(find_line(kExpansionLines, word))) {
    expansions.push_back(read_expansion(text));
  }
  return expansions;
}

}  // namespace kb
