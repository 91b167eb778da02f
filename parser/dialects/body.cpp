#include "parser/dialects/body.h"

#include <algorithm>
#include <utility>

#include "parser/dialects/labels.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

using Lines = std::vector<std::string_view>;

bool is_rule(std::string_view line, char c, std::size_t length) {
  line = trim(line);
  return line.size() == length && is_run_of(line, c);
}

bool blank(std::string_view line) { return trim(line).empty(); }

void drop_blank_tail(Lines& lines) {
  while (!lines.empty() && blank(lines.back())) lines.pop_back();
}

/// Cuts the legal notice and the rule above it.
void cut_notice(Lines& lines) {
  for (std::size_t i = lines.size(); i-- > 0;) {
    if (!trim(lines[i]).starts_with(kNoticeStart)) continue;
    lines.resize(i);
    break;
  }
  drop_blank_tail(lines);
  if (!lines.empty() && is_rule(lines.back(), '=', kNoticeRule)) lines.pop_back();
  drop_blank_tail(lines);
}

/// Cuts the footer: label lines at the end, below a 70-`=` rule.
void cut_footer(Lines& lines, Footer& footer) {
  std::size_t begin = lines.size();
  std::string_view value;
  while (begin > 0 && (blank(lines[begin - 1]) || match_footer_label(lines[begin - 1], value))) {
    --begin;
  }
  if (begin == 0 || !is_rule(lines[begin - 1], '=', kFooterRule)) return;
  for (std::size_t i = begin; i < lines.size(); ++i) {
    if (const auto field = match_footer_label(lines[i], value)) footer.*field = fold_blanks(value);
  }
  lines.resize(begin - 1);
  drop_blank_tail(lines);
}

/// Cuts the query words: everything from the first label on, when only blank lines, labels and
/// their continuation stand below it. Label lines stand in the last lines of an article.
void cut_query_words(Lines& lines, Parts& parts) {
  constexpr std::size_t kReach = 32;  // lines from the end; the farthest label seen is at 10
  const std::size_t from = lines.size() > kReach ? lines.size() - kReach : 0;
  std::size_t begin = from;
  while (begin < lines.size() && match_query_words_label(lines[begin]) == 0) ++begin;
  if (begin < lines.size()) {
    std::string words;
    for (std::size_t i = begin; i < lines.size(); ++i) {
      if (match_category_label(lines[i]) != 0) continue;
      words += lines[i].substr(match_query_words_label(lines[i]));
      words += ' ';
    }
    parts.query_words = fold_blanks(words);
    lines.resize(begin);
  }
  const auto category = [](std::string_view line) { return match_category_label(line) != 0; };
  lines.erase(std::remove_if(lines.begin() + std::ptrdiff_t(std::min(from, lines.size())),
                             lines.end(), category),
              lines.end());
  drop_blank_tail(lines);
}

/// A bullet's text is an entry; an empty bullet (`-` alone, above nested ones) is none.
bool is_bullet(std::string_view line) { return line == "-" || line.starts_with("- "); }

void add_entry(std::string_view text, Parts& parts) {
  std::string entry = fold_blanks(text);
  if (!entry.empty()) parts.applies_to.push_back(std::move(entry));
}

/// Cuts the applies-to block out of `lines`; what stands above it becomes the residue. The block
/// counts only above the first heading: articles quote the phrase further down.
void cut_applies_to(Lines& lines, Parts& parts) {
  const std::size_t limit = first_heading(lines);
  std::size_t intro = 0;
  while (intro < limit && !trim(lines[intro]).starts_with(kAppliesStart)) ++intro;
  if (intro == limit) return;
  add_entry(trim(lines[intro]).substr(kAppliesStart.size()), parts);
  std::size_t end = intro + 1;
  for (; end < limit && !is_applies_rule(trim(lines[end])); ++end) {
    const std::string_view line = trim(lines[end]);
    if (is_bullet(line)) {
      add_entry(line.substr(1), parts);
    } else if (!line.empty()) {
      break;
    }
  }
  if (end < limit && is_applies_rule(trim(lines[end]))) ++end;
  std::size_t above = intro;
  while (above > 0 && blank(lines[above - 1])) --above;
  if (above > 0 && is_applies_rule(trim(lines[above - 1]))) --above;
  for (std::size_t i = 0; i < above; ++i) (parts.residue += lines[i]) += '\n';
  lines.erase(lines.begin(), lines.begin() + std::ptrdiff_t(end));
}

}  // namespace

void read_body(std::string_view body, Labels labels, Parts& parts) {
  Lines lines = split_lines(trim_right(body));
  cut_notice(lines);
  cut_footer(lines, parts.footer);
  cut_query_words(lines, parts);
  cut_applies_to(lines, parts);
  parts.residue = std::string(trim_blank_lines(parts.residue));
  parts.sections = split_sections(lines, labels, parts.residue);
}

}  // namespace kb
