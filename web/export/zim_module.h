// The interface between the program and the module that links libzim (zim_module.cpp). It is plain
// C, so that the module can be loaded when a ZIM file is written.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

struct KbZimError {
  char text[512];  ///< NUL-terminated
};

struct KbZimItem {
  const char* path;   ///< `articles/182/Q182320.html`
  const char* title;  ///< may be empty
  const char* mime;   ///< `text/html`
  int is_article;     ///< 1: readers find it by its title and words
  const char* bytes;
  std::size_t size;
};

enum { kKbZimPlaces = 4 };

/// Every function but close returns 0, or 1 with a sentence in `error`.
struct KbZim {
  /// Begins the file `path`, whose name ends with `.zim`; the other functions take `zim`. Scratch
  /// files lie beside it.
  int (*open)(const char* path, void** zim, KbZimError* error);
  int (*add)(void* zim, const KbZimItem* item, KbZimError* error);
  /// Another name for a path; both are also titles.
  int (*redirect)(void* zim, const char* name, const char* path, KbZimError* error);
  int (*metadata)(void* zim, const char* name, const char* value, KbZimError* error);
  /// A PNG of 48 by 48 pixels.
  int (*illustrate)(void* zim, const char* bytes, std::size_t size, KbZimError* error);
  /// Completes the file. Its UUID has 16 bytes. Says in which places of the file, in bytes, Xapian's
  /// tables begin; `count` of them.
  int (*finish)(void* zim, const char* main_path, const char* uuid,
                std::uint64_t places[kKbZimPlaces], std::size_t* count, KbZimError* error);
  /// Frees everything; of a file that was not finished only parts are there.
  void (*close)(void* zim);
};

using KbZimFunctions = const KbZim* (*)();
}

inline constexpr const char* kZimModule = "libkb_zim.so";
inline constexpr const char* kZimEntry = "kb_zim_functions";
