#include "cli/article_view.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "parser/text/ascii.h"
#include "query/language/printed_query.h"

namespace kb {
namespace {

std::string joined(const std::vector<std::string>& values, std::string_view separator = ", ") {
  return fmt::format("{}", fmt::join(values, separator));
}

/// Label and value of each header field that is there.
std::vector<std::pair<std::string, std::string>> header_of(const Article& article) {
  std::vector<std::pair<std::string, std::string>> rows;
  const auto add = [&](const char* label, const std::string& value) {
    if (!value.empty()) rows.emplace_back(label, value);
  };
  std::vector<std::string> codes;
  for (const ErrorCode& code : article.error_codes) codes.push_back(code.canonical);
  add("Article", article.id.value_or(""));
  add("Product", joined(article.products));
  add("Applies to", joined(article.applies_to, "; "));
  add("Versions", joined(article.versions));
  add("Systems", joined(article.operating_systems));
  add("Modified", article.last_modified.value_or(""));
  add("Type", article.issue_type.value_or(""));
  add("Fixed in", joined(article.fixed_in));
  add("Codes", joined(codes));
  return rows;
}

std::string yaml(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// A line of a Markdown page that is text: no HTML, links or emphasis.
std::string markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&' || c == '<' || c == '>') {
      out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;";
      continue;
    }
    if (std::string_view("\\`*_[").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// One argument for a shell.
std::string shell_word(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? "'\\''" : std::string(1, c));
  return out + "'";
}

/// The searches the article tells its reader to make, as commands of today.
void write_printed_queries(const Article& article, Output& out) {
  const std::vector<std::string> queries = printed_queries(article);
  if (queries.empty()) return;
  out.line();
  out.line(out.styled(Style::kHeading, "SEARCHES IT NAMES"));
  for (const std::string& query : queries) out.line("kb search " + shell_word(query));
}

}  // namespace

void write_article(const Article& article, Output& out) {
  constexpr std::size_t kLabel = 12;
  out.line(out.styled(Style::kTitle, article.title));
  out.line();
  for (const auto& [label, value] : header_of(article)) {
    out.write(wrap_lines(fmt::format("{:<{}}{}", label, kLabel, value), out.width(), kLabel));
  }
  for (const Section& section : article.sections) {
    out.line();
    if (section.heading) out.line(out.styled(Style::kHeading, *section.heading));
    out.write(wrap_lines(section.text, out.width()));
  }
  write_printed_queries(article, out);
  if (article.references.empty()) return;
  out.line();
  out.line(out.styled(Style::kHeading, "SEE ALSO"));
  for (const Reference& reference : article.references) {
    out.line(out.styled(Style::kId, fmt::format("{:<9}", reference.id)) +
             reference.title.value_or(""));
  }
  out.line(out.styled(Style::kDim, "Open one with `kb NUMBER`."));
}

std::string article_markdown(const Article& article) {
  std::string out = "---\n";
  if (article.id) out += "id: " + *article.id + "\n";
  out += "title: " + yaml(article.title) + "\n";
  if (!article.products.empty()) {
    out += "products:\n";
    for (const std::string& product : article.products) out += "  - " + yaml(product) + "\n";
  }
  if (article.last_modified) out += "last_modified: " + *article.last_modified + "\n";
  out += "---\n\n# " + markdown(article.title) + "\n";
  for (const Section& section : article.sections) {
    if (section.heading) out += "\n## " + markdown(*section.heading) + "\n";
    out += "\n";
    for (const std::string_view line : split_lines(section.text)) {
      out.append(line.empty() ? "" : "    ").append(line).append("\n");
    }
  }
  if (article.references.empty()) return out;
  out += "\n## See also\n\n";
  for (const Reference& reference : article.references) {
    out += "- " + reference.id + (reference.title ? ": " + markdown(*reference.title) : "") + "\n";
  }
  return out;
}

}  // namespace kb
