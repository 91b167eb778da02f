#include "query/rank/title_match.h"

#include "parser/fields/title_prefix.h"
#include "parser/text/ascii.h"
#include "parser/text/words.h"

namespace kb {
namespace {

constexpr std::size_t kCutTitle = 62;     // bytes from which a title of the archive may be cut
constexpr std::size_t kShortestCut = 16;  // letters of a cut title that say enough

/// Returns the letters and digits of a text in lower case, without anything between them.
std::string squeezed(std::string_view text) {
  std::string out;
  for (WordReader reader(text); reader.next();) {
    if (reader.compound()) continue;
    for (const char c : reader.word()) {
      if (is_alnum(c) || (c & 0x80) != 0 || c == '+' || c == '#') out += c;
    }
  }
  return out;
}

/// True for text that ends by saying that a message follows: `Baseball Err Msg`.
bool announces_message(std::string_view text) {
  for (const std::string_view end : {"msg", "message", "error", "msgs", "messages"}) {
    if (text.size() >= end.size() && iequals(text.substr(text.size() - end.size()), end)) {
      return true;
    }
  }
  return false;
}

}  // namespace

TitleMatcher::TitleMatcher(std::string_view query)
    : whole_(squeezed(query)),
      unprefixed_(squeezed(query.substr(title_prefix_length(query)))),
      sentence_(trim(query).find(' ') != std::string_view::npos) {}

bool TitleMatcher::equals(std::string_view text) const {
  const std::string key = squeezed(text);
  return !key.empty() && (key == whole_ || key == unprefixed_);
}

TitleMatch TitleMatcher::match(std::string_view title) const {
  if (empty()) return TitleMatch::kNone;
  const std::string_view own = title.substr(title_prefix_length(title));
  if (equals(title) || equals(own)) return TitleMatch::kWhole;
  if (!sentence_) return TitleMatch::kNone;
  if (title.size() >= kCutTitle || title.ends_with("...")) {
    const std::string key = squeezed(own);
    if (key.size() >= kShortestCut && (whole_.starts_with(key) || unprefixed_.starts_with(key))) {
      return TitleMatch::kWhole;
    }
  }
  for (std::size_t open = own.find('"'); open != std::string_view::npos;) {
    const std::size_t close = own.find('"', open + 1);
    if (equals(own.substr(open + 1, close == std::string_view::npos ? close : close - open - 1))) {
      return TitleMatch::kMessage;
    }
    open = close == std::string_view::npos ? close : own.find('"', close + 1);
  }
  const std::size_t colon = own.find(": ");
  const bool message = colon != std::string_view::npos && announces_message(own.substr(0, colon));
  return message && equals(own.substr(colon + 2)) ? TitleMatch::kMessage : TitleMatch::kNone;
}

}  // namespace kb
