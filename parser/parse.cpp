#include "parser/parse.h"

#include <string>
#include <utility>

#include "parser/citations/references.h"
#include "parser/codes/in_articles/error_codes.h"
#include "parser/dialects/dialect.h"
#include "parser/dialects/document.h"
#include "parser/dialects/jekyll.h"
#include "parser/dialects/parts.h"
#include "parser/dialects/unfold.h"
#include "parser/fields/article_id.h"
#include "parser/fields/dates.h"
#include "parser/fields/fixes.h"
#include "parser/fields/operating_systems.h"
#include "parser/fields/products.h"
#include "parser/fields/title_prefix.h"
#include "parser/file_tables/file_tables.h"
#include "parser/pages/html.h"
#include "parser/pages/plain_article.h"
#include "parser/registry/registry_keys.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

/// The footer's value where the footer prints the label, else the header's.
const std::string& authoritative(const std::optional<std::string>& footer,
                                 const std::string& header) {
  return footer ? *footer : header;
}

std::vector<std::string> version_segments(std::string_view value) {
  std::vector<std::string> segments;
  for (std::string_view segment : split(value, ';')) {
    segment = trim(segment);
    if (segment.starts_with(':')) segment = trim(segment.substr(1));
    if (!segment.empty()) segments.push_back(fold_blanks(segment));
  }
  return segments;
}

/// Blank-separated tokens; `|` separates the columns of the Programmer's Library.
std::vector<std::string> tokens(std::string_view value) {
  std::vector<std::string> out;
  for (const std::string_view word : split_words(value)) {
    if (word != "|") out.emplace_back(word);
  }
  return out;
}

std::optional<std::string> non_empty(const std::optional<std::string>& value) {
  return value && !value->empty() ? value : std::nullopt;
}

std::optional<std::string> product_code(const Parts& parts, const Article& article) {
  if (!parts.product_code.empty()) return parts.product_code;
  if (const auto code = product_code_of(parts.product)) return std::string(*code);
  for (const std::string& keyword : article.keywords) {
    if (keyword.starts_with("mspl13_")) return keyword;
  }
  return std::nullopt;
}

/// What the text above the applies-to block says about systems. A record without that block has no
/// residue either; its header fields alone are evidence.
void read_operating_systems(const Parts& parts, std::string_view versions, Article& article) {
  article.operating_systems =
      operating_systems_of(versions, parts.operating_systems, parts.residue, article.applies_to);
}

void read_parts(Parts&& parts, Depth depth, Article& article) {
  article.id = parse_article_id(parts.id);
  article.title = fold_blanks(parts.title);
  if (!parts.product.empty()) article.products.push_back(fold_blanks(parts.product));
  const std::string& versions = authoritative(parts.footer.version, parts.versions);
  article.versions = version_segments(versions);
  article.keywords = tokens(authoritative(parts.footer.keywords, parts.keywords));
  article.product_code = product_code(parts, article);
  article.applies_to = std::move(parts.applies_to);
  if (parts.footer.technology) article.technology = tokens(*parts.footer.technology);
  article.issue_type = non_empty(parts.footer.issue_type);
  article.solution_type = non_empty(parts.footer.solution_type);
  article.query_words = non_empty(parts.query_words);
  article.sections = std::move(parts.sections);
  article.last_modified = parse_header_date(parts.date);
  article.diagnostics = std::move(parts.diagnostics);
  if (!article.id) article.diagnostics.push_back({1, "the header has no article number"});
  if (!article.last_modified) {
    article.diagnostics.push_back({1, "the header has no readable date: '" + parts.date + "'"});
  }
  if (depth == Depth::kRecord) read_operating_systems(parts, versions, article);
}

/// The id a file name stands for, where the text itself names none.
void take_id_from_name(Article& article) {
  const std::size_t member = article.source.rfind('!');
  const std::string_view path =
      std::string_view(article.source).substr(member == std::string::npos ? 0 : member + 1);
  if (const auto id = parse_article_id(path)) {
    if (path.find_first_of("Qq") != std::string_view::npos) article.id = id;
  }
}

void read_text(std::string_view bytes, Depth depth, Article& article) {
  const std::string text = to_utf8(bytes);
  article.dialect = detect_dialect(text, article.source);
  switch (article.dialect) {
    case Dialect::kDocument:
      return read_parts(read_document(text), depth, article);
    case Dialect::kDocumentFlat:
      return read_parts(read_flat(text), depth, article);
    case Dialect::kJekyll:
      return read_parts(read_jekyll(text), depth, article);
    case Dialect::kMarkdown:
      return read_markdown(text, article);
    case Dialect::kText:
      return read_plain_text(text, article);
    case Dialect::kHtml:
      return read_html(text, article);
  }
}

/// Finds what the text holds: tables of files, citations, registry keys, fixes, and, with all of
/// these known, error codes.
void extract(Article& article) {
  article.references = find_references(article.sections, article.id.value_or(""), article.dialect);
  article.registry_keys = find_registry_keys(article.sections);
  article.registry_values = find_registry_values(article.sections);
  Fixes fixes = find_fixes(article.sections);
  article.fixed_in = std::move(fixes.fixed_in);
  article.fix_status = fixes.status;
  article.file_versions =
      find_file_versions(article.sections, article.dialect, article.diagnostics);
  article.error_codes = find_error_codes(article, article.diagnostics);
}

}  // namespace

Article parse_article(std::string_view bytes, std::string_view source, Depth depth) {
  Article article;
  article.source = source;
  read_text(bytes, depth, article);
  if (!article.id) take_id_from_name(article);
  article.prefix = title_prefix(article.title);
  if (depth == Depth::kRecord) extract(article);
  if (article.dialect == Dialect::kDocumentFlat) {
    for (Section& section : article.sections) section.text = unfold(section.text);
  }
  return article;
}

Article parse_article(std::string_view bytes, std::string_view source) {
  return parse_article(bytes, source, Depth::kRecord);
}

}  // namespace kb
