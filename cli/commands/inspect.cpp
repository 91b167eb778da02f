#include "query/inspect/inspect.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/command.h"
#include "cli/open_for_reading.h"
#include "cli/terminal.h"
#include "corpus/read_file.h"
#include "query/inspect/report_html.h"
#include "query/json/answer_json.h"

namespace kb {
namespace {

struct Options {
  std::string path;
  std::string since;
  std::string windows;
  bool profile = false;
  bool all = false;
  bool html = false;
};

constexpr std::size_t kRows = 10;  // of each kind, so that the answer is one screen

void write_system(const Inspection& inspection, Output& out) {
  if (!inspection.system) {
    out.line("No folder of Windows was found.");
    return;
  }
  const InstalledSystem& system = *inspection.system;
  out.line(out.styled(Style::kTitle, title_of(system)) +
           out.styled(Style::kDim, "  in " + system.root));
  std::string also;
  for (const InstalledProduct& one : system.also)
    also += (also.empty() ? "" : ", ") + one.name + " " + one.version;
  if (!also.empty()) out.write(wrap_lines("  also     " + also, out.width(), 9));
  if (!system.profile().empty())
    out.write(wrap_lines("  profile  " + system.profile(), out.width(), 9));
  if (inspection.installed.empty()) return;
  std::string ids;
  for (const InstalledFix& fix : inspection.installed) ids += (ids.empty() ? "" : " ") + fix.id;
  out.write(wrap_lines("  hotfixes " + ids, out.width(), 9));
}

void write_more(std::size_t count, Output& out) {
  if (count > 0)
    out.line(out.styled(Style::kDim, fmt::format("       and {} more (--all)", count)));
}

void write_failures(const Inspection& inspection, std::size_t most, Output& out) {
  const auto& failures = inspection.failures;
  if (failures.empty()) return;
  out.line();
  out.line(out.styled(Style::kHeading, fmt::format("Failed: {}", failures.size())));
  for (std::size_t i = 0; i < failures.size() && i < most; ++i) {
    const Failure& failure = failures[i];
    std::string line = fmt::format("{:>5}x  {}", failure.count, failure.canonical);
    if (!failure.parameters.empty())
      line += fmt::format(" ({})", fmt::join(failure.parameters, ", "));
    if (!failure.by.empty()) line += "  " + failure.by;
    if (!failure.when.empty()) line += "  " + failure.when;
    out.write(wrap_lines(line + out.styled(Style::kDim, "  " + failure.source), out.width(), 3));
    for (const FailureArticle& article : failure.articles)
      out.write(wrap_lines("        " + out.styled(Style::kId, article.id) + "  " + article.title,
                           out.width(), 2));
  }
  write_more(failures.size() - std::min(failures.size(), most), out);
}

void write_fixes(const Inspection& inspection, FixState state, std::string_view heading,
                 std::size_t most, Output& out) {
  std::vector<const Fix*> fixes;
  std::size_t superseded = 0;
  for (const Fix& fix : inspection.fixes) {
    if (fix.state != state) continue;
    if (fix.superseded_by.empty()) {
      fixes.push_back(&fix);
    } else {
      ++superseded;
    }
  }
  if (fixes.empty()) return;
  out.line();
  const std::string earlier =
      superseded == 0 ? "" : fmt::format(", which bring {} earlier ones", superseded);
  out.line(out.styled(Style::kHeading, fmt::format("{}: {}{}", heading, fixes.size(), earlier)));
  for (std::size_t i = 0; i < fixes.size() && i < most; ++i)
    out.write(wrap_lines("  " + out.styled(Style::kId, before_title(fixes[i]->id)) +
                             fixes[i]->title + out.styled(Style::kDim, "  [" + fixes[i]->why + "]"),
                         out.width(), 9));
  write_more(fixes.size() - std::min(fixes.size(), most), out);
}

void write_text(const Inspection& inspection, bool all, Output& out) {
  const std::size_t most = all ? SIZE_MAX : kRows;
  write_system(inspection, out);
  write_failures(inspection, most, out);
  write_fixes(inspection, FixState::kMissing, "Fixes that are missing", most, out);
  if (all) {
    write_fixes(inspection, FixState::kCannotTell, "Can't tell", most, out);
    write_fixes(inspection, FixState::kHas, "Fixes that are there", most, out);
    return;
  }
  const auto count = [&](FixState state) {
    return std::count_if(inspection.fixes.begin(), inspection.fixes.end(),
                         [&](const Fix& fix) { return fix.state == state; });
  };
  if (inspection.fixes.empty()) return;
  out.line();
  out.line(out.styled(Style::kHeading,
                      fmt::format("Fixes that are there: {}; can't tell: {} (--all)",
                                  count(FixState::kHas), count(FixState::kCannotTell))));
}

Result<Inspection> inspect_given(const Options& options, const Index* index) {
  const auto since = first_day(options.since);
  if (!since) return tl::make_unexpected(since.error());
  if (options.path != "-") return inspect({options.path, *since, options.windows}, index);
  const auto text = read_stdin();
  if (!text) return tl::make_unexpected(text.error());
  return inspect_lists(*text, index);
}

int run_inspect(const Options& options, const CommonOptions& common) {
  if (int(options.html) + int(options.profile) + int(common.json) > 1)
    return report(
        {ErrorKind::kUsage, "--html, --json and --profile exclude each other", "give one of them"});
  auto index = open_for_reading(common);
  const bool no_index = !index && index.error().kind == ErrorKind::kNoIndex;
  if (!index && !no_index) return report(index.error());
  auto inspection = inspect_given(options, index ? &*index : nullptr);
  if (!inspection) return report(inspection.error());
  if (no_index)
    inspection->diagnostics.emplace_back(
        "there is no index, so neither articles nor fixes were looked up; `kb index` builds one");
  Output out(common);
  if (options.profile) {
    const std::string profile = inspection->system ? inspection->system->profile() : "";
    if (!profile.empty()) out.line(profile);
    out.flush();
    return profile.empty() ? kNothing : kFound;
  }
  if (options.html) {
    HtmlOptions unlinked;  // a page that is kept stands alone
    unlinked.address_of = [](std::string_view) { return std::string(); };
    out.write(inspection_html_page(*inspection, options.path, unlinked));
    out.flush();
    return inspection->found() ? kFound : kNothing;
  }
  if (common.json) {
    out.line(to_json(*inspection));
  } else {
    if (inspection->found()) write_text(*inspection, options.all, out);
    for (const std::string& sentence : inspection->diagnostics) remark(common, sentence);
    if (!inspection->found())
      remark(common,
             options.path == "-"
                 ? "nothing of Windows was found in standard input"
                 : "nothing of Windows was found in " + options.path +
                       "; give a disk, or its folder of Windows with System32 or System in it");
  }
  out.flush_paged();
  return inspection->found() ? kFound : kNothing;
}

}  // namespace

Run setup_inspect(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("path", options->path,
           "a mounted disk, a copy of one or an image of one; - reads lists of files and fixes")
      .required()
      .called("PATH");
  list.add("--since", options->since, "leave out failures before a date (1999, 1999-04-21)")
      .called("DATE");
  list.add("--windows", options->windows, "of several Windows the one in this folder (WINNT)")
      .called("FOLDER");
  list.add("--profile", options->profile, "print what --on and KB_ON take, and nothing else");
  list.add("--all", options->all, "list every failure and fix, not the first ten");
  list.add("--html", options->html,
           "print a page that can be kept: every failure and fix, with the files");
  return [options](const CommonOptions& common) { return run_inspect(*options, common); };
}

}  // namespace kb
