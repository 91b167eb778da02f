#include "parser/text/ascii.h"

#include <algorithm>

namespace kb {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_upper);
  return out;
}

bool iequals(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_lower(x) == to_lower(y);
         });
}

std::size_t ifind(std::string_view text, std::string_view needle, std::size_t from) {
  if (from > text.size()) return std::string_view::npos;
  const auto found =
      std::search(text.begin() + std::ptrdiff_t(from), text.end(), needle.begin(), needle.end(),
                  [](char x, char y) { return to_lower(x) == to_lower(y); });
  if (found == text.end() && !needle.empty()) return std::string_view::npos;
  return std::size_t(found - text.begin());
}

std::string ireplaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = ifind(text, what); at != std::string_view::npos;
       at = ifind(text, what, from)) {
    out.append(text.substr(from, at - from)).append(by);
    from = at + what.size();
  }
  return out.append(text.substr(from));
}

std::string_view trim_right(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view trim(std::string_view text) {
  text = trim_right(text);
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

std::string fold_blanks(std::string_view text) {
  std::string out(text.size(), ' ');
  std::size_t size = 0;
  bool behind_blank = true;
  for (const char c : text) {  // without branches: every parser reads its text through this
    const bool blank = is_blank(c);
    out[size] = blank ? ' ' : c;
    size += blank && behind_blank ? 0 : 1;
    behind_blank = blank;
  }
  if (size > 0 && behind_blank) --size;
  out.resize(size);
  return out;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  constexpr std::size_t kUsualLine = 40;      // bytes
  constexpr std::size_t kUsualText = 200000;  // beyond it, growing would cost more than counting
  std::vector<std::string_view> lines;
  lines.reserve(text.size() < kUsualText
                    ? text.size() / kUsualLine + 1
                    : std::size_t(std::count(text.begin(), text.end(), '\n')) + 1);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < text.size();) {
    i = skip_blanks(text, i);
    const std::size_t begin = i;
    i = word_end(text, i);
    if (i > begin) words.push_back(text.substr(begin, i - begin));
  }
  return words;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_run_of(std::string_view text, char c) {
  return !text.empty() && text.find_first_not_of(c) == std::string_view::npos;
}

std::string_view trim_blank_lines(std::string_view text) {
  for (;;) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || !trim(text.substr(0, end)).empty()) break;
    text.remove_prefix(end + 1);
  }
  return trim_right(text);
}

std::string_view base_name(std::string_view path) {
  std::size_t begin = path.size();
  while (begin > 0 && path[begin - 1] != '/' && path[begin - 1] != '\\') --begin;
  return path.substr(begin);
}

}  // namespace kb
