#include "parser/codes/in_articles/code_miner.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "parser/codes/code_bits.h"
#include "parser/codes/code_numbers.h"
#include "parser/codes/in_articles/code_context.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

constexpr std::size_t kReach = 1200;      // bytes looked at before an `ID no:`, after a code
constexpr std::size_t kRowStart = 100;    // a code further right begins no row
constexpr std::size_t kMostCodes = 5000;  // of one article

// ---- the lines of a section

struct Lines {
  std::vector<std::string_view> lines;
  explicit Lines(std::string_view text) : lines(split_lines(text)) {}

  std::size_t size() const { return lines.size(); }
  bool blank(std::size_t i) const { return i >= lines.size() || trim(lines[i]).empty(); }
  std::string_view operator[](std::size_t i) const { return lines[i]; }
};

// ---- words of a line

enum class Kind { kWord, kNumber, kSymbol };

struct Piece {
  Kind kind = Kind::kWord;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t value = 0;  // of a number
};

// Capitals, digits and `_`, or the spelling of Jet's and LAN Manager's names.
bool is_symbol(std::string_view word) {
  if (word.find('_') == std::string_view::npos || word.size() < 5 || word.size() > 64) return false;
  if (istarts_with(word, "JET_err") || istarts_with(word, "JET_wrn") || istarts_with(word, "NERR_"))
    return true;
  if (word.starts_with("CdoE_") || word.starts_with("CdoW_")) return true;
  return is_upper(word[0]) && !has_lower(word);
}

bool may_be_number(std::string_view word) {
  return is_digit(word[0]) || word.size() == 8 || to_lower(word[0]) == 'h' ||
         to_lower(word.back()) == 'h';
}

std::vector<Piece> pieces_of(std::string_view line) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < line.size();) {
    if (!is_word_char(line[i])) {
      ++i;
      continue;
    }
    Piece piece{Kind::kWord, i, run_end(line, i), 0};
    i = piece.end;
    const std::string_view word = line.substr(piece.begin, piece.end - piece.begin);
    if (is_symbol(word)) {
      piece.kind = Kind::kSymbol;
    } else if (const auto number =
                   may_be_number(word) ? number_at(line, piece.begin, piece.end) : std::nullopt) {
      piece = {Kind::kNumber, number->begin, number->end, number->value};
    }
    pieces.push_back(piece);
  }
  return pieces;
}

// Words that may stand between the spellings of one code.
bool is_filler(std::string_view word) {
  return is_one_of(word, {"sse", "or",    "hex",   "decimal", "dec",      "hresult", "scode",
                          "hr",  "value", "error", "code",    "unsigned", "signed",  "define",
                          "jet", "l",     "is",    "const",   "long",     "as"});
}

// Numbers and names of one code beside each other.
struct Cluster {
  std::size_t begin = 0;  // of its first piece
  std::size_t end = 0;
  std::size_t next = 0;  // piece to go on with
  std::optional<std::uint32_t> value;
  std::string_view name;
  std::size_t numbers = 0;
};

Cluster cluster_at(std::string_view line, const std::vector<Piece>& pieces, std::size_t first) {
  Cluster cluster;
  cluster.begin = pieces[first].begin;
  std::size_t i = first;
  for (; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const std::string_view word = line.substr(piece.begin, piece.end - piece.begin);
    if (piece.kind == Kind::kWord) {
      if (!is_filler(word)) break;
      continue;
    }
    if (i > first && piece.begin - cluster.end > 48) break;
    if (piece.kind == Kind::kNumber) {
      if (cluster.value && *cluster.value != piece.value) break;
      cluster.value = piece.value;
      ++cluster.numbers;
    } else {
      if (!cluster.name.empty()) break;
      cluster.name = word;
    }
    cluster.end = piece.end;
    cluster.next = i + 1;
  }
  return cluster;
}

// ---- texts

// The text without what only sets it off: colons, dashes, bars, quotes around all of it.
std::string_view bare(std::string_view text) {
  text = strip_front(text, " \t\r\n\f\v:-|=,/*()[]");
  text = strip_back(text, " \t\r\n\f\v:-|=,/*([]");
  for (const char quote : {'"', '\''}) {
    const auto quotes = std::count(text.begin(), text.end(), quote);
    if (quotes % 2 == 1 && !text.empty() && text.front() == quote) text.remove_prefix(1);
    if (quotes % 2 == 1 && !text.empty() && text.back() == quote) text.remove_suffix(1);
    const bool around =
        quotes == 2 && text.size() > 2 && text.front() == quote && text.back() == quote;
    if (around) text = text.substr(1, text.size() - 2);
  }
  return text;
}

