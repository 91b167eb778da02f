#include "indexer/transfer/export.h"

#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <memory>

#include "cli/command.h"
#include "cli/terminal.h"
#include "parser/record_json.h"

namespace kb {
namespace {

Progress progress;  // the signal handler reaches it here

void cancel(int /*signal*/) { progress.cancel = true; }

int export_json(const CommonOptions& common) {
  Output out(common);
  const auto taken = for_each_article(index_folder(common), [&](const Article& article) {
    out.line(to_json(article));
    return out.flush();
  });
  if (!taken) return report(taken.error());
  return *taken == 0 ? kNothing : kFound;
}

int export_database(const std::string& path, const CommonOptions& common) {
  std::signal(SIGINT, cancel);
  std::signal(SIGTERM, cancel);
  const auto written = export_sqlite(index_folder(common), path, progress);
  if (!written) return report(written.error());
  if (written->cancelled) {
    return report_interrupted(std::filesystem::exists(path), path, "file");
  }
  remark(common, fmt::format("{} articles in {}", written->articles, path));
  return kFound;
}

}  // namespace

Run setup_export(OptionList& list) {
  auto sqlite = std::make_shared<std::string>();
  list.add("--sqlite", *sqlite,
           "write a SQLite database with tables of articles, sections, file versions, error "
           "codes and references instead of JSON Lines")
      .called("OUT.db");
  return [sqlite](const CommonOptions& common) {
    return sqlite->empty() ? export_json(common) : export_database(*sqlite, common);
  };
}

}  // namespace kb
