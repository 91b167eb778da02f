#include <algorithm>
#include <initializer_list>

#include "parser/dialects/document.h"
#include "parser/dialects/header.h"
#include "parser/dialects/labels.h"
#include "parser/dialects/sections.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

/// A place in folded text from which header labels are found one after the other.
class FlatHeader {
 public:
  explicit FlatHeader(std::string_view text) : text_(text) {}

  /// The value from `label` (which must come next) up to the nearest of the later labels.
  std::string_view take(std::string_view label, std::initializer_list<std::string_view> later) {
    const std::size_t begin = text_.find(label, at_);
    if (begin == std::string_view::npos || begin > kHeaderReach) return {};
    const std::size_t value = begin + label.size();
    std::size_t end = std::string_view::npos;
    for (const std::string_view stop : later) end = std::min(end, text_.find(stop, value - 1));
    // Without any of them the header has ended early: what follows belongs to the body.
    at_ = end == std::string_view::npos ? value : end;
    return trim(text_.substr(value, std::max(at_, value) - value));
  }
  std::size_t position() const { return at_; }

 private:
  static constexpr std::size_t kHeaderReach = 4096;
  std::string_view text_;
  std::size_t at_ = 0;
};

/// Reads the header; returns where the body begins.
std::size_t read_flat_header(std::string_view text, Parts& parts) {
  const std::string rule = " " + std::string(kFooterRule, '=');
  FlatHeader header(text);
  read_document_line(header.take("DOCUMENT:", {" TITLE :", " PRODUCT :"}), parts);
  parts.title = header.take(" TITLE :", {" PRODUCT :", " PROD/VER:"});
  parts.product = header.take(" PRODUCT :", {" PROD/VER:", " OPER/SYS:"});
  parts.versions = without_colon(header.take(" PROD/VER:", {" OPER/SYS:", " KEYWORDS:"}));
  parts.operating_systems = header.take(" OPER/SYS:", {" KEYWORDS:", rule});
  parts.keywords = header.take(" KEYWORDS:", {rule, " ----------", kAppliesStart});
  const std::size_t end = header.position();
  return text.substr(end).starts_with(rule) ? end + rule.size() : end;
}

void cut_flat_notice(std::string_view& text) {
  const std::size_t notice = text.rfind(kNoticeStart);
  if (notice != std::string_view::npos) text = text.substr(0, notice);
  text = trim(text);
  const std::size_t rule = text.find_last_not_of('=');
  const std::size_t begin = rule == std::string_view::npos ? 0 : rule + 1;
  if (text.size() - begin == kNoticeRule) text = trim(text.substr(0, begin));
}

/// Cuts the footer behind the last 70-`=` rule, if labels follow that rule.
void cut_flat_footer(std::string_view& text, Footer& footer) {
  const std::string rule = " " + std::string(kFooterRule, '=') + " ";
  const std::size_t begin = text.rfind(rule);
  if (begin == std::string_view::npos) return;
  std::string_view rest = trim(text.substr(begin + rule.size()));
  std::string_view value;
  if (!rest.empty() && match_footer_label(rest, value) == nullptr) return;
  std::optional<std::string> Footer::*open = nullptr;
  for (const FooterLabel& label : kFooterLabels) {
    const std::string spelled = std::string(label.name) + " :";
    const bool first = open == nullptr && rest.starts_with(spelled);
    const std::size_t at = first ? 0 : rest.find(" " + spelled);
    if (at == std::string_view::npos) continue;
    if (open != nullptr) footer.*open = trim(rest.substr(0, at));
    open = label.field;
    rest = rest.substr(at + spelled.size() + (first ? 0 : 1));
  }
  if (open != nullptr) footer.*open = trim(rest);
  text = trim(text.substr(0, begin));
}

/// Removes `KBCategory: ...` and `KBSubcategory: ...` with their values: the words up to the other
/// label or the end.
void cut_flat_categories(std::string_view& text) {
  constexpr std::size_t kReach = 400;
  const std::size_t from = text.size() > kReach ? text.size() - kReach : 0;
  const std::size_t at = text.find(" KBCategory:", from);
  if (at != std::string_view::npos) text = trim(text.substr(0, at));
}

/// First query-words label at the end of an article; npos if there is none.
std::size_t find_query_words(std::string_view text) {
  constexpr std::size_t kReach = 2500;
  std::size_t at = text.size() > kReach ? text.size() - kReach : 0;
  for (;;) {
    if (at == 0 || text[at - 1] == ' ') {
      const std::string_view here = text.substr(at);
      if ((here.starts_with('A') || here.starts_with('R')) && match_query_words_label(here) != 0) {
        return at;
      }
    }
    at = text.find(' ', at);
    if (at == std::string_view::npos) return at;
    ++at;
  }
}

void cut_flat_query_words(std::string_view& text, Parts& parts) {
  const std::size_t begin = find_query_words(text);
  if (begin == std::string_view::npos) {
    cut_flat_categories(text);
    return;
  }
  std::string words;
  std::string_view rest = text.substr(begin);
  cut_flat_categories(rest);
  while (!rest.empty()) {
    rest = rest.substr(match_query_words_label(rest));
    const std::size_t next = find_query_words(rest);
    words += rest.substr(0, next);
    words += ' ';
    rest = next == std::string_view::npos ? std::string_view{} : rest.substr(next);
  }
  parts.query_words = fold_blanks(words);
  text = trim(text.substr(0, begin));
  cut_flat_categories(text);
}

struct FlatHeading {
  SectionKind kind;
  std::string_view text;
  std::size_t begin;    // of the heading's text
  std::size_t content;  // behind its rule
};