bool is_message(std::string_view text) {
  if (text.size() < 6 || text.find(' ') == std::string_view::npos) return false;
  const auto letters = std::count_if(text.begin(), text.end(), is_alpha);
  return std::size_t(letters) * 2 > text.size() &&
         (is_alnum(text[0]) || text[0] == '%' || text[0] == '\'');
}

// At most kMaxMessage bytes, cut behind a sentence where there is one, else behind a word.
std::string limited(std::string_view text) {
  std::string folded = fold_blanks(text);
  if (folded.size() <= kMaxMessage) return folded;
  std::size_t cut = folded.rfind(". ", kMaxMessage - 1);
  if (cut == std::string::npos || cut < kMaxMessage / 3) cut = folded.rfind(' ', kMaxMessage);
  if (cut == std::string::npos) cut = kMaxMessage;
  folded.resize(std::min(cut + (folded[cut] == '.' ? 1 : 0), kMaxMessage));
  while (!folded.empty() && (static_cast<unsigned char>(folded.back()) & 0xC0U) == 0x80U)
    folded.pop_back();
  return folded;
}

std::string message_from(std::string_view text) {
  const std::string folded = limited(text);
  const std::string_view message = bare(folded);
  return is_message(message) ? std::string(message) : std::string();
}

// `error C2143:`, `Error 1723:`: the next message of a list.
bool begins_message(std::string_view text) {
  std::size_t at = istarts_with(text, "fatal ") ? 6 : 0;
  if (!istarts_with(text.substr(at), "error ")) return false;
  at += 6;
  const std::size_t begin = at;
  while (at < text.size() && at < begin + 9 && is_alnum(text[at])) ++at;
  return at > begin && is_digit(text[at - 1]) && at < text.size() &&
         (text[at] == ':' || text[at] == ' ');
}

// The end of the first sentence: a stop before a blank and a capital, or the end.
std::size_t sentence_end(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const bool stop = text[i] == '.' && text[i + 1] == ' ';
    if (stop && (is_upper(text[i + 2]) || text[i + 2] == '-') && i > 12) return i + 1;
    if (text[i] == ' ' && i > 4 && begins_message(text.substr(i + 1))) return i;
  }
  return text.size();
}

// `Problem: ...`: what follows the label, nullopt for a line without it.
std::optional<std::string_view> after_label(std::string_view line,
                                            std::initializer_list<std::string_view> labels) {
  line = trim(line);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > 24) return std::nullopt;
  if (!is_one_of(trim(line.substr(0, colon)), labels)) return std::nullopt;
  return trim(line.substr(colon + 1));
}

// ---- one article

class Miner {
 public:
  explicit Miner(const Article& article) {
    for (const ErrorCode& code : article.error_codes) learn(code);
  }

  std::vector<MinedCode> run(const Article& article) {
    labelled(article.title);
    for (const Section& section : article.sections) {
      const Lines lines(section.text);
      for (std::size_t i = 0; i < lines.size() && out_.size() < kMostCodes; ++i) line(lines, i);
    }
    return std::move(out_);
  }

 private:
  // What a number with a label is in this article.
  void learn(const ErrorCode& code) {
    held_.emplace(code.canonical, &code);
    holds_jet_ |= code.family == CodeFamily::kJet;
    const std::size_t colon = code.canonical.find(':');
    if (code.family == CodeFamily::kTool) {
      by_number_.emplace(code.canonical, code.canonical);
    } else if ((row_of(code.family).traits & kLabelled) != 0 && colon != std::string::npos) {
      by_number_.emplace(without_zeros(code.canonical.substr(colon + 1)), code.canonical);
    }
  }

  void add(std::string canonical, std::string_view name, std::string message,
           std::string component = {}) {
    if (name.empty() && message.empty()) return;
    out_.push_back(
        {std::move(canonical), std::string(name), std::move(message), std::move(component)});
  }

  void line(const Lines& lines, std::size_t i) {
    const std::string_view text = lines[i];
    if (text.size() < 4) return;
    id_number(lines, i);
    event_block(lines, i);
    const bool code = has_digit(text);
    if (!code) return;
    if (clusters(lines, i)) return;
    labelled_line(lines, i);
  }

