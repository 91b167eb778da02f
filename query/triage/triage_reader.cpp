#include "query/triage/triage_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parser/codes/code_bits.h"
#include "parser/codes/code_numbers.h"
#include "parser/codes/in_articles/code_context.h"
#include "parser/codes/in_articles/error_codes.h"
#include "parser/codes/in_queries/code_query.h"
#include "parser/codes/symbols.h"
#include "parser/fields/article_id.h"
#include "parser/file_tables/file_names.h"
#include "parser/registry/registry_keys.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"
#include "parser/text/encoding.h"
#include "query/triage/languages.h"
#include "query/triage/misspelt_names.h"

namespace kb {
namespace {

constexpr std::size_t kMaxLine = 16384;  // bytes; a longer line is read in pieces
constexpr std::size_t kSample = 300;

// True for three groups of digits: `1/2/00`, `2001-04-05`, `05.04.2001`.
bool is_date(std::string_view word) {
  if (word.size() < 6 || word.size() > 10) return false;
  const char mark = word.find('/') != std::string_view::npos   ? '/'
                    : word.find('-') != std::string_view::npos ? '-'
                                                               : '.';
  const auto parts = split(word, mark);
  return parts.size() == 3 && std::all_of(parts.begin(), parts.end(), all_digits);
}

// True for `10:11:12`, `9:05`, `10:11:12.345`, also with a Z.
bool is_time(std::string_view word) {
  if (word.ends_with('Z')) word.remove_suffix(1);
  if (const auto dot = word.find_first_of(".,"); dot != std::string_view::npos && dot >= 7)
    word = word.substr(0, dot);
  const auto parts = split(word, ':');
  return (parts.size() == 2 || parts.size() == 3) &&
         std::all_of(parts.begin(), parts.end(),
                     [](std::string_view p) { return p.size() <= 2 && all_digits(p); });
}

std::string_view unbracketed(std::string_view word) {
  return strip_back(strip_front(word, "[(\""), "]),\";");
}

bool is_half_of_day(std::string_view word) { return is_one_of(word, {"am", "pm"}); }

// Returns the date and time that a line begins with, as printed; empty if it begins with none.
std::string time_of(std::string_view line) {
  line = trim(line.substr(0, 48));
  if (line.empty() || !(is_digit(line[0]) || line[0] == '[' || line[0] == '"')) return {};
  std::string out;
  std::size_t words = 0;
  for (std::string_view word : split_words(line)) {
    word = unbracketed(word);
    const std::size_t t = word.find('T');
    const bool joined = t == 10 && is_date(word.substr(0, t)) && is_time(word.substr(t + 1));
    if (!is_date(word) && !is_time(word) && !joined && !(words > 0 && is_half_of_day(word))) break;
    out += (out.empty() ? "" : " ") + std::string(word);
    if (++words == 3) break;
  }
  return out;
}

// Returns the name of a program without `.exe`; empty if it can be none.
std::string program_name(std::string name) {
  if (name.ends_with(".exe")) name.resize(name.size() - 4);
  const bool fits =
      name.size() >= 2 && name.size() <= 32 && std::all_of(name.begin(), name.end(), is_word_char);
  return fits ? name : std::string();
}

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && !is_blank(text[end]) && text[end] != ',' && text[end] != ';') ++end;
  return text.substr(0, end);
}

// Reads `0xFFFF....` as a Jet error if it is the number of one: no HRESULT looks like that.
std::string jet_form(const ErrorCode& code) {
  if (code.family != CodeFamily::kCode32 || !code.canonical.starts_with("0xFFFF"))
    return code.canonical;
  const auto number = number_at(code.canonical, 0, code.canonical.size());
  const bool jet = number && !symbols_of(number->value, CodeFamily::kJet).empty();
  return jet ? canonical_code(CodeFamily::kJet, number->value) : code.canonical;
}

// What a line is about, by the words that it contains anywhere, in any case.
enum Topic : unsigned { kOfStops = 1, kOfJet = 2, kOfLabels = 4, kOfDialUp = 8, kOfFaults = 16 };

