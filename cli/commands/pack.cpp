#include "indexer/transfer/pack.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/command.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "corpus/read_file.h"
#include "parser/json_writer.h"
#include "parser/text/count.h"

namespace kb {
namespace {

struct Options {
  std::string out;
  bool force = false;
};

int run_pack(const Options& options, const CommonOptions& common) {
  const std::string& out_path = options.out;
  const std::string folder = index_folder(common);
  Progress& progress = interruptible_progress();
  const auto packed = [&] {
    const ProgressLine line(progress, common);
    return pack_index(folder, out_path, options.force ? Overwrite::kOwnKind : Overwrite::kNever,
                      progress);
  }();
  if (!packed) return report(packed.error());
  if (packed->cancelled) {
    return report_interrupted(std::filesystem::exists(out_path), out_path, "file");
  }
  remark(common,
         fmt::format("{} in {}: {}, {:.0f} % of the index; {:.1f} s",
                     counted(packed->articles, "article"), out_path, human_size(packed->bytes),
                     100.0 * double(packed->bytes) / double(packed->index_bytes), packed->seconds));
  if (common.json) {
    Output out(common);
    std::string json;
    JsonObject(json)
        .field("format", 1)
        .field("pocket", out_path)
        .field("articles", packed->articles)
        .field("bytes", packed->bytes)
        .field("index_bytes", packed->index_bytes)
        .field("seconds", packed->seconds)
        .end();
    out.line(json);
    out.flush();
  }
  return kFound;
}

}  // namespace

Run setup_pack(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("file", options->out, "the pocket file to write").required().called("OUT.kb");
  list.add("--force", options->force, "replace an older pocket file");
  return [options](const CommonOptions& common) { return run_pack(*options, common); };
}

}  // namespace kb
