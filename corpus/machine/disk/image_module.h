// The interface between the program and the module that links libtsk (image_module.cpp). It is
// plain C, so that the module can be loaded when the first image is read. The module runs in a
// process of its own (image_process.h), which calls it once.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

struct KbImageFile {
  const char* path;      ///< UTF-8, with `/`, below the image's root
  std::uint64_t size;    ///< bytes
  std::int64_t written;  ///< seconds since 1970
  std::uint32_t volume;  ///< with `address`: where the image keeps it
  std::uint64_t address;
};

/// A file that is to be read.
struct KbImageWanted {
  std::uint32_t volume;
  std::uint64_t address;
  std::uint64_t length;  ///< at most so many bytes, from its beginning
};

/// What the module calls. All texts and bytes live until the call returns.
struct KbImageCaller {
  void* context;
  /// A file of the image, each once. Returns 0 if no more are wanted.
  int (*file)(void* context, const KbImageFile* file);
  /// A sentence about what can't be read.
  void (*remark)(void* context, const char* sentence);
  /// Waits for the next file to read, after all were listed. Returns 0 if there is none.
  int (*next)(void* context, KbImageWanted* wanted);
  /// The bytes of the file that `next` has asked for; fewer if it is damaged.
  void (*bytes)(void* context, const char* bytes, std::size_t length);
};

/// Lists the files of the image `path` and gives their bytes until `next` returns 0. Returns 0, or
/// 1 with a sentence in `error` (NUL-terminated, at most `error_size` bytes) if nothing could be
/// listed.
using KbImageServe = int (*)(const char* path, const KbImageCaller* caller, char* error,
                             std::size_t error_size);
}

inline constexpr const char* kImageModule = "libkb_image.so";
inline constexpr const char* kImageEntry = "kb_image_serve";
