#include "web/export/search_data.h"

#include <algorithm>

#include "parser/json_writer.h"
#include "web/export/lists.h"
#include "web/export/static_page.h"

namespace kb {
namespace {

constexpr std::string_view kFolder = "articles/";
constexpr std::string_view kEnding = ".html";

std::string base36(std::uint32_t number) {
  std::string out;
  do {
    out.insert(out.begin(), "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]);
    number /= 36;
  } while (number > 0);
  return out;
}

/// A value with the places of its articles, on a line.
void add_line(std::string& lines, const std::string& value, const ArticlePlaces& places) {
  if (!lines.empty()) lines += '\n';
  lines += value;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < std::min(places.size(), kMostPlaces); ++i) {
    lines += ' ' + base36(places[i] - before);
    before = places[i];
  }
}

/// A title is one line; titles of the archive have none of these characters.
std::string one_line_of(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

std::string search_data(const Holdings& holdings) {
  std::string names;
  std::string titles;
  const auto add = [&](const std::string& name, const std::string& title) {
    const std::string_view end = names.empty() ? "" : "\n";
    names.append(end).append(name);
    titles.append(end).append(one_line_of(title));
  };
  for (std::uint32_t place = 0; place < holdings.articles.size(); ++place) {
    const HeldArticle& article = holdings.articles[place];
    std::string name = article.id.substr(std::min<std::size_t>(1, article.id.size()));
    if (name.empty()) {
      name = page_file(holdings, place).substr(kFolder.size());
      name.resize(name.size() - kEnding.size());
    }
    add(name, article.title);
  }
  for (const auto& [id, ghost] : holdings.ghosts) add(id.substr(1), ghost.title.value_or(""));
  std::string codes;
  for (const auto& [canonical, code] : holdings.codes) {
    std::string value = canonical;  // a blank ends it
    std::replace(value.begin(), value.end(), ' ', '_');
    add_line(codes, value, code.articles);
  }
  std::string files;
  for (const auto& [name, places] : holdings.files) {
    if (name.find_first_of(" \n") == std::string::npos) add_line(files, name, places);
  }
  std::string out = "var kbIndex = ";
  JsonObject(out)
      .field("held", holdings.articles.size())
      .field("names", names)
      .field("titles", titles)
      .field("codes", codes)
      .field("files", files)
      .end();
  return out + ";\n";
}

std::string search_page() {
  return static_page_html(
      {"Search - kb",
       "<h1>Search</h1>\n<div id=\"hits\">\n<p class=\"remark\">This page needs a script, which is "
       "not running here. The lists of the <a href=\"index.html\">contents</a> lead to every "
       "article "
       "without one.</p>\n</div>\n"
       "<script type=\"text/javascript\" charset=\"utf-8\" src=\"search-data.js\"></script>\n"
       "<script type=\"text/javascript\" charset=\"utf-8\" src=\"search.js\"></script>\n",
       ""});
}

}  // namespace kb
