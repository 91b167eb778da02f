#include "parser/pages/plain_article.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "parser/dialects/markdown.h"
#include "parser/dialects/sections.h"
#include "parser/fields/article_id.h"
#include "parser/fields/dates.h"
#include "parser/fields/products.h"
#include "parser/pages/heading_kinds.h"
#include "parser/pages/html_text.h"
#include "parser/pages/links.h"
#include "parser/pages/page_furniture.h"
#include "parser/pages/page_labels.h"
#include "parser/pages/page_sections.h"
#include "parser/pages/page_title.h"
#include "parser/pages/spoken_headings.h"
#include "parser/pages/template_lines.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "parser/text/encoding.h"
#include "parser/text/html_tag.h"

namespace kb {
namespace {

std::string first_value(const FrontMatter& matter, std::initializer_list<std::string_view> keys) {
  const auto* values = matter.find(keys);
  return values == nullptr || values->empty() ? std::string() : fold_blanks(values->front());
}

/// A list, or a scalar split at any of the `separators`.
std::vector<std::string> all_values(const FrontMatter& matter,
                                    std::initializer_list<std::string_view> keys,
                                    std::string_view separators) {
  std::vector<std::string> out;
  const auto* values = matter.find(keys);
  if (values == nullptr) return out;
  for (const std::string& value : *values) {
    for (std::size_t at = 0; at <= value.size();) {
      const std::size_t end = std::min(value.find_first_of(separators, at), value.size());
      std::string part = fold_blanks(std::string_view(value).substr(at, end - at));
      if (!part.empty()) out.push_back(std::move(part));
      at = end + 1;
    }
  }
  return out;
}

/// The code of the first product that the archive has one for.
std::optional<std::string> code_of_products(const std::vector<std::string>& products) {
  for (const std::string& product : products) {
    if (const auto code = product_code_of(product)) return std::string(*code);
  }
  return std::nullopt;
}

/// The number an article has in its own house, where it is none of the Knowledge Base: a record's id
/// is an article number, so such a one is kept as a keyword, by which it is found.
void read_id(const FrontMatter& matter, Article& article) {
  for (const char* key : {"id", "article", "kb", "article_id", "kb_id", "kb_number", "number",
                          "original_kb", "kb_article"}) {
    const std::string id = first_value(matter, {key});
    if (id.empty()) continue;
    if (!article.id) article.id = parse_article_id(id);
    const auto& held = article.keywords;
    if (article.id && parse_article_id(id) == article.id) continue;
    if (!contains(held, id)) article.keywords.push_back(id);
  }
}

void read_date(const FrontMatter& matter, std::string_view source, Article& article) {
  const std::string date = first_value(
      matter, {"last_modified", "last_modified_at", "lastmod", "last_updated", "last_update.date",
               "updated", "updated_at", "update_date", "modified", "date_modified", "date",
               "ms.date", "published", "created_at", "created"});
  if (date.empty()) return;
  article.last_modified = parse_printed_date(date);
  if (!article.last_modified) remark_dates({date}, source, article);
}

void read_fields(const FrontMatter& matter, std::string_view source, Article& article) {
  article.title = first_value(matter, {"title"});
  article.products = all_values(matter, {"product", "products", "ms.prod", "ms.service"}, ",");
  article.product_code = code_of_products(article.products);
  article.versions = all_values(matter, {"version", "versions"}, ";");
  article.operating_systems =
      all_values(matter, {"os", "operating_system", "operating_systems"}, ",");
  for (const char* key : {"keywords", "tags", "labels", "label_names", "categories",
                          "taxonomies.tags", "params.tags"}) {
    for (std::string& value : all_values(matter, {key}, ",;")) {
      const auto& held = article.keywords;
      if (!contains(held, value)) {
        article.keywords.push_back(std::move(value));
      }
    }
  }
  article.applies_to =
      all_values(matter, {"applies_to", "applies-to", "appliesto", "applies to"}, "\n");
  read_id(matter, article);
  read_date(matter, source, article);
  if (const std::string type = first_value(matter, {"type", "issue_type"}); !type.empty()) {
    article.issue_type = type;
  }
  if (const auto* words = matter.find({"query_words"})) {
    std::string joined;
    for (const std::string& word : *words) (joined += word) += ' ';
    article.query_words = fold_blanks(joined);
  }
}

std::string html_as_text(std::string_view html) {
  std::string text;
  for (const PageLine& line : read_html_page(html).lines) text.append(line.text).append("\n");
  return std::string(trim_blank_lines(text));
}

/// No-break spaces as blanks: pages pad their labels with them.
std::string with_plain_blanks(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(kNoBreakSpace, at), text.size());
    out += text.substr(at, end - at);
    if (end < text.size()) out += ' ';
    at = end + kNoBreakSpace.size();
  }
  return out;
}

