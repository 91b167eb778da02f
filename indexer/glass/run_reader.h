// The runs of a build, as their merge reads them: section by section, each from front to back.
#pragma once

#include <cstdint>
#include <memory>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass/run.h"
#include "indexer/glass/scratch_file.h"
#include "parser/result.h"

namespace kb {

/// All runs, open. The runs must outlive it.
class RunSources {
 public:
  explicit RunSources(const std::vector<Run>& runs);

  std::size_t size() const { return runs_.size(); }
  const Run& run(std::size_t i) const { return *runs_[i]; }
  /// What is added to the numbers of a run's documents.
  std::uint32_t offset(std::size_t i) const { return offsets_[i]; }
  /// Documents of all runs.
  std::uint32_t documents() const { return documents_; }

  /// Reads a section of run `i`.
  SectionReader reader(std::size_t i, Extent section) const {
    return {*files_[i], section, buffer_};
  }

 private:
  std::vector<const Run*> runs_;
  std::vector<std::shared_ptr<ScratchSource>> files_;
  std::vector<std::uint32_t> offsets_;
  std::uint32_t documents_ = 0;
  std::size_t buffer_;
};

/// kSystem: what the build wrote can't be read.
tl::unexpected<Error> cannot_read_runs(const RunSources& sources);

/// One section of every run, read term by term, in byte order of all.
class TermMerge {
 public:
  TermMerge(const RunSources& sources, Extent Run::*section);
  TermMerge(const TermMerge&) = delete;
  TermMerge& operator=(const TermMerge&) = delete;

  /// Goes to the next term; false at the end. The caller reads what each run of group() says of it,
  /// and calls advance for each.
  bool next();
  const std::string& term() const { return terms_[group_.front()]; }
  /// The runs that hold the term, in their order; each reader stands behind the term.
  const std::vector<std::size_t>& group() const { return group_; }
  SectionReader& reader(std::size_t run) { return readers_[run]; }
  void advance(std::size_t run);

  /// True if a run could not be read to its end.
  bool failed() const;

 private:
  struct Later {
    const std::vector<std::string>* terms;
    bool operator()(std::size_t a, std::size_t b) const {
      const int order = (*terms)[a].compare((*terms)[b]);
      return order != 0 ? order > 0 : a > b;
    }
  };

  std::vector<SectionReader> readers_;
  std::vector<std::string> terms_;  // at which each reader stands
  std::priority_queue<std::size_t, std::vector<std::size_t>, Later> queue_;
  std::vector<std::size_t> group_;
};

/// Takes a number that glass::put_uint wrote from the front of `bytes`.
inline std::uint64_t take_number(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; !bytes.empty() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= std::uint64_t(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  return value;
}

}  // namespace kb
