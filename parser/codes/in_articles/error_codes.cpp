#include "parser/codes/in_articles/error_codes.h"

#include <algorithm>
#include <bitset>
#include <unordered_map>

#include "parser/codes/code_bits.h"
#include "parser/codes/code_numbers.h"
#include "parser/codes/in_articles/code_lists.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/known_phrases.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"

namespace kb {

FoundCode found_at(const Site& site, CodeFamily family, std::string canonical) {
  FoundCode found;
  found.family = family;
  found.canonical = std::move(canonical);
  found.begin = site.begin;
  found.end = found.resume = site.end;
  return found;
}

namespace {

std::string_view without_long_suffix(std::string_view word) {
  while (word.size() > 1 && (to_lower(word.back()) == 'l' || to_lower(word.back()) == 'u'))
    word.remove_suffix(1);
  return word;
}

}  // namespace

std::string_view hex_digits_of(const Site& site) {
  const std::string_view word = site.word();
  std::string_view digits = without_long_suffix(word);
  if (word.size() > 2 && (word[0] == '0' || to_lower(word[0]) == 'o') && to_lower(word[1]) == 'x') {
    digits.remove_prefix(2);
  } else if (site.before() == '&' && to_lower(word[0]) == 'h') {
    digits.remove_prefix(1);
  } else if (word.size() > 1 && to_lower(word.back()) == 'h') {
    digits = word.substr(0, word.size() - 1);
  } else {
    digits = word;
  }
  return digits.size() < 32 && all_hex(digits) ? digits : std::string_view();
}

namespace {

// Codes in order of appearance, each canonical once.
class Collector {
 public:
  static constexpr std::uint32_t kSmall = 0xFFF;

  Collector(std::vector<ErrorCode>& codes, std::vector<Diagnostic>& diagnostics)
      : codes_(codes), diagnostics_(diagnostics) {}

  void add(std::string_view text, FoundCode found, Places place) {
    if (!found.remark.empty()) remark(std::move(found.remark));
    const auto [at, fresh] = index_.emplace(found.canonical, codes_.size());
    if (fresh) {
      ErrorCode code;
      code.text = std::string(text.substr(found.begin, found.end - found.begin));
      code.family = found.family;
      code.canonical = std::move(found.canonical);
      code.value = std::move(found.value);
      codes_.push_back(std::move(code));
    }
    ErrorCode& code = codes_[at->second];
    code.places = Places(code.places | place);
    if (code.parameters.empty()) code.parameters = std::move(found.parameters);
    add_source(code, std::move(found.source));
  }

  // Numbers up to kSmall that the text prints without making them a code.
  void add_plain(std::uint32_t value) {
    if (value <= kSmall) plain_.set(value);
  }
  bool is_plain(std::uint32_t value) const { return value <= kSmall && plain_.test(value); }

  bool holds(const std::string& canonical) const { return index_.count(canonical) != 0; }
  bool any_bugcheck() const {
    return std::any_of(codes_.begin(), codes_.end(),
                       [](const ErrorCode& code) { return code.family == CodeFamily::kBugcheck; });
  }

 private:
  void remark(std::string message) {
    const bool said =
        std::any_of(diagnostics_.begin(), diagnostics_.end(),
                    [&](const Diagnostic& diagnostic) { return diagnostic.message == message; });
    if (!said && diagnostics_.size() < 1000) diagnostics_.push_back({0, std::move(message)});
  }

  static void add_source(ErrorCode& code, std::string source) {
    constexpr std::size_t kMostSources = 32;
    if (source.empty() || code.event_sources.size() >= kMostSources) return;
    if (!code.event_source) code.event_source = source;
    if (!contains(code.event_sources, source)) {
      code.event_sources.push_back(std::move(source));
    }
  }