/// The page behind the front matter, which may be HTML.
PageLines markdown_lines(std::string_view text) {
  if (begins_as_html(text) && text.find("\n#") == std::string_view::npos) {
    return read_html_page(text).lines;
  }
  PageLines lines;
  for (const MarkdownBlock& block : render_markdown(text, html_as_text)) {
    const bool picture = block.heading.starts_with("![");
    if (block.level != 0 && !block.heading.empty() && !picture)
      lines.push_back({block.heading, block.level});
    lines.push_back({});
    for (PageLine& line : lines_of(block.text)) {
      lines.push_back({with_plain_blanks(line.text)});
    }
  }
  return lines;
}

/// Takes the heading that names the article out of the page: the first of level 1, if the front
/// matter gives the same title or none.
void take_title(PageLines& lines, Article& article) {
  const auto heading = std::find_if(lines.begin(), lines.end(),
                                    [](const PageLine& line) { return line.level == 1; });
  if (heading == lines.end()) return;
  if (!article.title.empty() && !iequals(article.title, heading->text)) return;
  article.title = heading->text;
  lines.erase(heading);
}

/// A title for a page that has no heading of level 1: its first heading, else its first line.
std::string title_of_lines(const PageLines& lines) {
  for (const PageLine& line : lines) {
    if (line.level != 0 && heading_kind(line.text) == SectionKind::kOther) return line.text;
  }
  for (const PageLine& line : lines) {
    auto title = line.level == 0 ? first_line(bare_line(line.text)) : std::string();
    if (!title.empty()) return title;
  }
  return lines.empty() ? std::string() : first_line(bare_line(lines.front().text));
}

/// The first line of a page that was saved as text, where it looks like a title; taken out.
std::string take_first_line(PageLines& lines) {
  constexpr std::size_t kLongest = 200;  // bytes
  const auto first = std::find_if(lines.begin(), lines.end(),
                                  [](const PageLine& line) { return !trim(line.text).empty(); });
  if (first == lines.end() || first->level != 0 || first->text.size() > kLongest) return {};
  std::string title = fold_blanks(first->text);
  if (title.ends_with('.') || title.ends_with(':')) return {};
  lines.erase(lines.begin(), first + 1);
  return title;
}

/// Where a page without a heading has its title; one that was saved as text has it in front.
enum class Title { kMarked, kFirstLine };

/// Everything that is alike on pages, from here on.
void read_page(PageLines lines, std::string_view source, Title place, Article& article) {
  drop_furniture(lines);
  letter_article_numbers(lines);
  mark_spoken_headings(lines);
  PageFacts facts = take_page_facts(lines, article.id);
  if (article.title.empty() && facts.title) article.title = *facts.title;
  const std::vector<std::string> unreadable = facts.unreadable;
  fill_article(std::move(facts), article);
  if (article.title.empty() && place == Title::kFirstLine) article.title = take_first_line(lines);
  if (article.title.empty()) article.title = title_of_lines(lines);
  split_id_from_title(article);
  if (place == Title::kFirstLine) drop_outer_rules(lines);
  article.sections = page_sections(lines, Deeper::kSections);
  remark_dates(unreadable, source, article);
}

/// A standard heading in capitals on a line of its own, as pages print it that were saved as text.
bool is_plain_heading(std::string_view line) {
  constexpr std::size_t kLongest = 40;  // bytes
  line = trim(line);
  if (line.empty() || !is_upper(line.front()) || line.size() > kLongest || line != upper(line)) {
    return false;
  }
  return heading_kind(line) != SectionKind::kOther || is_applies_heading(line);
}

/// True if the line below `line` is a row of `=` or `-` as long as it.
bool is_underlined(std::string_view line, std::string_view below, char c) {
  below = trim(below);
  return is_run_of(below, c) && is_underline_length(below.size()) &&
         count_code_points(trim(line)) == below.size() && !is_run_of(trim(line), c);
}

/// `== Problem` of AsciiDoc, `== Problem ==` of wikis, where more marks are a higher level in one
/// and a lower one in the other: six stand around the title in the one, one before it in the other.
std::optional<PageLine> wiki_heading(std::string_view line) {
  constexpr std::size_t kMost = 6;
  const std::size_t marks = std::min(line.find_first_not_of('='), line.size());
  if (marks == 0 || marks > kMost || marks >= line.size() || line[marks] != ' ') return {};
  std::string_view text = trim(line.substr(marks));
  const std::string_view closing = line.substr(0, marks);
  if (text.ends_with(closing) && text.size() > marks) {
    text = trim(text.substr(0, text.size() - marks));
    return PageLine{std::string(text), int(marks >= 4 ? 7 - marks : marks)};
  }
  if (text.ends_with('=')) return {};
  return PageLine{std::string(text), int(marks)};
}

