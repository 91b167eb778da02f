// Numbers whose label stands behind them.
//
//   285 events   3079 and 3084 errors   a 1722 error   0846 0000 sense code   3734 run-time error
//
// A count looks the same (`14 errors`, `1000 events`), so the words before the number must not be
// those of a quantity or of a product (`Windows 2000 events`), and it has three digits or an
// article (`a 91 error`) before it.
#include "parser/codes/code_bits.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr int kMostNumbers = 6;  // of a list before its label

struct LabelBehind {
  std::string_view word;
  std::size_t end = 0;
  bool in_list = false;  // further numbers stand between
};

// The word behind the number, or behind the list that the number begins.
LabelBehind label_behind(const Site& site) {
  LabelBehind label;
  std::size_t at = site.end;
  for (int numbers = 0; numbers < kMostNumbers; ++numbers) {
    const std::string_view rest = site.text.substr(at);
    std::size_t step = 0;
    for (const std::string_view joint : {", and ", ", or ", ", ", " and ", " or ", " & "}) {
      if (rest.starts_with(joint) &&
          is_digit(rest.size() > joint.size() ? rest[joint.size()] : ' ')) {
        step = joint.size();
        break;
      }
    }
    if (step == 0) break;
    const std::string_view number = word_after(site.text, at + step);
    if (!decimal_of(number) || number.size() < 3 || number.size() > 5) return {};
    at += step + number.size();
    label.in_list = true;
  }
  if (at >= site.text.size() || site.text[at] != ' ') return {};
  label.word = word_after(site.text, at);
  label.end = std::size_t(label.word.data() - site.text.data()) + label.word.size();
  return label.end == at + 1 + label.word.size() ? label : LabelBehind{};
}

// `over 2000 events`, `Windows 2000 events`, `error code = 0001 Event 589`.
bool counts_or_names(Before& before) {
  const std::string_view word = before.word(0);
  return is_one_of(word,
                   {"windows", "win",   "office", "of",      "than",  "over",  "about",   "all",
                    "last",    "first", "to",     "until",   "every", "after", "up",      "access",
                    "word",    "excel", "server", "page",    "line",  "year",  "least",   "most",
                    "id",      "code",  "limit",  "maximum", "step",  "level", "exchange"}) ||
         (before.gap(0) != " " && before.gap(0) != " \"" && before.gap(0) != " (" &&
          before.gap(0) != "/");
}

bool is_determiner(std::string_view word) {
  return is_one_of(word, {"a", "an", "the", "this", "that", "type", "following"});
}

// The label belongs to what follows it: `0001 Event 589`, `404 Error: ...`, `1 error(s)`, `16 Event
// ID 5`.
bool leads_on(const Site& site, const LabelBehind& label) {
  const char next = label.end < site.text.size() ? site.text[label.end] : ' ';
  const bool plural = label.word.ends_with('s');  // `the following 64005 events:`
  if ((next == ':' && !plural) || next == '(' || next == '=' || next == '#') return true;
  const std::string_view first = word_after(site.text, label.end);
  if (next != ' ' || first.empty()) return false;
  if (is_digit(first[0])) return true;
  const std::size_t end = std::size_t(first.data() - site.text.data()) + first.size();
  const std::string_view second = word_after(site.text, end);
  return is_one_of(first, {"id", "no", "number", "source", "type", "code"}) && !second.empty() &&
         is_digit(second[0]);
}

// `a 1722 error`, `generates 3079 and 3084 errors`.
bool is_error(const Site& site, Before& before, const LabelBehind& label) {
  const std::size_t digits = site.end - site.begin;
  if (digits < 2 || digits > 5 || site.word()[0] == '0') return false;
  if (is_determiner(before.word(0))) return digits > 2 || iequals(label.word, "error");
  return digits > 2 &&
         is_one_of(before.word(0), {"gives", "generate", "generates", "cause", "with", "causes",
                                    "returns", "receive", "produces", "and", "or"});
}

// `logs a 701 event`, `285 events`, `2110 and 9405 Event IDs`.
bool is_event(const Site& site, Before& before) {
  const auto& article = site.article;
  const std::size_t digits = site.end - site.begin;
  if (digits < 3 || digits > 5 || site.word()[0] == '0') return false;
  if (!article.groups().server && !article.mentions_events()) return false;
  return !iequals(before.word(0), "qualifier");
}

// `0846 0000 sense code`: sense data in two halves, or a sense code alone.
std::optional<FoundCode> sense_before_label(const Site& site) {
  if (site.end - site.begin != 4 || site.after() != ' ' || !hex_of(site.word()))
    return std::nullopt;
  std::string code = upper(site.word());
  std::size_t end = site.end;
  std::string_view next = word_after(site.text, end);
  if (next.size() == 4 && hex_of(next) && site.after() == ' ' && is_digit(next[0])) {
    code += upper(next);
    end += 1 + next.size();
    next = word_after(site.text, end);
  }
  if (!iequals(next, "sense")) return std::nullopt;
  const std::size_t behind = std::size_t(next.data() - site.text.data()) + next.size();
  if (!is_one_of(word_after(site.text, behind), {"code", "codes", "data"})) return std::nullopt;
  const std::string_view following =
      word_after(site.text, behind + 1 + word_after(site.text, behind).size());
  if (!following.empty() && is_digit(following[0])) return std::nullopt;
  FoundCode found = found_at(site, CodeFamily::kSna, "SNA:" + code);
  found.end = found.resume = end;
  return found;
}

// `the following 3734 run-time error message`
std::optional<FoundCode> runtime_before_label(const Site& site, std::uint32_t number) {
  Before before(site.text, site.begin);
  if (number > 65535 || !istarts_with(site.rest(), " run-time error") ||
      !is_determiner(before.word(0)))
    return std::nullopt;
  return found_at(site, CodeFamily::kRuntime,
                  (site.article.groups().fox ? "FOX:" : "VB:") + std::to_string(number));
}

}  // namespace

std::optional<FoundCode> behind_rule(const Site& site) {
  if (auto found = sense_before_label(site)) return found;
  const auto number = decimal_of(site.word());
  if (!number || *number == 0) return std::nullopt;
  if (auto found = runtime_before_label(site, *number)) return found;
  const LabelBehind label = label_behind(site);
  if (!is_one_of(label.word, {"error", "errors", "event", "events"}) || leads_on(site, label))
    return std::nullopt;
  Before before(site.text, site.begin);
  if (counts_or_names(before)) return std::nullopt;
  const bool event = is_one_of(label.word, {"event", "events"});
  if (event ? !is_event(site, before) : !is_error(site, before, label)) return std::nullopt;
  // `9156 errors` of an article about event 9156.
  if (event || site.article.names_event(site.word()))
    return found_at(site, CodeFamily::kEvent, canonical_code(CodeFamily::kEvent, *number));
  return bare_error(site, *number);
}

}  // namespace kb
