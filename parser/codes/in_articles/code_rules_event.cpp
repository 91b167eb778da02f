// Event ids.
//
//   Event ID: 4058   Event ID 7001   event id=256   Events 1000 and 4096   Event 9221   Event: 4067
//
// `Event n` without ID needs an article about a server product or one that mentions the event log,
// and either a capital, a plural or three digits. The source is the `Source:` of the same block,
// before or behind the id; its end is the next label, or the end of a known source, or one word.
#include <algorithm>

#include "parser/codes/code_bits.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/known_phrases.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::size_t kSourceReach = 90;
constexpr std::size_t kLongestSource = 48;

bool is_block_label(std::string_view word) {
  return is_one_of(word, {"type", "category", "description", "event", "user", "date", "time",
                          "computer", "id", "source", "descr", "details", "error"});
}

// The next label of the block, or what the event says: `Source: Replicator System error 67`.
bool begins_next_label(std::string_view text, std::size_t at) {
  const std::string_view word = word_after(text, at);
  if (is_block_label(word)) return true;
  return iequals(word, "system") &&
         iequals(word_after(text, std::size_t(word.data() - text.data()) + word.size()), "error");
}

bool is_source_end(char c) {
  return c == ',' || c == '"' || c == ';' || c == '(' || c == '|' || c == '<';
}

// The source that begins at `at`.
std::string source_at(std::string_view text, std::size_t at) {
  while (at < text.size() &&
         (text[at] == ' ' || text[at] == ':' || text[at] == '=' || text[at] == '"'))
    ++at;
  text = utf8_prefix(text.substr(at), kLongestSource);
  std::size_t end = 0;
  bool closed = false;
  for (int words = 0; words < 5 && end < text.size(); ++words) {
    std::size_t stop = end;
    while (stop < text.size() && text[stop] != ' ' && !is_source_end(text[stop])) ++stop;
    closed = words > 0 && begins_next_label(text, end);
    if (closed) break;
    end = stop;
    closed = end < text.size() && is_source_end(text[end]);
    if (closed) break;
    if (end < text.size()) ++end;
  }
  if (!closed) {
    end = known_event_source(text);
    if (end == 0) end = std::min(text.find(' '), text.size());
  }
  std::string_view source = trim(text.substr(0, end));
  while (!source.empty() &&
         (source.back() == '.' || source.back() == '-' || source.back() == ':')) {
    source = trim_right(source.substr(0, source.size() - 1));
  }
  return std::string(source);
}

// `Source` as a label: followed by a colon or, in capitals, by a blank.
std::size_t source_label(std::string_view text) {
  for (std::size_t at = 0; (at = text.find("ource", at)) != std::string_view::npos; at += 5) {
    const char first = at > 0 ? text[at - 1] : ' ';
    const char next = at + 5 < text.size() ? text[at + 5] : ' ';
    if ((first == 'S' || first == 's') && (next == ':' || next == '=' || next == ' '))
      return at + 5;
  }
  return std::string_view::npos;
}

std::string source_after(const Site& site) {
  std::string_view ahead = site.text.substr(site.end, kSourceReach);
  const std::size_t other = ahead.find("Event ");
  const std::size_t label = source_label(ahead);
  if (label == std::string_view::npos ||
      ahead.substr(0, label).find("escription") != std::string_view::npos)
    return {};
  if (other != std::string_view::npos && other + 8 < label) return {};
  return source_at(site.text, site.end + label);
}

std::string source_before(const Site& site) {
  const std::size_t from = site.begin > kSourceReach ? site.begin - kSourceReach : 0;
  const std::string_view behind = site.text.substr(from, site.begin - from);
  const std::size_t label = behind.rfind("Event Source:");
  if (label != std::string_view::npos) return source_at(site.text, from + label + 13);
  const std::size_t plain = behind.rfind("Source:");
  if (plain == std::string_view::npos ||
      behind.substr(plain).find("escription") != std::string_view::npos)
    return {};
  return source_at(site.text, from + plain + 7);
}

// What the words before make of the number: an id by name, a bare `Event n`, or nothing.
enum class Label { kNone, kId, kBare };

// `MSExchangeMTAEvent ID 9405`: the blank is lost; behind an article's number a title begins.
bool is_glued_event(std::string_view word) { return word.ends_with("Event") && !has_digit(word); }