  // ---- codes and names beside each other

  std::optional<std::string> canonical_of_value(std::uint32_t value) const {
    std::string jet = canonical_code(CodeFamily::kJet, value);
    if (held_.count(jet) != 0) return jet;
    std::string code = hex32(value);
    if (held_.count(code) != 0) return code;
    return std::nullopt;
  }

  // The code of a cluster; null where number and name are no error or contradict each other.
  std::optional<std::string> code_of(const Cluster& cluster) const {
    if (!cluster.value) return std::nullopt;
    const std::uint32_t value = *cluster.value;
    const auto known = cluster.name.empty() ? std::nullopt : find_symbol(cluster.name);
    if (known && known->value != value) return std::nullopt;
    if (auto held = canonical_of_value(value)) return held;
    const bool jet = std::int32_t(value) <= -100 && std::int32_t(value) >= -4999;
    if (jet && cluster.numbers > 1 && holds_jet_)  // a row of a table of them
      return canonical_code(CodeFamily::kJet, value);
    if (cluster.name.empty()) return std::nullopt;
    if (known) return canonical_of(*known);
    if (istarts_with(cluster.name, "JET_")) return canonical_code(CodeFamily::kJet, value);
    return plausible_32(value) && names_error(cluster.name) ? std::optional(hex32(value))
                                                            : std::nullopt;
  }

  static bool names_error(std::string_view name) {
    return name.find("_E_") != std::string_view::npos ||
           name.find("ERR") != std::string_view::npos ||
           name.find("FAIL") != std::string_view::npos ||
           name.find("_W_") != std::string_view::npos || name.starts_with("E_") ||
           name.starts_with("Cdo");
  }

  bool clusters(const Lines& lines, std::size_t i) {
    const std::string_view text = lines[i];
    const std::vector<Piece> pieces = pieces_of(text);
    bool any = false;
    for (std::size_t p = 0; p < pieces.size();) {
      if (pieces[p].kind == Kind::kWord) {
        ++p;
        continue;
      }
      const Cluster cluster = cluster_at(text, pieces, p);
      p = std::max(cluster.next, p + 1);
      const auto code = code_of(cluster);
      if (!code) continue;
      const bool row = begins_row(text, cluster.begin) && !goes_on(lines, i);
      std::string_view name = cluster.name;
      std::string message = row ? row_message(lines, i, cluster.end) : std::string();
      if (row && name.empty()) name = name_below(lines, i);
      if (row && message.empty()) message = message_below(lines, i);
      if (name.empty() && message.empty()) continue;
      add(*code, name, std::move(message));
      any = true;
    }
    return any;
  }

  // True if the line goes on with the sentence of the one before.
  static bool goes_on(const Lines& lines, std::size_t i) {
    if (i == 0 || lines.blank(i - 1) || begins_code(trim(lines[i]).substr(0, 1))) return false;
    const std::string_view before = trim(lines[i - 1]);
    return !begins_code(before) && before.back() != ':' && before.back() != '-' &&
           before.back() != '=' && before.find(": ") > 24;
  }

  // True if nothing but bullets, bars and labels stands before it in its line.
  static bool begins_row(std::string_view line, std::size_t at) {
    if (at > kRowStart) return false;
    for (const std::string_view word : split_words(line.substr(0, at))) {
      const std::string_view plain = bare(word);
      if (!plain.empty() && !is_filler(plain) && !is_one_of(plain, {"#define", "number"}))
        return false;
    }
    return true;
  }

  // The rest of a row: its cell in a table, its line and those that go on with it elsewhere.
  static std::string row_message(const Lines& lines, std::size_t i, std::size_t end) {
    const std::string_view line = lines[i];
    std::string_view rest = line.substr(end);
    const std::string_view start = trim(rest);
    if (start.empty()) return {};
    const bool cell = line.find('|') != std::string_view::npos;
    const bool joined = start[0] == '-' && start.size() > 1 && is_alnum(start[1]);
    const bool set_off = joined ? false
                                : start[0] == '|' || start[0] == ':' || start[0] == '-' ||
                                      start[0] == '=' || start[0] == '"' || start[0] == '/' ||
                                      start[0] == ')' || rest.starts_with("  ") ||
                                      rest[0] == '\t' || rest.starts_with(", ");
    if (!set_off) return {};
    if (cell) {
      const std::size_t first = rest.find_first_not_of("| \t");
      if (first == std::string_view::npos) return {};
      rest = rest.substr(first);
      return message_from(rest.substr(0, rest.find('|')));
    }
    if (line.size() > 400)
      return message_from(rest.substr(0, sentence_end(rest.substr(0, kReach))));
    std::string text(rest);
    for (std::size_t k = i + 1; !lines.blank(k) && text.size() < kReach && !begins_code(lines[k]);
         ++k) {
      text.append(" ").append(lines[k]);
    }
    return row_text(text);
  }