struct TopicWord {
  std::string_view text;  // in lower case
  unsigned topic;
};

constexpr std::array<TopicWord, 26> kTopicWords = {{{" caused a", kOfFaults},
                                                    {".edb", kOfJet},
                                                    {"app:", kOfFaults},
                                                    {"application, ", kOfFaults},
                                                    {"access driver", kOfJet},
                                                    {"blue screen", kOfStops},
                                                    {"bluescreen", kOfStops},
                                                    {"bsod", kOfStops},
                                                    {"bug check", kOfStops},
                                                    {"bugcheck", kOfStops},
                                                    {"dial up", kOfDialUp},
                                                    {"dial-up", kOfDialUp},
                                                    {"dialup", kOfDialUp},
                                                    {"edb ", kOfJet},
                                                    {"ese", kOfJet},
                                                    {"jet", kOfJet},
                                                    {"modem", kOfDialUp},
                                                    {"module ", kOfFaults},
                                                    {"msexchangeds", kOfJet},
                                                    {"msexchangeis", kOfJet},
                                                    {"msg ", kOfLabels},
                                                    {"rasphone", kOfDialUp},
                                                    {"remote access", kOfDialUp},
                                                    {"sql server ", kOfLabels},
                                                    {"stop", kOfLabels},
                                                    {"system error:", kOfLabels}}};

unsigned topics_of(std::string_view line) {
  const std::string small = lower(line);
  unsigned topics = 0;
  for (const TopicWord& word : kTopicWords) {
    for (std::size_t at = small.find(word.text); at != std::string::npos;
         at = small.find(word.text, at + 1)) {
      const std::size_t end = at + word.text.size();
      // `stopped` is no label.
      const bool goes_on = is_alpha(word.text.back()) && end < small.size() && is_alpha(small[end]);
      if (word.topic != kOfLabels || !goes_on) topics |= word.topic;
    }
  }
  return topics;
}

// The end of a hotfix's name in a key of the registry or a folder: `\Hotfix\Q147222`,
// `$NtUninstallQ147222$`, `KB241041.log`; the digits of its article, else empty.
std::string_view hotfix_digits(std::string_view word) {
  std::size_t at = word.find("Uninstall");
  at = at == std::string_view::npos ? word.rfind('\\') + 1 : at + 9;
  std::string_view name = word.substr(std::min(at, word.size()));
  if (istarts_with(name, "kb")) {
    name.remove_prefix(2);
  } else if (istarts_with(name, "q")) {
    name.remove_prefix(1);
  } else {
    return {};
  }
  std::size_t end = 0;
  while (end < name.size() && is_digit(name[end])) ++end;
  const std::string_view rest = name.substr(end);
  const bool whole = rest.empty() || rest[0] == '$' || rest[0] == ']' || rest[0] == '\\' ||
                     istarts_with(rest, ".log");
  return whole ? name.substr(0, end) : std::string_view();
}

// True if a folder or key may be named by a hotfix.
bool may_name_hotfix(std::string_view line) {
  if (line.find("$Nt") != std::string_view::npos) return true;
  for (std::size_t at = line.find('\\'); at != std::string_view::npos;
       at = line.find('\\', at + 1)) {
    const char next = at + 1 < line.size() ? to_lower(line[at + 1]) : ' ';
    if (next == 'q' || next == 'k') return true;
  }
  return false;
}

// True for `0x80004005` and the like: eight digits behind `0x` with a name in the tables.
bool is_known_code(std::string_view spelling, std::uint32_t value) {
  if (spelling.size() != 10 || spelling[0] != '0' || to_lower(spelling[1]) != 'x' ||
      (value >> 31) == 0)
    return false;
  const bool system = (value >> 16) == 0x8007U;
  return !symbols_of(value, CodeFamily::kCode32).empty() ||
         (system && !symbols_of(value & 0xFFFFU, CodeFamily::kWin32).empty());
}