Label event_label(Before& before) {
  std::size_t k = 0;
  // `MSExchangeKMS 1004 KMServer was not able`: a line of the log without its labels.
  if (before.word(0).starts_with("MSExchange") && before.gap(0) == " ") return Label::kBare;
  if (is_one_of(before.word(0), {"number", "no", "code", "error", "message", "of", "is", "s",
                                 "numbers", "warning"}))
    k = 1;
  if (k == 1 && before.word(0) == "s") k = 1;
  if (before.across_sentence(k)) return Label::kNone;
  const std::string_view word = before.word(k);
  if (is_one_of(word, {"eventid", "eventids"})) return Label::kId;
  if (iequals(word, "messageid") && before.gap(k) == "=") return Label::kId;
  if (is_one_of(word, {"id", "ids"}) && is_one_of(before.word(k + 1), {"event", "events"}))
    return Label::kId;
  if (is_one_of(word, {"id", "ids"}) && iequals(before.word(k + 2), "event") &&
      is_one_of(before.word(k + 1), {"log", "viewer", "error", "message"})) {
    return Label::kId;
  }
  if (is_one_of(word, {"id", "ids"}) && is_glued_event(before.word(k + 1))) return Label::kId;
  // `Event Log Error 1000`.
  if (k == 1 && iequals(word, "log") && iequals(before.word(0), "error") &&
      iequals(before.word(2), "event") && before.gap(0) == " " && before.gap(1) == " ")
    return Label::kId;
  if (!is_one_of(word, {"event", "events"})) return Label::kNone;
  // `Event Error 4204` of a title; `event: error 5` is an error.
  if (iequals(before.word(0), "error") && before.gap(1) == " " && before.gap(0) == " ")
    return Label::kBare;
  return k == 0 || is_one_of(before.word(0), {"number", "no", "numbers", "code"}) ? Label::kBare
                                                                                  : Label::kNone;
}

// `any of the following Event IDs may be displayed in the event log: 7023, 1501`.
bool follows_announcement(const Site& site) {
  constexpr std::size_t kReach = 90;
  const std::string_view behind = site.text.substr(0, site.begin);
  if (!behind.ends_with(": ") || site.end - site.begin < 2) return false;
  const std::string_view sentence = behind.substr(behind.size() - std::min(kReach, behind.size()));
  const std::size_t ids = std::max(sentence.rfind("vent IDs") + 1, sentence.rfind("vent ids") + 1);
  return ids > 0 && sentence.substr(ids).find_first_of(".0123456789") == std::string_view::npos;
}

bool bare_event_counts(const Site& site, std::string_view label) {
  const auto& groups = site.article.groups();
  if (!groups.server && !site.article.mentions_events()) return false;
  if (groups.developer && !site.article.mentions_events()) return false;
  const std::size_t digits = site.end - site.begin;
  // `Event 3 "Service started"`, `Event 9 (subcode 1117)`
  const bool told = (site.after() == ' ' && (site.after(1) == '"' || site.after(1) == '(')) ||
                    istarts_with(site.rest(), ": source");
  if (site.in_query_words) return digits >= 2;
  const bool named = is_upper(label[0]) || iequals(label, "events");
  return digits >= 3 || ((digits == 2 || told) && named) ||
         site.text.substr(0, site.begin).ends_with(": ");
}

// `Event ID: 9215A sockets error`, `Event ID: 7023Service Control Manager`: the blank is lost.
std::size_t digits_before_glued_word(std::string_view word) {
  std::size_t digits = 0;
  while (digits < word.size() && is_digit(word[digits])) ++digits;
  const std::string_view letters = word.substr(digits);
  const bool glued = digits > 0 && digits < 6 && !letters.empty() && is_upper(letters[0]) &&
                     std::all_of(letters.begin() + 1, letters.end(), is_lower);
  return glued ? digits : word.size();
}

}  // namespace

std::optional<FoundCode> event_rule(const Site& at) {
  Site site = at;
  site.end = site.begin + digits_before_glued_word(at.word());
  const bool glued = site.end != at.end;
  const auto number = decimal_of(site.word());
  if (!number || site.end - site.begin > 10) return std::nullopt;
  Before before(site.text, site.begin);
  Label label = event_label(before);
  if (label == Label::kNone && follows_announcement(site)) label = Label::kId;
  // `ID: 135 Source: MSExchangeMig`, `ID 1601 Source: DNS`: an event of a list.
  if (label == Label::kNone && before.word(0) == "ID" &&
      (before.gap(0) == ": " || before.gap(0) == " ") && istarts_with(site.rest(), " Source: "))
    label = Label::kId;
  if (label == Label::kNone || (glued && label != Label::kId)) return std::nullopt;
  if (label == Label::kBare) {
    if (site.end - site.begin > 5 || !bare_event_counts(site, before.word(0))) return std::nullopt;
    if (is_unit(word_after(site.text, site.end))) return std::nullopt;
  }
  FoundCode found = found_at(site, CodeFamily::kEvent, canonical_code(CodeFamily::kEvent, *number));
  found.source = source_after(site);
  if (found.source.empty()) found.source = source_before(site);
  return found;
}

}  // namespace kb
