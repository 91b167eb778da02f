// Runs targets over files, for a normal build.
//
//   fuzz_replay FOLDER [SAMPLE]     FOLDER/NAME/* through the target NAME; every file of SAMPLE and
//                                   mutations of it through every target
//   fuzz_replay NAME FILE...        the files through one target
//
// Ends 0 if all promises held; a broken one aborts after the file was named on stderr.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "tests/fuzz/targets.h"

namespace fs = std::filesystem;
using namespace kb;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Where a target aborts, the last line on stderr says at which file.
void run(const FuzzTarget& target, const std::string& name, std::string_view input) {
  set_fuzz_input(std::string(target.name) + ": " + name);
  target.run(input);
}

/// Cuts, repeats, flips and joins: what transfers and editors do to files.
std::string mutated(std::string text, std::mt19937& random) {
  for (int round = 0; round < 4 && !text.empty(); ++round) {
    const std::size_t at = random() % text.size();
    const std::size_t length = std::min<std::size_t>(random() % 80, text.size() - at);
    switch (random() % 5) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(random() % text.size(), std::string(text, at, length));
        break;
      case 3:
        text[at] = char(random());
        break;
      case 4:
        std::replace(text.begin() + std::ptrdiff_t(at), text.end(), '\n', ' ');
        break;
    }
  }
  return text;
}

void replay_sample(const fs::path& folder) {
  constexpr int kMutations = 20;
  std::mt19937 random(1985);
  for (const fs::path& file : files_below(folder)) {
    const std::string text = read_file(file);
    for (const FuzzTarget& target : fuzz_targets()) {
      run(target, file.string(), text);
      for (int i = 0; i < kMutations; ++i) run(target, file.string(), mutated(text, random));
    }
  }
}

int replay_all(const fs::path& folder, const char* sample) {
  std::size_t kept = 0;
  for (const FuzzTarget& target : fuzz_targets()) {
    for (const fs::path& file : files_below(folder / target.name)) {
      run(target, file.string(), read_file(file));
      ++kept;
    }
  }
  std::printf("%zu kept files\n", kept);
  if (sample != nullptr) replay_sample(sample);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: fuzz_replay FOLDER [SAMPLE] | fuzz_replay NAME FILE...\n", stderr);
    return 2;
  }
  const FuzzTarget* target = find_fuzz_target(argv[1]);
  if (target == nullptr) return replay_all(argv[1], argc > 2 ? argv[2] : nullptr);
  for (int i = 2; i < argc; ++i) run(*target, argv[i], read_file(argv[i]));
  return 0;
}
