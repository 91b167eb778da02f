#include "parser/text/words.h"

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

enum class Kind : unsigned char { kOther, kLetter, kDigit, kMultibyte };

Kind kind_at(std::string_view text, std::size_t i) {
  if (i >= text.size()) return Kind::kOther;
  if (is_alpha(text[i])) return Kind::kLetter;
  if (is_digit(text[i])) return Kind::kDigit;
  return static_cast<unsigned char>(text[i]) >= 0x80 ? Kind::kMultibyte : Kind::kOther;
}

bool is_word_byte(std::string_view text, std::size_t i) {
  const Kind kind = kind_at(text, i);
  return kind == Kind::kLetter || kind == Kind::kDigit;
}

/// Decodes the UTF-8 character at `i`; `length` receives its bytes. Malformed: U+FFFD, one byte.
char32_t decode(std::string_view text, std::size_t i, std::size_t& length) {
  const auto byte = [&](std::size_t k) {
    return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
  };
  const char32_t lead = byte(0);
  length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  char32_t c = length == 4 ? lead & 7 : length == 3 ? lead & 15 : length == 2 ? lead & 31 : 0xFFFD;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(k) & 0xC0) != 0x80) {
      length = 1;
      return 0xFFFD;
    }
    c = c << 6 | (byte(k) & 0x3F);
  }
  return c;
}

bool is_wide_letter(char32_t c) {
  if (c == 0xAA || c == 0xB5 || c == 0xBA) return true;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7 || c == 0xFFFD) return false;
  return !(c >= 0x2000 && c < 0x2C00) && !(c >= 0x3000 && c < 0x3005) && c != 0xFEFF;
}

char32_t lower_wide(char32_t c) {
  if ((c >= 0xC0 && c <= 0xDE) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) {
    return c + 0x20;
  }
  return c >= 0x400 && c <= 0x40F ? c + 0x50 : c;
}

/// The ASCII character a full-width form stands for; 0 if it is none.
char fullwidth(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? char(c - 0xFEE0) : '\0'; }

bool is_apostrophe(std::string_view text, std::size_t i, std::size_t& length) {
  length = text[i] == '\'' ? 1 : 3;
  return text[i] == '\'' || text.substr(i, 3) == "\xE2\x80\x99";
}

}  // namespace

/// Appends the character at at_ if it belongs into a word.
bool WordReader::read_character() {
  const Kind kind = kind_at(text_, at_);
  if (kind == Kind::kLetter || kind == Kind::kDigit) {
    put(to_lower(text_[at_++]));
    return true;
  }
  if (kind != Kind::kMultibyte) return false;
  std::size_t length = 0;
  const char32_t c = decode(text_, at_, length);
  if (const char ascii = fullwidth(c)) {
    if (!is_alnum(ascii)) return false;
    put(to_lower(ascii));
  } else {
    if (!is_wide_letter(c)) return false;
    std::string utf8;
    append_utf8(utf8, lower_wide(c));
    if (length_ + utf8.size() <= kMaxWord) {
      for (const char byte : utf8) put(byte);
    }
  }
  at_ += length;
  return true;
}

/// True if the punctuation at `at` joins the characters around it.
bool WordReader::joins(std::size_t at) const {
  const char c = text_[at];
  if (c == '.')
    return kind_at(text_, at - 1) == Kind::kDigit && kind_at(text_, at + 1) == Kind::kDigit;
  if (c == '&') {
    return at - begin_ <= 3 && kind_at(text_, at - 1) == Kind::kLetter &&
           kind_at(text_, at + 1) == Kind::kLetter;
  }
  std::size_t length = 0;
  if (c != '\'' && c != '\xE2') return false;
  return is_apostrophe(text_, at, length) && kind_at(text_, at - 1) == Kind::kLetter &&
         kind_at(text_, at + length) == Kind::kLetter;
}

void WordReader::read_word() {
  for (;;) {
    if (read_character()) continue;
    if (at_ >= text_.size() || at_ == begin_ || !joins(at_)) return;
    std::size_t length = 1;
    if (text_[at_] == '.' || text_[at_] == '&') {
      put(text_[at_]);
    } else {
      is_apostrophe(text_, at_, length);
      put('\'');
    }
    at_ += length;
  }
}

/// `c++`, `c#`.
void WordReader::read_suffix() {
  std::size_t end = at_;
  while (end < text_.size() && end - at_ < 2 && text_[end] == '+') ++end;
  if (end == at_ && end < text_.size() && text_[end] == '#') ++end;
  if (end == at_ || is_word_byte(text_, end) || kind_at(text_, end) == Kind::kMultibyte) return;
  for (; at_ < end; ++at_) put(text_[at_]);
}

/// Reads a whole name with `_` without moving on, so that its parts follow.
bool WordReader::read_compound() {
  std::size_t end = at_;
  bool joined = false;
  while (end < text_.size() && (is_word_byte(text_, end) || text_[end] == '_')) {
    joined = joined || text_[end] == '_';
    ++end;
  }
  while (end > at_ && text_[end - 1] == '_') --end;
  if (!joined || text_.substr(at_, end - at_).find('_') == std::string_view::npos) return false;
  for (std::size_t i = at_; i < end; ++i) put(to_lower(text_[i]));
  begin_ = at_;
  end_ = end;
  compound_end_ = end;
  compound_ = true;
  ++position_;
  return true;
}

bool WordReader::next() {
  const bool first_part = compound_;
  compound_ = false;
  length_ = 0;
  for (;;) {
    if (at_ >= text_.size()) return false;
    const Kind kind = kind_at(text_, at_);
    if (kind == Kind::kOther) {
      ++at_;
      continue;
    }
    if (at_ >= compound_end_ && kind != Kind::kMultibyte && read_compound()) return true;
    begin_ = at_;
    read_word();
    if (length_ != 0) break;
    std::size_t length = 0;
    decode(text_, at_, length);
    at_ += length;
  }
  read_suffix();
  end_ = at_;
  if (!first_part) ++position_;
  return true;
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  WordReader reader(text);
  while (reader.next()) {
    words.push_back({std::string(reader.word()), reader.position(), reader.begin(), reader.end(),
                     reader.compound()});
  }
  return words;
}

}  // namespace kb
