#include "parser/text/entities.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

struct Entity {
  std::string_view name;
  char32_t character;
};

// Those of HTML 4 that prose needs, by name. `nbsp` is a plain blank.
constexpr std::array kEntities = {
    Entity{"AElig", 0xC6},   Entity{"Aacute", 0xC1},   Entity{"Agrave", 0xC0},
    Entity{"Auml", 0xC4},    Entity{"Ccedil", 0xC7},   Entity{"Eacute", 0xC9},
    Entity{"Egrave", 0xC8},  Entity{"Ouml", 0xD6},     Entity{"Uuml", 0xDC},
    Entity{"aacute", 0xE1},  Entity{"acirc", 0xE2},    Entity{"aelig", 0xE6},
    Entity{"agrave", 0xE0},  Entity{"amp", '&'},       Entity{"apos", '\''},
    Entity{"aring", 0xE5},   Entity{"atilde", 0xE3},   Entity{"auml", 0xE4},
    Entity{"bull", 0x2022},  Entity{"ccedil", 0xE7},   Entity{"cent", 0xA2},
    Entity{"copy", 0xA9},    Entity{"deg", 0xB0},      Entity{"eacute", 0xE9},
    Entity{"ecirc", 0xEA},   Entity{"egrave", 0xE8},   Entity{"euml", 0xEB},
    Entity{"euro", 0x20AC},  Entity{"frac12", 0xBD},   Entity{"frac14", 0xBC},
    Entity{"gt", '>'},       Entity{"hellip", 0x2026}, Entity{"iacute", 0xED},
    Entity{"icirc", 0xEE},   Entity{"igrave", 0xEC},   Entity{"iuml", 0xEF},
    Entity{"laquo", 0xAB},   Entity{"ldquo", 0x201C},  Entity{"lsquo", 0x2018},
    Entity{"lt", '<'},       Entity{"mdash", 0x2014},  Entity{"micro", 0xB5},
    Entity{"middot", 0xB7},  Entity{"nbsp", ' '},      Entity{"ndash", 0x2013},
    Entity{"ntilde", 0xF1},  Entity{"oacute", 0xF3},   Entity{"ocirc", 0xF4},
    Entity{"ograve", 0xF2},  Entity{"oslash", 0xF8},   Entity{"ouml", 0xF6},
    Entity{"para", 0xB6},    Entity{"plusmn", 0xB1},   Entity{"pound", 0xA3},
    Entity{"quot", '"'},     Entity{"raquo", 0xBB},    Entity{"rarr", 0x2192},
    Entity{"rdquo", 0x201D}, Entity{"reg", 0xAE},      Entity{"rsquo", 0x2019},
    Entity{"sect", 0xA7},    Entity{"szlig", 0xDF},    Entity{"times", 0xD7},
    Entity{"trade", 0x2122}, Entity{"uacute", 0xFA},   Entity{"ucirc", 0xFB},
    Entity{"ugrave", 0xF9},  Entity{"uuml", 0xFC},     Entity{"yen", 0xA5}};

constexpr std::array<std::string_view, 5> kOpenEnded = {"lt", "gt", "amp", "quot", "nbsp"};

void append_character(char32_t character, std::string& out) {
  constexpr char32_t kNoBreakSpace = 0xA0;
  constexpr char32_t kSoftHyphen = 0xAD;
  if (character == kSoftHyphen || character == 0) return;
  if (character >= 128 && character < 160)
    character = from_cp1252(static_cast<unsigned char>(character));
  append_utf8(out, character == kNoBreakSpace ? U' ' : character);
}

/// `&#8217;`, `&#x2019;`; `at` stands behind the `#`.
std::size_t append_number(std::string_view text, std::size_t at, std::string& out) {
  constexpr std::size_t kMostDigits = 7;
  const bool hex = at < text.size() && to_lower(text[at]) == 'x';
  const std::size_t begin = at + (hex ? 1 : 0);
  std::uint32_t value = 0;
  const char* first = text.data() + std::min(begin, text.size());
  const char* last = text.data() + std::min(begin + kMostDigits, text.size());
  const auto [end, error] = std::from_chars(first, last, value, hex ? 16 : 10);
  if (error != std::errc() || end == first) return 0;
  append_character(value, out);
  const std::size_t length = std::size_t(end - text.data());
  return length + (length < text.size() && text[length] == ';' ? 1 : 0);
}

}  // namespace

std::size_t append_entity(std::string_view text, std::size_t at, std::string& out) {
  constexpr std::size_t kLongest = 8;
  if (at + 1 >= text.size()) return 0;
  if (text[at + 1] == '#') {
    const std::size_t end = append_number(text, at + 2, out);
    return end == 0 ? 0 : end - at;
  }
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= kLongest && is_alnum(text[end])) ++end;
  std::string_view name = text.substr(at + 1, end - at - 1);
  const bool closed = end < text.size() && text[end] == ';';
  if (!closed) {
    const auto open = std::find_if(kOpenEnded.begin(), kOpenEnded.end(),
                                   [&](std::string_view known) { return name == known; });
    if (open == kOpenEnded.end()) return 0;
  }
  const auto found = std::find_if(kEntities.begin(), kEntities.end(),
                                  [&](const Entity& entity) { return entity.name == name; });
  if (found == kEntities.end()) return 0;
  append_character(found->character, out);
  return end - at + (closed ? 1 : 0);
}

std::string decode_entities(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = text[i] == '&' ? append_entity(text, i, out) : 0;
    if (length == 0) out += text[i];
    i += std::max<std::size_t>(length, 1);
  }
  return out;
}

}  // namespace kb
