#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <memory>

#include "cli/command.h"
#include "corpus/read_file.h"
#include "indexer/transfer/pack.h"

namespace kb {
namespace {

struct Options {
  std::string file;
  unsigned threads = 0;
};

Progress progress;  // the signal handler reaches it here

void cancel(int /*signal*/) { progress.cancel = true; }

int run_unpack(const Options& options, const CommonOptions& common) {
  const std::string folder = index_folder(common);
  std::signal(SIGINT, cancel);
  std::signal(SIGTERM, cancel);
  const auto built = unpack_index(options.file, folder, options.threads, progress);
  if (!built) return report(built.error());
  if (built->cancelled) {
    return report_interrupted(std::filesystem::exists(folder + "/manifest.json"), "the index",
                              "index");
  }
  remark(common,
         fmt::format("{} articles of {} in {:.1f} s: index of {} in {}", built->info.articles,
                     options.file, built->seconds, human_size(built->info.size), folder));
  return kFound;
}

}  // namespace

Run setup_unpack(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("file", options->file, "the pocket file").required().called("FILE.kb");
  list.add("--threads", options->threads, "threads to use (0: one a processor)");
  return [options](const CommonOptions& common) { return run_unpack(*options, common); };
}

}  // namespace kb
