// The dictionary that stored records of a pocket file are compressed with.
//
// Articles are alike and short, so each alone compresses badly. zstd can start from a dictionary of
// what they share, trained on a sample of them: stored records shrink to less than half. A frame
// names its dictionary by a number that zstd takes from the dictionary's bytes; this process keeps
// every dictionary it was given, by that number, and decode_record finds it there. Thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parser/result.h"

namespace kb {

/// A dictionary for texts like `samples`; empty if they are too few to train one. The same samples
/// give the same bytes.
std::string train_frame_dictionary(const std::vector<std::string>& samples);

/// Makes a dictionary known to this process for good; one that is known already costs nothing.
/// kDamaged if the bytes are no dictionary.
Result<void> use_frame_dictionary(std::string_view dictionary);

/// Fills `out` with what `frame`, one zstd frame, holds; false if it is damaged, holds another
/// number of bytes, or if nobody has given its dictionary.
bool decompress_frame(std::string_view frame, std::string& out);

/// Compresses stored records anew.
class RecordPacker {
 public:
  /// `dictionary` may be empty.
  explicit RecordPacker(std::string_view dictionary);
  ~RecordPacker();
  RecordPacker(const RecordPacker&) = delete;
  RecordPacker& operator=(const RecordPacker&) = delete;

  /// One frame with `bytes`; empty if zstd fails (out of memory).
  std::string compress(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kb