// True for a line with `0x` and eight digits, the first of them 8 to F: a quick look before all of
// it is read, since most lines of logs have none.
bool holds_long_hex(std::string_view line) {
  for (std::size_t x = line.find_first_of("xX"); x != std::string_view::npos;
       x = line.find_first_of("xX", x + 1)) {
    if (x == 0 || line[x - 1] != '0' || line.size() < x + 9 || line[x + 1] < '8') continue;
    const std::string_view digits = line.substr(x + 1, 8);
    if (all_hex(digits)) return true;
  }
  return false;
}

// True for `= NAME_OF_SOMETHING`.
bool assigns_name(std::string_view line) {
  const std::size_t sign = line.find('=');
  if (sign == std::string_view::npos) return false;
  std::size_t at = sign + 1;
  while (at < line.size() && line[at] == ' ') ++at;
  return at + 4 < line.size() && is_upper(line[at]) && !is_lower(line[at + 1]) &&
         line.find('_', at) != std::string_view::npos;
}

// True if the word may be the address of an article: it has the digits of a number and says so.
bool may_name_article(std::string_view word) {
  if (word.find('/') == std::string_view::npos) return false;
  if (std::count_if(word.begin(), word.end(), is_digit) < 5) return false;
  for (std::size_t at = word.find_first_of("kKqQ"); at != std::string_view::npos;
       at = word.find_first_of("kKqQ", at + 1)) {
    const char next = at + 1 < word.size() ? word[at + 1] : ' ';
    if (to_lower(word[at]) == 'q' ? is_digit(next) : to_lower(next) == 'b') return true;
  }
  return ifind(word, "support.microsoft.com") != std::string_view::npos ||
         ifind(word, "articles/") != std::string_view::npos;
}

}  // namespace

std::string_view name_of(EvidenceKind kind) {
  static constexpr std::array<std::string_view, 11> kNames = {
      "code",    "event", "bugcheck", "parameter", "offset",  "module",
      "program", "file",  "version",  "article",   "registry"};
  return kNames[static_cast<std::size_t>(kind)];
}

void TriageReader::feed(std::string_view piece) {
  if (text_.binary) return;
  if (text_.bytes == 0 && (piece.starts_with("\xFF\xFE") || piece.starts_with("\xFE\xFF"))) {
    wide_ = true;
    piece.remove_prefix(2);
  }
  text_.bytes += piece.size();
  std::string narrow;
  if (wide_) {
    std::copy_if(piece.begin(), piece.end(), std::back_inserter(narrow),
                 [](char c) { return c != '\0'; });
    piece = narrow;
  }
  odd_ += std::uint64_t(std::count(piece.begin(), piece.end(), '\0'));
  if (odd_ * 64 > text_.bytes) {
    text_.binary = true;
    return;
  }
  while (!piece.empty()) {
    const std::string_view window = piece.substr(0, kMaxLine);
    const std::size_t end = window.find('\n');
    const bool whole = end != std::string_view::npos;
    const std::string_view part = window.substr(0, end);
    if (rest_.empty() && whole) {
      line(part);
    } else {
      rest_ += part;
      if (whole || rest_.size() >= kMaxLine) {
        line(rest_);
        rest_.clear();
      }
    }
    piece.remove_prefix(part.size() + (whole ? 1 : 0));
  }
}

TriageText TriageReader::finish() {
  if (!rest_.empty() && !text_.binary) line(rest_);
  flush_event();
  return std::move(text_);
}

void TriageReader::line(std::string_view line) {
  ++text_.lines;
  std::string read = readable_line(trim(line));
  const bool kept = text_.words.size() < kMaxWordBytes;
  if (kept) {
    if (auto english = in_english(read)) {
      read = std::move(*english);
      text_.foreign = true;
    }
  }
  const std::string_view text = trim(read);
  if (!text.empty() && is_dump(text)) return;
  if (kept) text_.words.append(text.substr(0, kMaxWordBytes)).append("\n");
  if (text.empty()) {
    flush_event();
    return;
  }
  time_ = time_of(text);
  if (const auto errors = web_log_.read(text)) {
    for (const std::string& error : *errors) note(EvidenceKind::kCode, error, {}, text);
    return;
  }
  context(text);
  articles(text);
  registry(text);
  if (exported_event(text) || event_label(text)) return;
  if (!registry_file_) codes(text);
  if (may_be_fault_) {
    program_fault(text);
    watson_program(text);
    page_fault(text);
  }
  files(text);
  versions(text);
}

