#include "indexer/glass_spelling.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "indexer/glass_unpack.h"
#include "indexer/letter_distance.h"

namespace kb::glass {
namespace {

constexpr std::size_t kLongest = 254;      // bytes of a word in the table: with W it is a key
constexpr std::size_t kLongestShort = 4;   // bytes of a word that is filed by both ends
constexpr unsigned kFewer = 2;             // keys that a word may share fewer than those before it
constexpr std::size_t kLongestLetter = 4;  // bytes

/// The first eight bytes of what is at `at`, or as many as `size`, as a number that orders them.
std::uint64_t head_of(const char* at, std::size_t size) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(size, 8); ++i) {
    head |= std::uint64_t{static_cast<unsigned char>(at[i])} << (56 - 8 * i);
  }
  return head;
}

/// The keys that words near `word` are filed under, in order; one that counts twice is there twice.
/// A word so short that two letters swapped change all of its keys has those of that as well.
std::vector<std::string> keys_of(std::string_view word) {
  const auto key = [](char kind, std::string_view part) { return kind + std::string(part); };
  const std::size_t size = word.size();
  const char first = word.front();
  const char last = word.back();
  std::vector<std::string> keys = {key('H', word.substr(0, 2)), key('T', word.substr(size - 2))};
  if (size <= kLongestShort) keys.push_back({'B', first, last});
  for (std::size_t i = 0; i + 3 <= size; ++i) keys.push_back(key('M', word.substr(i, 3)));
  if (size == 2) {
    keys.push_back({'H', last, first});
    keys.push_back({'T', last, first});
  } else if (size == 3) {
    keys.push_back({'M', word[1], first, last});
    keys.push_back({'M', first, last, word[1]});
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace

/// The words of a key, one after the other.
class SpellingReader::List {
 public:
  /// `times` is how often the key counts.
  List(std::string_view bytes, unsigned times) : bytes_(bytes), times_(times) {}

  /// Goes to the next word, at first to the first; false if there is none.
  bool next() {
    if (at_ == bytes_.size()) return false;
    const std::size_t shared = size_ == 0 ? 0 : take_size();
    if (at_ == bytes_.size() || shared > size_) fail_damaged();
    const std::size_t more = take_size();
    if (more > bytes_.size() - at_ || shared + more > kLongest) fail_damaged();
    std::memcpy(word_.data() + shared, bytes_.data() + at_, more);
    at_ += more;
    size_ = shared + more;
    head_ = head_of(word_.data(), size_);
    return true;
  }

  std::string_view word() const { return {word_.data(), size_}; }
  /// Orders words as their bytes do, as far as it goes: long ones may have the same.
  std::uint64_t head() const { return head_; }
  unsigned times() const { return times_; }

 private:
  std::size_t take_size() { return static_cast<unsigned char>(bytes_[at_++]) ^ kSizeMask; }

  std::string bytes_;
  std::size_t at_ = 0;
  unsigned times_;
  std::uint64_t head_ = 0;
  std::size_t size_ = 0;
  std::array<char, kLongest> word_{};
};

/// Finds which of the lists stand at the least word: `here`, in order.
void SpellingReader::find_least(const std::vector<List>& lists, std::vector<std::size_t>& here) {
  std::uint64_t head = lists.front().head();
  for (const List& list : lists) head = std::min(head, list.head());
  here.clear();
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (lists[i].head() != head) continue;
    const int order = here.empty() ? 0 : lists[i].word().compare(lists[here.front()].word());
    if (order < 0) here.clear();
    if (order <= 0) here.push_back(i);
  }
}

/// Those of the keys that words near `word` are filed under; none is empty.
std::vector<SpellingReader::List> SpellingReader::lists_of(std::string_view word) {
  const std::vector<std::string> keys = keys_of(word);
  std::vector<List> lists;
  lists.reserve(keys.size());
  for (auto key = keys.begin(); key != keys.end();) {
    const auto other = std::find_if(key, keys.end(), [&](const auto& k) { return k != *key; });
    if (table_.find(*key)) {
      List list(table_.tag(), unsigned(other - key));
      if (list.next()) lists.push_back(std::move(list));
    }
    key = other;
  }
  return lists;
}

std::uint32_t SpellingReader::frequency(std::string_view word) {
  if (!table_.find("W" + std::string(word))) return 0;
  const std::string_view tag = table_.tag();
  if (tag.size() > sizeof(std::uint32_t)) fail_damaged();
  std::uint32_t articles = 0;
  for (std::size_t i = 0; i < tag.size(); ++i) {
    articles |= std::uint32_t{static_cast<unsigned char>(tag[i])} << (8 * i);
  }
  return articles;
}

/// Calls `see(word, times)` for each word of the lists, in order, with how often the keys count
/// that it is under.
template <typename See>
void SpellingReader::for_each_word(std::vector<List> lists, See see) {
  std::vector<std::size_t> here;
  while (!lists.empty()) {
    find_least(lists, here);
    unsigned times = 0;
    for (const std::size_t i : here) times += lists[i].times();
    see(lists[here.front()].word(), times);
    for (; !here.empty(); here.pop_back()) {
      List& list = lists[here.back()];
      if (list.next()) continue;
      if (&list != &lists.back()) list = std::move(lists.back());
      lists.pop_back();
    }
  }
}

std::string SpellingReader::suggestion(std::string_view word, unsigned away) {
  if (word.size() <= 1) return {};
  away = unsigned(std::min<std::size_t>(away, word.size() - 1));
  if (away == 0 || word.size() > kLongest + kLongestLetter * away) return {};
  LetterDistance distance(word);
  unsigned most_shared = 1;
  std::string meant;
  std::uint32_t articles = 0;  // that hold what is meant
  std::uint32_t holders = 0;   // articles that hold the word itself
  for_each_word(lists_of(word), [&](std::string_view other, unsigned shared) {
    if (shared + kFewer < most_shared) return;
    most_shared = std::max(most_shared, shared);
    const unsigned far = distance.to(other, away);
    if (far > away) return;
    const std::uint32_t its_articles = frequency(other);
    if (far == 0) {
      holders = its_articles;
    } else if (far < away || its_articles > articles) {
      meant = other;
      away = far;
      articles = its_articles;
    }
  });
  return articles < holders ? std::string() : meant;
}

}  // namespace kb::glass
