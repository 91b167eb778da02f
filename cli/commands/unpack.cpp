#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/command.h"
#include "cli/progress_line.h"
#include "corpus/read_file.h"
#include "indexer/transfer/pack.h"
#include "parser/text/count.h"

namespace kb {
namespace {

struct Options {
  std::string file;
  unsigned threads = 0;
  bool force = false;
};

int run_unpack(const Options& options, const CommonOptions& common) {
  const std::string folder = index_folder(common);
  Progress& progress = interruptible_progress();
  const auto built = [&] {
    const ProgressLine line(progress, common);
    return unpack_index(options.file, folder,
                        options.force ? Overwrite::kOwnKind : Overwrite::kNever, options.threads,
                        progress);
  }();
  if (!built) return report(built.error());
  if (built->cancelled) {
    return report_interrupted(std::filesystem::exists(folder + "/manifest.json"), "the index",
                              "index");
  }
  remark(common, fmt::format("{} of {} in {:.1f} s: index of {} in {}",
                             counted(built->info.articles, "article"), options.file, built->seconds,
                             human_size(built->info.size), folder));
  if (built->info.sources.empty()) {
    remark(common,
           "the index does not know what it was made of; `kb index PATH...` names its sources");
  }
  return kFound;
}

}  // namespace

Run setup_unpack(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("file", options->file, "the pocket file").required().called("FILE.kb");
  list.add("--force", options->force, "replace an older index");
  list.add("--threads", options->threads, "threads to use (0: one a processor)");
  return [options](const CommonOptions& common) { return run_unpack(*options, common); };
}

}  // namespace kb
