#include "query/snippet/marker.h"

#include <array>
#include <cstdint>

#include "parser/text/ascii.h"
#include "parser/text/words.h"

namespace kb {
namespace {

/// The class of a character is 1 to 26 for a letter, 27 for a digit, 0 for anything else.
struct Character {
  std::uint8_t word_class = 0;
  bool blank = false;
  bool foreign = false;  // not ASCII
};

constexpr std::array<Character, 256> kCharacters = [] {
  std::array<Character, 256> all{};
  for (std::size_t c = 0; c < 256; ++c) {
    const char character = static_cast<char>(c);
    all[c].foreign = c >= 0x80;
    all[c].blank = is_blank(character);
    if (is_alpha(character)) all[c].word_class = std::uint8_t(to_lower(character) - 'a' + 1);
    if (is_digit(character)) all[c].word_class = 27;
  }
  return all;
}();

const Character& character_of(char c) { return kCharacters[static_cast<unsigned char>(c)]; }

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

std::size_t Marker::class_at(std::string_view text, std::size_t i) {
  return i < text.size() ? character_of(text[i]).word_class : 0;
}

/// Notes how the word may start. Something may stand between its second and third character:
/// `CD-ROM`.
void Marker::note_start(std::string_view word) {
  const std::size_t first = class_at(word, 0);
  for (std::size_t second = 0; second < kClasses; ++second) {
    if (word.size() > 1 && second != class_at(word, 1)) continue;
    for (std::size_t third = 0; third < kClasses; ++third) {
      if (word.size() > 2 && third != 0 && third != class_at(word, 2)) continue;
      starts_of_words_.set(start_of(first, second, third));
    }
  }
}

/// Calls `see(begin, end, dropped)` for each piece between blanks that may contain a wanted word;
/// `dropped` is the number of blanks that fold_blanks() drops before it. A word begins with a
/// letter or digit behind a character that is neither; a piece that is not all ASCII may always
/// contain one.
template <typename See>
void Marker::for_each_piece(std::string_view text, See see) const {
  std::size_t dropped = 0;
  bool behind_blank = true;
  for (std::size_t i = 0; i < text.size();) {
    if (character_of(text[i]).blank) {
      dropped += behind_blank ? 1 : 0;
      behind_blank = true;
      ++i;
      continue;
    }
    const std::size_t begin = i;
    bool inside = false;
    bool may_hold = false;
    for (; i < text.size() && !character_of(text[i]).blank; ++i) {
      const Character& character = character_of(text[i]);
      const bool part = character.word_class != 0;
      if (part && !inside) {
        may_hold =
            may_hold || starts_of_words_[start_of(character.word_class, class_at(text, i + 1),
                                                  class_at(text, i + 2))];
      }
      may_hold = may_hold || character.foreign;
      inside = part;
    }
    behind_blank = false;
    if (may_hold) see(begin, i, dropped);
  }
}

/// Adds the places of a piece that begins at `at`.
void Marker::read_piece(std::string_view piece, std::size_t at,
                        std::vector<MarkedPlace>& out) const {
  WordReader reader(piece);
  while (reader.next()) {
    if (const auto what = match(reader.word())) {
      out.push_back({at + reader.begin(), at + reader.end(), *what});
    }
  }
}

std::vector<MarkedPlace> Marker::find(std::string_view text) const {
  std::vector<MarkedPlace> places;
  for_each_piece(text, [&](std::size_t begin, std::size_t end, std::size_t /*dropped*/) {
    read_piece(text.substr(begin, end - begin), begin, places);
  });
  return places;
}

std::vector<MarkedPlace> Marker::find_folded(std::string_view text) const {
  std::vector<MarkedPlace> places;
  for_each_piece(text, [&](std::size_t begin, std::size_t end, std::size_t dropped) {
    read_piece(text.substr(begin, end - begin), begin - dropped, places);
  });
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