// Notes what a line says about the meaning of the numbers near it.
void TriageReader::context(std::string_view line) {
  constexpr std::uint64_t kNear = 8;  // lines
  const unsigned topics = topics_of(line);
  if ((topics & kOfStops) != 0) stop_until_ = text_.lines + kNear;
  if ((topics & kOfJet) != 0) jet_until_ = text_.lines + kNear;
  may_be_labelled_ = text_.lines <= stop_until_ || (topics & kOfLabels) != 0;
  may_be_fault_ = (topics & kOfFaults) != 0;
  may_be_remembered_ = text_.words.size() < kMaxWordBytes;
  if (text_.words.size() <= kMaxWordBytes) text_.dial_up |= (topics & kOfDialUp) != 0;
  if (line == "REGEDIT4" || istarts_with(line, "Windows Registry Editor")) registry_file_ = true;
}

void TriageReader::articles(std::string_view line) {
  for (auto found = find_article_id(line); found; found = find_article_id(line, found->end))
    note(EvidenceKind::kArticle, found->id, {}, line);
  if (may_name_hotfix(line)) {
    for (const std::string_view word : split_words(line)) {
      if (const auto id = canonical_article_id(hotfix_digits(word)))
        note(EvidenceKind::kArticle, *id, {}, line);
    }
  }
  if (line.find('/') == std::string_view::npos) return;
  for (std::string_view word : split_words(line)) {
    if (!may_name_article(word)) continue;
    word = unbracketed(word);
    while (word.ends_with('.')) word.remove_suffix(1);
    if (const auto id = parse_article_id(word)) note(EvidenceKind::kArticle, *id, {}, line);
  }
}

void TriageReader::codes(std::string_view line) {
  remembered_name(line);
  if (!has_digit(line) && line.find('_') == std::string_view::npos) return;
  const bool stop = may_be_labelled_ && labelled_codes(line);
  const bool jet = text_.lines <= jet_until_;
  Article article;
  article.product_code = "winnt";  // `Event 4102` is an event
  // The rules look for words of Jet in the whole article.
  article.sections.push_back(
      {SectionKind::kBody, std::nullopt, (jet ? "Jet. " : "") + std::string(line)});
  std::vector<Diagnostic> ignored;
  for (ErrorCode& found : find_error_codes(article, ignored)) {
    const bool malformed = found.canonical.starts_with("0x") && found.canonical.size() != 10;
    if (stop && (found.family == CodeFamily::kBugcheck || malformed)) {
      if (found.parameters.empty()) continue;
    }
    if (jet && found.canonical.starts_with("ERROR:-"))
      found.canonical = "JET:" + found.canonical.substr(6);
    code(found, line);
  }
  if (jet) jet_numbers(line);
  unlabelled_codes(line);
}

// The name of a STOP screen that is misspelt or has blanks in it.
void TriageReader::remembered_name(std::string_view line) {
  if (!may_be_remembered_) return;
  const bool about_stop = text_.lines <= stop_until_ || may_be_labelled_;
  if (const auto symbol = remembered_bugcheck(line, about_stop)) {
    const std::string canonical = canonical_of(*symbol);
    if (!has(EvidenceKind::kBugcheck, canonical))
      note(EvidenceKind::kBugcheck, canonical, {}, line);
  }
}

// What a pasted text may hold without a label: `| 0x800706BA |` in a table, `hr = E_FAIL`. In
// articles such are numbers and program text.
void TriageReader::unlabelled_codes(std::string_view line) {
  const bool assigned = assigns_name(line);
  if (!assigned && !holds_long_hex(line)) return;
  for (const RecognisedCode& code : recognise_codes(line)) {
    const CodeReading& likeliest = code.readings.front();
    const std::string_view spelling = line.substr(code.begin, code.end - code.begin);
    const bool known = likeliest.family == CodeFamily::kCode32 && code.value &&
                       code.certainty != Certainty::kLoose && is_known_code(spelling, *code.value);
    const bool name = assigned && likeliest.family == CodeFamily::kSymbol &&
                      trim_right(line.substr(0, code.begin)).ends_with('=');
    const bool parameter = has(EvidenceKind::kParameter, lower(spelling));
    if ((known || name) && !parameter && !has(EvidenceKind::kCode, likeliest.canonical))
      note(EvidenceKind::kCode, likeliest.canonical, {}, line);
  }
}

