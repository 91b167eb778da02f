#include "indexer/transfer/pack.h"

#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <memory>

#include "cli/command.h"
#include "cli/terminal.h"
#include "corpus/read_file.h"
#include "parser/json_writer.h"

namespace kb {
namespace {

Progress progress;  // the signal handler reaches it here

void cancel(int /*signal*/) { progress.cancel = true; }

int run_pack(const std::string& out_path, const CommonOptions& common) {
  const std::string folder = index_folder(common);
  std::signal(SIGINT, cancel);
  std::signal(SIGTERM, cancel);
  const auto packed = pack_index(folder, out_path, progress);
  if (!packed) return report(packed.error());
  if (packed->cancelled) {
    return report_interrupted(std::filesystem::exists(out_path), out_path, "file");
  }
  remark(common,
         fmt::format("{} articles in {}: {}, {:.0f} % of the index; {:.1f} s", packed->articles,
                     out_path, human_size(packed->bytes),
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
  auto path = std::make_shared<std::string>();
  list.add("file", *path, "the pocket file to write").required().called("OUT.kb");
  return [path](const CommonOptions& common) { return run_pack(*path, common); };
}

}  // namespace kb
