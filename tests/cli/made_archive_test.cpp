// The archives that sizes are measured with: made twice they are the same, and they are archives.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "tests/support/sandbox.h"

using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

/// Makes an archive and gives its files with their bytes.
std::map<std::string, std::string> make(const Sandbox& box, const std::string& folder,
                                        const std::string& articles, const std::string& seed) {
  Start start;
  start.arguments = {KB_MAKE_ARCHIVE, box.path(folder), articles, seed};
  REQUIRE(Process(start).finish() == Ran{0, "", ""});
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(box.path(folder))) {
    if (!entry.is_regular_file()) continue;
    const std::string name = fs::relative(entry.path(), box.path(folder)).string();
    files[name] = box.read(folder + "/" + name);
  }
  return files;
}

std::size_t different_words(const std::map<std::string, std::string>& files) {
  std::set<std::string> words;
  for (const auto& [name, text] : files) {
    std::istringstream in(text);
    for (std::string word; in >> word;) words.insert(word);
  }
  return words.size();
}

}  // namespace

TEST_CASE("a made archive is the same for the same seed alone", "[cli][archive]") {
  const Sandbox box;
  const auto first = make(box, "a", "60", "7");
  CHECK(first.size() == 60);
  CHECK(first == make(box, "b", "60", "7"));
  CHECK(first != make(box, "c", "60", "8"));
}

TEST_CASE("a made archive holds articles that are read without a fault", "[cli][archive]") {
  const Sandbox box;
  make(box, "a", "200", "1");
  const Ran checked = box.run({"parse", "--check", "a"});
  CHECK(checked.status == 1);
  // Cited articles that are not there are no fault of the form; nothing else is found.
  const std::size_t sum = checked.out.find("200 articles read: ");
  REQUIRE(sum != std::string::npos);
  CHECK(checked.out.substr(sum).ends_with(" dangling_reference\n"));
  CHECK(checked.out.find(',', sum) == std::string::npos);
  CHECK(box.run({"index", "--quiet", "a"}).status == 0);
  CHECK(box.run({"show", "--quiet", "Q10007"}).status == 0);
}

TEST_CASE("words keep being new as a made archive grows", "[cli][archive]") {
  const Sandbox box;
  const auto few = different_words(make(box, "a", "300", "1"));
  const auto many = different_words(make(box, "b", "1200", "1"));
  // By Heaps' law with the exponent of the real archive, 4 to the power 0.64 is 2.4.
  CHECK(double(many) > 1.9 * double(few));
  CHECK(double(many) < 3.0 * double(few));
}