// Reads what queries know and articles don't print: `blue screen 0x7b`, `stop 01e`, `Msg 1105`.
// Returns true if a bug check is among it.
bool TriageReader::labelled_codes(std::string_view line) {
  const bool near_stop = text_.lines <= stop_until_;
  const std::string read = (near_stop ? "blue screen " : "") + std::string(line);
  bool stop = false;
  for (const RecognisedCode& code : recognise_codes(read)) {
    if (code.certainty != Certainty::kLabelled) continue;
    for (const CodeReading& reading : code.readings) {
      const bool likeliest = &reading == &code.readings.front();
      const bool malformed = code.readings.front().canonical.starts_with("0x");
      const bool bugcheck = reading.family == CodeFamily::kBugcheck && (likeliest || malformed);
      if (!bugcheck && !(likeliest && reading.canonical.starts_with("MSSQL:"))) continue;
      const auto found = bugcheck && code.end - code.begin > 12;  // its parameters stand behind it
      if (!found)
        note(bugcheck ? EvidenceKind::kBugcheck : EvidenceKind::kCode, reading.canonical, {}, line);
      stop |= bugcheck && !found;
      break;
    }
  }
  return stop;
}

// `(-1036)` in a text about Jet, whether a table knows the number or not.
void TriageReader::jet_numbers(std::string_view line) {
  for (std::size_t at = line.find("(-"); at != std::string_view::npos;
       at = line.find("(-", at + 2)) {
    std::size_t end = at + 2;
    while (end < line.size() && is_digit(line[end])) ++end;
    const std::string_view digits = line.substr(at + 2, end - at - 2);
    if (digits.size() < 3 || digits.size() > 4 || end == line.size() || line[end] != ')') continue;
    const std::string canonical = "JET:-" + std::string(digits);
    if (!has(EvidenceKind::kCode, canonical)) note(EvidenceKind::kCode, canonical, {}, line);
  }
}

void TriageReader::code(const ErrorCode& code, std::string_view line) {
  if (code.family == CodeFamily::kBugcheck) {
    note(EvidenceKind::kBugcheck, code.canonical, {}, line);
    for (const std::string& parameter : code.parameters) {
      const auto number = number_at(parameter, 0, parameter.size());
      if (number && number->value >= 0x10000U)
        note(EvidenceKind::kParameter, lower(parameter), {}, line);
    }
  } else if (code.family == CodeFamily::kEvent) {
    note(EvidenceKind::kEvent, code.canonical, code.event_source.value_or(block_.source), line);
  } else if (code.family == CodeFamily::kSymbol && code.value && code.value->starts_with("STOP:")) {
    note(EvidenceKind::kBugcheck, *code.value, {}, line);
  } else {
    note(EvidenceKind::kCode, jet_form(code), {}, line);
  }
}

// Reads a line of an exported log. Its cells are:
//   date, time, source, type, category, event, user, computer, text
bool TriageReader::exported_event(std::string_view line) {
  const char mark = line.find('\t') != std::string_view::npos ? '\t' : ',';
  std::array<std::string_view, 9> cells;
  std::size_t count = 0;
  for (std::string_view rest = line; count < cells.size(); ++count) {
    const std::size_t end = count + 1 < cells.size() ? rest.find(mark) : std::string_view::npos;
    cells[count] = unbracketed(trim(rest.substr(0, end)));
    if (end == std::string_view::npos) {
      ++count;
      break;
    }
    rest.remove_prefix(end + 1);
  }
  if (count < 7 || !is_date(cells[0]) || cells[5].size() > 5 || !all_digits(cells[5]) ||
      !is_time(first_word(cells[1])))
    return false;
  if (is_one_of(cells[3], {"information", "success audit"})) return true;  // these are no errors
  time_ = std::string(cells[0]) + " " + std::string(cells[1]);
  note(EvidenceKind::kEvent, "EVENT:" + std::string(without_zeros(cells[5])), std::string(cells[2]),
       line);
  if (count == cells.size()) {
    codes(cells[8]);
    files(cells[8]);
  }
  return true;
}

