#include "parser/codes/in_queries/code_query.h"

#include <algorithm>

#include "parser/codes/code_bits.h"
#include "parser/codes/code_numbers.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/in_queries/code_readings.h"
#include "parser/codes/in_queries/pasted_text.h"
#include "parser/codes/known_phrases.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

// ---- the words of a query

bool is_article_id(std::string_view word) {
  if (istarts_with(word, "kb")) word.remove_prefix(1);
  if (word.size() < 6 || word.size() > 7 || !(to_lower(word[0]) == 'q' || to_lower(word[0]) == 'b'))
    return false;
  return std::all_of(word.begin() + 1, word.end(), is_digit);
}

bool names_product(std::string_view word) {
  return is_one_of(
      word,
      {"windows",      "win",         "office",   "word",      "excel",   "access",    "powerpoint",
       "outlook",      "exchange",    "server",   "sql",       "project", "publisher", "works",
       "money",        "nt",          "dos",      "version",   "ver",     "v",         "sp",
       "pack",         "basic",       "studio",   "vb",        "vc",      "ie",        "explorer",
       "frontpage",    "encarta",     "foxpro",   "os",        "wfw",     "release",   "build",
       "professional", "workstation", "www",      "windows95", "proxy",   "mail",      "january",
       "february",     "march",       "april",    "may",       "june",    "july",      "august",
       "september",    "october",     "november", "december",  "port"});
}

// Part of a date, a time, a version, an amount, a path, a file name, a range or a GUID.
bool is_part(const Site& site) {
  const char before = site.before();
  const char earlier = site.begin > 1 ? site.text[site.begin - 2] : ' ';
  const char after = site.after();
  const char later = site.after(1);
  if (before == '$' || before == '\\' || before == '@' || before == '%' || after == '%' ||
      after == '\\')
    return true;
  if ((before == '.' || before == '/' || before == '-') && is_word_char(earlier)) return true;
  if ((before == ':' || before == ',') && is_digit(earlier)) return true;
  if ((after == '/' || after == '-') && is_word_char(later)) return true;
  if (after == '.' && is_word_char(later)) return true;
  return (after == ':' || after == ',') && is_digit(later);
}

// `0028:C0021E77`: segment and offset.
bool is_segment(const Site& site) {
  if (site.after() != ':' || site.end - site.begin != 4) return false;
  return is_hex(site.after(1)) && is_hex(site.after(2)) && is_hex(site.after(3)) &&
         is_hex(site.after(4));
}

// `(800) 936-5200`.
bool is_area_code(const Site& site) {
  if (site.before() != '(' || site.after() != ')') return false;
  const std::string_view local = trim(site.text.substr(site.end + 1, 9));
  return local.size() >= 8 && local[3] == '-' && is_digit(local[0]) && is_digit(local[7]);
}

// `, ` `and` `or` between two numbers of a list.
bool is_list_gap(std::string_view gap) {
  return is_one_of(trim(gap), {",", "and", "or", "&", ", and", ", or", "/"});
}

bool says_blue_screen(std::string_view word, std::string_view next) {
  return word == "STOP" || is_one_of(word, {"bluescreen", "bluescreens", "bsod", "bugcheck"}) ||
         (iequals(word, "blue") && is_one_of(next, {"screen", "screens", "screened"})) ||
         (iequals(word, "bug") && iequals(next, "check"));
}

bool is_register(std::string_view word) {
  return is_one_of(word, {"eax", "ebx", "ecx", "edx", "esi", "edi", "esp", "ebp", "eip", "eflgs",
                          "efl", "ip", "sp", "cs", "ds", "es", "fs", "gs", "ss"});
}

// An offset behind `+`, the address behind a segment, a register's value, the address of a fault.
bool is_address(const Site& site) {
  const std::string_view behind = trim_right(site.text.substr(0, site.begin));
  if (behind.empty()) return false;
  if (behind.back() == '+') return true;
  Before before(site.text, site.begin);
  const std::string_view word = before.word(0);
  const std::string_view gap = before.gap(0);
  if (gap == ":" && word.size() == 4 && hex_of(word)) return true;
  if (trim(gap) == "=" && is_register(word)) return true;
  const bool apart = gap.size() <= 3 && gap.find_first_of(":,;") == std::string_view::npos;
  return apart && is_one_of(word, {"at", "address", "base", "offset"});
}

