#include "query/codes/error_lookup.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "parser/codes/code_numbers.h"
#include "parser/codes/in_articles/code_context.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"
#include "parser/text/encoding.h"
#include "query/compile/compile.h"
#include "query/compile/lexicon.h"
#include "query/compile/weights.h"
#include "query/search/index.h"

namespace kb {
namespace {

constexpr std::size_t kMaxInput = 4096;  // bytes of the input that are read
constexpr std::size_t kMaxCodes = 60;    // codes of one input, or names that match a pattern
constexpr std::size_t kMaxRelated = 3;   // related articles
constexpr std::size_t kMaxNearest = 5;   // nearest codes
constexpr std::uint32_t kNear = 0x40;    // largest distance of neighbours in a facility

std::string front_term(std::string_view canonical) {
  return exact_term(field(FieldId::kErrorUpFront), canonical);
}

bool is_pattern(std::string_view input) {
  return input.find_first_of("*?") != std::string_view::npos &&
         std::count_if(input.begin(), input.end(), is_alpha) >= 2;
}

bool is_name(std::string_view input) {
  return input.size() > 3 && !is_digit(input[0]) &&
         std::all_of(input.begin(), input.end(), is_word_char);
}

// Reads `-2147942405`: the unsigned form with a minus in front.
std::optional<std::uint32_t> hand_negated(std::string_view input) {
  input = trim(input);
  if (input.size() != 11 || input[0] != '-') return std::nullopt;
  const auto value = decimal_of(input.substr(1));
  return value && *value > 0x80000000U ? value : std::nullopt;
}

// ---- the codes of an input

struct Understood {
  std::vector<RecognisedCode> codes;
  std::string hint;
};

RecognisedCode code_of_value(std::uint32_t value) {
  return {0, 0, {{CodeFamily::kCode32, hex32(value)}}, value};
}

// Returns a name's readings: the number first, since message and bits belong to it, then the name.
RecognisedCode code_of_name(const Xapian::Database& database, const std::string& name) {
  RecognisedCode code{0, 0, {}, std::nullopt};
  if (const auto symbol = find_symbol(name)) {
    code.readings.push_back({symbol->family, canonical_of(*symbol)});
    if (symbol->family == CodeFamily::kCode32) code.value = symbol->value;
  }
  for (const std::string& canonical : codes_named(database, name)) {
    const bool there = std::any_of(code.readings.begin(), code.readings.end(),
                                   [&](const auto& r) { return r.canonical == canonical; });
    if (!there) code.readings.push_back({family_of(canonical), canonical});
  }
  const std::string upper_name = upper(name);
  if (code.readings.empty() || database.term_exists(error_term(upper_name)))
    code.readings.push_back({CodeFamily::kSymbol, upper_name});
  return code;
}

// `ACCESS*` is what people remember of ERROR_ACCESS_DENIED.
void add_remembered(std::set<std::string>& names, std::string_view pattern) {
  const auto add = [&](std::string_view start) {
    for (const SymbolInfo& symbol :
         symbols_like(std::string(start) + std::string(pattern), kMaxCodes))
      names.insert(upper(symbol.name));
  };
  for (const std::string_view start : {"ERROR_", "E_", "STATUS_"}) add(start);
  if (names.empty()) add("*_");
}

std::vector<RecognisedCode> codes_like(const Xapian::Database& database, std::string_view pattern) {
  std::set<std::string> names;
  for (const SymbolInfo& symbol : symbols_like(pattern, kMaxCodes))
    names.insert(upper(symbol.name));
  for (const std::string& name : names_like(database, pattern, kMaxCodes)) names.insert(name);
  if (names.empty() && !pattern.starts_with('*')) add_remembered(names, pattern);
  std::vector<RecognisedCode> codes;
  for (const std::string& name : names) {
    if (codes.size() < kMaxCodes) codes.push_back(code_of_name(database, name));
  }
  return codes;
}

/// Keeps each code once, and at most kMaxCodes; returns true if some were left out.
bool keep_first(std::vector<RecognisedCode>& codes) {
  std::set<std::vector<std::string>> seen;
  std::vector<RecognisedCode> kept;
  for (RecognisedCode& code : codes) {
    std::vector<std::string> readings;
    for (const CodeReading& reading : code.readings) readings.push_back(reading.canonical);
    if (!seen.insert(std::move(readings)).second) continue;
    if (kept.size() < kMaxCodes) kept.push_back(std::move(code));
  }
  codes = std::move(kept);
  return seen.size() > kMaxCodes;
}

Understood understand(const Xapian::Database& database, std::string_view typed) {
  Understood out;
  if (const auto value = hand_negated(typed)) {
    out.codes.push_back(code_of_value(*value));
    out.hint = fmt::format("{} is no 32-bit number; {} is meant ({} without the minus)", typed,
                           std::int32_t(*value), *value);
    return out;
  }
  if (is_pattern(typed)) {
    out.codes = codes_like(database, typed);
    if (out.codes.empty()) out.hint = fmt::format("no name of a code is like {}", typed);
    return out;
  }
  out.codes = recognise_codes(typed);
  if (keep_first(out.codes)) {
    out.hint =
        fmt::format("only the first {} codes are explained; ask for the rest apart", kMaxCodes);
  }
  for (RecognisedCode& code : out.codes) {
    if (code.readings.front().family == CodeFamily::kSymbol)
      code = code_of_name(database, code.readings.front().canonical);
  }
  if (out.codes.empty() && is_name(typed)) {
    RecognisedCode code = code_of_name(database, std::string(typed));
    const bool known = code.readings.front().family != CodeFamily::kSymbol ||
                       database.term_exists(error_term(code.readings.front().canonical));
    if (known) out.codes.push_back(std::move(code));
  }
  if (out.codes.empty()) out.hint = why_no_code(typed);
  return out;
}

// ---- articles

class Collector {
 public:
  Collector(const Xapian::Database& database, std::size_t limit)
      : database_(database), limit_(limit) {}

