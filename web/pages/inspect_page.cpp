#include "web/pages/inspect_page.h"

#include "query/inspect/report_html.h"
#include "web/pages/page.h"

namespace kb {
namespace {

constexpr std::string_view kTitle = "Fixes for a list of files";

std::string form(const std::string& text) {
  return "<form action=\"/inspect\" method=\"post\" enctype=\"multipart/form-data\">\n"
         "<p><label for=\"text\">What <tt>ver</tt>, "
         "<tt>dir /s</tt>, <tt>filever</tt>, <tt>qfecheck</tt> or <tt>systeminfo</tt> print on the "
         "machine, one behind the other, at most 64 KB</label><br>\n"
         "<textarea name=\"text\" id=\"text\" rows=\"12\" cols=\"80\">" +
         html_text(text) +
         "</textarea></p>\n<p><label for=\"list\">And a file of such lists, at most 256 "
         "KB</label><br>\n"
         "<input type=\"file\" name=\"list\" id=\"list\"></p>\n<p><input type=\"submit\" "
         "value=\"Find fixes\"></p>\n</form>\n";
}

}  // namespace

std::string inspect_form_page(const std::string& text, const std::string& remark) {
  Page page{std::string(kTitle)};
  page.main = "<h1>" + html_text(page.title) + "</h1>\n" +
              (remark.empty() ? "" : paragraph(remark, "remark")) + form(text);
  return page_html(page);
}

std::string inspect_page(const Inspection& inspection) {
  Page page{std::string(kTitle)};
  HtmlOptions options;
  options.address_of = [](std::string_view id) { return article_address(id); };
  page.main = inspection_html(inspection, options) + "<h2>Another list</h2>\n" + form("");
  return page_html(page);
}

}  // namespace kb