// What the words outside the codes say.
struct Labels {
  bool only = true;  // they are nothing but labels
  bool blue_screen = false;
};

// The query with what has been recognised so far.
class Reader {
 public:
  explicit Reader(std::string_view query)
      : plain_(plain_text(query)), context_(Article{}, plain_.text) {}

  std::vector<RecognisedCode> read() {
    const std::string_view text = plain_.text;
    for (std::size_t i = 0; i < text.size();) {
      if (!is_word_char(text[i])) {
        ++i;
        continue;
      }
      const std::size_t end = run_end(text, i);
      i = std::max(end, word(Site{text, i, end, false, false, context_}));
    }
    settle();
    return std::move(codes_);
  }

 private:
  // True if the place belongs to a code that was found.
  bool in_code(std::size_t plain) const {
    const std::size_t at = plain_.begins[plain];
    const auto after = std::upper_bound(
        codes_.begin(), codes_.end(), at,
        [](std::size_t place, const RecognisedCode& code) { return place < code.begin; });
    return after != codes_.begin() && at < (after - 1)->end;
  }

  Labels labels() const {
    Labels labels;
    std::string_view last;
    const std::string_view text = plain_.text;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t end = run_end(text, i);
      const std::string_view word = text.substr(i, end - i);
      const bool label = !word.empty() && word.size() <= 12 && is_code_label(lower(word));
      if (label) {
        labels.blue_screen |= says_blue_screen(word, {}) || says_blue_screen(last, word);
      } else if ((!word.empty() || (text[i] & '\x80') != 0) && !in_code(i)) {
        labels.only = false;
      }
      if (!word.empty()) last = word;
      i = std::max(end, i + 1);
    }
    return labels;
  }

  // Decides on the loose numbers, once all words are read.
  void settle() {
    if (loose_.empty()) return;
    const Labels around = labels();
    for (const Loose& loose : loose_) {
      RecognisedCode& code = codes_[loose.code];
      if (loose.may_be_stop && around.blue_screen) {
        make_stop(code);
        code.certainty = Certainty::kLabelled;
      } else if (around.only) {
        code.certainty = Certainty::kLikely;
      } else if (code.certainty == Certainty::kLoose || !loose.may_be_stop) {
        code.readings.erase(std::remove_if(code.readings.begin(), code.readings.end(),
                                           [](const CodeReading& reading) {
                                             return reading.family == CodeFamily::kBugcheck;
                                           }),
                            code.readings.end());
      }
    }
  }

  static void make_stop(RecognisedCode& code) {
    const auto stop = std::find_if(
        code.readings.begin(), code.readings.end(),
        [](const CodeReading& reading) { return reading.family == CodeFamily::kBugcheck; });
    if (stop != code.readings.end()) {
      std::rotate(code.readings.begin(), stop, stop + 1);
    } else if (code.value && (*code.value < 0x10000U || *code.value >> 16 == 0xC000U)) {
      code.readings.insert(
          code.readings.begin(),
          {CodeFamily::kBugcheck, canonical_code(CodeFamily::kBugcheck, *code.value)});
    }
  }

  // Reads one word; returns where to go on.
  std::size_t word(const Site& site) {
    const std::string_view word = site.word();
    if (word.size() > 80 || is_article_id(word)) return site.end;
    if (word.find('_') != std::string_view::npos || istarts_with(word, "wsae")) return symbol(site);
    const bool digit = has_digit(word);
    if (!digit && word.size() != 8 && word.size() > 2 && site.before() != '&') return site.end;
    if (const std::size_t end = canonical(site)) return end;
    if (const std::size_t end = stop(site)) return end;
    if (!digit && word.size() != 8 && site.before() != '&') return site.end;
    if (const std::size_t end = labelled(site)) return end;
    if (const std::size_t end = prefixed(site)) return end;
    if (const std::size_t end = number(site)) return end;
    return bare(site);
  }

  std::size_t emit(std::size_t begin, std::size_t end, Readings readings,
                   std::optional<std::uint32_t> value = {},
                   Certainty certainty = Certainty::kLikely) {
    if (readings.empty()) return 0;
    codes_.push_back(
        {plain_.begins[begin], plain_.ends[end - 1], std::move(readings), value, certainty});
    last_ = end;
    return end;
  }

  std::optional<std::uint32_t> value_at(const Site& site) const {
    const auto number = number_at(site.text, site.begin, site.end);
    return number ? std::optional(number->value) : std::nullopt;
  }

  std::size_t symbol(const Site& site) {
    const std::string name = upper(site.word());
    const auto info = find_symbol(name);
    const bool error_name = name.find("_E_") != std::string::npos ||
                            istarts_with(name, "JET_ERR") || istarts_with(name, "ERROR_");
    if (!info && !error_name) return site.end;
    Readings readings;
    add(readings, CodeFamily::kSymbol, name);
    if (info) add(readings, info->family, canonical_of(*info));
    emit(site.begin, site.end, std::move(readings));
    return site.end;
  }

  // `WIN32:1722`, `DB2:-551`: a number as kb itself prints it, behind a prefix of the table.
  std::size_t canonical(const Site& site) {
    const auto number = decimal_of(site.word());
    if (!number || site.after() == '.') return 0;
    const bool minus = site.before() == '-';
    const std::size_t digits = site.begin - (minus ? 1 : 0);
    const std::string_view front = site.text.substr(0, digits);
    if (!front.ends_with(':')) return 0;
    for (const FamilyRow& row : kFamilies) {
      for (const std::string_view prefix : row.prefixes) {
        // `ERROR:5` is how any program may print an error; it is read with all it may mean.
        if (!prefix.ends_with(':') || prefix == "ERROR:" || !front.ends_with(prefix)) continue;
        const std::size_t begin = digits - prefix.size();
        if (begin < last_ || (begin > 0 && is_word_char(front[begin - 1]))) continue;
        Readings readings;
        add(readings, row.family, std::string(site.text.substr(begin, site.end - begin)));
        const bool has_value = minus || row.family == CodeFamily::kWin32;
        return emit(begin, site.end, std::move(readings),
                    !has_value ? std::nullopt
                    : minus    ? value_at(site)
                               : number,
                    Certainty::kLabelled);
      }
    }
    return 0;
  }

  // `STOP 0xA`, `stop 7b`, `stop c000021a`, with its parameters.
  std::size_t stop(const Site& site) {
    std::optional<FoundCode> p1;
    Readings readings;
    if (const auto found = stop_rule(site, p1)) {
      add(readings, found->family, found->canonical);
      const auto value = value_at(site);
      if (value && *value >= 0x10000U) add(readings, CodeFamily::kCode32, *value);
      const auto short_by_one = hex_of(hex_digits_of(site));
      if (found->family == CodeFamily::kOther && short_by_one &&
          is_named(*short_by_one, CodeFamily::kBugcheck))
        add(readings, CodeFamily::kBugcheck, *short_by_one);
      return emit(site.begin, closing(found->resume), std::move(readings), value,
                  Certainty::kLabelled);
    }
    Before before(site.text, site.begin);
    const std::string_view digits = hex_digits_of(site);
    const auto value = hex_of(digits);
    const bool digit = has_digit(digits);
    if (!iequals(before.word(0), "stop") || !value || !digit ||
        !is_named(*value, CodeFamily::kBugcheck))
      return 0;
    add(readings, CodeFamily::kBugcheck, *value);
    return emit(site.begin, site.end, std::move(readings), value_at(site), Certainty::kLabelled);
  }

  // The bracket that closes a list of parameters belongs to it.
  std::size_t closing(std::size_t end) const {
    return end < plain_.text.size() && (plain_.text[end] == ')' || plain_.text[end] == '}') &&
                   last_open(end)
               ? end + 1
               : end;
  }
  bool last_open(std::size_t end) const {
    const std::size_t open = plain_.text.find_last_of("({", end);
    return open != std::string::npos && open >= last_ && plain_.text.find(',', open) < end;
  }

  // A label before the number decides, or comes first.
  std::size_t labelled(const Site& site) {
    if (negative(site)) return 0;
    const bool part = is_part(site);
    std::optional<FoundCode> found = part ? std::nullopt : event_rule(site);
    if (!found && !part && bare_event(site))
      found =
          found_at(site, CodeFamily::kEvent, "EVENT:" + std::string(without_zeros(site.word())));
    if (!found && !part) found = server_message(site);
    if (!found) found = label_rule(site);
    if (!found) found = bare_substatus(site);
    if (!found || (part && found->family != CodeFamily::kHttp && found->family != CodeFamily::kSna))
      return 0;
    Readings readings;
    add_found(readings, site, *found);
    auto value = value_at(site);
    // `system error 1722` is 0x6ba as well, wherever an article holds that.
    if (!value && found->family == CodeFamily::kWin32) value = decimal_of(site.word());
    return emit(found->begin, found->end, std::move(readings), value, Certainty::kLabelled);
  }

  static bool bare_event(const Site& site) {
    Before before(site.text, site.begin);
    const auto number = decimal_of(site.word());
    return number && is_one_of(before.word(0), {"event", "events", "eventid"}) &&
           before.gap(0).size() <= 3;
  }

  // `Msg 1105`, `SQL Server 1105`; `SQL Server 2000` is a product.
  static std::optional<FoundCode> server_message(const Site& site) {
    Before before(site.text, site.begin);
    const auto number = decimal_of(site.word());
    if (!number || *number < 100 || *number > 65535 || before.gap(0) != " ") return std::nullopt;
    const bool server = iequals(before.word(0), "server") && iequals(before.word(1), "sql") &&
                        (*number < 1990 || *number > 2010);
    if (!server && !iequals(before.word(0), "msg")) return std::nullopt;
    return found_at(site, CodeFamily::kSqlnative, canonical_code(CodeFamily::kSqlnative, *number));
  }

  // `403.6` as the whole query: a status and its substatus.
  static std::optional<FoundCode> bare_substatus(const Site& site) {
    const std::string_view whole = trim(site.text);
    const auto status = decimal_of(site.word());
    if (!status || *status < 400 || *status > 599 || site.before() != ' ' || site.after() != '.' ||
        whole.size() > 7 || !whole.starts_with(site.word()) || !decimal_of(whole.substr(4)))
      return std::nullopt;
    FoundCode found = found_at(site, CodeFamily::kHttp, "HTTP:" + std::string(whole));
    found.end = found.resume = site.begin + whole.size();
    return found;
  }

  static void add_found(Readings& readings, const Site& site, const FoundCode& found) {
    const bool plain_error =
        found.family == CodeFamily::kOther && istarts_with(found.canonical, "ERROR:");
    if (!plain_error) add(readings, found.family, found.canonical);
    const auto number = decimal_of(site.word());
    if (plain_error) {
      if (number) add(readings, CodeFamily::kWin32, *number);
      add(readings, found.family, found.canonical);
      add_bare(readings, site.word());
    } else if (found.family == CodeFamily::kRuntime && number) {
      add(readings, found.family, "FOX:" + std::to_string(*number));
    } else if (found.family == CodeFamily::kWin32 || found.family == CodeFamily::kNet ||
               found.family == CodeFamily::kWinsock) {
      if (number) add(readings, CodeFamily::kWin32, *number);
      if (number && found.family != CodeFamily::kWin32) add(readings, CodeFamily::kOther, *number);
      if (!number)
        add_value(readings, hex_of(hex_digits_of(site)).value_or(0), hex_digits_of(site).size());
    }
  }

  static bool negative(const Site& site) {
    const auto number = number_at(site.text, site.begin, site.end);
    return number && number->notation == Notation::kNegative;
  }

  // C1001, LNK2001, LNK 2001, S1000, NET3055, ORA-00942.
  std::size_t prefixed(const Site& site) {
    Readings readings;
    if (const auto found = prefix_rule(site)) {
      add(readings, found->family, found->canonical);
      return emit(std::max(found->begin, last_), found->end, std::move(readings));
    }
    const std::string name = upper(site.word());
    const std::size_t letters = name.find_first_of("0123456789");
    if (letters == std::string::npos) return 0;
    if (letters == 0) return apart(site);
    const auto number = decimal_of(std::string_view(name).substr(letters));
    if (name.substr(0, letters) == "SU" && name.size() == 6 && number && !is_part(site))
      add(readings, CodeFamily::kOther, "SU:" + name.substr(letters));
    if (is_part(site) || !number) return state(site, name);
    if (name.size() - letters == 4 && is_tool_code(name.substr(0, letters), *number))
      add(readings, CodeFamily::kTool, name);
    if (is_state(name)) add(readings, CodeFamily::kSqlstate, "SQLSTATE:" + name);
    return emit(site.begin, site.end, std::move(readings));
  }

  static bool is_state(std::string_view name) {
    if (name.size() != 5 || !std::all_of(name.begin(), name.end(), is_alnum)) return false;
    return is_one_of(name.substr(0, 2), {"s1", "hy", "im", "hz"}) ||
           (is_digit(name[0]) && is_digit(name[1]) && name[2] == 'S' && is_digit(name[3]));
  }

  std::size_t state(const Site& site, const std::string& name) {
    Readings readings;
    if (!is_part(site) && is_state(name)) add(readings, CodeFamily::kSqlstate, "SQLSTATE:" + name);
    return emit(site.begin, site.end, std::move(readings));
  }

  // `lnk 2001`: a prefix of three letters and more, a blank, four digits; `08S01`.
  std::size_t apart(const Site& site) {
    Before before(site.text, site.begin);
    const std::string prefix = upper(before.word(0));
    const auto number = decimal_of(site.word());
    const bool tool = number && site.word().size() == 4 && before.gap(0) == " " &&
                      prefix.size() >= 3 && is_tool_code(prefix, *number);
    if (!tool) return state(site, upper(site.word()));
    Readings readings;
    add(readings, CodeFamily::kTool, prefix + std::string(site.word()));
    return emit(std::max(last_, site.begin - 1 - prefix.size()), site.end, std::move(readings));
  }

  // The notations of code_numbers.h, a letter O for a zero, and malformed lengths.
  std::size_t number(const Site& site) {
    Readings readings;
    if (const auto found = number_at(site.text, site.begin, site.end)) {
      const bool part =
          found->notation == Notation::kHexBare || found->notation == Notation::kUnsigned
              ? is_part(site) && !exchange_id(site)
              : false;
      if (part || found->begin < last_) return 0;
      if (found->notation == Notation::kNegative) {
        add_negative(readings, found->value);
      } else {
        const std::size_t digits = hex_digits_of(site).size();
        if (digits == 7 && found->notation == Notation::kHexPrefixed)
          add(readings, CodeFamily::kOther, std::string(site.word()));
        add_value(readings, found->value, digits);
      }
      const Certainty certainty = certainty_of(site, *found);
      return emit(found->begin, found->end, std::move(readings), found->value, certainty);
    }
    if (const auto value = with_letter_o(site.word())) {
      add_value(readings, *value, 8);
      return emit(site.begin, site.end, std::move(readings), *value);
    }
    const std::string_view word = site.word();
    if (const std::size_t end = sna_code(site)) return end;
    const std::string_view digits = hex_digits_of(site);
    const bool hex = word.size() > 2 && word[0] == '0' && to_lower(word[1]) == 'x';
    const bool letter = has_letter(digits) && has_digit(digits);
    if ((digits.size() == 9 || digits.size() == 7) && (hex || letter) && !is_part(site)) {
      add(readings, CodeFamily::kOther, std::string(word));
      return emit(site.begin, site.end, std::move(readings));
    }
    return 0;
  }

  // Says whether a number may be anything; settle() decides by the words around it.
  Certainty certainty_of(const Site& site, const Number& number) {
    const std::size_t digits = hex_digits_of(site).size();
    const bool address = is_address(site);
    bool anything = address;
    switch (number.notation) {
      case Notation::kHexPrefixed:
      case Notation::kHexBasic:
        anything |= digits < 5;
        break;
      case Notation::kHexSuffixed:
      case Notation::kHexBare:
        anything |= number.value < 0x80000000U;
        break;
      case Notation::kNegative:
        anything |= std::int32_t(number.value) > -100;
        break;
      case Notation::kUnsigned:
        break;
    }
    const bool may_be_stop = !address && number.notation == Notation::kHexPrefixed;
    if (anything || may_be_stop) loose_.push_back({codes_.size(), may_be_stop});
    return anything ? Certainty::kLoose : Certainty::kLikely;
  }

  // `200D` in capitals, `x0AFF`.
  std::size_t sna_code(const Site& site) {
    std::string_view word = site.word();
    const bool link = word.size() == 5 && to_lower(word[0]) == 'x';
    if (link) word.remove_prefix(1);
    const bool mixed = has_digit(word) && std::any_of(word.begin(), word.end(), is_upper);
    if (word.size() != 4 || !hex_of(word) || (!link && !mixed) || is_part(site)) return 0;
    Readings readings;
    if (!link) add(readings, CodeFamily::kSna, "SNA:" + upper(word));
    add(readings, CodeFamily::kSna, "SNAOUT:" + upper(word));
    return emit(site.begin, site.end, std::move(readings));
  }

  // `80004005-0501-0000050a`: the first group is the code.
  static bool exchange_id(const Site& site) {
    return site.after() == '-' && is_hex(site.after(1)) && site.before() != '-' &&
           site.before() != '.';
  }

  // `Ox80040E14`, `0x8OO4OE14`, `8OOO4005`.
  static std::optional<std::uint32_t> with_letter_o(std::string_view word) {
    std::string digits(word);
    const bool prefix = to_lower(word[0]) == 'o' && word.size() == 10;
    if (word.size() == 10 && (word[0] == '0' || to_lower(word[0]) == 'o') &&
        to_lower(word[1]) == 'x')
      digits = digits.substr(2);
    if (digits.size() != 8 || (!prefix && digits.find_first_of("oO") == std::string::npos) ||
        std::count_if(digits.begin(), digits.end(), is_digit) < 2)
      return std::nullopt;
    std::replace(digits.begin(), digits.end(), 'O', '0');
    std::replace(digits.begin(), digits.end(), 'o', '0');
    return hex_of(digits);
  }

  std::size_t bare(const Site& site) {
    const std::string_view word = site.word();
    const auto number = decimal_of(word);
    if (!number || word.size() > 8 || is_part(site) || is_segment(site) || is_area_code(site))
      return site.end;
    Before before(site.text, site.begin);
    if (before.gap(0).size() <= 1 && names_product(before.word(0))) return site.end;
    Readings readings;
    add_like_last(readings, site, *number);
    add_bare(readings, word);
    loose_.push_back({codes_.size(), false});
    emit(site.begin, site.end, std::move(readings));
    return site.end;
  }

  // In a list the number is most likely what the one before it was.
  void add_like_last(Readings& readings, const Site& site, std::uint32_t number) const {
    if (codes_.empty() || site.begin <= last_ || site.begin - last_ > 8) return;
    if (!is_list_gap(site.text.substr(last_, site.begin - last_))) return;
    const FamilyRow& row = row_of(codes_.back().readings.front().family);
    if ((row.traits & kListed) != 0) add(readings, row.family, number);
  }

  PastedText plain_;
  ArticleContext context_;
  // A number whose words decide what it is.
  struct Loose {
    std::size_t code;
    bool may_be_stop;  // it is a STOP if a word says so
  };

  std::vector<RecognisedCode> codes_;
  std::vector<Loose> loose_;
  std::size_t last_ = 0;  // end of the last code
};

}  // namespace

bool is_code_label(std::string_view word) {
  constexpr std::string_view kWords[] = {
      "error",      "errors",   "err",    "code",   "codes",    "event",     "id",
      "stop",       "system",   "win32",  "number", "no",       "run",       "time",
      "runtime",    "jet",      "ese",    "status", "hresult",  "exception", "fatal",
      "http",       "msg",      "native", "state",  "sense",    "data",      "sqlstate",
      "screen",     "bugcheck", "result", "return", "returned", "linker",    "compiler",
      "bluescreen", "blue",     "bsod",   "bug",    "check",    "winsock",   "asp"};
  return contains(kWords, word);
}

std::vector<RecognisedCode> recognise_codes(std::string_view query) { return Reader(query).read(); }

}  // namespace kb
