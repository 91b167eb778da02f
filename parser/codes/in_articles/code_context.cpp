#include "parser/codes/in_articles/code_context.h"

#include <algorithm>

#include "parser/text/ascii.h"

namespace kb {
namespace {

// The dash that stands at `at` in some escape: its length; 0 if none.
std::size_t dash_at(std::string_view text, std::size_t at) {
  for (const std::string_view dash :
       {std::string_view("[ASCII 150]"), std::string_view("[ASCII 151]"),
        std::string_view("\xE2\x80\x93"), std::string_view("\xE2\x80\x94"),
        std::string_view("\xE2\x88\x92")}) {
    if (starts_at(text, at, dash)) return dash.size();
  }
  return 0;
}

}  // namespace

void append_folded(std::string_view text, std::string& out) {
  const std::size_t floor = out.size();
  out.reserve(floor + text.size());
  bool closing_left = true;  // there may be a '>' ahead
  bool after_blank = true;   // no blank at the beginning
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '<' && closing_left) {
      const std::size_t close = text.find('>', i);
      closing_left = close != std::string_view::npos;
      if (closing_left) {
        i = close + 1;
        continue;
      }
    }
    const std::size_t dash = c == '[' || c == '\xE2' ? dash_at(text, i) : 0;
    const bool no_break = c == '\xC2' && starts_at(text, i, "\xC2\xA0");
    const bool blank = no_break || is_blank(c);
    if (!blank || !after_blank) out += blank ? ' ' : dash > 0 ? '-' : c;
    after_blank = blank;
    i += dash > 0 ? dash : no_break ? 2 : 1;
  }
  if (out.size() > floor && after_blank) out.pop_back();
}

void Before::read_one() {
  std::size_t end = next_;
  while (end > 0 && !is_word_char(text_[end - 1]) && next_ - end < 12) --end;
  std::size_t begin = end;
  while (begin > 0 && is_word_char(text_[begin - 1]) && end - begin < 48) --begin;
  words_[count_] = text_.substr(begin, end - begin);
  gaps_[count_] = text_.substr(end, next_ - end);
  next_ = begin;
  ++count_;
}

std::string_view Before::word(std::size_t k) {
  if (k >= kMost) return {};
  while (count_ <= k) read_one();
  return words_[k];
}

std::string_view Before::gap(std::size_t k) {
  if (k >= kMost) return {};
  while (count_ <= k) read_one();
  return gaps_[k];
}

bool Before::across_sentence(std::size_t k) {
  for (std::size_t i = 0; i <= k; ++i) {
    const std::string_view between = gap(i);
    const std::size_t stop = between.find_first_of(".;?!");
    if (stop == std::string_view::npos || iequals(word(i), "no")) continue;
    if (stop + 1 == between.size() || between[stop + 1] == ' ' || between[stop + 1] == '"')
      return true;
  }
  return false;
}

std::string_view word_after(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const std::size_t limit = std::min(text.size(), at + 8);
  while (at < limit && !is_word_char(text[at])) ++at;
  std::size_t end = at;
  while (end < text.size() && is_word_char(text[end]) && end - at < 48) ++end;
  return text.substr(at, end - at);
}

ProductGroups groups_of(const Article& article) {
  ProductGroups groups;
  const std::string code = article.product_code ? lower(*article.product_code) : std::string();
  groups.fox = is_one_of(code, {"foxpro", "foxmisc"});
  groups.developer =
      is_one_of(code, {"visualc", "masm", "fortran", "vbwin", "utilities", "miscsdk", "win16sdk",
                       "win16ddk", "msdos", "foxpro", "basic", "c", "ssafe", "msdn", "odbc"}) ||
      code.find("mspl") != std::string::npos;
  groups.server =
      is_one_of(code, {"winnt", "exchange", "sna", "iis", "sms", "crossnet", "lanman", "odbc"});
  groups.exchange = code == "exchange";
  groups.sna = code == "sna";
  groups.web = is_one_of(code, {"iis", "frontpg"});
  groups.mail = is_one_of(code, {"pcmail", "macmail"});
  return groups;
}

bool ArticleContext::mentions(std::optional<bool>& cache,
                              std::initializer_list<std::string_view> needles) const {
  if (!cache) cache = has_one_of(whole_, needles);
  return *cache;
}

bool ArticleContext::mentions_events() const {
  return mentions(events_, {"Event ID", "event log", "Event Log", "Event Viewer", "event ID",
                            "Event id", "event viewer", "Event log"});
}
bool ArticleContext::mentions_jet() const {
  return groups_.exchange ||
         mentions(jet_, {"Jet", "JET", "ESE", "eseutil", "Eseutil", "edbutil", "DHCP", "WINS"});
}
bool ArticleContext::mentions_sockets() const {
  return mentions(sockets_, {"insock", "inSock", "WSA", "ocket", "INSOCK"});
}
bool ArticleContext::mentions_db2() const { return mentions(db2_, {"DB2", "SQLCODE"}); }

