#include <fmt/format.h>

#include "cli/command.h"
#include "cli/open_for_reading.h"
#include "cli/terminal.h"
#include "corpus/read_file.h"
#include "query/browse/article_counts.h"
#include "query/json/answer_json.h"
#include "query/search/facets.h"

namespace kb {
namespace {

void write_text(const IndexInfo& info, const ArticleCounts& counts, const std::string& folder,
                Output& out) {
  const auto row = [&](std::string_view label, const std::string& value) {
    out.write(wrap_lines(fmt::format("{:<16}{}", label, value), out.width(),
                         label.starts_with("  ") ? 14 : 16));
  };
  row("index", folder);
  row("articles", std::to_string(info.articles));
  row("files", fmt::format("{} ({})", info.files, human_size(info.bytes)));
  for (const auto& [name, count] : info.dialects) row("  " + name, std::to_string(count));
  row("remarks", std::to_string(info.diagnostics));
  row("terms", fmt::format("{:.0f} an article", counts.terms_per_article));
  row("size", info.size == 0 ? "unknown: servers hold it" : human_size(info.size));
  row("written",
      fmt::format("{}by kb {} (schema {})", info.created.empty() ? "" : info.created + " ",
                  info.program, info.schema));
  for (const std::string& source : info.sources) row("source", source);
  for (const auto& [name, values] : counts.facets) row(name, most_frequent(values));
}

int run_stats(const CommonOptions& common) {
  const std::string folder = index_folder(common);
  const auto index = open_for_reading(common);
  if (!index) return report(index.error());
  const auto counts = count_articles(*index);
  if (!counts) return report(counts.error());
  Output out(common);
  if (common.json) {
    out.line(to_json(index->info(), *counts));
  } else {
    write_text(index->info(), *counts, folder, out);
  }
  out.flush();
  return kFound;
}

}  // namespace

Run setup_stats(OptionList& /*list*/) { return run_stats; }

}  // namespace kb