  std::vector<ErrorCode>& codes_;
  std::vector<Diagnostic>& diagnostics_;
  std::unordered_map<std::string, std::size_t> index_;
  std::bitset<kSmall + 1> plain_;
};

// Digits that belong to a version, a date, a time, an amount, a path.
bool is_part_of_something(const Site& site) {
  const char before = site.before();
  const std::string_view word = site.word();
  const char earlier = site.begin > 1 ? site.text[site.begin - 2] : ' ';
  if (before == '$' || before == '\\' || before == '@' || site.after() == '%') return true;
  if (before == '%' && earlier != '%') return true;
  if (before == '.' && is_word_char(earlier)) return true;
  if (site.after() == '.' && is_digit(site.after(1)) && word.size() < 3) return true;
  // `ASP 0177:800401f3`: an HRESULT behind the code of ASP.
  const bool hresult = before == ':' && word.size() == 8 && word[0] == '8' && hex_of(word);
  const bool win32 = site.text.substr(0, site.begin).ends_with("WIN32:");
  if ((before == ',' || before == ':' || before == '/') && is_digit(earlier) && !hresult && !win32)
    return true;
  const bool prefixed = word.size() > 2 && to_lower(word[1]) == 'x';
  if (site.after() == '/' && is_digit(site.after(1)) && !prefixed) return true;
  if (site.after() == '-' && is_digit(site.after(1)) &&
      (site.after(2) == '-' || site.after(3) == '-') && word.size() <= 4)
    return true;
  if (site.after() == ':' && is_digit(site.after(1)) && is_digit(site.after(2)) && word.size() <= 2)
    return true;
  return site.after() == ',' && is_digit(site.after(1)) && is_digit(site.after(2)) &&
         is_digit(site.after(3)) && !is_digit(site.after(4)) && word.size() <= 3;
}

// The number of a step: `follow these steps for the error: 1. Start ...`.
bool is_step(const Site& site) {
  if (site.end - site.begin > 2 || site.after() != '.' || site.after(1) != ' ') return false;
  const char earlier = site.begin > 1 ? site.text[site.begin - 2] : ':';
  return site.before() == ' ' && !is_word_char(earlier);
}

bool is_negative(const Site& site) {
  if (site.before() != '-') return false;
  const auto number = number_at(site.text, site.begin, site.end);
  return number && number->notation == Notation::kNegative;
}

// One segment of the article under scan.
class Scan {
 public:
  Scan(std::string_view text, Places place, const ArticleContext& article,
       const CitedTitles& titles, const ListKind& list, Collector& out)
      : text_(text), place_(place), article_(article), titles_(titles), out_(out) {
    if (place != kPlaceTitle && place != kPlaceQueryWords) list_ = find_code_list(list, text);
  }

  void run() {
    for (std::size_t i = 0; i < text_.size();) {
      const char c = text_[i];
      if (is_digit(c) || c == '_' || (c == 'W' && starts_at(text_, i, "WSA"))) {
        i = word_at(i);
      } else {
        i = c == 'S' && starts_at(text_, i, "STOP") ? letter_stop(i) : i + 1;
      }
    }
  }

 private:
  Site site(std::size_t begin, std::size_t end) const {
    return Site{text_, begin, end, place_ == kPlaceTitle, place_ == kPlaceQueryWords, article_};
  }

  void add(FoundCode found) { out_.add(text_, std::move(found), place_); }

  // `STOP A` holds no digit that would make it a candidate.
  std::size_t letter_stop(std::size_t at) {
    std::size_t begin = at + 4;
    while (begin < text_.size() && begin < at + 7 && (text_[begin] == ' ' || text_[begin] == ':'))
      ++begin;
    if (begin == at + 4 || begin + 1 > text_.size() || !is_hex(text_[begin])) return at + 4;
    const Site here = site(begin, begin + 1);
    if (begin >= text_.size() || !is_upper(text_[begin]) || is_word_char(here.after()))
      return at + 4;
    std::optional<FoundCode> p1;
    if (auto found = stop_rule(here, p1)) add(std::move(*found));
    return begin + 1;
  }

