// The seam between the program and the module that links libarchive (archive_module.cpp): plain C,
// so that the module can be loaded when the first archive is read.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

/// One member; `problem` is null or says why it has no bytes. Everything lives until the call
/// returns. Returns 0 to stop.
using KbArchiveMember = int (*)(void* context, const char* name, std::int64_t mtime,
                                const char* bytes, std::size_t length, const char* problem);

/// `descriptor` stands at the beginning of the archive and stays open; no member has more than
/// `limit` bytes. Returns 0, or 1 with a sentence in `error` (NUL-terminated, at most `error_size` bytes).
using KbArchiveRead = int (*)(int descriptor, std::uint64_t limit, KbArchiveMember member,
                              void* context, char* error, std::size_t error_size);
}

inline constexpr const char* kArchiveModule = "libkb_archive.so";
inline constexpr const char* kArchiveEntry = "kb_archive_read";
