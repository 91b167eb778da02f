#include "query/marker.h"

#include <algorithm>

#include "parser/text.h"
#include "parser/words.h"

namespace kb {
namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

std::size_t pair_of(char first, char second) {
  return std::size_t(static_cast<unsigned char>(to_lower(first))) << 8U |
         static_cast<unsigned char>(to_lower(second));
}

}  // namespace

Marker::Marker(const std::vector<Wanted>& wanted) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    exact_.push_back(wanted[i].exact);
    for (const std::string& word : wanted[i].words) {
      if (word.ends_with('*')) {
        starts_.emplace_back(word.substr(0, word.size() - 1), i);
        note_start(starts_.back().first);
      } else {
        words_.try_emplace(word, i);
        note_start(word);
      }
    }
  }
}

void Marker::note_start(std::string_view word) {
  if (word.empty()) return;
  if (word.size() > 1) {
    pairs_.set(pair_of(word[0], word[1]));
    return;
  }
  for (std::size_t second = 0; second < 256; ++second) {
    pairs_.set(pair_of(word[0], static_cast<char>(second)));
  }
}

/// False only if no word of `piece` is wanted. A word begins with a letter or digit behind a
/// character that is neither, unless it holds characters that are not ASCII.
bool Marker::may_hold(std::string_view piece) const {
  bool inside = false;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (!is_ascii(piece[i])) return true;
    const bool part = is_alnum(piece[i]);
    if (part && !inside && pairs_[pair_of(piece[i], i + 1 < piece.size() ? piece[i + 1] : ' ')]) {
      return true;
    }
    inside = part;
  }
  return false;
}

std::vector<MarkedPlace> Marker::find(std::string_view text) const {
  std::vector<MarkedPlace> places;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view piece = text.substr(begin, end - begin);
    if (may_hold(piece)) {
      WordReader reader(piece);
      while (reader.next()) {
        if (const auto what = match(reader.word())) {
          places.push_back({begin + reader.begin(), begin + reader.end(), *what});
        }
      }
    }
    begin = end + 1;
  }
  return places;
}

std::optional<std::size_t> Marker::match(std::string_view word) const {
  const auto found = words_.find(std::string(word));
  if (found != words_.end()) return found->second;
  for (const auto& [start, what] : starts_) {
    if (word.starts_with(start)) return what;
  }
  return std::nullopt;
}

}  // namespace kb