/// Where the `n` code points that end at `end` begin; npos if there are fewer.
std::size_t step_back(std::string_view text, std::size_t end, std::size_t n) {
  while (n > 0 && end > 0) {
    --end;
    if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80) --n;
  }
  return n == 0 ? end : std::string_view::npos;
}

/// The text underlined by the run text[rule, rule + n): n characters, whole words; empty if none.
std::string_view flat_underlined(std::string_view text, std::size_t rule, std::size_t n) {
  if (rule < n + 1 || text[rule - 1] != ' ' || !is_underline_length(n)) return {};
  const std::size_t end = rule + n;
  if (end < text.size() && text[end] != ' ') return {};
  const std::size_t begin = step_back(text, rule - 1, n);
  if (begin == std::string_view::npos || (begin > 0 && text[begin - 1] != ' ')) return {};
  const std::string_view heading = text.substr(begin, rule - 1 - begin);
  return heading.front() == ' ' || is_run_of(heading, text[rule]) ? std::string_view{} : heading;
}

template <typename Accept>
void find_flat_headings(std::string_view text, char c, Accept accept,
                        std::vector<FlatHeading>& headings) {
  for (std::size_t at = text.find(c); at != std::string_view::npos; at = text.find(c, at)) {
    const std::size_t end = std::min(text.find_first_not_of(c, at), text.size());
    const std::string_view heading = flat_underlined(text, at, end - at);
    if (!heading.empty() && accept(heading)) {
      const std::size_t begin = at - 1 - heading.size();
      headings.push_back({kind_of_heading(heading), heading, begin, end});
    }
    at = end;
  }
}

std::vector<FlatHeading> flat_headings(std::string_view text) {
  std::vector<FlatHeading> headings;
  find_flat_headings(
      text, '=', [](std::string_view) { return true; }, headings);
  Places taken = 0;
  for (const FlatHeading& heading : headings) taken |= place_of(heading.kind);
  std::vector<FlatHeading> dashed;
  find_flat_headings(
      text, '-',
      [&](std::string_view heading) {
        const auto kind = standard_heading(heading);
        return kind && (taken & place_of(*kind)) == 0;
      },
      dashed);
  headings.insert(headings.end(), dashed.begin(), dashed.end());
  std::sort(headings.begin(), headings.end(),
            [](const FlatHeading& a, const FlatHeading& b) { return a.begin < b.begin; });
  return headings;
}

void split_bullets(std::string_view block, std::vector<std::string>& bullets) {
  while (!block.empty()) {
    while (block.starts_with("- ")) block.remove_prefix(2);  // an empty bullet is no entry
    const std::size_t next = block.find(" - ");
    const std::string_view entry = trim(block.substr(0, next));
    if (!entry.empty() && entry != "-") bullets.emplace_back(entry);
    block = next == std::string_view::npos ? std::string_view{} : block.substr(next + 3);
  }
}

/// First run of dashes as long as an applies-to ruler, as a view into `text`; empty if none.
std::string_view find_applies_rule(std::string_view text) {
  for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at)) {
    const std::size_t end = std::min(text.find_first_not_of('-', at), text.size());
    const bool word = (at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ');
    const std::string_view run = text.substr(at, end - at);
    if (word && is_applies_rule(run)) return run;
    at = end;
  }
  return {};
}

/// Cuts the applies-to block out of the text before the first heading: what is above it is the
/// residue, what is left of `lead` the text below it.
void cut_flat_applies_to(std::string_view& lead, Parts& parts) {
  std::size_t intro = lead.find(kAppliesStart);
  while (intro != std::string_view::npos && intro > 0 && lead[intro - 1] != ' ') {
    intro = lead.find(kAppliesStart, intro + 1);  // the end of a longer word is no label
  }
  if (intro == std::string_view::npos) return;
  std::string_view above = trim(lead.substr(0, intro));
  const std::size_t last = above.find_last_not_of('-');
  const std::size_t dashes = last == std::string_view::npos ? 0 : last + 1;
  if (is_applies_rule(above.substr(dashes))) above = trim(above.substr(0, dashes));
  parts.residue = above;
  std::string_view block = trim(lead.substr(intro + kAppliesStart.size()));
  const std::string_view rule = find_applies_rule(block);
  const std::size_t end = rule.empty() ? block.size() : std::size_t(rule.data() - block.data());
  lead = trim(block.substr(end + rule.size()));
  split_bullets(trim(block.substr(0, end)), parts.applies_to);
}

void split_flat_sections(std::string_view text, Parts& parts) {
  const std::vector<FlatHeading> headings = flat_headings(text);
  std::string_view lead = trim(text.substr(0, headings.empty() ? text.size() : headings[0].begin));
  cut_flat_applies_to(lead, parts);
  std::string body = parts.residue;
  if (!body.empty() && !lead.empty()) body += "\n\n";
  body += lead;
  if (!body.empty() || headings.empty()) {
    parts.sections.push_back({SectionKind::kBody, std::nullopt, std::move(body)});
  }
  for (std::size_t h = 0; h < headings.size(); ++h) {
    const std::size_t end = h + 1 < headings.size() ? headings[h + 1].begin : text.size();
    const std::size_t begin = std::min(headings[h].content, end);
    parts.sections.push_back({headings[h].kind, std::string(headings[h].text),
                              std::string(trim(text.substr(begin, end - begin)))});
  }
}

}  // namespace

Parts read_flat(std::string_view text) {
  const std::string folded = fold_blanks(text);
  Parts parts;
  std::string_view body = std::string_view(folded).substr(read_flat_header(folded, parts));
  cut_flat_notice(body);
  cut_flat_footer(body, parts.footer);
  cut_flat_query_words(body, parts);
  split_flat_sections(trim(body), parts);
  return parts;
}

}  // namespace kb