bool ArticleContext::mentions_smtp() const {
  return mentions(smtp_, {"SMTP", "Internet Mail Service", "Internet Mail Connector"});
}
bool ArticleContext::mentions_installer() const {
  return mentions(installer_, {"Windows Installer", "Windows installer"});
}
bool ArticleContext::names_event(std::string_view number) const {
  constexpr int kMostLooks = 300;
  if (!mentions_events() && !groups_.server) return false;
  for (std::size_t at = 0; looks_for_events_ < kMostLooks; ++at) {
    ++looks_for_events_;
    at = whole_.find(number, at);
    if (at == std::string_view::npos) return false;
    const std::size_t end = at + number.size();
    if ((at > 0 && is_word_char(whole_[at - 1])) ||
        (end < whole_.size() && is_word_char(whole_[end])))
      continue;
    if (istarts_with(whole_.substr(end), " event")) return true;
    Before before(whole_, at);
    const std::size_t label = iequals(before.word(0), "id") ? 1 : 0;
    if (is_one_of(before.word(label), {"event", "events"}) && !before.across_sentence(label))
      return true;
  }
  return false;
}

bool ArticleContext::mentions_devices() const { return mentions(devices_, {"Device", "device"}); }

namespace {

bool is_article_id(std::string_view word) {
  return !word.empty() && article_id_of(word) == word.size();
}

// Words that begin the sentence after a title in a list of references.
bool begins_sentence(std::string_view text, std::size_t at) {
  static constexpr std::string_view kOpenings[] = {
      "For additional",  "For more",      "For information", "For a ",
      "NOTE:",           "IMPORTANT:",    "WARNING:",        "To resolve",
      "To work",         "This problem",  "This behavior",   "This issue",
      "This article",    "After you",     "When you",        "If you",
      "You can",         "You may",       "The following",   "The English",
      "The information", "Additional ",   "Microsoft has",   "Event ID:",
      "Event Type:",     "Error message", "-----",           "====="};
  return std::any_of(std::begin(kOpenings), std::end(kOpenings),
                     [&](std::string_view opening) { return starts_at(text, at, opening); });
}

std::size_t end_by_shape(std::string_view text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + 100);
  for (std::size_t i = at; i < limit; ++i) {
    if (text[i] != ' ') continue;
    if (is_article_id(text.substr(i + 1, run_end(text, i + 1) - i - 1)) ||
        starts_at(text, i, " - ") || begins_sentence(text, i + 1))
      return i;
    const bool stop = i > at + 1 && (text[i - 1] == '.' || text[i - 1] == '?');
    if (stop && i + 1 < text.size() && is_upper(text[i + 1]) && is_lower(text[i - 2])) return i;
  }
  return limit;
}

}  // namespace

CitedTitles cited_titles_of(const Article& article) {
  CitedTitles titles;
  for (const Reference& reference : article.references) {
    if (!reference.title) continue;
    std::string title;
    append_folded(*reference.title, title);
    if (!title.empty()) titles.emplace(upper(reference.id), std::move(title));
  }
  return titles;
}

std::size_t article_id_of(std::string_view word) {
  if (!word.starts_with('Q') && !word.starts_with('q')) return 0;
  const std::size_t end = std::min(word.find_first_not_of("0123456789", 1), word.size());
  const bool glued = end + 1 < word.size() && is_upper(word[end]) && is_lower(word[end + 1]);
  return (end == 6 || end == 7) && (end == word.size() || glued) ? end : 0;
}

std::size_t end_of_cited_title(std::string_view text, std::size_t begin, std::size_t end,
                               const CitedTitles& titles) {
  std::size_t at = end;
  // `Q155027, "XCON: Unable to Start ..."`: the title in quotes.
  if (text.substr(end).starts_with(", \"")) {
    const std::size_t close = text.find('"', end + 3);
    return close != std::string_view::npos && close - end < 160 ? close + 1 : end;
  }
  const auto parts = [](char c) { return c == ' ' || c == ':' || c == '|'; };  // also cells
  while (at < text.size() && at < end + 3 && parts(text[at])) ++at;
  if (at >= text.size() || (at == end && !is_upper(text[at]))) return end;
  if (starts_at(text, at, "TITLE")) {
    at += 5;
    while (at < text.size() && (text[at] == ' ' || text[at] == ':')) ++at;
  } else if (!is_upper(text[at]) && !is_digit(text[at]) && text[at] != '"' && text[at] != '\'' &&
             text[at] != '[') {
    return end;
  }
  const auto known = titles.find(upper(text.substr(begin, end - begin)));
  if (known != titles.end() && starts_at(text, at, known->second)) return at + known->second.size();
  return end_by_shape(text, at);
}

}  // namespace kb
