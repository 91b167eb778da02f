// What README.md shows is what the program prints, and its examples run.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/sandbox.h"

using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

struct Sample : Sandbox {
  Sample() {
    index();
    fs::create_directory_symlink(std::string(KB_SOURCE_DIR) + "/corpus", path("corpus"));
  }

  /// A line of a shell in which `kb` is the program under test.
  Ran shell(const std::string& line) const {
    return run_tool({"sh", "-c", "kb() { " KB_PROGRAM " \"$@\"; }\n" + line});
  }
};

/// The fenced blocks of README.md with this word behind the fence, each by its lines.
std::vector<std::vector<std::string>> blocks_of_readme(const std::string& word) {
  std::ifstream in(std::string(KB_SOURCE_DIR) + "/README.md");
  std::vector<std::vector<std::string>> blocks;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (!inside && line == "```" + word) {
      blocks.emplace_back();
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      blocks.back().push_back(line);
    }
  }
  return blocks;
}

}  // namespace

TEST_CASE("the readme shows what the program prints", "[cli][manual]") {
  const Sample box;
  int commands = 0;
  for (const std::vector<std::string>& block : blocks_of_readme("console")) {
    for (std::size_t i = 0; i < block.size();) {
      REQUIRE(block[i].starts_with("$ "));
      const std::string command = block[i++].substr(2);
      std::string shown;
      for (; i < block.size() && !block[i].starts_with("$ "); ++i) shown += block[i] + "\n";
      CAPTURE(command);
      CHECK(box.shell(command).out == shown);
      ++commands;
    }
  }
  CHECK(commands >= 2);
}

TEST_CASE("the examples of the readme run on the sample", "[cli][manual]") {
  const Sample box;
  int examples = 0;
  for (const std::vector<std::string>& block : blocks_of_readme("sh")) {
    for (const std::string& line : block) {
      if (!line.starts_with("kb ")) continue;
      CAPTURE(line);
      const Ran ran = box.shell(line);
      CAPTURE(ran);
      CHECK(ran.status == 0);
      ++examples;
    }
  }
  CHECK(examples >= 5);
}
