#include "web/pages/article_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "web/pages/page.h"

namespace kb {
namespace {

constexpr std::size_t kMostRelated = 10;
constexpr std::size_t kMostCiting = 100;

/// A list of related articles, as the writer of articles takes it.
void add_list(std::vector<ArticleList>& lists, std::string heading,
              const std::vector<RelatedArticle>& articles, std::size_t most) {
  ArticleList list{std::move(heading), {}};
  for (const RelatedArticle& one : articles) {
    if (list.articles.size() == most) break;
    list.articles.push_back({one.id, one.title});
  }
  lists.push_back(std::move(list));
}

HtmlOptions options_for(const std::optional<Related>& related) {
  HtmlOptions options;
  options.address_of = article_address;
  if (!related) return options;
  add_list(options.more, "Cited by", related->cited_by, kMostRelated * 2);
  add_list(options.more, "Similar articles", related->similar, kMostRelated);
  add_list(options.more, "Same error code", related->same_code, kMostRelated);
  add_list(options.more, "Same file", related->same_file, kMostRelated);
  return options;
}

std::string place_html(const std::optional<Place>& place) {
  if (!place) return {};
  const auto step = [](const std::string& href, const char* rel, const char* key,
                       const char* text) {
    if (href.empty()) return std::string();
    return fmt::format("<a href=\"{}\" rel=\"{}\" accesskey=\"{}\">{}</a>\n", html_text(href), rel,
                       key, text);
  };
  const std::size_t page = (place->number - 1) / place->request.limit + 1;
  return "<p class=\"steps\" role=\"navigation\" aria-label=\"Results\">" +
         link_html(search_address(place->request.query, place->request.sort, page),
                   fmt::format("Result {} for {}", place->number, place->request.query)) +
         "\n" + step(place->previous, "prev", "p", "Previous") +
         step(place->next, "next", "n", "Next") + "</p>\n";
}

/// Files that the article mentions in its tables, each with the way to its versions.
std::string files_html(const Article& article) {
  std::string out;
  std::vector<std::string> seen;
  for (const FileVersion& row : article.file_versions) {
    if (row.kind != RowKind::kFix) continue;
    if (std::find(seen.begin(), seen.end(), row.file) != seen.end()) continue;
    seen.push_back(row.file);
    out += (out.empty() ? "" : ", ") + link_html(file_address(row.file), row.file);
    if (seen.size() == kMostRelated) break;
  }
  return out.empty() ? out : "<p class=\"facts\">All versions of: " + out + "</p>\n";
}

std::string codes_html(const Article& article) {
  std::string out;
  std::size_t count = 0;
  for (const ErrorCode& code : article.error_codes) {
    if (count++ == kMostRelated) break;
    out += (out.empty() ? "" : ", ") + link_html(error_address(code.canonical), code.canonical);
  }
  return out.empty() ? out : "<p class=\"facts\">Error codes: " + out + "</p>\n";
}

}  // namespace

std::string article_page(const std::string& name, const std::vector<StoredRecord>& records,
                         const std::optional<Related>& related, const std::optional<Place>& place) {
  Page page{name};
  page.json = "/api" + article_address(name);
  if (place) {
    page.query = place->request.query;
    page.previous = place->previous;
    page.next = place->next;
  }
  page.main = place_html(place);
  if (records.size() > 1) {
    page.main += paragraph(
        fmt::format("{} articles claim this number; all are shown.", records.size()), "remark");
  }
  for (const StoredRecord& record : records) {
    const Article article = article_of(record);
    if (&record == &records.front()) page.title = name + " - " + article.title;
    const bool last = &record == &records.back();
    page.main += "<div class=\"article\">\n" +
                 article_html(article, options_for(last ? related : std::nullopt)) +
                 files_html(article) + codes_html(article);
    std::string sources = record.source;
    for (const Edition& edition : record.editions) sources += ", " + edition.source;
    page.main += paragraph("Source: " + sources, "facts source") + "</div>\n";
  }
  page.main += "<p class=\"facts\">" + link_html(page.json, "This article as JSON") + "</p>\n";
  return page_html(page);
}

std::string ghost_page(const Ghost& ghost) {
  Page page{ghost.id + " is not in this index"};
  page.query = ghost.title.value_or("");
  page.json = "/api" + article_address(ghost.id);
  page.main = "<h1>" + html_text(page.title) + "</h1>\n";
  if (ghost.title) page.main += paragraph("Its title is: " + *ghost.title, "lead");
  page.main += "<h2>" + html_text(count_of(ghost.cited_by.size(), "article")) + " cite" +
               (ghost.cited_by.size() == 1 ? "s" : "") + " it</h2>\n<ul>\n";
  for (std::size_t i = 0; i < ghost.cited_by.size() && i < kMostCiting; ++i) {
    const Citation& one = ghost.cited_by[i];
    page.main += "<li>" + article_link(one.id, one.title) + "</li>\n";
  }
  page.main += "</ul>\n";
  if (ghost.cited_by.size() > kMostCiting) {
    page.main +=
        "<p>" + link_html(search_address("cites:" + ghost.id), "All that cite it") + "</p>\n";
  }
  if (ghost.title) {
    page.main +=
        "<p>" + link_html(search_address(*ghost.title), "Search for articles like it") + "</p>\n";
  }
  return page_html(page);
}

}  // namespace kb