  // A message that stands as a row of its own begins like a sentence.
  static std::string row_text(std::string_view text) {
    std::string message = message_from(text);
    const bool begins = !message.empty() && (is_upper(message[0]) || message[0] == '%');
    if (!begins || after_label(message, {"source", "event id", "category", "type"})) return {};
    return message;
  }

  // A line that begins with a bullet or a code goes on with nothing.
  static bool begins_code(std::string_view line) {
    const std::string_view start = trim(line);
    if (start.empty() || start[0] == '-' || start[0] == '|' || start[0] == '+') return true;
    const std::size_t end = run_end(start, 0);
    return end > 0 && (is_symbol(start.substr(0, end)) || number_at(start, 0, end));
  }

  // `Error Translation: DAPI_E_BAD_HANDLE` in the lines below a code.
  static std::string_view name_below(const Lines& lines, std::size_t i) {
    for (std::size_t k = i + 1; k <= i + 2 && !lines.blank(k); ++k) {
      const auto value = after_label(lines[k], {"error translation", "translation", "name",
                                                "symbol", "symbolic name", "error name"});
      if (value && is_symbol(*value)) return *value;
    }
    return {};
  }

  static std::string message_below(const Lines& lines, std::size_t i) {
    for (std::size_t k = i + 1; k <= i + 3 && !lines.blank(k); ++k) {
      const auto value = after_label(lines[k], {"problem", "message", "description", "meaning",
                                                "explanation", "text", "message text"});
      if (!value) continue;
      std::string text(*value);
      for (++k; !lines.blank(k) && text.size() < kReach && !labels(lines[k]); ++k)
        text.append(" ").append(lines[k]);
      return message_from(text);
    }
    return {};
  }

  // `Error Code: ...`, `Action: ...`
  static bool labels(std::string_view line) {
    const std::size_t colon = line.substr(0, 24).find(": ");
    return colon != std::string_view::npos && !line.empty() && is_upper(line[0]);
  }

  // ---- numbers with a label: `Error 59: ...`

  void labelled_line(const Lines& lines, std::size_t i) {
    if (by_number_.empty()) return;
    std::string text(lines[i]);
    for (std::size_t k = i + 1; k <= i + 6 && text.size() < kReach; ++k) {
      if (lines.blank(k)) {
        // `System error 1312 has occurred.` and the message in a paragraph of its own
        if (!trim(text).ends_with("has occurred.") && !trim(text).ends_with(':')) break;
        if (k != i + 1) break;
        continue;
      }
      text.append(" ").append(lines[k]);
    }
    labelled(std::string_view(text), lines[i].size());
  }

  void labelled(std::string_view text) { labelled(text, text.size()); }

  // Codes that begin before `limit`.
  void labelled(std::string_view text, std::size_t limit) {
    for (std::size_t i = 0; i < limit;) {
      if (!is_word_char(text[i])) {
        ++i;
        continue;
      }
      const std::size_t end = run_end(text, i);
      const std::string_view word = text.substr(i, end - i);
      if (is_digit(word.back()) && word.size() <= 9) labelled_word(text, i, end);
      i = end;
    }
  }

  void labelled_word(std::string_view text, std::size_t begin, std::size_t end) {
    const std::string_view word = text.substr(begin, end - begin);
    const auto found =
        by_number_.find(is_digit(word[0]) ? std::string(without_zeros(word)) : upper(word));
    if (found == by_number_.end()) return;
    Before before(text, begin);
    const bool label = is_one_of(before.word(0), {"error", "code", "number", "message", "msg",
                                                  "warning", "err", "errors", "net", "sys"});
    if (!label || before.gap(0).size() > 4) return;
    std::string_view rest = text.substr(end, kReach);
    rest = strip_front(rest, "'\")]");
    const std::string_view start = trim(rest);
    if (istarts_with(start, "has occurred")) {
      rest = start.substr(12);
      if (!rest.empty() && rest[0] == '.') rest.remove_prefix(1);
    } else if (start.empty() || (start[0] != ':' && start[0] != '-')) {
      return;
    }
    const std::string_view message = bare(rest.substr(0, rest.find('"', 3)));
    add(found->second, {}, message_from(message.substr(0, sentence_end(message))));
  }

