// The real archive, for tests that need one.
#pragma once

#include <algorithm>
#include <filesystem>
#include <vector>

#include "tests/parser/samples.h"
#include "tests/support/sandbox.h"

namespace kb::test {

/// Says that a test needs the archive and skips.
inline void skip_without_archive() {
  testing::skip("no archive of real articles (set KB_CORPUS to its folder)");
}

/// The folder of the archive, $KB_CORPUS or ../shared/corpus; empty if neither is there.
inline std::filesystem::path real_archive() { return folder_of("KB_CORPUS", "../shared/corpus"); }

/// The articles that lie unpacked in it, in the order of their paths.
inline std::vector<std::filesystem::path> real_articles() {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path folder = real_archive();
  if (folder.empty()) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto ending = entry.path().extension();
    if (ending == ".TXT" || ending == ".md") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace kb::test
