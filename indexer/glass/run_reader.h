// Reads the runs of a build for their merge: section by section, each from front to back.
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

/// All runs, open for reading. `runs` must outlive it.
class RunSources {
 public:
  explicit RunSources(const std::vector<Run>& runs);

  std::size_t size() const { return runs_.size(); }
  const Run& run(std::size_t i) const { return *runs_[i]; }
  /// What must be added to document numbers of run `i` to get those of the database.
  std::uint32_t offset(std::size_t i) const { return offsets_[i]; }
  /// Number of documents in all runs.
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

/// Makes the error kSystem: what the build wrote can't be read.
tl::unexpected<Error> cannot_read_runs(const RunSources& sources);

/// Reads one section of all runs at once, term by term in byte order.
class TermMerge {
 public:
  TermMerge(const RunSources& sources, Extent Run::*section);
  TermMerge(const TermMerge&) = delete;
  TermMerge& operator=(const TermMerge&) = delete;

  /// Goes to the next term; false at the end. For each run of group(), the caller must read what
  /// follows the term and then call advance().
  bool next();
  const std::string& term() const { return terms_[group_.front()]; }
  /// The runs that contain the term, in their order; each reader stands just after the term.
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
  std::vector<std::string> terms_;  // by run: the term that its reader has read
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