  // ---- `ID no: c1031667`, the message above it

  void id_number(const Lines& lines, std::size_t i) {
    const std::string_view line = lines[i];
    const std::size_t label = ifind(line, "id no");
    if (label == std::string_view::npos || (label > 0 && is_word_char(line[label - 1]))) return;
    std::size_t begin = label + 5;
    while (begin < line.size() && !is_word_char(line[begin])) ++begin;
    const std::size_t end = run_end(line, begin);
    if (begin == end || begin - label > 10) return;
    std::string canonical;
    const std::string_view word = line.substr(begin, end - begin);
    if (is_symbol(word)) {
      canonical = upper(word);
    } else if (const auto number = number_at(line, begin, end)) {
      canonical = hex32(number->value);
    }
    if (canonical.empty()) return;
    std::string component;
    std::string message = text_above(lines, i, label, component);
    add(std::move(canonical), {}, std::move(message), std::move(component));
  }

  // The paragraph before the id; the one before that too if this one only says who reports it.
  static std::string text_above(const Lines& lines, std::size_t i, std::size_t label,
                                std::string& component) {
    std::string text(lines[i].substr(label > kReach ? label - kReach : 0, std::min(label, kReach)));
    std::size_t k = i;
    for (int paragraph = 0; paragraph < 2; ++paragraph) {
      while (k > 0 && !lines.blank(k - 1) && text.size() < kReach)
        text = std::string(lines[--k]) + " " + text;
      take_component(text, component);
      if (is_message(bare(text))) break;
      while (k > 0 && lines.blank(k - 1) && i - k < 4) --k;
    }
    const std::string folded = fold_blanks(text);
    std::string_view message = folded;
    for (const std::string_view lead : {"message: ", "messages: ", "error: ", "occur: "}) {
      const std::size_t at = message.rfind(lead);
      if (at != std::string_view::npos) message.remove_prefix(at + lead.size());
    }
    return message_from(message);
  }

  // `... Microsoft Exchange Administrator` at the end of the text.
  static void take_component(std::string& text, std::string& component) {
    if (!component.empty()) return;
    const std::string folded = fold_blanks(text);
    const std::size_t at = folded.rfind("Microsoft ");
    if (at == std::string::npos || folded.size() - at > 64) return;
    std::string_view name = trim(std::string_view(folded).substr(at));
    while (!name.empty() && (name.back() == '.' || is_blank(name.back()))) name.remove_suffix(1);
    if (name.find_first_of(".:;,\"") != std::string_view::npos) return;
    component = std::string(name);
    text = folded.substr(0, at);
  }

  // ---- `Event ID: 4058` ... `Description: ...`

  void event_block(const Lines& lines, std::size_t i) {
    const std::string_view start = trim(lines[i]);
    if (!istarts_with(start, "event") || start.size() > 40) return;
    const auto value = after_label(start, {"event id", "event", "eventid", "event number"});
    if (!value) return;
    std::size_t end = 0;
    while (end < value->size() && is_digit((*value)[end])) ++end;
    const auto held = held_.find("EVENT:" + std::string(without_zeros(value->substr(0, end))));
    if (end == 0 || held == held_.end()) return;
    for (std::size_t k = i + 1; k < i + 10 && k < lines.size(); ++k) {
      const auto text = after_label(lines[k], {"description", "message", "text"});
      if (!text) continue;
      std::string message(*text);
      for (++k; !lines.blank(k) && message.size() < kReach; ++k)
        message.append(" ").append(lines[k]);
      add(held->first, {}, message_from(message), held->second->event_source.value_or(""));
      return;
    }
  }

  std::unordered_map<std::string, const ErrorCode*> held_;  // by canonical form
  std::unordered_map<std::string, std::string> by_number_;  // `59`, `C1001` to canonical
  bool holds_jet_ = false;
  std::vector<MinedCode> out_;
};

}  // namespace

std::vector<MinedCode> mine_codes(const Article& article) {
  if (article.error_codes.empty()) return {};
  return Miner(article).run(article);
}

}  // namespace kb
