#include <fmt/format.h>

#include <memory>

#include "cli/command.h"
#include "cli/terminal.h"
#include "query/browse/file_history.h"
#include "query/json/answer_json.h"

namespace kb {
namespace {

struct Options {
  std::string name;
  std::string version;
};

void write_release(const FileRelease& release, Output& out) {
  const FileVersion& row = release.row;
  const std::string size = row.size ? std::to_string(*row.size) : "";
  std::string where = row.platform.value_or("");
  if (row.component) where += (where.empty() ? "" : ", ") + *row.component;
  for (const std::string& heading : row.under) where += (where.empty() ? "" : ", ") + heading;
  const Text line =
      fmt::format("{:<16}{:<12}{:>10}  ", row.version.value_or("-"), row.date.value_or("-"), size) +
      out.styled(Style::kId, fmt::format("{:<9}", release.id)) + release.title +
      (where.empty() ? "" : out.styled(Style::kDim, "  [" + where + "]"));
  out.write(wrap_lines(line, out.width(), 16));
}

void print_nothing(const FileHistory& history, const Options& options,
                   const CommonOptions& common) {
  if (!options.version.empty() && history.nearest.empty()) {
    remark(common,
           fmt::format("no article brings {} newer than {}", history.file, options.version));
    return;
  }
  remark(common, fmt::format("no table of fixed files names {}", history.file) +
                     (history.nearest.empty()
                          ? std::string()
                          : fmt::format("; nearest: {}", fmt::join(history.nearest, ", "))));
}

int run_file(const Options& options, const CommonOptions& common) {
  const auto index = Index::open(index_folder(common));
  if (!index) return report(index.error());
  auto history = file_history(*index, options.name);
  if (!history) return report(history.error());
  if (!options.version.empty()) keep_newer(history->releases, options.version);
  Output out(common);
  if (common.json) {
    out.line(to_json(*history));
  } else {
    for (const FileRelease& release : history->releases) write_release(release, out);
    if (history->releases.empty()) print_nothing(*history, options, common);
  }
  out.flush_paged();
  return history->releases.empty() ? kNothing : kFound;
}

}  // namespace

Run setup_file(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("name", options->name, "a file name, any case").required();
  list.add("version", options->version, "only versions newer than this one");
  return [options](const CommonOptions& common) { return run_file(*options, common); };
}

}  // namespace kb
