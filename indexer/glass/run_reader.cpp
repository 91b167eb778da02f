#include "indexer/glass/run_reader.h"

#include <algorithm>
#include <map>

namespace kb {
namespace {

constexpr std::size_t kBuffers = 64 << 20;    // bytes that the buffers of all runs may take
constexpr std::size_t kMostBuffer = 1 << 18;  // bytes that one buffer may take

}  // namespace

RunSources::RunSources(const std::vector<Run>& runs)
    : buffer_(std::min(kMostBuffer, kBuffers / std::max<std::size_t>(1, runs.size()))) {
  std::map<std::string, std::shared_ptr<ScratchSource>> open;
  for (const Run& run : runs) {
    auto& file = open[run.file];
    if (!file) file = std::make_shared<ScratchSource>(run.file);
    runs_.push_back(&run);
    files_.push_back(file);
    offsets_.push_back(documents_);
    documents_ += run.totals.documents;
  }
}

tl::unexpected<Error> cannot_read_runs(const RunSources& sources) {
  return fail(ErrorKind::kSystem, "can't read " + sources.run(0).file + " again",
              "run `kb index` again; if it persists, check the disk");
}

TermMerge::TermMerge(const RunSources& sources, Extent Run::*section)
    : terms_(sources.size()), queue_(Later{&terms_}) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    readers_.push_back(sources.reader(i, sources.run(i).*section));
  }
  for (std::size_t i = 0; i < sources.size(); ++i) advance(i);
}

bool TermMerge::next() {
  group_.clear();
  while (!queue_.empty() && (group_.empty() || terms_[queue_.top()] == term())) {
    group_.push_back(queue_.top());
    queue_.pop();
  }
  return !group_.empty();
}

void TermMerge::advance(std::size_t run) {
  if (readers_[run].at_end()) return;
  terms_[run].assign(readers_[run].string());
  if (!readers_[run].failed()) queue_.push(run);
}

bool TermMerge::failed() const {
  return std::any_of(readers_.begin(), readers_.end(),
                     [](const SectionReader& reader) { return reader.failed(); });
}

}  // namespace kb
