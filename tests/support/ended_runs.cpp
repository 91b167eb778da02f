#include "tests/support/ended_runs.h"

#include <filesystem>
#include <random>
#include <stdexcept>
#include <thread>

#include "tests/support/articles.h"

namespace kb::testing {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr Milliseconds kPatience(30'000);

std::string words(int seed) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "word" + std::to_string((seed * 131 + i * 17) % 5000) + " ";
  }
  return text;
}

}  // namespace

Microseconds duration_of(const Command& command) {
  const auto start = Clock::now();
  if (const Ran ran = command.run(); ran.status != 0) {
    throw std::runtime_error("a run that should succeed ended: " + ran.err);
  }
  return std::chrono::duration_cast<Microseconds>(Clock::now() - start);
}

std::vector<Microseconds> moments_of(Microseconds whole, unsigned count, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<Microseconds> moments;
  for (unsigned i = 0; i < count; ++i) {
    const auto part = whole.count() / count;
    moments.emplace_back(part * i + std::int64_t(random() % std::uint64_t(part + 1)));
  }
  return moments;
}

Ran run_until(Microseconds moment, const Command& command, int signal) {
  Process process(command.start());
  std::this_thread::sleep_for(moment);
  process.kill(signal);
  return process.finish();
}

Ran run_until(Microseconds moment, const Command& command, int signal, const Sandbox& box,
              const std::string& name) {
  const auto end = Clock::now() + kPatience;
  Process process(command.start());
  while (!box.has(name) && Clock::now() < end) std::this_thread::sleep_for(Microseconds(200));
  std::this_thread::sleep_for(moment);
  process.kill(signal);
  return process.finish();
}

void write_articles(const Sandbox& box, const std::string& folder, int count) {
  for (int i = 0; i < count; ++i) {
    const std::string id = "Q" + std::to_string(100000 + i);
    box.write(folder + "/" + id + ".TXT", document({id, "Spooler stops", words(i)}));
  }
}

std::map<std::string, std::string> files_of(const Sandbox& box, const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(box.path(folder))) {
    if (!entry.is_regular_file()) continue;
    const std::string name =
        folder + "/" + entry.path().lexically_relative(box.path(folder)).string();
    files.emplace(name, box.read(name));
  }
  return files;
}

}  // namespace kb::testing