// Reads a line of an event's block: `Event Type:`, `Event Source:`, `Event ID:`, `Date:`, `Time:`.
bool TriageReader::event_label(std::string_view line) {
  if (istarts_with(line, "Event Type:") || istarts_with(line, "Ereignistyp")) flush_event();
  const auto labelled = event_line(line);
  if (!labelled) return false;
  const std::string_view value = labelled->value;
  switch (labelled->label) {
    case EventLabel::kSource:
      block_.source = std::string(value.substr(0, 64));
      break;
    case EventLabel::kDate:
      block_.date = std::string(first_word(value));
      break;
    case EventLabel::kTime:
      block_.time = std::string(value.substr(0, 16));
      break;
    case EventLabel::kId: {
      const std::string_view digits = first_word(value);
      if (!all_digits(digits) || digits.size() > 5) return false;
      if (!block_.id.empty()) flush_event();
      block_.id = std::string(without_zeros(digits));
      block_.sample = std::string(line);
      if (digits.size() != value.size()) return false;  // the rest of the line may hold more
      break;
    }
  }
  text_.foreign |= labelled->foreign;
  return true;
}

void TriageReader::flush_event() {
  Block block = std::exchange(block_, {});
  if (block.id.empty()) return;
  time_ = block.date + (block.date.empty() || block.time.empty() ? "" : " ") + block.time;
  note(EvidenceKind::kEvent, "EVENT:" + block.id, block.source, block.sample);
}

// Reads the program of Dr. Watson's `App: exe\spoolss.dbg (pid=72)` and of his entry in the event
// log, `The application, photo.exe, generated an application error`.
void TriageReader::watson_program(std::string_view line) {
  constexpr std::string_view kEntry = "The application, ";
  std::string_view path;
  if (istarts_with(line, "App:")) {
    path = line.substr(4, ifind(line, "(pid=") - 4);
  } else if (const std::size_t at = ifind(line, kEntry); at != std::string_view::npos) {
    path = line.substr(at + kEntry.size());
    path = path.substr(0, path.find(','));
  }
  std::string name = program_name(named_by_symbols(trim(path)));
  if (!name.empty()) note(EvidenceKind::kProgram, std::move(name), {}, line);
}

// Reads the program of `FOO caused an invalid page fault in`.
void TriageReader::program_fault(std::string_view line) {
  const std::size_t at = ifind(line, " caused a");
  if (at == std::string_view::npos || at == 0) return;
  const std::string_view rest = line.substr(at + 9);
  if (!rest.starts_with(' ') && !rest.starts_with("n ")) return;
  std::size_t begin = at;
  while (begin > 0 && !is_blank(line[begin - 1])) --begin;
  std::string name = program_name(lower(base_name(unbracketed(line.substr(begin, at - begin)))));
  const bool trouble = has_one_of(lower(rest), {"fault", "error", "invalid", "violation"});
  if (!name.empty() && trouble &&
      !is_one_of(name, {"program", "application", "which", "that", "this"}))
    note(EvidenceKind::kProgram, std::move(name), {}, line);
}

void TriageReader::registry(std::string_view line) {
  if (line.find('\\') == std::string_view::npos) return;
  if (ifind(line, "HKEY_") == std::string_view::npos &&
      line.find("HKLM\\") == std::string_view::npos)
    return;
  constexpr std::size_t kMostKeys = 50;
  const std::vector<Section> section{{SectionKind::kBody, std::nullopt, std::string(line)}};
  for (std::string& key : find_registry_keys(section)) {
    if (++keys_ <= kMostKeys) note(EvidenceKind::kRegistry, std::move(key), {}, line);
  }
}

