// 500 articles of random words, and a reader of them that knows neither Xapian's matcher nor ours:
// it looks at the words of an article one after the other.
//
// Only the stemmer is Xapian's: which words are forms of one another is its decision.
#pragma once

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "indexer/schema/terms.h"
#include "tests/corpus/folder.h"

namespace kb::test {

inline constexpr std::size_t kPlainArticles = 500;

/// Which of the articles.
using Chosen = std::bitset<kPlainArticles>;

using Words = std::vector<std::string>;

enum PlainPart { kTitlePart, kSymptomsPart, kCausePart, kFixPart, kMorePart, kPlainParts };

struct PlainArticle {
  std::string id;
  std::array<Words, kPlainParts> parts;  ///< words in order; a part may be empty
  std::string date;                      ///< ISO
  std::string os, type;
  std::vector<std::string> versions;
};

class PlainArchive {
 public:
  explicit PlainArchive(std::mt19937& random) : random_(random) {
    for (std::size_t i = 0; i < kPlainArticles; ++i) articles_.push_back(random_article(i));
  }

  const std::vector<PlainArticle>& articles() const { return articles_; }

  /// The articles as Markdown files.
  Files files() const {
    Files files;
    for (const PlainArticle& article : articles_) files[article.id + ".md"] = markdown(article);
    return files;
  }

  /// Words to ask for; stop words and one that no article has are among them.
  static const Words& vocabulary() {
    static const Words kWords = {
        "the",      "of",      "server",   "connect", "connects",  "connected", "connecting",
        "print",    "printer", "printers", "printed", "fails",     "failed",    "failure",
        "update",   "updated", "updates",  "disk",    "disks",     "volume",    "mailbox",
        "driver",   "drivers", "queue",    "spooler", "cluster",   "backup",    "restore",
        "restored", "memory",  "address",  "kernel",  "protocol",  "packet",    "router",
        "query",    "queries", "table",    "tables",  "index",     "macro",     "template",
        "font",     "fonts",   "registry", "don't",   "zyzzyva",   "c++",       "r2d2",
        "is",       "to",      "with",     "button",  "keyboards", "keyboard",  "mouse"};
    return kWords;
  }

  Chosen where(const std::function<bool(const PlainArticle&)>& holds) const {
    Chosen chosen;
    for (std::size_t i = 0; i < articles_.size(); ++i) chosen[i] = holds(articles_[i]);
    return chosen;
  }

  /// Articles with the word or another form of it, anywhere.
  Chosen word(const std::string& word) const {
    return where([&](const PlainArticle& article) {
      return std::any_of(article.parts.begin(), article.parts.end(),
                         [&](const Words& part) { return holds_form(part, word); });
    });
  }

  /// The same in one part.
  Chosen word_in(PlainPart part, const std::string& word) const {
    return where(
        [&](const PlainArticle& article) { return holds_form(article.parts[part], word); });
  }

  /// Articles with exactly these words side by side in one part.
  Chosen phrase(const Words& words) const {
    return where([&](const PlainArticle& article) {
      return std::any_of(article.parts.begin(), article.parts.end(), [&](const Words& part) {
        return std::search(part.begin(), part.end(), words.begin(), words.end()) != part.end();
      });
    });
  }

  /// Articles with both words in one part, at most `distance` words between them.
  Chosen near(const std::string& a, const std::string& b, std::size_t distance) const {
    return where([&](const PlainArticle& article) {
      return std::any_of(article.parts.begin(), article.parts.end(), [&](const Words& part) {
        for (std::size_t i = 0; i < part.size(); ++i) {
          for (std::size_t k = i + 1; k < part.size() && k <= i + 1 + distance; ++k) {
            if ((part[i] == a && part[k] == b) || (part[i] == b && part[k] == a)) return true;
          }
        }
        return false;
      });
    });
  }

  Chosen starting_with(const std::string& start) const {
    return where([&](const PlainArticle& article) {
      return std::any_of(article.parts.begin(), article.parts.end(), [&](const Words& part) {
        return std::any_of(part.begin(), part.end(),
                           [&](const std::string& word) { return word.starts_with(start); });
      });
    });
  }

 private:
  std::size_t pick(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

  Words random_words(std::size_t count) {
    Words words;
    const Words& all = vocabulary();
    while (words.size() < count) {
      const std::string& word = all[std::min(pick(all.size()), pick(all.size()))];
      if (word != "zyzzyva") words.push_back(word);
    }
    return words;
  }

  PlainArticle random_article(std::size_t number) {
    static const std::vector<std::string> kVersions = {
        "3.51", "4.0",        "4.0 SP3",    "5.5",        "5.5 SP1",
        "2000", "5.5.2399.0", "5.5.2400.0", "5.5.2448.0", "5.5.2500.1"};
    PlainArticle article;
    article.id = fmt::format("Q{}", 100001 + number);
    article.parts[kTitlePart] = random_words(2 + pick(4));
    for (const PlainPart part : {kSymptomsPart, kCausePart, kFixPart, kMorePart}) {
      if (pick(4) != 0) article.parts[part] = random_words(1 + pick(12));
    }
    article.date =
        fmt::format("{}-{:02}-{:02}", 1997 + pick(6), 1 + int(pick(12)), 1 + int(pick(28)));
    article.os = std::array{"Windows NT", "Windows 98", "MS-DOS"}[pick(3)];
    article.type = pick(2) == 0 ? "kbbug" : "kbprb";
    for (std::size_t n = pick(3); n > 0; --n)
      article.versions.push_back(kVersions[pick(kVersions.size())]);
    return article;
  }

  static std::string markdown(const PlainArticle& article) {
    const auto text = [&](PlainPart part) {
      return fmt::format("{}", fmt::join(article.parts[part], " "));
    };
    std::string page = fmt::format("---\nid: {}\ndate: {}\nos: {}\ntype: {}\n", article.id,
                                   article.date, article.os, article.type);
    if (!article.versions.empty()) {
      page += fmt::format("versions: [{}]\n", fmt::join(article.versions, ", "));
    }
    page += fmt::format("---\n\n# {}\n", text(kTitlePart));
    for (const auto& [part, heading] :
         {std::pair{kSymptomsPart, "Symptoms"}, std::pair{kCausePart, "Cause"},
          std::pair{kFixPart, "Resolution"}, std::pair{kMorePart, "More Information"}}) {
      if (!article.parts[part].empty()) {
        page += fmt::format("\n## {}\n\n{}\n", heading, text(part));
      }
    }
    return page;
  }

  /// The stem of a word of letters; others are only themselves.
  static std::string stem(const std::string& word) {
    static const Xapian::Stem kStem("english");
    static std::map<std::string, std::string> known;
    if (word.find_first_of("0123456789+#") != std::string::npos) return word;
    auto [it, fresh] = known.try_emplace(word);
    if (fresh) it->second = kStem(word);
    return it->second;
  }

  static bool holds_form(const Words& part, const std::string& word) {
    return std::any_of(part.begin(), part.end(),
                       [&](const std::string& other) { return stem(other) == stem(word); });
  }

  std::mt19937& random_;
  std::vector<PlainArticle> articles_;
};

}  // namespace kb::test
