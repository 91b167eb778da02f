#include "indexer/store/frame_dictionary.h"

#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <shared_mutex>

namespace kb {
namespace {

constexpr std::size_t kDictionaryBytes = 256U << 10U;  // twice as much saves 2 % more
constexpr std::size_t kSmallest = 1024;                // a dictionary below this gains nothing
constexpr int kLevel = 12;  // of zstd; 19 saves 5 % more and takes 8 times as long

struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
struct FreeDictionary {
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};
using Dictionary = std::unique_ptr<ZSTD_DDict, FreeDictionary>;

struct Known {
  std::shared_mutex mutex;
  std::map<unsigned, Dictionary> by_number;
};

Known& known() {
  static Known all;
  return all;
}

/// Null if nobody has given it.
const ZSTD_DDict* find_dictionary(unsigned number) {
  const std::shared_lock lock(known().mutex);
  const auto found = known().by_number.find(number);
  return found == known().by_number.end() ? nullptr : found->second.get();
}

}  // namespace

std::string train_frame_dictionary(const std::vector<std::string>& samples) {
  std::string all;
  std::vector<std::size_t> sizes;
  sizes.reserve(samples.size());
  for (const std::string& sample : samples) {
    all += sample;
    sizes.push_back(sample.size());
  }
  const std::size_t capacity = std::min(kDictionaryBytes, all.size() / 10);
  if (capacity < kSmallest) return {};
  std::string out(capacity, '\0');
  const std::size_t size = ZDICT_trainFromBuffer(out.data(), out.size(), all.data(), sizes.data(),
                                                 unsigned(sizes.size()));
  if (ZDICT_isError(size) != 0) return {};
  out.resize(size);
  return out;
}

Result<void> use_frame_dictionary(std::string_view dictionary) {
  const unsigned number = ZSTD_getDictID_fromDict(dictionary.data(), dictionary.size());
  if (number != 0 && find_dictionary(number) != nullptr) return {};
  Dictionary made(number == 0 ? nullptr : ZSTD_createDDict(dictionary.data(), dictionary.size()));
  if (!made) return fail(ErrorKind::kDamaged, "the dictionary of the stored articles is damaged");
  const std::unique_lock lock(known().mutex);
  known().by_number.emplace(number, std::move(made));
  return {};
}

bool decompress_frame(std::string_view frame, std::string& out) {
  const thread_local std::unique_ptr<ZSTD_DCtx, FreeDecompressor> kContext(ZSTD_createDCtx());
  const unsigned number = ZSTD_getDictID_fromFrame(frame.data(), frame.size());
  const ZSTD_DDict* dictionary = number == 0 ? nullptr : find_dictionary(number);
  if (!kContext || (number != 0 && dictionary == nullptr)) return false;
  const std::size_t got = ZSTD_decompress_usingDDict(kContext.get(), out.data(), out.size(),
                                                     frame.data(), frame.size(), dictionary);
  return got == out.size();
}

struct RecordPacker::State {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CDict* dictionary = nullptr;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  explicit State(std::string_view bytes) {
    if (!bytes.empty()) dictionary = ZSTD_createCDict(bytes.data(), bytes.size(), kLevel);
  }
  ~State() {
    ZSTD_freeCDict(dictionary);
    ZSTD_freeCCtx(context);
  }
};

RecordPacker::RecordPacker(std::string_view dictionary)
    : state_(std::make_unique<State>(dictionary)) {}
RecordPacker::~RecordPacker() = default;

std::string RecordPacker::compress(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      state_->dictionary == nullptr
          ? ZSTD_compressCCtx(state_->context, out.data(), out.size(), bytes.data(), bytes.size(),
                              kLevel)
          : ZSTD_compress_usingCDict(state_->context, out.data(), out.size(), bytes.data(),
                                     bytes.size(), state_->dictionary);
  out.resize(ZSTD_isError(size) != 0 ? 0 : size);
  return out;
}

}  // namespace kb