/// Text with its headings marked: lines over `=`, standard ones over `-` or in capitals, the first
/// line over either; those of wikis, of AsciiDoc and, in a text that begins as such, of Org.
PageLines text_lines(std::string_view text) {
  constexpr int kLevel = 2;
  PageLines lines;
  const auto source = split_lines(text);
  const bool org = text.starts_with("#+");
  bool first = true;
  bool attributes = false;  // of AsciiDoc: `:page-tags: cache` below the title
  for (std::size_t i = 0; i < source.size(); ++i) {
    const std::string_view line = trim(source[i]);
    const std::string_view below = i + 1 < source.size() ? source[i + 1] : std::string_view{};
    // The row above a heading of reStructuredText.
    const bool over = is_run_of(line, '=') && i + 2 < source.size() && trim(source[i + 2]) == line;
    if (over && is_underlined(below, source[i + 2], '=')) continue;
    const bool standard = heading_kind(line) != SectionKind::kOther;
    const bool underlined = is_underlined(source[i], below, '=') ||
                            ((standard || first) && is_underlined(source[i], below, '-'));
    auto marked = wiki_heading(trim_right(source[i]));
    attributes = (first && marked) || (attributes && (line.empty() || line.starts_with(':')));
    if (attributes && !marked && !line.empty()) continue;
    if (org && source[i].starts_with("* ")) marked = {std::string(trim(line.substr(1))), kLevel};
    if (marked) {
      lines.push_back(std::move(*marked));
    } else if (underlined || is_plain_heading(source[i])) {
      lines.push_back({std::string(line), first && underlined ? 1 : kLevel});
    } else {
      lines.push_back({std::string(trim_right(source[i]))});
    }
    first = first && line.empty();
    if (underlined) ++i;
  }
  return lines;
}

/// Reads the title and the date that the first lines print under a label, `Title: ...`, or a mail's
/// `Subject: ...`. Those of a title are taken out; a mail stays as it is.
void take_labelled_head(PageLines& lines, Article& article) {
  constexpr std::size_t kLongestLabel = 24;  // bytes
  const auto end = std::find_if(lines.begin(), lines.end(),
                                [](const PageLine& line) { return trim(line.text).empty(); });
  PageLines kept;
  std::string title;
  std::optional<std::string> date;
  for (auto line = lines.begin(); line != end; ++line) {
    std::string_view text = line->text;
    if (text.starts_with("#+")) text.remove_prefix(2);
    const std::size_t colon = text.find(':');
    if (line->level != 0 || colon == text.npos || colon > kLongestLabel) return;
    const std::string_view label = text.substr(0, colon);
    if (title.empty() && iequals(label, "subject"))
      article.title = fold_blanks(text.substr(colon + 1));
    if (title.empty() && iequals(label, "title")) {
      title = fold_blanks(text.substr(colon + 1));
    } else if (iequals(label, "date") && parse_printed_date(trim(text.substr(colon + 1)))) {
      date = parse_printed_date(trim(text.substr(colon + 1)));
    } else {
      kept.push_back(*line);
    }
  }
  if (title.empty()) return;
  article.title = std::move(title);
  if (!article.last_modified) article.last_modified = std::move(date);
  kept.insert(kept.end(), end, lines.end());
  lines = std::move(kept);
}

/// True if the headings of a text name at least two standard kinds: it is an article.
bool has_sections(const PageLines& lines) {
  SectionKind first = SectionKind::kOther;
  for (const PageLine& line : lines) {
    const SectionKind kind = line.level == 0 ? SectionKind::kOther : heading_kind(line.text);
    if (kind == SectionKind::kOther) continue;
    if (first != SectionKind::kOther && kind != first) return true;
    first = kind;
  }
  return false;
}

}  // namespace

void read_markdown(std::string_view text, Article& article) {
  const FrontMatter matter = read_front_matter(text);
  if (matter.unclosed) article.diagnostics.push_back({1, "the front matter is not closed"});
  read_fields(matter, text, article);
  const std::string_view rest = text.substr(matter.end);
  if (rest.size() > kMaxMarkdown) {
    article.diagnostics.push_back({1, "too large to be read as Markdown, read as plain text"});
  }
  PageLines lines = markdown_lines(without_template_lines(rest));
  take_title(lines, article);
  read_page(std::move(lines), text, Title::kMarked, article);
}

void read_plain_text(std::string_view text, Article& article) {
  PageLines lines = text_lines(text);
  const bool copied = is_copied_article(lines);
  if (!copied) {
    take_labelled_head(lines, article);
    mark_spoken_headings(lines);
  }
  if (copied || has_sections(lines)) {
    take_title(lines, article);
    return read_page(std::move(lines), text, Title::kFirstLine, article);
  }
  if (article.title.empty()) article.title = first_line(text);
  split_id_from_title(article);
  article.sections = split_sections(split_lines(text), Labels::kText, {});
}

}  // namespace kb