  /// Adds the article unless it is there already; reads it only while the list has room.
  void add(Xapian::docid doc, std::string matched, Link link) {
    if (!seen_.insert(doc).second) return;
    ++total_;
    if (link == Link::kExact) ++exact_;
    if (articles_.size() >= limit_) return;
    ErrorArticle article;
    const auto record = decode_record_header(database_.get_document(doc).get_data());
    if (!record) return;
    article.rank = articles_.size() + 1;
    article.id = record->id;
    article.title = record->title;
    article.source = record->source;
    article.year = database_.get_document(doc)
                       .get_value(Xapian::valueno(field(FieldId::kDate).slot))
                       .substr(0, 4);
    article.matched = std::move(matched);
    article.link = link;
    articles_.push_back(std::move(article));
  }

  /// Adds the articles that contain the code, those up front first; at most `most` new ones.
  void add_holders(const std::string& canonical, Link link, std::size_t most) {
    for (const std::string& term : {front_term(canonical), error_term(canonical)}) {
      const auto end = database_.postlist_end(term);
      for (auto doc = database_.postlist_begin(term); doc != end && most > 0; ++doc) {
        const std::uint64_t before = total_;
        add(*doc, canonical, link);
        if (total_ != before) --most;
      }
    }
  }

  void move_to(ErrorAnswer& answer) {
    answer.articles = std::move(articles_);
    answer.exact = exact_;
    answer.total = total_;
  }

