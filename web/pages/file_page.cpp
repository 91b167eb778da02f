#include "web/pages/file_page.h"

#include <fmt/format.h>

#include <vector>

#include "parser/text/percent.h"
#include "web/pages/chart.h"
#include "web/pages/page.h"

namespace kb {
namespace {

std::string form(const FileHistory& history, const std::string& version) {
  return "<form action=\"" + html_text(file_address(history.file)) +
         "\" method=\"get\">\n<p><label for=\"version\">Newer than version or date</label>\n"
         "<input type=\"text\" name=\"version\" id=\"version\" size=\"16\" maxlength=\"100\" "
         "value=\"" +
         html_text(version) + "\">\n<input type=\"submit\" value=\"Show\"></p>\n</form>\n";
}

std::string cell(std::string_view text) {
  return "<td>" + (text.empty() ? "&#160;" : html_text(text)) + "</td>";
}

std::string row_html(const FileRelease& release) {
  const FileVersion& row = release.row;
  std::string where = row.platform.value_or("");
  if (row.component) where += (where.empty() ? "" : ", ") + *row.component;
  for (const std::string& heading : row.under) where += (where.empty() ? "" : ", ") + heading;
  return "<tr>" + cell(row.version.value_or("")) + "<td nowrap>" +
         html_text(row.date.value_or("")) + "</td><td nowrap>" +
         (row.size ? grouped(*row.size) : "&#160;") + "</td>" + cell(where) + "<td>" +
         article_link(release.id, release.title) + "</td></tr>\n";
}

std::string table(const FileHistory& history) {
  std::string out =
      "<table class=\"versions\" border=\"1\">\n<tr><th align=\"left\">Version</th>"
      "<th align=\"left\">Date</th><th align=\"left\">Bytes</th><th align=\"left\">For</th>"
      "<th align=\"left\">Brought by</th></tr>\n";
  for (const FileRelease& release : history.releases) out += row_html(release);
  return out + "</table>\n";
}

/// What a comparison of versions did not list, and who brought the version compared with.
std::string left_out_html(const FileHistory& history, const std::string& version) {
  if (!history.left_out) return {};
  const LeftOut& left_out = *history.left_out;
  std::string out;
  if (!left_out.brought_by.empty()) {
    std::string links;
    for (const std::string& id : left_out.brought_by) {
      links += (links.empty() ? "" : ", ") + link_html(article_address(id), id);
    }
    out += "<p>" + html_text(version) + " came with " + links + ".</p>\n";
  }
  if (left_out.without_version + left_out.other_branch == 0) return out;
  return out + paragraph(fmt::format("Left out: {} without a version to compare, {} of other "
                                     "product lines.",
                                     left_out.without_version, left_out.other_branch),
                         "facts");
}

std::string nothing(const FileHistory& history, const std::string& version) {
  if (!version.empty()) {
    return paragraph("No article brings a version newer than " + version + ".", "remark");
  }
  std::string out = paragraph("No table of fixed files names this file.", "remark");
  if (!history.nearest.empty()) {
    out += "<p>Similar names:</p>\n<ul>\n";
    for (const std::string& name : history.nearest) {
      out += "<li>" + link_html(file_address(name), name) + "</li>\n";
    }
    out += "</ul>\n";
  }
  return out + "<p>" + link_html(search_address(history.file), "Articles that mention it") +
         "</p>\n";
}

}  // namespace

std::string file_page(const FileHistory& history, const std::string& version) {
  Page page{history.file};
  page.query = history.file;
  page.json = "/api" + file_address(history.file) +
              (version.empty() ? "" : "?version=" + percent_encoded(version));
  page.main = "<h1>" + html_text(history.file) + "</h1>\n";
  if (history.releases.empty()) {
    page.main += nothing(history, version) + left_out_html(history, version);
    return page_html(page);
  }
  std::vector<std::string> dates;
  for (const FileRelease& release : history.releases) {
    if (release.row.date) dates.push_back(*release.row.date);
  }
  const std::string what = count_of(history.releases.size(), "version");
  page.main +=
      paragraph(version.empty() ? what + ", oldest first." : what + " newer than " + version + ".",
                "lead") +
      timeline(dates, what + " on a line of time; the table lists them") + form(history, version) +
      left_out_html(history, version) + table(history) + "<p>" +
      link_html(search_address(history.file), "All articles that mention it") + "</p>\n";
  return page_html(page);
}

}  // namespace kb
