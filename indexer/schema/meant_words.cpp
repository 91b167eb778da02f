#include "indexer/schema/meant_words.h"

#include <algorithm>

#include "parser/text/words.h"

namespace kb {
namespace {

constexpr std::size_t kMostTitleWords = 255;

void append(MeantWord word, std::string& value) {
  value += char(word >> 8U);
  value += char(word & 0xFFU);
}

}  // namespace

std::vector<MeantWord> meant_words_in(std::string_view text, std::size_t most) {
  std::vector<MeantWord> found;
  WordReader reader(text);
  for (std::size_t read = 0; read < most && reader.next();) {
    if (reader.compound()) continue;
    ++read;
    const auto word = meant_word_of(reader.word());
    if (word && std::find(found.begin(), found.end(), *word) == found.end()) found.push_back(*word);
  }
  return found;
}

std::string meant_words_value(const MeantWords& words) {
  const std::size_t of_title = std::min(words.title.size(), kMostTitleWords);
  if (of_title == 0 && words.start.empty()) return {};
  std::string value(1, char(of_title));
  for (std::size_t i = 0; i < of_title; ++i) append(words.title[i], value);
  for (const MeantWord word : words.start) append(word, value);
  return value;
}

MeantWords read_meant_words(std::string_view slot) {
  MeantWords words;
  if (slot.empty()) return words;
  const std::size_t of_title = static_cast<unsigned char>(slot[0]);
  for (std::size_t at = 1; at + 1 < slot.size(); at += 2) {
    const auto high = static_cast<unsigned char>(slot[at]);
    const auto low = static_cast<unsigned char>(slot[at + 1]);
    auto& into = words.title.size() < of_title ? words.title : words.start;
    into.push_back(MeantWord(high << 8U | low));
  }
  return words;
}

}  // namespace kb
