// Random damage to an index and to a pocket file: no command crashes or hangs, and where an answer
// is not the sound one, `kb check` says that the index is damaged. $KB_DAMAGES raises the count.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kUsualCount = 200;

const std::vector<Arguments> kQuestions = {
    {"search", "--json", "--facets", "exchange server upgrade"},
    {"search", "--json", "\"service pack\" OR exchnage OR print*"},
    {"show", "Q182320"},
    {"show", "--related", "Q237953"},
};

int wanted_count() {
  const char* count = std::getenv("KB_DAMAGES");
  return count == nullptr ? kUsualCount : std::atoi(count);
}

/// The sample articles as an index and a pocket file, both sound, and copies to damage.
class Damaged : public Sandbox {
 public:
  Damaged() {
    index({"-q", std::string(KB_SOURCE_DIR) + "/corpus/sample"});
    REQUIRE(run({"pack", "-q", "pocket.kb"}).status == 0);
    for (const Arguments& question : kQuestions) sound_.push_back(ask(question, "index"));
    for (const auto& entry : fs::recursive_directory_iterator(path("index"))) {
      if (!entry.is_regular_file() || entry.path().filename() == "lock") continue;
      files_.push_back(fs::relative(entry.path(), path("index")).string());
    }
    std::sort(files_.begin(), files_.end());
    fs::copy(path("index"), path("copy"), fs::copy_options::recursive);
  }

  void check_folder(std::mt19937& random) const {
    const std::string name = files_[random() % files_.size()];
    const std::string whole = read("index/" + name);
    std::string bytes = damaged(whole, random);
    if (random() % 8 == 0) bytes = read("index/" + files_[random() % files_.size()]);
    CAPTURE(name);
    write("copy/" + name, bytes);
    check_answers("copy");
    write("copy/" + name, whole);
  }

  /// Each block of the postings in turn has a directory whose offsets point behind the block.
  void check_directories() const {
    constexpr std::size_t kBlock = 8192, kHeader = 11, kOffsets = 20;
    for (const std::string& name : files_) {
      if (fs::path(name).filename() != "postlist.glass") continue;
      const std::string whole = read("index/" + name);
      for (std::size_t block = 0; block + kBlock <= whole.size(); block += kBlock) {
        CAPTURE(block / kBlock);
        std::string bytes = whole;
        std::fill_n(bytes.begin() + std::ptrdiff_t(block + kHeader), 2 * kOffsets, '\xff');
        write("copy/" + name, bytes);
        check_answers("copy");
      }
      write("copy/" + name, whole);
    }
  }

  void check_pocket(std::mt19937& random) const {
    write("copy.kb", damaged(read("pocket.kb"), random));
    check_answers("copy.kb");
  }

 private:
  Ran ask(Arguments question, const std::string& db) const {
    question.insert(question.end(), {"--db", db});
    Ran ran = run(question);
    const std::size_t took = ran.out.find("\"took_ms\":");
    if (took != std::string::npos) ran.out.erase(took, ran.out.find(',', took) - took);
    return ran;
  }

  /// With a bit flipped, some bytes exchanged, or cut.
  static std::string damaged(std::string bytes, std::mt19937& random) {
    const std::size_t at = random() % bytes.size();
    switch (random() % 4) {
      case 0:
        bytes[at] = char(bytes[at] ^ (1U << (random() % 8)));
        break;
      case 1:
        bytes[at] = char(random());
        break;
      case 2:
        for (std::size_t i = at; i < std::min(at + 32, bytes.size()); ++i)
          bytes[i] = char(random());
        break;
      default:
        bytes.resize(at);
    }
    return bytes;
  }

  void check_answers(const std::string& db) const {
    bool same = true;
    for (std::size_t i = 0; i < kQuestions.size(); ++i) {
      const Ran ran = ask(kQuestions[i], db);
      CAPTURE(kQuestions[i], ran);
      CHECK((ran.status >= 0 && ran.status <= 2));
      same = same && ran == sound_[i];
    }
    if (same) return;
    const Ran checked = run({"check", "--db", db});
    INFO(checked);
    CHECK(is_one_error(checked));
  }

  std::vector<Ran> sound_;
  std::vector<std::string> files_;
};

}  // namespace

TEST_CASE("a damaged index or pocket file never crashes, hangs or deceives kb check",
          "[cli][damage]") {
  const Damaged box;
  const int count = wanted_count();
  for (int round = 0; round < count; ++round) {
    CAPTURE(round);
    std::mt19937 random(20020501U + unsigned(round));
    if (round % 2 == 0) {
      box.check_folder(random);
    } else {
      box.check_pocket(random);
    }
  }
}

TEST_CASE("a damaged block that points outside itself ends no command by a signal",
          "[cli][damage]") {
  Damaged().check_directories();
}