  std::size_t word_at(std::size_t at) {
    std::size_t begin = at;
    while (begin > done_ && is_word_char(text_[begin - 1])) --begin;
    const std::size_t end = run_end(text_, at);
    done_ = end;
    if (end - begin > 64) return end;
    const Site here = site(begin, end);
    const std::string_view word = here.word();
    if (word.find('_') != std::string_view::npos || starts_at(word, 0, "WSA")) return symbol(here);
    if (const std::size_t id = article_id_of(word); id > 0)
      return done_ = std::max(end, end_of_cited_title(text_, begin, begin + id, titles_));
    return done_ = std::max(end, number(here));
  }

  std::size_t symbol(const Site& here) {
    auto found = symbol_rule(here);
    if (found) add(std::move(*found));
    return here.end;
  }

  // A number between numbers with nothing but blanks between them: a column, a dump. No rule finds
  // its evidence there, and texts of nothing else are read at full speed.
  bool amid_numbers(const Site& here) const {
    if (here.begin < 2 || text_[here.begin - 1] != ' ' || here.after() != ' ') return false;
    if (!is_digit(text_[here.begin - 2]) || !is_digit(here.after(1))) return false;
    std::size_t begin = here.begin - 1;
    while (begin > 0 && begin + 9 > here.begin && is_digit(text_[begin - 1])) --begin;
    return begin > 0 && text_[begin - 1] == ' ' && all_digits(here.word());
  }

  // Asks the rules; returns where to go on.
  std::size_t number(const Site& here) {
    if (amid_numbers(here)) return here.end;
    const bool bare_start = is_digit(here.word()[0]);
    if (bare_start && (is_part_of_something(here) || is_step(here))) return here.end;
    std::optional<FoundCode> p1;
    std::optional<FoundCode> found = is_negative(here) ? code32_rule(here) : positive(here, p1);
    if (!found) return pass_over(here);
    remember(here, *found);
    const std::size_t resume = found->resume;
    add(std::move(*found));
    if (p1) add(std::move(*p1));
    return resume;
  }

  std::size_t pass_over(const Site& here) {
    if (const auto value = prefixed_hex(here.word())) out_.add_plain(*value);
    return here.end;
  }

  static std::optional<std::uint32_t> prefixed_hex(std::string_view word) {
    if (word.size() < 3 || word[0] != '0' || to_lower(word[1]) != 'x') return std::nullopt;
    return hex_of(word.substr(2));
  }

  std::optional<FoundCode> positive(const Site& here, std::optional<FoundCode>& p1) {
    std::optional<FoundCode> found = stop_rule(here, p1);
    if (!found) found = again(here);
    if (!found && list_.kind.family != CodeFamily::kOther && stands_in_list(here))
      return of_list(here);  // whatever the text of the entry before it ends with
    const bool in_query = place_ == kPlaceQueryWords;
    if (!found) found = state_rule(here);
    if (!found) found = event_rule(here);
    if (!found) found = in_query ? query_words_rule(here) : label_rule(here);
    if (!found) found = prefix_rule(here);
    if (!found) found = code32_rule(here);
    if (!found && !in_query) found = listed(here);
    if (!found && !in_query) found = behind_rule(here);
    if (!found && stands_in_list(here)) found = of_list(here);
    return found;
  }

  // A bare number of an article's own STOP: `0x0000001E` further down, `0xa` in the query words.
  std::optional<FoundCode> again(const Site& here) const {
    const std::string_view word = here.word();
    const auto value = prefixed_hex(word);
    if (!value) return std::nullopt;
    std::string canonical = canonical_code(CodeFamily::kBugcheck, *value);
    const bool small = place_ == kPlaceQueryWords && *value <= Collector::kSmall && *value > 0 &&
                       out_.any_bugcheck() && !out_.is_plain(*value);
    const bool same = out_.holds(canonical) && (word.size() == 10 || place_ == kPlaceQueryWords) &&
                      here.after() != ',' && here.before() != '(';
    if (!small && !same) return std::nullopt;
    return found_at(here, CodeFamily::kBugcheck, std::move(canonical));
  }

