// Writes a large archive out of a real one, to measure with: its articles again and again, each time
// under a number of their own and in another dialect.
//
//   mixed_archive ARCHIVE FOLDER ARTICLES
//
// ARCHIVE has the flat files in txt/. The dialects take turns: the flat file as it came, and the
// pages of 1998, 2004, 2006 and 2015 (tests/parser/pages/page_writer.h). Files that are no flat
// articles are left out. Only the number changes: what other articles cite stays as it is.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "parser/parse.h"
#include "tests/parser/pages/page_writer.h"

namespace fs = std::filesystem;

namespace {

constexpr unsigned kFirstNumber = 500'000;  // above all numbers of the archive
constexpr std::size_t kDialects = 5;
constexpr std::size_t kFilesInFolder = 1000;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string renumbered(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// The article in dialect number `dialect`, under another number.
std::string written(const std::string& bytes, kb::Article article, std::size_t dialect,
                    const std::string& id) {
  using kb::test::Generation;
  if (dialect == 0) return renumbered(bytes, *article.id, id);
  constexpr Generation kGenerations[] = {Generation::k1, Generation::k3, Generation::k5,
                                         Generation::k8};
  article.id = id;
  return kb::test::PageWriter(article, kGenerations[dialect - 1]).write();
}

int run(const fs::path& archive, const fs::path& folder, std::size_t articles) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(archive / "txt")) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::size_t count = 0;
  for (std::size_t round = 0; count < articles; ++round) {
    const std::size_t before = count;
    for (std::size_t i = 0; i < paths.size() && count < articles; ++i) {
      const std::string bytes = read(paths[i]);
      const kb::Article article = kb::parse_article(bytes, "a");
      if (!article.id) continue;
      const std::string id = "Q" + std::to_string(kFirstNumber + count);
      const std::size_t dialect = (i + round) % kDialects;
      const fs::path into = folder / std::to_string(count / kFilesInFolder);
      if (count % kFilesInFolder == 0) fs::create_directories(into);
      std::ofstream(into / (id + (dialect == 0 ? ".TXT" : ".htm")), std::ios::binary)
          << written(bytes, article, dialect, id);
      ++count;
    }
    if (count == before) break;  // it has no articles
  }
  return count == articles ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: mixed_archive ARCHIVE FOLDER ARTICLES\n";
    return 2;
  }
  try {
    return run(argv[1], argv[2], std::strtoul(argv[3], nullptr, 10));
  } catch (const std::exception& error) {
    std::cerr << "mixed_archive: " << error.what() << '\n';
    return 2;
  }
}
