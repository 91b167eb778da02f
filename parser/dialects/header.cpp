#include "parser/dialects/header.h"

#include "parser/text/ascii.h"

namespace kb {

void read_document_line(std::string_view value, Parts& parts) {
  const auto words = split_words(value);
  if (!words.empty()) parts.id = words[0];
  if (words.size() > 1 && words[1].front() != '[') parts.date = words[1];
  const std::string_view last = words.empty() ? std::string_view{} : words.back();
  if (last.size() > 2 && last.front() == '[' && last.back() == ']') {
    parts.product_code = last.substr(1, last.size() - 2);
  }
}

std::string_view without_colon(std::string_view value) {
  return trim(value.starts_with(':') ? value.substr(1) : value);
}

}  // namespace kb
