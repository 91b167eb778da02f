// Stands in for libkb_image.so and fails as a reader of a hostile image might: by the name of the image.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "corpus/machine/disk/image_module.h"

extern "C" int kb_image_serve(const char* path, const KbImageCaller* caller, char* error,
                              std::size_t error_size) {
  const std::string_view image(path);
  if (image.ends_with("crash.img")) std::abort();
  if (image.ends_with("memory.img")) {
    constexpr std::size_t kBlock = 16 << 20;
    std::size_t blocks = 0;
    while (void* block = std::malloc(kBlock)) {  // never freed
      std::memset(block, 1, kBlock);
      if (++blocks == 256) return 0;  // 4 GB: there is no limit
    }
    std::snprintf(error, error_size, "out of memory");
    return 1;
  }
  const KbImageFile file{"WINNT/drwtsn32.log", 100, 0, 0, 1};
  caller->file(caller->context, &file);
  KbImageWanted wanted{};
  caller->next(caller->context, &wanted);
  std::abort();
}
