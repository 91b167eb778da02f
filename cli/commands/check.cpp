#include "indexer/check/check.h"

#include <fmt/format.h>

#include <memory>

#include "cli/command.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "indexer/check/deep_check.h"
#include "indexer/store/manifest.h"
#include "parser/json_writer.h"

namespace kb {
namespace {

constexpr std::size_t kShown = 20;  // faults in the message; --json lists all

struct Options {
  bool deep = false;
};

/// Both checks; the second only of an index that the first finds sound.
Result<std::vector<std::string>> find_faults(const std::string& folder, bool deep,
                                             Progress& progress) {
  auto faults = check_index(folder);
  if (!faults || !faults->empty() || !deep) return faults;
  return check_articles(folder, 0, progress);
}

std::string sentence(const std::string& folder, std::vector<std::string> faults) {
  const std::size_t count = faults.size();
  if (count > kShown) faults.resize(kShown);
  std::string text = fmt::format("the index {} is damaged: {}", folder, fmt::join(faults, ", "));
  if (count > kShown) text += fmt::format(", and {} more", count - kShown);
  return text;
}

int run_check(const Options& options, const CommonOptions& common) {
  const std::string folder = index_folder(common);
  Progress progress;  // an interrupt ends the process at once: nothing is written
  progress.stage = Progress::Stage::kChecking;
  const auto faults = [&] {
    const ProgressLine line(progress, common);
    return find_faults(folder, options.deep, progress);
  }();
  if (!faults) return report(faults.error());
  Output out(common);
  if (common.json) {
    std::string json;
    JsonObject(json).field("format", 1).field("index", folder).field("faults", *faults).end();
    out.line(json);
  } else if (faults->empty()) {
    out.line("the index " + folder + " is sound");
  }
  out.flush();
  if (faults->empty()) return kFound;
  return report({ErrorKind::kDamaged, sentence(folder, *faults), kRebuild});
}

}  // namespace

Run setup_check(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("--deep", options->deep, "read every article anew and compare it with its terms");
  return [options](const CommonOptions& common) { return run_check(*options, common); };
}

}  // namespace kb
