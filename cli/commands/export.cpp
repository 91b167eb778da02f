#include "indexer/transfer/export.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "cli/command.h"
#include "cli/open_for_reading.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "parser/record_json.h"
#include "parser/text/count.h"
#include "web/export/export_pages.h"

namespace kb {
namespace {

struct Options {
  std::string sqlite;
  std::string html;
  std::string docset;
  std::string zim;
  std::string on;
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

/// The words that narrow an export of pages are a search to every other command line.
Error no_pages_to_narrow(const std::string& query) {
  return {ErrorKind::kUsage, "a query narrows --html, --docset and --zim alone",
          "to search for these words: kb search export " + query};
}

/// What pages are asked for; nothing if none are.
std::optional<PagesRequest> pages_of(const Options& options) {
  PagesRequest request;
  for (const auto& [out, format] : {std::pair(&options.html, PageFormat::kHtml),
                                    std::pair(&options.docset, PageFormat::kDocset),
                                    std::pair(&options.zim, PageFormat::kZim)}) {
    if (out->empty()) continue;
    request.format = format;
    request.out = *out;
  }
  if (request.out.empty()) return std::nullopt;
  request.overwrite = options.force ? Overwrite::kOwnKind : Overwrite::kNever;
  return request;
}

int export_as_pages(const PagesRequest& request, const CommonOptions& common) {
  Progress& progress = interruptible_progress();
  const auto index = open_for_reading(common);
  if (!index) return report(index.error());
  const auto written = [&] {
    const ProgressLine line(progress, common);
    return export_pages(*index, request, progress);
  }();
  if (!written) return report(written.error());
  for (const std::string& text : written->remarks) remark(common, text);
  if (written->cancelled) {
    return report_interrupted(std::filesystem::exists(request.out), request.out,
                              request.format == PageFormat::kZim ? "file" : "folder");
  }
  if (written->articles == 0) {
    remark(common, "no article matches; nothing was written");
    return kNothing;
  }
  remark(common, counted(written->articles, "article") + " in " + request.out + ": " +
                     counted(written->files, "file") + ", " + counted(written->bytes, "byte"));
  return kFound;
}

int run_export(const Options& options, const std::string& query, const CommonOptions& common) {
  const int outs = int(!options.sqlite.empty()) + int(!options.html.empty()) +
                   int(!options.docset.empty()) + int(!options.zim.empty());
  if (outs > 1) {
    return report({ErrorKind::kUsage, "--sqlite, --html, --docset and --zim exclude each other",
                   "write one after the other"});
  }
  if (auto request = pages_of(options)) {
    request->selection = {query, options.on};
    return export_as_pages(*request, common);
  }
  if (!query.empty()) return report(no_pages_to_narrow(query));
  if (!options.on.empty()) {
    return report(
        {ErrorKind::kUsage, "--on narrows --html, --docset and --zim alone", "leave it out"});
  }
  return options.sqlite.empty() ? export_json(common) : export_database(options, common);
}

}  // namespace

Run setup_export(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("--sqlite", options->sqlite,
           "write a SQLite database with tables of articles, sections, file versions, error "
           "codes and references instead of JSON Lines")
      .called("OUT.db");
  list.add("--html", options->html,
           "write pages that any browser shows from a disk, with lists and a search")
      .called("OUT");
  list.add("--docset", options->docset, "write such pages for Zeal and Dash").called("OUT.docset");
  list.add("--zim", options->zim, "write such pages as one file for Kiwix").called("OUT.zim");
  list.add("--on", options->on,
           "of --html, --docset and --zim: only articles about these products, e.g. nt4,exch55")
      .called("PRODUCTS");
  list.add("--force", options->force, "replace an older export of the same kind");
  auto words = std::make_shared<std::vector<std::string>>();
  list.any_words("QUERY", *words);
  return [options, words](const CommonOptions& common) {
    return run_export(*options, joined(*words), common);
  };
}

}  // namespace kb