  // A number of the list that the article is.
  bool stands_in_list(const Site& here) const {
    return std::binary_search(list_.places.begin(), list_.places.end(), here.begin);
  }

  FoundCode of_list(const Site& here) const {
    return found_at(here, list_.kind.family,
                    std::string(list_.kind.prefix) + std::string(without_zeros(here.word())));
  }

  // What a list may go on with: the namespace before the last code's number.
  void remember(const Site& here, const FoundCode& found) {
    const std::size_t colon = found.canonical.find(':');
    last_end_ = found.resume;
    last_family_ = found.family;
    last_space_ = colon == std::string::npos ? std::string() : found.canonical.substr(0, colon + 1);
    last_digits_ = here.end - here.begin;
    Before before(text_, here.begin);
    last_plural_ =
        is_one_of(before.word(0), {"errors", "events", "ids", "codes", "numbers"}) || last_in_list_;
    last_in_list_ = false;
  }

  bool goes_on_as_list(const Site& here) const {
    const bool none = last_space_.empty() && last_family_ != CodeFamily::kCode32;
    if (none || here.begin <= last_end_ || here.begin - last_end_ > 16) return false;
    std::string_view gap = text_.substr(last_end_, here.begin - last_end_);
    const std::size_t first = gap.find_first_not_of("'\")");
    gap = trim(gap.substr(std::min(first, gap.size())));
    const std::size_t quote = gap.find_last_not_of("'\"(#");
    gap = trim(gap.substr(0, quote == std::string_view::npos ? 0 : quote + 1));
    if (istarts_with(gap, "error,")) gap.remove_prefix(5);  // `4092 error, 4018, and 4086`
    return is_one_of(gap, {",", "and", "or", "&", ", and", ", or", "and/or", "through",
                           "instead of", ", instead of"});
  }

  std::optional<FoundCode> listed(const Site& here) {
    const std::string_view word = here.word();
    if (!goes_on_as_list(here) || is_unit(word_after(text_, here.end))) return std::nullopt;
    if (last_family_ == CodeFamily::kSna) return listed_sense(here);
    if (last_family_ == CodeFamily::kBugcheck) return listed_hex(here);
    if (last_family_ == CodeFamily::kCode32) return listed_32(here);
    const auto value = decimal_of(word);
    if (!value || word.size() > 5 || *value == 0 ||
        (here.after() == '.' && is_digit(here.after(1))))
      return std::nullopt;
    const bool alike =
        word.size() >= 3 && word.size() + 1 >= last_digits_ && word.size() <= last_digits_ + 1;
    if (!last_plural_ && !alike) return std::nullopt;
    last_in_list_ = last_plural_;
    if (last_family_ == CodeFamily::kTool || last_family_ == CodeFamily::kSymbol ||
        last_family_ == CodeFamily::kSqlnative)
      return std::nullopt;
    std::string digits(word);
    if (last_family_ == CodeFamily::kAsp)
      digits.insert(0, 4 - std::min<std::size_t>(4, digits.size()), '0');
    FoundCode found = found_at(here, last_family_, last_space_ + digits);
    return found;
  }

  // `sense code 0813 or 081B`: as many digits as the one before it.
  std::optional<FoundCode> listed_sense(const Site& here) const {
    const std::string_view digits = hex_digits_of(here);
    if (here.word().size() != last_digits_ || (digits.size() != 4 && digits.size() != 8))
      return std::nullopt;
    return found_at(here, CodeFamily::kSna, last_space_ + upper(digits));
  }

  // `Error 0x00000069 or 0x00000067`
  static std::optional<FoundCode> listed_32(const Site& here) {
    const auto value = hex_of(hex_digits_of(here));
    const bool prefixed = here.word().size() == 10 && to_lower(here.word()[1]) == 'x';
    if (!value || !prefixed || *value == 0) return std::nullopt;
    if (*value > 0xFFFFU && !plausible_32(*value)) return std::nullopt;
    return found_32(here, here.begin, here.end, *value);
  }