 private:
  const Xapian::Database& database_;
  std::size_t limit_;
  std::set<Xapian::docid> seen_;
  std::uint64_t exact_ = 0;
  std::uint64_t total_ = 0;
  std::vector<ErrorArticle> articles_;
};

// Returns for each article the first reading that it contains.
std::unordered_map<Xapian::docid, std::string> held_by(const Xapian::Database& database,
                                                       const std::vector<RecognisedCode>& codes) {
  std::unordered_map<Xapian::docid, std::string> held;
  const auto note = [&](const std::string& term, const std::string& label) {
    for (auto doc = database.postlist_begin(term); doc != database.postlist_end(term); ++doc)
      held.emplace(*doc, label);
  };
  for (const RecognisedCode& code : codes) {
    for (const CodeReading& reading : code.readings)
      note(error_term(reading.canonical), reading.canonical);
    if (code.value) note(number_term(*code.value), hex32(*code.value));
  }
  return held;
}

void add_exact(const Lexicon& lexicon, const std::string& typed,
               const std::vector<RecognisedCode>& codes, Collector& out) {
  const Xapian::Database& database = lexicon.database();
  const auto held = held_by(database, codes);
  if (held.empty()) return;
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(search_weighting());
  enquire.set_query(compile_codes(codes, typed, lexicon));
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  for (auto it = found.begin(); it != found.end(); ++it) {
    const auto at = held.find(*it);
    if (at != held.end()) out.add(*it, at->second, Link::kExact);
  }
}

void add_unwrapped(const std::vector<CodeCard>& cards, Collector& out) {
  const std::size_t all = std::size_t(-1);
  for (const CodeCard& card : cards) {
    if (card.unwraps_to) out.add_holders(card.unwraps_to->canonical, Link::kUnwrapped, all);
    if (!card.value || card.canonical.starts_with("FOX:")) continue;
    for (const std::uint32_t wrapper : wrappers_of(card.family, *card.value))
      out.add_holders(hex32(wrapper), Link::kUnwrapped, all);
  }
}

// Returns the 32-bit codes that begin with `start` (`0x8004`) and that articles contain, without
// `value`.
std::vector<std::uint32_t> codes_held(const Xapian::Database& database, const std::string& start,
                                      std::uint32_t value) {
  std::vector<std::uint32_t> out;
  const std::string prefix = error_term(start);
  const std::size_t skip = prefix.size() - start.size();
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const std::string canonical = (*term).substr(skip);
    const auto number = number_at(canonical, 0, canonical.size());
    if (number && number->value != value) out.push_back(number->value);
  }
  return out;
}

std::uint32_t distance(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; }

void sort_by_distance(std::vector<std::uint32_t>& values, std::uint32_t from) {
  std::sort(values.begin(), values.end(), [from](std::uint32_t a, std::uint32_t b) {
    return std::make_pair(distance(a, from), a) < std::make_pair(distance(b, from), b);
  });
}

// Adds articles with codes of the same low word, then with neighbours in the facility. Small low
// words say nothing.
void add_related(const Xapian::Database& database, const CodeCard& card, Collector& out) {
  if (card.family != CodeFamily::kCode32 || !card.value) return;
  const std::uint32_t value = *card.value;
  std::size_t most = kMaxRelated;
  const auto take = [&](std::uint32_t code) {
    if (most == 0) return;
    --most;
    out.add_holders(hex32(code), Link::kRelated, 1);
  };
  if ((value & 0xFFFFU) >= 0x20U) {
    for (const std::uint32_t code : codes_held(database, "0x", value)) {
      if ((code & 0xFFFFU) == (value & 0xFFFFU)) take(code);
    }
  }
  auto near = codes_held(database, hex32(value).substr(0, 6), value);
  sort_by_distance(near, value);
  for (const std::uint32_t code : near) {
    if (distance(code, value) <= kNear) take(code);
  }
}

// ---- cards

void add_knowledge(const Xapian::Database& database, CodeCard& card) {
  std::vector<DictionaryEntry> entries = dictionary_of(database, card.canonical);
  card.said = !entries.empty();
  card.dictionary = agreed(std::move(entries));
  card.articles = database.get_termfreq(error_term(card.canonical));
  if (card.articles == 0 && card.family == CodeFamily::kCode32 && card.value)
    card.articles = database.get_termfreq(number_term(*card.value));
}

std::vector<CodeCard> cards_of(const Xapian::Database& database,
                               const std::vector<RecognisedCode>& codes) {
  std::vector<CodeCard> cards;
  std::set<std::string> seen;
  for (const RecognisedCode& code : codes) {
    for (const CodeReading& reading : code.readings) {
      if (!seen.insert(reading.canonical).second) continue;
      cards.push_back(code_card(reading));
      add_knowledge(database, cards.back());
    }
  }
  return cards;
}

// True for a name whose number has a card, and for mere bits if a Jet reading of the number is
// known.
bool is_said_already(const std::vector<CodeCard>& cards, const CodeCard& card) {
  return std::any_of(cards.begin(), cards.end(), [&](const CodeCard& other) {
    if (&other == &card) return false;
    if (card.family == CodeFamily::kCode32 && !card.in_tables() && card.dictionary.empty())
      return other.family == CodeFamily::kJet && other.in_tables() && other.value == card.value;
    if (card.family != CodeFamily::kSymbol) return false;
    const auto names_it = [&](const std::string& name) { return iequals(name, card.canonical); };
    return std::any_of(other.names.begin(), other.names.end(), names_it) ||
           std::any_of(other.dictionary.begin(), other.dictionary.end(),
                       [&](const DictionaryEntry& entry) { return names_it(entry.name); });
  });
}

void drop_said_already(std::vector<CodeCard>& cards) {
  std::vector<CodeCard> kept;
  for (const CodeCard& card : cards) {
    if (!is_said_already(cards, card)) kept.push_back(card);
  }
  cards = std::move(kept);
}

// Puts the name that was typed before the other names of its number.
void put_typed_first(std::vector<CodeCard>& cards, std::string_view typed) {
  for (CodeCard& card : cards) {
    const auto name = std::find_if(
        card.names.begin(), card.names.end(),
        [&](const std::string& one) { return ifind(typed, one) != std::string_view::npos; });
    if (name != card.names.end()) put_name_first(card, std::string(*name));
  }
}

// Keeps the readings that something is known of, or else the likeliest.
void keep_borne_out(std::vector<CodeCard>& cards) {
  const bool any =
      std::any_of(cards.begin(), cards.end(), [](const CodeCard& card) { return card.known(); });
  if (any) {
    cards.erase(std::remove_if(cards.begin(), cards.end(),
                               [](const CodeCard& card) { return !card.known(); }),
                cards.end());
    return;
  }
  const auto bits = std::find_if(cards.begin(), cards.end(), [](const CodeCard& card) {
    return card.family == CodeFamily::kCode32;
  });
  if (bits != cards.end()) std::rotate(cards.begin(), bits, bits + 1);
  if (cards.size() > 1) cards.resize(1);
}

std::vector<NearCode> nearest_of(const Xapian::Database& database, const CodeCard& card) {
  if (card.family != CodeFamily::kCode32 || !card.value) return {};
  const std::uint32_t value = *card.value;
  std::vector<std::uint32_t> near = codes_held(database, hex32(value).substr(0, 6), value);
  for (std::size_t i = 0; i < symbol_count(); ++i) {
    const SymbolInfo symbol = symbol_at(i);
    const bool same = symbol.family == CodeFamily::kCode32 && symbol.value >> 16 == value >> 16;
    if (same && symbol.value != value) near.push_back(symbol.value);
  }
  sort_by_distance(near, value);
  near.erase(std::unique(near.begin(), near.end()), near.end());
  if (near.size() > kMaxNearest) near.resize(kMaxNearest);
  std::vector<NearCode> out;
  for (const std::uint32_t code : near) {
    CodeCard neighbour = code_card({CodeFamily::kCode32, hex32(code)});
    for (DictionaryEntry& entry : dictionary_of(database, neighbour.canonical)) {
      if (neighbour.names.empty() && !entry.name.empty()) neighbour.names.push_back(entry.name);
    }
    out.push_back({std::move(neighbour.canonical), std::move(neighbour.names)});
  }
  return out;
}

ErrorAnswer look_up(const Lexicon& lexicon, const ErrorRequest& request) {
  ErrorAnswer answer;
  answer.input = request.input;
  const std::string typed(utf8_prefix(trim(request.input), kMaxInput));
  const Xapian::Database& database = lexicon.database();
  Understood understood = understand(database, typed);
  answer.hint = std::move(understood.hint);
  if (answer.hint.empty() && trim(request.input).size() > typed.size())
    answer.hint =
        fmt::format("only the first {} bytes are read; ask for the rest apart", kMaxInput);
  answer.readings = cards_of(database, understood.codes);
  drop_said_already(answer.readings);
  put_typed_first(answer.readings, typed);
  keep_borne_out(answer.readings);
  Collector articles(database, request.limit);
  add_exact(lexicon, typed, understood.codes, articles);
  add_unwrapped(answer.readings, articles);
  if (understood.codes.size() == 1 && !answer.readings.empty())
    add_related(database, answer.readings.front(), articles);
  articles.move_to(answer);
  if (!answer.found() && !answer.readings.empty())
    answer.nearest = nearest_of(database, answer.readings.front());
  return answer;
}

// `; articles about WIN32:1058: Q181835 ...`, for a code that no article holds.
std::string articles_inside(const Xapian::Database& database, const InnerCode& inner) {
  constexpr std::size_t kMost = 3;
  Collector collector(database, kMost);
  collector.add_holders(inner.canonical, Link::kUnwrapped, kMost);
  ErrorAnswer answer;
  collector.move_to(answer);
  std::string out;
  for (const ErrorArticle& article : answer.articles)
    out += (out.empty() ? "\n  articles about " + inner.canonical + ": " : "\n  ") + article.id +
           " " + article.title;
  return out;
}

// Says of an event that no article has it, since articles found by other words follow; else empty.
std::string about_unheld_event(const RecognisedCode& code, const std::vector<CodeCard>& cards) {
  const CodeReading& reading = code.readings.front();
  const bool held = std::any_of(cards.begin(), cards.end(),
                                [](const CodeCard& card) { return card.articles != 0; });
  if (reading.family != CodeFamily::kEvent || held) return {};
  return "no article has event " + reading.canonical.substr(reading.canonical.find(':') + 1);
}

DecodedCodes known_codes(const Xapian::Database& database, const std::string& query) {
  constexpr std::size_t kMost = 3;
  DecodedCodes decoded;
  std::vector<std::string>& lines = decoded.lines;
  for (const RecognisedCode& code : recognise_codes(query.substr(0, kMaxInput))) {
    if (lines.size() == kMost) break;
    const bool alone = trim(query).size() == code.end - code.begin;
    if (!alone && code.certainty == Certainty::kLoose) continue;
    if (!alone && !code.value && code.readings.size() > 8) continue;  // any number in a sentence
    auto cards = cards_of(database, {code});
    put_typed_first(cards, query);
    auto best = std::find_if(cards.begin(), cards.end(), [](const CodeCard& card) {
      return card.in_tables() || !card.dictionary.empty();
    });
    const bool bits = alone && best == cards.end() && code.value && *code.value >= 0x10000U;
    if (bits) {
      best = std::find_if(cards.begin(), cards.end(),
                          [](const CodeCard& card) { return card.family == CodeFamily::kCode32; });
    }
    std::string line;
    if (best != cards.end()) {
      decoded.known |= best->known();
      line = one_line(*best);
      if (line == best->canonical) continue;  // it says no more than was typed
      if (best->articles == 0 && best->unwraps_to)
        line += articles_inside(database, *best->unwraps_to);
    } else if (!alone) {
      line = about_unheld_event(code, cards);
    }
    if (line.empty()) continue;
    if (!contains(lines, line)) lines.push_back(std::move(line));
  }
  return decoded;
}

}  // namespace

