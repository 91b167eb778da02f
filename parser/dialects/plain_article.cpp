#include "parser/dialects/plain_article.h"

#include <array>
#include <optional>
#include <string>

#include "parser/dialects/markdown.h"
#include "parser/dialects/sections.h"
#include "parser/fields/article_id.h"
#include "parser/fields/dates.h"
#include "parser/fields/products.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

struct UsualHeading {
  std::string_view heading;
  SectionKind kind;
};
// What people call the standard sections in their own articles.
constexpr std::array<UsualHeading, 19> kUsualHeadings = {
    {{"problem", SectionKind::kSymptoms},
     {"issue", SectionKind::kSymptoms},
     {"error", SectionKind::kSymptoms},
     {"error message", SectionKind::kSymptoms},
     {"root cause", SectionKind::kCause},
     {"reason", SectionKind::kCause},
     {"solution", SectionKind::kResolution},
     {"fix", SectionKind::kResolution},
     {"how to fix", SectionKind::kResolution},
     {"work-around", SectionKind::kWorkaround},
     {"more info", SectionKind::kMoreInformation},
     {"details", SectionKind::kMoreInformation},
     {"background", SectionKind::kMoreInformation},
     {"notes", SectionKind::kMoreInformation},
     {"overview", SectionKind::kSummary},
     {"abstract", SectionKind::kSummary},
     {"see also", SectionKind::kReferences},
     {"links", SectionKind::kReferences},
     {"related", SectionKind::kReferences}}};

SectionKind kind_of_markdown_heading(std::string_view heading) {
  if (heading.ends_with(':')) heading.remove_suffix(1);
  for (const UsualHeading& usual : kUsualHeadings) {
    if (iequals(usual.heading, heading)) return usual.kind;
  }
  return kind_of_heading(heading);
}

std::string first_value(const FrontMatter& matter, std::initializer_list<std::string_view> keys) {
  const auto* values = matter.find(keys);
  return values == nullptr || values->empty() ? std::string() : fold_blanks(values->front());
}

