#include "indexer/synonyms.h"

#include <algorithm>
#include <string>
#include <vector>

#include "parser/text.h"

namespace kb {
namespace {

constexpr std::size_t kSlots = 8192;

/// Cheap enough for every word of an archive.
std::size_t slot_of(std::string_view word) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(word[i]); };
  const std::size_t size = word.size();
  return (byte(0) + 31 * byte(size - 1) + 961 * byte(size / 2) + 7 * size) % kSlots;
}

/// All names, by their last words. Chains are numbers, 0 at their ends, for each run reads the file
/// anew and most runs are short.
class Names {
 public:
  struct Name {
    std::size_t first_word;  // among the words of all names
    std::size_t size;        // in words
    std::size_t set;
    bool capitals;
    bool asked;          // in queries alone
    std::uint16_t next;  // of the same last word, no longer than this
  };

  Names() {
    constexpr std::size_t kAbout = 2048;  // words, and names; so little memory is asked for
    words_.reserve(kAbout);
    names_.reserve(kAbout);
    spelt_.reserve(2 * kAbout);
    terms_.reserve(kAbout / 4);
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      if (end > begin && text_[begin] != '#') add_set(begin, end);
      begin = end + 1;
    }
  }

  /// The number of a word; 0 if it is in no name.
  std::uint16_t number_of(std::string_view word) const {
    std::uint16_t number = slots_[slot_of(word)];
    while (number != 0 && words_[number].text != word) number = words_[number].next;
    return number;
  }

  /// Calls `see(name)` for the names that end with a word, the longest first.
  template <typename See>
  void for_each_ending_with(std::uint16_t word, See see) const {
    for (std::uint16_t i = words_[word].ending; i != 0; i = names_[i].next) see(names_[i]);
  }

  /// The number of a name's word, counted from its end.
  std::uint16_t word_from_end(const Name& name, std::size_t i) const {
    return spelt_[name.first_word + name.size - 1 - i];
  }
  std::string_view term(std::size_t set) const { return terms_[set]; }

 private:
  struct Word {
    std::string_view text;
    std::uint16_t next = 0;    // of the same slot
    std::uint16_t ending = 0;  // the first name that ends with it
  };

  void add_set(std::size_t begin, std::size_t end) {
    const std::size_t set = terms_.size();
    terms_.emplace_back("=");
    while (begin < end) {
      const std::size_t stop = std::min(text_.find('=', begin), end);
      add_name(begin, stop, set);
      begin = stop + 1;
    }
  }

  void add_name(std::size_t begin, std::size_t end, std::size_t set) {
    Name name{spelt_.size(), 0, set, false, false, 0};
    const bool first_of_set = terms_[set].size() == 1;
    for (std::size_t at = begin; at < end;) {
      const std::size_t stop = std::min(text_.find(' ', at), end);
      if (stop > at) {
        if (text_[at] == '?') {
          name.asked = true;
          ++at;
        }
        const std::string_view word = std::string_view(text_).substr(at, stop - at);
        if (name.size == 0) {
          const std::string_view typed = kSynonymLines.substr(at, stop - at);
          name.capitals = std::all_of(typed.begin(), typed.end(), is_upper);
        }
        if (first_of_set) terms_[set] += word;
        spelt_.push_back(number(word));
        ++name.size;
      }
      at = stop + 1;
    }
    if (name.size == 0 || name.size > SynonymReader::kMostWords) return;
    std::uint16_t* before = &words_[spelt_.back()].ending;
    while (*before != 0 && names_[*before].size >= name.size) before = &names_[*before].next;
    name.next = *before;
    *before = static_cast<std::uint16_t>(names_.size());
    names_.push_back(name);
  }

  std::uint16_t number(std::string_view word) {
    if (const std::uint16_t known = number_of(word)) return known;
    std::uint16_t& slot = slots_[slot_of(word)];
    words_.push_back({word, slot});
    slot = static_cast<std::uint16_t>(words_.size() - 1);
    return slot;
  }

  std::string text_ = lower(kSynonymLines);
  std::array<std::uint16_t, kSlots> slots_{};  // the word of the slot that was added last
  std::vector<Word> words_{1};
  std::vector<Name> names_{1};
  std::vector<std::uint16_t> spelt_;  // the words of all names, one after another
  std::vector<std::string> terms_;    // of the sets
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
  all.for_each_ending_with(number, [&](const Names::Name& name) {
    if (name.size > count_ || found == found_.size()) return;
    if (name.asked && in_ == In::kText) return;
    if (name.capitals && !std::all_of(typed.begin(), typed.end(), is_upper)) return;
    for (std::size_t i = 1; i < name.size; ++i) {
      if (last_[(count_ - 1 - i) % last_.size()] != all.word_from_end(name, i)) return;
    }
    const std::string_view term = all.term(name.set);
    const bool known = std::any_of(found_.begin(), found_.begin() + std::ptrdiff_t(found),
                                   [&](const SynonymMatch& match) { return match.term == term; });
    if (!known) found_[found++] = {term, name.size, name.capitals};
  });
  return {found_.data(), found};
}

}  // namespace kb
