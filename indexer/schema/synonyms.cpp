#include "indexer/schema/synonyms.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parser/text/ascii.h"

namespace kb {
namespace {

struct Name {
  std::vector<std::uint16_t> words;  // their numbers, the last word first
  std::size_t set = 0;
  bool capitals = false;  // it is a name only in capitals
  bool asked = false;     // it is a name only in queries
};

/// This hash is cheap enough for every word of an archive. Words are not empty.
struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(word[i]); };
    const std::size_t size = word.size();
    return byte(0) + 31 * byte(size - 1) + 961 * byte(size / 2) + 7 * size;
  }
};

/// Looks up the names of synonyms.txt by their last words.
class Names {
 public:
  explicit Names(std::string_view lines) {
    for (const std::string_view line : split(lines, '\n')) {
      if (!line.empty() && line[0] != '#') add_set(line);
    }
    for (auto& names : ending_) {
      std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) {
        return a.words.size() > b.words.size();
      });
    }
  }

  /// The number of a word; 0 if no name contains it.
  std::uint16_t number_of(std::string_view word) const {
    const auto known = numbers_.find(word);
    return known == numbers_.end() ? 0 : known->second;
  }
  /// The names that end with a word, the longest first.
  const std::vector<Name>& ending_with(std::uint16_t word) const { return ending_[word]; }
  std::string_view term(const Name& name) const { return terms_[name.set]; }

 private:
  void add_set(std::string_view line) {
    const std::vector<std::string_view> names = split(line, '=');
    std::string& term = terms_.emplace_back("=");
    for (const char c : lower(names.front())) {
      if (c != ' ') term += c;
    }
    for (const std::string_view name : names) add_name(trim(name));
  }

  void add_name(std::string_view typed) {
    Name name;
    name.set = terms_.size() - 1;
    name.asked = typed.starts_with('?');
    if (name.asked) typed.remove_prefix(1);
    const auto words = split_words(typed);
    name.capitals = std::all_of(words.front().begin(), words.front().end(), is_upper);
    for (const std::string_view word : words) {
      name.words.insert(name.words.begin(), number_for(lower(word)));
    }
    ending_[name.words.front()].push_back(std::move(name));
  }

  std::uint16_t number_for(const std::string& word) {
    const auto [known, is_new] = numbers_.emplace(word, std::uint16_t(ending_.size()));
    if (is_new) ending_.emplace_back();
    return known->second;
  }

  std::unordered_map<std::string, std::uint16_t, WordHash, std::equal_to<>> numbers_;
  std::vector<std::vector<Name>> ending_{1};  // by number of the last word
  std::vector<std::string> terms_;            // of the sets
};

const Names& known_names() {
  static const Names kNames(kSynonymLines);
  return kNames;
}

}  // namespace

std::span<const SynonymMatch> SynonymReader::next(std::string_view word, std::string_view typed) {
  const Names& names = known_names();
  const std::uint16_t number = names.number_of(word);
  last_[count_++ % last_.size()] = number;
  if (number == 0) return {};
  const auto read_last = [&](const Name& name) {
    for (std::size_t i = 1; i < name.words.size(); ++i) {
      if (last_[(count_ - 1 - i) % last_.size()] != name.words[i]) return false;
    }
    return true;
  };
  std::size_t found = 0;
  for (const Name& name : names.ending_with(number)) {
    if (name.words.size() > count_ || found == found_.size()) continue;
    if (name.asked && in_ == In::kText) continue;
    if (name.capitals && !std::all_of(typed.begin(), typed.end(), is_upper)) continue;
    if (!read_last(name)) continue;
    const std::string_view term = names.term(name);
    const bool known = std::any_of(found_.begin(), found_.begin() + std::ptrdiff_t(found),
                                   [&](const SynonymMatch& match) { return match.term == term; });
    if (!known) found_[found++] = {term, name.words.size(), name.capitals};
  }
  return {found_.data(), found};
}

}  // namespace kb
