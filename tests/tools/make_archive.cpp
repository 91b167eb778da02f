// Writes an archive of any size, to measure with: as many articles as asked for, whose words are as
// frequent as those of the real archive and keep being new as it grows.
//
//   make_archive FOLDER ARTICLES [SEED]
//
// Even articles are Jekyll Markdown (FOLDER/kb), odd ones flat files (FOLDER/txt); those beyond the
// numbers an article can have (Q10000 to Q999999) are Markdown without one (FOLDER/company). The
// same arguments write the same bytes. archive_words.py measures both archives.
//
// Words. Word of rank r has the share that r has in the real archive: kShares, straight lines
// between them on a double logarithmic scale, and from kTailRank on a power law without end. With
// its exponent a the number of different words grows as that of all words to the power 1/a (Heaps'
// law), 0.64 in the real archive. Within an article words come back: a share of them is drawn from
// those it has already. The most frequent words are those of the sample articles by frequency, the
// others are made from their rank.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "parser/text/words.h"

namespace fs = std::filesystem;

namespace {

// Measured in half of the real archive: the share of the word of a rank among all words.
constexpr std::array<std::pair<double, double>, 5> kShares = {
    {{1, 0.0576}, {10, 0.0105}, {100, 0.00141}, {1000, 0.000123}, {10000, 0.0000021}}};
constexpr double kTailRank = 10000;
constexpr double kTailExponent = 1.56;
constexpr double kComesBack = 0.38;     // words an article has already
constexpr double kMeanLogWords = 5.76;  // ln of the words of an article: a normal distribution
constexpr double kDeviation = 0.65;
constexpr std::uint64_t kFirstId = 10000;
constexpr std::uint64_t kLastId = 999999;
constexpr std::size_t kInFolder = 1000;

class Random {  // SplitMix64: the same numbers on every machine
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t x = state_ += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
  }
  double share() { return (double(next() >> 11U) + 0.5) * 0x1p-53; }  // above 0, below 1
  std::size_t below(std::size_t limit) { return std::size_t(next() % limit); }
  double normal() {
    return std::sqrt(-2 * std::log(share())) * std::cos(6.283185307179586 * share());
  }

 private:
  std::uint64_t state_;
};

/// Words of letters in the sample articles, the most frequent first.
std::vector<std::string> sample_words(const fs::path& folder) {
  std::map<std::string, std::size_t> counts;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (const kb::Word& word : kb::words_of(text)) {
      const bool plain = std::all_of(word.text.begin(), word.text.end(),
                                     [](char c) { return c >= 'a' && c <= 'z'; });
      if (plain) ++counts[word.text];
    }
  }
  std::vector<std::string> words;
  for (const auto& [word, count] : counts) words.push_back(word);
  std::stable_sort(words.begin(), words.end(), [&](const std::string& a, const std::string& b) {
    return counts[a] > counts[b];
  });
  return words;
}

class Vocabulary {
 public:
  explicit Vocabulary(std::vector<std::string> known) : known_(std::move(known)) {
    double sum = 0;
    for (std::size_t rank = 1; rank < std::size_t(kTailRank); ++rank) {
      sum += share_of(double(rank));
      head_.push_back(sum);
    }
    tail_ = kShares.back().second * kTailRank / (kTailExponent - 1);
    for (double& up_to : head_) up_to *= (1 - tail_) / sum;
  }

  std::uint64_t random_rank(Random& random) const {
    const double at = random.share();
    if (at < 1 - tail_) {
      return 1 + std::uint64_t(std::lower_bound(head_.begin(), head_.end(), at) - head_.begin());
    }
    const double rank = kTailRank * std::pow(random.share(), -1 / (kTailExponent - 1));
    return std::uint64_t(std::min(rank, 1e12));
  }

  std::string word(std::uint64_t rank) const {
    if (rank <= known_.size()) return known_[rank - 1];
    if (rank % 5 == 0) return fmt::format("{}", rank * 7);  // numbers, names with digits
    if (rank % 5 == 1) return letters(rank) + fmt::format("{}", rank % 97);
    return letters(rank);
  }

 private:
  static double share_of(double rank) {
    std::size_t i = 1;
    while (i + 1 < kShares.size() && kShares[i].first < rank) ++i;
    const auto& [r0, s0] = kShares[i - 1];
    const auto& [r1, s1] = kShares[i];
    const double part = std::log(rank / r0) / std::log(r1 / r0);
    return s0 * std::pow(s1 / s0, part);
  }

  /// Syllables that spell the rank, no two ranks alike.
  static std::string letters(std::uint64_t rank) {
    constexpr std::string_view kFirst = "bdfgklmnprstvz";
    constexpr std::string_view kSecond = "aeiou";
    constexpr std::uint64_t kSyllables = kFirst.size() * kSecond.size();
    std::string word;
    for (; rank != 0; rank /= kSyllables) {
      word += kFirst[rank % kSyllables / kSecond.size()];
      word += kSecond[rank % kSecond.size()];
    }
    return word + "x";
  }

  std::vector<std::string> known_;
  std::vector<double> head_;  // share of the words up to a rank
  double tail_ = 0;
};

class Writer {
 public:
  Writer(const Vocabulary& vocabulary, std::uint64_t seed, std::uint64_t number)
      : vocabulary_(vocabulary), random_(seed * 0x9e3779b97f4a7c15ULL + number), number_(number) {}