  std::optional<FoundCode> listed_hex(const Site& here) const {
    const auto value = hex_of(hex_digits_of(here));
    const bool prefixed = here.word().size() > 2 && to_lower(here.word()[1]) == 'x';
    const bool first_of_row = here.after() == ',' && is_digit(here.after(1));  // `0x4,0,0,0`
    if (!value || !prefixed || *value == 0 || first_of_row) return std::nullopt;
    return found_at(here, CodeFamily::kBugcheck, canonical_code(CodeFamily::kBugcheck, *value));
  }

  std::string_view text_;
  Places place_;
  const ArticleContext& article_;
  const CitedTitles& titles_;
  CodeList list_;
  Collector& out_;
  std::size_t done_ = 0;      // no word begins before this
  std::size_t last_end_ = 0;  // of the last code with a number, for lists
  CodeFamily last_family_ = CodeFamily::kOther;
  std::string last_space_;  // `EVENT:`
  std::size_t last_digits_ = 0;
  bool last_plural_ = false;
  bool last_in_list_ = false;
};

// The article's folded text in one piece, with where each segment begins and what it is.
struct Folded {
  struct Segment {
    std::size_t begin;
    std::size_t end;
    Places place;
  };
  std::string text;
  std::vector<Segment> segments;

  void add(std::string_view part, Places place) {
    const std::size_t begin = text.size();
    append_folded(part, text);
    segments.push_back({begin, text.size(), place});
    text += '\n';
  }
};

Folded fold(const Article& article) {
  Folded folded;
  std::size_t size = article.title.size() + 2;
  for (const Section& section : article.sections) size += section.text.size() + 1;
  folded.text.reserve(size + (article.query_words ? article.query_words->size() + 1 : 0));
  folded.add(article.title, kPlaceTitle);
  for (const Section& section : article.sections) folded.add(section.text, place_of(section.kind));
  if (article.query_words) folded.add(*article.query_words, kPlaceQueryWords);
  return folded;
}

// `Error 458` of a title is the `Run-time error '458'` of the text: a number without a family is of
// the one that the article gives it elsewhere.
void join_with_families(std::vector<ErrorCode>& codes) {
  constexpr std::string_view kBare = "ERROR:";
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < codes.size(); ++i) index.emplace(codes[i].canonical, i);
  const auto is_joined = [&](const ErrorCode& code) {
    if (!code.canonical.starts_with(kBare)) return false;
    const std::string number = code.canonical.substr(kBare.size());
    for (const char* family : {"WIN32:", "VB:", "FOX:", "HTTP:", "SMTP:", "MSSQL:", "WINSOCK:",
                               "MAIL:", "SETUP:", "CODE:"}) {
      const auto same = index.find(family + number);
      if (same == index.end()) continue;
      ErrorCode& kept = codes[same->second];
      kept.places = Places(kept.places | code.places);
      return true;
    }
    return false;
  };
  std::vector<bool> joined(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) joined[i] = is_joined(codes[i]);
  std::size_t at = 0;
  std::erase_if(codes, [&](const ErrorCode&) { return joined[at++]; });
}

}  // namespace

std::vector<ErrorCode> find_error_codes(const Article& article,
                                        std::vector<Diagnostic>& diagnostics) {
  const Folded folded = fold(article);
  const ArticleContext context(article, folded.text);
  const CitedTitles titles = cited_titles_of(article);
  const ListKind list = list_kind_of(article);
  std::vector<ErrorCode> codes;
  Collector collector(codes, diagnostics);
  for (const auto& segment : folded.segments) {
    const std::string_view text =
        std::string_view(folded.text).substr(segment.begin, segment.end - segment.begin);
    Scan(text, segment.place, context, titles, list, collector).run();
  }
  join_with_families(codes);
  return codes;
}

}  // namespace kb
