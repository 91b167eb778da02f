#include "indexer/synonyms.h"

#include <algorithm>
#include <bitset>
#include <unordered_map>
#include <vector>

#include "parser/text.h"

namespace kb {
namespace {

struct Name {
  std::vector<std::uint16_t> words;  // numbers, the last first
  std::size_t set;
  bool capitals;
};

constexpr std::size_t kSlots = 8192;

/// Cheap enough for every word of an archive.
std::size_t slot_of(std::string_view word) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(word[i]); };
  const std::size_t size = word.size();
  return (byte(0) + 31 * byte(size - 1) + 961 * byte(size / 2) + 7 * size) % kSlots;
}

/// All names, by their last words.
class Names {
 public:
  Names() {
    numbers_.reserve(kSlots / 8);
    ending_.reserve(kSlots / 8);
    for (const std::string_view line : split(kSynonymLines, '\n')) {
      if (!line.empty() && line[0] != '#') add_set(line);
    }
    for (auto& names : ending_) {
      std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) {
        return a.words.size() > b.words.size();
      });
    }
  }

  /// The number of a word; 0 if it is in no name.
  std::uint16_t number_of(std::string_view word) const {
    if (!maybe_[slot_of(word)]) return 0;
    const auto found = numbers_.find(word);
    return found == numbers_.end() ? std::uint16_t(0) : found->second;
  }

  const std::vector<Name>& ending_with(std::uint16_t word) const { return ending_[word]; }
  std::string_view term(std::size_t set) const { return terms_[set]; }

 private:
  void add_set(std::string_view line) {
    const std::size_t set = terms_.size();
    terms_.emplace_back("=");
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('=', at), line.size());
      const auto words = split_words(line.substr(at, end - at));
      if (at == 0) {
        for (const std::string_view word : words) terms_[set] += lower(word);
      }
      add_name(words, set);
      at = end + 1;
    }
  }

  void add_name(const std::vector<std::string_view>& words, std::size_t set) {
    if (words.empty() || words.size() > SynonymReader::kMostWords) return;
    Name name{{}, set, std::all_of(words[0].begin(), words[0].end(), is_upper)};
    for (const std::string_view word : words) name.words.insert(name.words.begin(), number(word));
    ending_[name.words[0]].push_back(std::move(name));
  }

  std::uint16_t number(std::string_view word) {
    const std::string key = lower(word);
    maybe_.set(slot_of(key));
    const auto [entry, fresh] =
        numbers_.try_emplace(key, static_cast<std::uint16_t>(numbers_.size() + 1));
    if (fresh) ending_.resize(numbers_.size() + 1);
    return entry->second;
  }

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };
  std::bitset<kSlots> maybe_;
  std::unordered_map<std::string, std::uint16_t, Hash, std::equal_to<>> numbers_;
  std::vector<std::vector<Name>> ending_{1};
  std::vector<std::string> terms_;
};

const Names& names() {
  static const Names& all = *new Names;  // most runs are short, and need not take it apart
  return all;
}

}  // namespace

std::span<const SynonymMatch> SynonymReader::next(std::string_view word, std::string_view typed) {
  const Names& all = names();
  const std::uint16_t number = all.number_of(word);
  last_[count_++ % last_.size()] = number;
  if (number == 0) return {};
  std::size_t found = 0;
  for (const Name& name : all.ending_with(number)) {
    const std::size_t words = name.words.size();
    if (words > count_ || found == found_.size()) continue;
    if (name.capitals && !std::all_of(typed.begin(), typed.end(), is_upper)) continue;
    bool stands = true;
    for (std::size_t i = 1; i < words && stands; ++i) {
      stands = last_[(count_ - 1 - i) % last_.size()] == name.words[i];
    }
    const std::string_view term = all.term(name.set);
    const bool known = std::any_of(found_.begin(), found_.begin() + std::ptrdiff_t(found),
                                   [&](const SynonymMatch& match) { return match.term == term; });
    if (stands && !known) found_[found++] = {term, words, name.capitals};
  }
  return {found_.data(), found};
}

}  // namespace kb