// Reads `in module KERNEL32.DLL at 0137:bff9d709.`
void TriageReader::page_fault(std::string_view line) {
  const std::size_t at = ifind(line, "module ");
  if (at == std::string_view::npos) return;
  std::string_view rest = trim(line.substr(at + 7));
  std::string_view name = unbracketed(first_word(rest));
  rest = trim(rest.substr(std::min(rest.size(), name.size())));
  while (!name.empty() && name.back() == '.') name.remove_suffix(1);
  if (name.size() < 2 || name.size() > 64 || name[0] == '<') return;
  const std::size_t colon = rest.substr(0, 16).find(':');
  std::string offset;
  if (colon != std::string_view::npos && colon >= 4 && rest.size() >= colon + 9)
    offset = lower(rest.substr(colon + 1, 8));
  const bool address = all_hex(offset);
  // The word before the address is `at` in English only.
  if (!address && !istarts_with(rest, "at ") && !istarts_with(rest, "(")) return;
  note(EvidenceKind::kModule, lower(base_name(name)), {}, line);
  if (address) note(EvidenceKind::kOffset, offset, {}, line);
}

void TriageReader::files(std::string_view line) {
  if (line.find('.') == std::string_view::npos) return;
  for (const std::string_view name : find_file_names(line)) {
    std::size_t begin = std::size_t(name.data() - line.data());
    const std::size_t end = begin + name.size();
    const auto is_path = [](char c) {
      return is_word_char(c) || c == '\\' || c == ':' || c == '.';
    };
    while (begin > 0 && is_path(line[begin - 1])) --begin;
    std::string file = named_by_symbols(line.substr(begin, end - begin));
    if (!has(EvidenceKind::kModule, file)) note(EvidenceKind::kFile, std::move(file), {}, line);
  }
}

void TriageReader::versions(std::string_view line) {
  for (std::size_t dot = line.find('.'); dot != std::string_view::npos;
       dot = line.find('.', dot + 1)) {
    std::size_t begin = dot;
    while (begin > 0 && is_digit(line[begin - 1])) --begin;
    std::size_t end = dot;
    while (end < line.size() && (is_digit(line[end]) || line[end] == '.')) ++end;
    std::string_view version = line.substr(begin, end - begin);
    while (version.ends_with('.')) version.remove_suffix(1);
    const auto dots = std::count(version.begin(), version.end(), '.');
    const bool apart = begin == 0 || !(is_word_char(line[begin - 1]) || line[begin - 1] == '.');
    // Four numbers of at most three digits are an IP address.
    const auto parts = split(version, '.');
    const bool address = parts.size() == 4 && std::all_of(parts.begin(), parts.end(),
                                                          [](auto p) { return p.size() <= 3; });
    const bool one_long =
        std::any_of(parts.begin(), parts.end(), [](std::string_view p) { return p.size() >= 3; });
    if (begin < dot && apart && (dots == 2 || dots == 3) && one_long && !address &&
        version.size() <= 24 && !is_date(version))
      note(EvidenceKind::kVersion, std::string(version), {}, line);
    dot = std::max(dot, end - (end > dot ? 1 : 0));
  }
}

bool TriageReader::has(EvidenceKind kind, const std::string& value) const {
  return index_.count(char('A' + int(kind)) + value + '\t') != 0;
}

void TriageReader::note(EvidenceKind kind, std::string value, std::string source,
                        std::string_view line) {
  std::string key(1, char('A' + int(kind)));
  key.append(value).append("\t").append(source);
  const auto found = index_.find(key);
  if (found == index_.end() && text_.evidence.size() >= kMaxEvidence) {
    text_.cut = true;
    return;
  }
  if (found == index_.end()) {
    index_.emplace(std::move(key), text_.evidence.size());
    text_.evidence.push_back({kind,
                              std::move(value),
                              std::move(source),
                              0,
                              time_,
                              {},
                              std::string(line.substr(0, kSample))});
  }
  Evidence& evidence =
      found == index_.end() ? text_.evidence.back() : text_.evidence[found->second];
  ++evidence.count;
  if (evidence.first.empty()) evidence.first = time_;
  if (!time_.empty()) evidence.last = time_;
}

}  // namespace kb