  std::string text() {
    const std::string title = words(5 + random_.below(6));
    const std::string body = sections();
    const std::string id = number_ <= kLastId ? fmt::format("Q{}", number_) : "";
    if (id.empty()) return fmt::format("---\ntitle: {}\n---\n\n# {}\n\n{}", title, title, body);
    if (number_ % 2 != 0) {
      return fmt::format(
          "DOCUMENT:{}  {}  [exchange]\nTITLE   :{}\nPRODUCT :Microsoft Exchange\n"
          "PROD/VER:winnt:5.5\nOPER/SYS:\nKEYWORDS:exc55\n\n{}\n{}",
          id, date(), title, std::string(70, '='), body);
    }
    std::string page = fmt::format(
        "---\nlayout: page\ntitle: \"{0}: {1}\"\npermalink: kb/{2:03}/{0}/\n---\n\n## {0}: {1}\n\n"
        "\tArticle: {0}\n\tProduct(s): Microsoft Exchange\n\tVersion(s): winnt:5.5\n"
        "\tOperating System(s): \n\tKeyword(s): exc55\n\tLast Modified: {3}\n\t\n",
        id, title, number_ / kInFolder, date());
    std::size_t at = 0;
    while (at < body.size()) {
      const std::size_t end = body.find('\n', at);
      page += "\t" + body.substr(at, end - at + 1);
      at = end + 1;
    }
    return page;
  }

 private:
  std::string word() {
    if (!own_.empty() && random_.share() < kComesBack) return own_[random_.below(own_.size())];
    const std::uint64_t rank = vocabulary_.random_rank(random_);
    std::string word = vocabulary_.word(rank);
    if (rank > 30) own_.push_back(word);
    return word;
  }

  std::string words(std::size_t count) {
    std::string line;
    for (std::size_t i = 0; i < count; ++i) line += (i == 0 ? "" : " ") + word();
    line[0] = char(line[0] >= 'a' && line[0] <= 'z' ? line[0] - 'a' + 'A' : line[0]);
    return line;
  }

  /// Lines of a dozen words, a sentence each.
  std::string paragraph(std::size_t count) {
    std::string out;
    while (count > 0) {
      const std::size_t now = std::min<std::size_t>(count, 12);
      out += words(now) + ".\n";
      count -= now;
    }
    return out;
  }

  std::string sections() {
    const auto count = std::size_t(std::exp(kMeanLogWords + kDeviation * random_.normal()));
    std::string out;
    const auto add = [&](std::string_view heading, double share) {
      out += fmt::format("\n{}\n{}\n\n", heading, std::string(heading.size(), '='));
      out += paragraph(1 + std::size_t(share * double(count)));
      if (random_.share() < 0.25) out += fmt::format("See {}.dll.\n", name());
    };
    add("SYMPTOMS", 0.25);
    if (random_.share() < 0.08) {
      out += fmt::format("\nThe error is 0x{:08x}.\n", 0x80040000U + random_.below(4000));
    }
    add("CAUSE", 0.15);
    add("RESOLUTION", 0.25);
    if (random_.share() < 0.05) out += versions();
    add("STATUS", 0.05);
    add("MORE INFORMATION", 0.3);
    if (random_.share() < 0.4) {
      out += fmt::format("\n   Q{} {}\n", kFirstId + random_.below(200000), words(6));
    }
    return out;
  }

  std::string versions() {
    std::string out =
        "\n   Date       Time    Size    Version     File name\n   " + std::string(52, '-') + "\n";
    for (std::size_t i = 1 + random_.below(6); i > 0; --i) {
      out += fmt::format("   06/{:02}/1999 10:{:02}a  {:7} 5.5.{}.0  {}.dll\n",
                         1 + random_.below(28), random_.below(60), 10000 + random_.below(900000),
                         2000 + random_.below(700), name());
    }
    return out;
  }

  std::string name() {
    std::string name = vocabulary_.word(100 + random_.below(20000));
    return name.size() > 8 ? name.substr(0, 8) : name;
  }

  std::string date() {
    constexpr std::array<const char*, 4> kMonths = {"JAN", "APR", "JUL", "OCT"};
    return fmt::format("{:02}-{}-{}", 1 + random_.below(28), kMonths[random_.below(4)],
                       1994 + random_.below(9));
  }

  const Vocabulary& vocabulary_;
  Random random_;
  std::uint64_t number_;
  std::vector<std::string> own_;  // words it has that are not the most frequent ones
};

fs::path path_of(const fs::path& folder, std::uint64_t number) {
  const std::string part = fmt::format("{:03}", number / kInFolder);
  if (number > kLastId) return folder / "company" / part / fmt::format("note-{}.md", number);
  const std::string id = fmt::format("Q{}", number);
  if (number % 2 != 0) return folder / "txt" / part / (id + ".TXT");
  return folder / "kb" / part / id / "README.md";
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
  if (count == 0) {
    std::cerr << "usage: make_archive FOLDER ARTICLES [SEED]\n";
    return 2;
  }
  const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
  try {
    const Vocabulary vocabulary(sample_words(fs::path(KB_SOURCE_DIR) / "corpus" / "sample"));
    for (std::uint64_t number = kFirstId; number < kFirstId + count; ++number) {
      const fs::path path = path_of(argv[1], number);
      fs::create_directories(path.parent_path());
      std::ofstream out(path, std::ios::binary);
      out << Writer(vocabulary, seed, number).text();
      if (!out.flush()) throw std::runtime_error("can't write " + path.string());
    }
  } catch (const std::exception& error) {
    std::cerr << "make_archive: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