/// A list, or a scalar split at `separator`.
std::vector<std::string> all_values(const FrontMatter& matter, char separator,
                                    std::initializer_list<std::string_view> keys) {
  std::vector<std::string> out;
  const auto* values = matter.find(keys);
  if (values == nullptr) return out;
  for (const std::string& value : *values) {
    for (const std::string_view part : split(value, separator)) {
      if (!trim(part).empty()) out.push_back(fold_blanks(part));
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

void read_fields(const FrontMatter& matter, Article& article) {
  const std::string id = first_value(matter, {"id", "article", "kb"});
  if (!id.empty()) {
    article.id = parse_article_id(id);
    if (!article.id) {
      article.diagnostics.push_back({1, "'" + id + "' is no article number (Q and 5 or 6 digits)"});
    }
  }
  article.title = first_value(matter, {"title"});
  article.products = all_values(matter, ',', {"product", "products"});
  article.product_code = code_of_products(article.products);
  article.versions = all_values(matter, ';', {"version", "versions"});
  article.operating_systems =
      all_values(matter, ',', {"os", "operating_system", "operating_systems"});
  article.keywords = all_values(matter, ',', {"keywords", "tags"});
  article.applies_to = all_values(matter, '\n', {"applies_to", "applies-to"});
  if (const std::string date = first_value(matter, {"date", "last_modified", "updated"});
      !date.empty()) {
    // A time of day may follow: `2001-09-07T12:00:00Z`, `2001-09-07 12:00`.
    const bool timed = date.size() > 10 && (date[10] == 'T' || date[10] == ' ');
    article.last_modified = parse_header_date(timed ? date.substr(0, 10) : date);
    if (!article.last_modified) {
      article.diagnostics.push_back({1, "'" + date + "' is no date (YYYY-MM-DD)"});
    }
  }
  if (const std::string type = first_value(matter, {"type", "issue_type"}); !type.empty()) {
    article.issue_type = type;
  }
  if (const auto* words = matter.find({"query_words"})) {
    std::string joined;
    for (const std::string& word : *words) (joined += word) += ' ';
    article.query_words = fold_blanks(joined);
  }
}

/// An article number that starts a title (`Q123456: ...`, `KB900123 - ...`) moves to the id.
void split_id_from_title(Article& article) {
  const std::string& title = article.title;
  const std::size_t end = title.find_first_of(": ");
  if (end == std::string::npos || is_digit(title.front())) return;
  const auto id = parse_article_id(std::string_view(title).substr(0, end));
  if (!id) return;
  if (!article.id) article.id = id;
  if (article.id != id) return;
  std::string_view rest = trim(std::string_view(title).substr(end));
  if (rest.starts_with(':') || rest.starts_with("- ")) rest = trim(rest.substr(1));
  article.title = std::string(rest);
}

/// The first line that holds anything, cut to a length that can be printed as a title.
std::string first_line(std::string_view text) {
  constexpr std::size_t kMaxTitle = 200;  // bytes
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = fold_blanks(text.substr(at, std::min(end - at, 4 * kMaxTitle)));
    at = end + 1;
    if (line.empty() || is_run_of(line, '=') || is_run_of(line, '-')) continue;
    std::size_t length = std::min(line.size(), kMaxTitle);
    while (length > 0 && length < line.size() && (line[length] & 0xC0) == 0x80) --length;
    return line.substr(0, length);
  }
  return {};
}

void append_sub_heading(std::string& text, std::string_view heading) {
  if (!text.empty()) text += "\n\n";
  text.append(heading).append("\n").append(count_code_points(heading), '-').append("\n\n");
}

void append_block(const MarkdownBlock& block, std::vector<Section>& sections) {
  const SectionKind kind = kind_of_markdown_heading(block.heading);
  if (block.level <= 2 || kind != SectionKind::kOther) {
    sections.push_back({kind, block.heading, block.text});
    return;
  }
  if (sections.empty()) sections.push_back({SectionKind::kBody, std::nullopt, {}});
  append_sub_heading(sections.back().text, block.heading);
  sections.back().text += block.text;
}

/// Markdown as sections; a text beyond kMaxMarkdown comes as one block (markdown.h).
void read_blocks(std::string_view text, Article& article) {
  if (text.size() > kMaxMarkdown) {
    article.diagnostics.push_back({1, "too large to be read as Markdown, read as plain text"});
  }
  const std::vector<MarkdownBlock> blocks = render_markdown(text);
  std::string body = blocks.front().text;
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    const MarkdownBlock& block = blocks[i];
    const bool names_article = i == 1 && block.level == 1 && body.empty();
    if (names_article && (article.title.empty() || article.title == block.heading)) {
      article.title = block.heading;
      body = block.text;
    } else {
      if (article.sections.empty() && !body.empty()) {
        article.sections.push_back({SectionKind::kBody, std::nullopt, std::move(body)});
        body.clear();
      }
      append_block(block, article.sections);
    }
  }
  if (article.sections.empty()) {
    article.sections.push_back({SectionKind::kBody, std::nullopt, std::move(body)});
  }
}

}  // namespace

void read_markdown(std::string_view text, Article& article) {
  const FrontMatter matter = read_front_matter(text);
  if (matter.unclosed) article.diagnostics.push_back({1, "the front matter is not closed by ---"});
  read_fields(matter, article);
  const std::string_view rest = text.substr(matter.end);
  read_blocks(rest, article);
  if (article.title.empty()) article.title = first_line(rest);
  split_id_from_title(article);
}

void read_plain_text(std::string_view text, Article& article) {
  article.title = first_line(text);
  split_id_from_title(article);
  article.sections = split_sections(split_lines(text), Labels::kText, {});
}

}  // namespace kb
