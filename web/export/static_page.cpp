#include "web/export/static_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parser/text/ascii.h"
#include "parser/text/fnv.h"
#include "query/pages/html.h"
#include "web/pages/page.h"

namespace kb {
namespace {

constexpr std::string_view kForm = R"( method="get" role="search">
<p><label for="q">Search for</label>
<input type="text" name="q" id="q" size="40" maxlength="1000" accesskey="s">
<input type="submit" value="Search"></p>
</form>
</div>
<div class="main" id="main" role="main" tabindex="-1">
)";

}  // namespace

std::string way_to(std::string_view name, std::string_view folder) {
  for (std::size_t end; (end = folder.find('/')) != std::string_view::npos;) {
    if (name.substr(0, end + 1) != folder.substr(0, end + 1)) break;
    name.remove_prefix(end + 1);  // what both begin with is no part of the way
    folder.remove_prefix(end + 1);
  }
  std::string way;
  for (auto depth = std::count(folder.begin(), folder.end(), '/'); depth > 0; --depth) way += "../";
  return way + std::string(name);
}

std::string file_of_article(std::string_view id) {
  const std::string_view number = id.substr(std::min<std::size_t>(id.size(), 1));
  const std::string_view folder =
      number.substr(0, number.size() - std::min<std::size_t>(3, number.size()));
  return fmt::format("articles/{}/{}.html", folder.empty() ? "0" : folder, id);
}

std::string plain_name(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 60)) {
    if (is_alpha(c) || is_digit(c)) {
      out += to_lower(c);
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (out.ends_with('-')) out.pop_back();
  return out.empty() ? "other" : out;
}

std::string file_of_source(std::string_view source) {
  return fmt::format("articles/other/{}-{:016x}.html", plain_name(source), fnv1a(source));
}

std::string static_page_html(const StaticPage& page) {
  const auto way = [&](std::string_view name) { return html_text(way_to(name, page.folder)); };
  std::string out(kPageStart);
  out += "<title>" + html_text(page.title) + "</title>\n";
  std::string keywords;
  for (const std::string& text : page.keywords) {
    keywords += (keywords.empty() ? "" : ", ") + html_text(text);
  }
  if (!keywords.empty()) out += "<meta name=\"keywords\" content=\"" + keywords + "\">\n";
  out += "<link rel=\"stylesheet\" type=\"text/css\" media=\"all\" href=\"" + way("style.css") +
         "\">\n";
  out +=
      "</head>\n<body>\n<p class=\"skip\"><a href=\"#main\">Skip to the text</a></p>\n"
      "<div class=\"top\" role=\"banner\">\n<p class=\"brand\"><a href=\"" +
      way("index.html") + "\">kb</a></p>\n<form action=\"" + way("search.html") + "\"";
  out += kForm;
  out += page.main;
  out += "</div>\n<div class=\"foot\" role=\"contentinfo\">\n<p>";
  for (const auto& [file, name] :
       {std::pair("index.html", "Contents"), std::pair("search.html", "Search")}) {
    out += link_html(way_to(file, page.folder), name) + "\n";
  }
  return out + "</p>\n</div>\n</body>\n</html>\n";
}

}  // namespace kb
