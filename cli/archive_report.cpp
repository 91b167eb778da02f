#include "cli/archive_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "parser/text/count.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

std::string_view heading_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::kEmptyArticle:
      return "Articles without text or title";
    case FindingKind::kDuplicateId:
      return "One id in several files";
    case FindingKind::kDuplicateTitle:
      return "Articles with one title";
    case FindingKind::kCutTitle:
      return "Titles cut at 64 characters";
    case FindingKind::kUnreadableDate:
      return "Unreadable dates";
    case FindingKind::kEncoding:
      return "Lost or twice encoded characters";
    case FindingKind::kContradiction:
      return "Contradicting error codes";
    case FindingKind::kMalformedCode:
      return "Malformed error codes";
    case FindingKind::kDanglingReference:
      return "Cited articles that are not here";
    case FindingKind::kOther:
      return "Other remarks";
  }
  return "";
}

std::string line_of(const Finding& finding) {
  const std::string place = finding.line == 0 ? "" : fmt::format("line {}: ", finding.line);
  return fmt::format("{}: {}{}", printable_line(finding.source), place, finding.message);
}

std::size_t count_of(const std::vector<Finding>& findings, FindingKind kind) {
  return std::size_t(std::count_if(findings.begin(), findings.end(),
                                   [&](const Finding& finding) { return finding.kind == kind; }));
}

/// `1302 articles read: 12 cut_title, 3 encoding`
std::string summary(std::size_t articles, const std::vector<Finding>& findings) {
  std::string text = counted(articles, "article") + " read";
  if (findings.empty()) return text + ", nothing found";
  for (std::size_t i = 0; i < findings.size();) {
    const std::size_t count = count_of(findings, findings[i].kind);
    text += fmt::format("{} {} {}", i == 0 ? ":" : ",", count, name_of(findings[i].kind));
    i += count;
  }
  return text;
}

void write_readable(const std::vector<Finding>& findings, Output& out) {
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const FindingKind kind = findings[i].kind;
    if (i == 0 || findings[i - 1].kind != kind) {
      if (i != 0) out.line();
      out.line(out.styled(Style::kHeading,
                          fmt::format("{} ({})", heading_of(kind), count_of(findings, kind))));
    }
    out.line(line_of(findings[i]));
  }
  if (!findings.empty()) out.line();
}

}  // namespace

void report_archive(const ArchiveCheck& check, const CommonOptions& common) {
  const std::vector<Finding> findings = check.findings();
  Output out(common);
  if (common.json) {
    for (const Finding& finding : findings) out.line(to_json(finding));
    out.flush();
    remark(common, summary(check.articles(), findings));
    return;
  }
  write_readable(findings, out);
  out.line(summary(check.articles(), findings));
  out.flush_paged();
}

}  // namespace kb
