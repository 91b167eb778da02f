#include <fmt/format.h>

#include <memory>

#include "cli/command.h"
#include "cli/last_list.h"
#include "cli/open_for_reading.h"
#include "cli/terminal.h"
#include "parser/text/count.h"
#include "query/browse/file_history.h"
#include "query/json/answer_json.h"

namespace kb {
namespace {

struct Options {
  std::string name;
  std::string version;
};

void write_release(std::size_t number, const FileRelease& release, Output& out) {
  const FileVersion& row = release.row;
  const std::string size = row.size ? std::to_string(*row.size) : "";
  std::string where = row.platform.value_or("");
  if (row.component) where += (where.empty() ? "" : ", ") + *row.component;
  for (const std::string& heading : row.under) where += (where.empty() ? "" : ", ") + heading;
  const Text line = fmt::format("{:>3}  {:<16}{:<12}{:>10}  ", number, row.version.value_or("-"),
                                row.date.value_or("-"), size) +
                    out.styled(Style::kId, before_title(release.id)) + release.title +
                    (where.empty() ? "" : out.styled(Style::kDim, "  [" + where + "]"));
  out.write(wrap_lines(line, out.width(), 21));
}

/// Says what a comparison left out, and who brought the version that was given.
void print_left_out(const FileHistory& history, const Options& options,
                    const CommonOptions& common) {
  const LeftOut& left_out = *history.left_out;
  if (!left_out.brought_by.empty())
    remark(common, fmt::format("{} {} came with {}", history.file, options.version,
                               fmt::join(left_out.brought_by, ", ")));
  const auto say = [&](std::size_t count, std::string_view one, std::string_view more) {
    if (count != 0) remark(common, counted(count, one, more));
  };
  say(left_out.without_version, "row has nothing to compare with it and is left out",
      "rows have nothing to compare with it and are left out");
  say(left_out.other_branch, "row is of another product line and is left out",
      "rows are of other product lines and are left out");
}

void print_nothing(const FileHistory& history, const Options& options,
                   const CommonOptions& common) {
  if (history.left_out && history.nearest.empty()) {
    remark(common, fmt::format("no article is known to bring {} newer than {}", history.file,
                               options.version));
    return;
  }
  remark(common, fmt::format("no table of fixed files names {}", history.file) +
                     (history.nearest.empty()
                          ? std::string()
                          : fmt::format("; nearest: {}", fmt::join(history.nearest, ", "))));
}

int run_file(const Options& options, const CommonOptions& common) {
  const auto index = open_for_reading(common);
  if (!index) return report(index.error());
  auto history = file_history(*index, options.name);
  if (!history) return report(history.error());
  if (!options.version.empty()) {
    if (const auto kept = keep_newer(*history, options.version); !kept) return report(kept.error());
  }
  std::vector<std::string> names;
  for (const FileRelease& release : history->releases) names.push_back(release.id);
  remember_list(names);
  Output out(common);
  if (common.json) {
    out.line(to_json(*history));
  } else {
    std::size_t number = 0;
    for (const FileRelease& release : history->releases) write_release(++number, release, out);
    if (history->releases.empty()) print_nothing(*history, options, common);
    if (history->left_out && history->nearest.empty()) print_left_out(*history, options, common);
  }
  out.flush_paged();
  return history->releases.empty() ? kNothing : kFound;
}

}  // namespace

Run setup_file(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("name", options->name, "a file name, any case").required();
  list.add("version", options->version, "only what is newer than this version or date");
  return [options](const CommonOptions& common) { return run_file(*options, common); };
}

}  // namespace kb