std::string_view name_of(Link link) {
  switch (link) {
    case Link::kExact:
      return "exact";
    case Link::kUnwrapped:
      return "unwrapped";
    case Link::kRelated:
      return "related";
  }
  return "exact";
}

bool ErrorAnswer::found() const {
  return exact != 0 || std::any_of(readings.begin(), readings.end(),
                                   [](const CodeCard& card) { return card.known(); });
}

std::string why_no_code(std::string_view input) {
  const std::string_view typed = trim(input);
  const std::string_view shown = typed.substr(0, 60);
  if (typed.empty()) return "no code was given";
  if (iequals(typed, "0x") || iequals(typed, "&h"))
    return fmt::format("{} has no digits; a code looks like 0x80070005", shown);
  const bool hex = istarts_with(typed, "0x");
  const std::string_view digits = hex                      ? typed.substr(2)
                                  : typed.starts_with('-') ? typed.substr(1)
                                                           : typed;
  const bool number = all_digits(digits);
  if (hex && all_hex(digits))
    return fmt::format("{} has {} digits; a 32-bit code has at most 8", shown, digits.size());
  if (number) return fmt::format("{} is no 32-bit number; codes go up to 4294967295", shown);
  return fmt::format("'{}' is no error code or name of one", shown);
}

std::vector<std::string> group_codes(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  std::string pending;
  for (const std::string& word : words) {
    pending.append(pending.empty() ? "" : " ").append(word);
    const bool digit = has_digit(word);
    const bool label = !digit && word.size() <= 16 && recognise_codes(word).empty() &&
                       word.find_first_of("_*?") == std::string::npos;
    if (label && !iequals(word, "0x")) continue;
    out.push_back(std::exchange(pending, {}));
  }
  if (!pending.empty()) out.push_back(std::move(pending));
  return out;
}

Result<ErrorAnswer> explain_code(const Index& index, const ErrorRequest& request) {
  return ask(index, [&](const Index& open) { return look_up(open.lexicon(), request); });
}

Result<ErrorAnswer> explain_from_tables(const ErrorRequest& request) {
  const Lexicon empty{Xapian::Database()};
  return look_up(empty, request);
}

Result<DecodedCodes> decode_codes(const Index& index, const std::string& query) {
  return ask(index, [&](const Index& open) { return known_codes(open.database(), query); });
}

}  // namespace kb
