#include "indexer/transfer/export.h"

#include <filesystem>
#include <memory>
#include <optional>

#include "cli/command.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "parser/record_json.h"
#include "parser/text/count.h"

namespace kb {
namespace {

struct Options {
  std::string sqlite;
  bool force = false;
};

/// Lines that a terminal shows tell by themselves how far it is.
int export_json(const CommonOptions& common) {
  Progress& progress = interruptible_progress();
  Output out(common);
  std::optional<ProgressLine> line;
  if (!out.terminal()) line.emplace(progress, common);
  const auto taken = for_each_article(index_folder(common), progress, [&](const Article& article) {
    out.line(to_json(article));
    return out.flush();
  });
  line.reset();
  if (!taken) return report(taken.error());
  if (progress.cancel) {
    return report({ErrorKind::kSystem, "interrupted after " + counted(*taken, "article"), ""});
  }
  return *taken == 0 ? kNothing : kFound;
}

int export_database(const Options& options, const CommonOptions& common) {
  Progress& progress = interruptible_progress();
  const auto written = [&] {
    const ProgressLine line(progress, common);
    return export_sqlite(index_folder(common), options.sqlite,
                         options.force ? Overwrite::kOwnKind : Overwrite::kNever, progress);
  }();
  if (!written) return report(written.error());
  if (written->cancelled) {
    return report_interrupted(std::filesystem::exists(options.sqlite), options.sqlite, "file");
  }
  remark(common, counted(written->articles, "article") + " in " + options.sqlite);
  return kFound;
}

}  // namespace

Run setup_export(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("--sqlite", options->sqlite,
           "write a SQLite database with tables of articles, sections, file versions, error "
           "codes and references instead of JSON Lines")
      .called("OUT.db");
  list.add("--force", options->force, "replace an older database that kb wrote");
  return [options](const CommonOptions& common) {
    return options->sqlite.empty() ? export_json(common) : export_database(*options, common);
  };
}

}  // namespace kb
