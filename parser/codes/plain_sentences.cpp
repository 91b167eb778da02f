#include "parser/codes/plain_sentences.h"

#include <string>

namespace kb {

std::string_view plain_sentence(std::string_view canonical) {
  const std::string key = std::string(canonical) + '\t';
  for (std::size_t at = kPlainSentences.find(key); at != std::string_view::npos;
       at = kPlainSentences.find(key, at + 1)) {
    if (at != 0 && kPlainSentences[at - 1] != '\n') continue;
    const std::size_t begin = at + key.size();
    return kPlainSentences.substr(begin, kPlainSentences.find('\n', begin) - begin);
  }
  return {};
}

}  // namespace kb
