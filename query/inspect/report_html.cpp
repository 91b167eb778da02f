#include "query/inspect/report_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace kb {
namespace {

constexpr std::string_view kEmptyCell = "&#160;";

std::string cell(const std::string& html) {
  return "<td valign=\"top\">" + (html.empty() ? std::string(kEmptyCell) : html) + "</td>";
}

std::string heading_row(std::initializer_list<std::string_view> labels) {
  std::string out = "<table border=\"1\">\n<tr>";
  for (const std::string_view label : labels)
    out += "<th align=\"left\">" + html_text(label) + "</th>";
  return out + "</tr>\n";
}

std::string fact(std::string_view label, const std::string& text) {
  if (text.empty()) return {};
  return "<tr><th align=\"left\" valign=\"top\">" + html_text(label) + "</th><td>" +
         html_text(text) + "</td></tr>\n";
}

std::string article_of(const std::string& id, const HtmlOptions& options) {
  const std::string address = id.empty() ? "" : options.address_of(id);
  if (address.empty()) return html_text(id);
  return "<a href=\"" + html_text(address) + "\">" + html_text(id) + "</a>";
}

std::string system_html(const Inspection& inspection) {
  if (!inspection.system) return "<h1>No folder of Windows was found</h1>\n";
  const InstalledSystem& system = *inspection.system;
  std::vector<std::string> also;
  for (const InstalledProduct& one : system.also) also.push_back(one.name + " " + one.version);
  std::vector<std::string> hotfixes;
  for (const InstalledFix& fix : inspection.installed) hotfixes.push_back(fix.id);
  return "<h1>" + html_text(title_of(system)) + "</h1>\n<table class=\"facts\">\n" +
         fact("Folder", system.root) +
         fact("Also installed", fmt::format("{}", fmt::join(also, ", "))) +
         fact("Profile", system.profile()) +
         fact("Hotfixes", fmt::format("{}", fmt::join(hotfixes, " "))) + "</table>\n";
}

std::string failures_html(const Inspection& inspection, const HtmlOptions& options) {
  if (inspection.failures.empty()) return {};
  std::string out = fmt::format("<h2>What failed: {}</h2>\n", inspection.failures.size()) +
                    heading_row({"Times", "What", "By", "Told in", "Last", "Articles"});
  for (const Failure& failure : inspection.failures) {
    std::string what = failure.canonical;
    if (!failure.parameters.empty())
      what += fmt::format(" ({})", fmt::join(failure.parameters, ", "));
    std::string articles;
    for (const FailureArticle& article : failure.articles)
      articles += (articles.empty() ? "" : "<br>\n") + article_of(article.id, options) + " " +
                  html_text(article.title);
    out += "<tr>" + cell(std::to_string(failure.count)) + cell(html_text(what)) +
           cell(html_text(failure.by)) + cell(html_text(failure.source)) +
           cell(html_text(failure.when)) + cell(articles) + "</tr>\n";
  }
  return out + "</table>\n";
}

/// `4.0.1381.133, 1,024 bytes, 1998-10-31`, as far as it is known.
std::string file_html(const std::string& version, std::uint64_t size, const std::string& date) {
  std::vector<std::string> parts;
  if (!version.empty()) parts.push_back(version);
  if (size != 0) parts.push_back(fmt::format("{} bytes", size));
  if (!date.empty()) parts.push_back(date);
  return html_text(fmt::format("{}", fmt::join(parts, ", ")));
}

std::string evidence_html(const Fix& fix) {
  std::string out;
  for (const FixEvidence& one : fix.evidence) {
    out += (out.empty() ? "" : "<br>\n") + html_text(one.have.path) + ": " +
           file_html(one.have.version, one.have.size, one.have.date()) + "; the fix has " +
           file_html(one.fix.version.value_or(""), one.fix.size.value_or(0),
                     one.fix.date.value_or(""));
  }
  return out;
}

std::string fixes_html(const Inspection& inspection, FixState state, std::string_view heading,
                       const HtmlOptions& options) {
  std::string rows;
  std::size_t count = 0;
  for (const Fix& fix : inspection.fixes) {
    if (fix.state != state) continue;
    ++count;
    std::string why = html_text(fix.why);
    if (!fix.superseded_by.empty()) why += "; brought by " + article_of(fix.superseded_by, options);
    rows += "<tr>" + cell(article_of(fix.id, options)) + cell(html_text(fix.title)) + cell(why) +
            cell(evidence_html(fix)) + "</tr>\n";
  }
  if (count == 0) return {};
  return fmt::format("<h2>{}: {}</h2>\n", heading, count) +
         heading_row({"Article", "Title", "Why", "Files"}) + rows + "</table>\n";
}

std::string remarks_html(const Inspection& inspection) {
  if (inspection.diagnostics.empty()) return {};
  std::string out = "<h2>Remarks</h2>\n<ul>\n";
  for (const std::string& sentence : inspection.diagnostics)
    out += "<li>" + html_text(sentence) + "</li>\n";
  return out + "</ul>\n";
}

}  // namespace

std::string inspection_html(const Inspection& inspection, const HtmlOptions& options) {
  return system_html(inspection) + failures_html(inspection, options) +
         fixes_html(inspection, FixState::kMissing, "Fixes that are missing", options) +
         fixes_html(inspection, FixState::kCannotTell, "Fixes of which kb can't tell", options) +
         fixes_html(inspection, FixState::kHas, "Fixes that are there", options) +
         remarks_html(inspection);
}

std::string inspection_html_page(const Inspection& inspection, const std::string& source,
                                 const HtmlOptions& options) {
  return std::string(kPageStart) + "<title>" + html_text("kb inspect " + source) +
         "</title>\n</head>\n<body>\n" + inspection_html(inspection, options) + "<hr>\n<p>" +
         html_text("What kb inspect found in " + source) + "</p>\n</body>\n</html>\n";
}

}  // namespace kb
