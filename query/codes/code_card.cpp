#include "query/codes/code_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "parser/codes/messages.h"
#include "parser/codes/plain_sentences.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

std::vector<std::string> names_of(CodeFamily family, std::uint32_t value) {
  std::vector<std::string> names;
  for (const SymbolInfo& symbol : symbols_of(value, family)) names.emplace_back(symbol.name);
  return names;
}

/// True if the system prints its text of the number for this name. Numbers are used twice: 727 is a
/// state of hibernation in winerror.h and an error of RAS in raserror.h.
bool has_system_text(const SymbolInfo& symbol) {
  constexpr std::array<std::string_view, 4> kForeign = {"raserror.h", "mprerror.h", "mapicode.h",
                                                        "wabcode.h"};
  return !contains(kForeign, symbol.header);
}

std::string source_of(CodeFamily family, std::uint32_t value, bool has_message) {
  const auto symbols = symbols_of(value, family);
  if (!symbols.empty()) return std::string(symbols.front().header);
  return has_message ? "libsamba-errors" : "";
}

// A bug check whose number is an NTSTATUS (STOP 0xC000021A) has the text of that status.
std::string text_of(CodeFamily family, std::uint32_t value) {
  if (family == CodeFamily::kBugcheck && value >= 0xC0000000U) family = CodeFamily::kCode32;
  return std::string(message_of(family, value));
}

std::optional<InnerCode> inner_of(std::uint32_t value) {
  const auto inner = unwraps_to(value);
  if (!inner) return std::nullopt;
  InnerCode code{inner->family, inner->canonical, names_of(inner->family, inner->value),
                 std::string(message_of(inner->family, inner->value))};
  // Any number that begins with D could hold an NTSTATUS; only one that exists is worth a word.
  if (code.family == CodeFamily::kCode32 && code.names.empty() && code.message.empty())
    return std::nullopt;
  return code;
}

std::string bits_of(const CodeBits& bits) {
  std::string facility = bits.facility_name.empty()
                             ? fmt::format("facility {}", bits.facility)
                             : fmt::format("facility {} ({})", bits.facility_name, bits.facility);
  return fmt::format("{}{}, {}, code {}", name_of(bits.severity), bits.customer ? ", customer" : "",
                     facility, bits.code);
}

}  // namespace

CodeCard code_card(const CodeReading& reading) {
  CodeCard card;
  card.family = reading.family;
  card.canonical = reading.canonical;
  card.plain = plain_sentence(card.canonical);
  card.value = value_of(reading.family, reading.canonical);
  if (!card.value) return card;
  const std::uint32_t value = *card.value;
  card.names = names_of(card.family, value);
  const auto symbols = symbols_of(value, card.family);
  if (symbols.empty() || std::any_of(symbols.begin(), symbols.end(), has_system_text)) {
    card.message = text_of(card.family, value);
  }
  card.from = source_of(card.family, value, !card.message.empty());
  if ((row_of(card.family).traits & kBits) != 0) card.bits = code_bits(value);
  if (card.family == CodeFamily::kCode32) card.unwraps_to = inner_of(value);
  return card;
}

void put_name_first(CodeCard& card, const std::string& name) {
  const auto place = std::find(card.names.begin(), card.names.end(), name);
  if (place == card.names.end()) return;
  std::rotate(card.names.begin(), place, place + 1);
  const auto symbol = find_symbol(name);
  if (symbol && !has_system_text(*symbol)) card.message.clear();
}

std::vector<DictionaryEntry> agreed(std::vector<DictionaryEntry> entries) {
  constexpr std::uint64_t kAgree = 2;  // articles
  const auto is_sentence = [](std::string_view text) {
    const bool begins = !text.empty() && (is_upper(text[0]) || is_digit(text[0]) ||
                                          static_cast<unsigned char>(text[0]) >= 0x80U);
    return begins && std::count(text.begin(), text.end(), ' ') >= 1;
  };
  for (DictionaryEntry& entry : entries) {
    if (entry.count < kAgree || !is_sentence(entry.message)) entry.message.clear();
  }
  std::erase_if(entries, [](const DictionaryEntry& entry) {
    return entry.name.empty() && entry.message.empty();
  });
  return entries;
}

std::string meaning_of(const CodeCard& card) {
  std::string name = card.names.empty() ? std::string() : card.names.front();
  const std::string& text = card.message.empty() ? card.plain : card.message;
  if (!text.empty()) return name + (name.empty() ? "" : ": ") + text;
  if (!name.empty() || card.dictionary.empty() || card.family == CodeFamily::kOther) return name;
  const DictionaryEntry& said = card.dictionary.front();
  if (said.message.empty()) return said.name;
  return fmt::format("{}{}\"{}\" (so {} articles)", said.name, said.name.empty() ? "" : ": ",
                     said.message, said.count);
}

std::string one_line(const CodeCard& card) {
  std::string line = card.canonical;
  if (!card.names.empty()) line += " = " + card.names.front();
  if (card.names.empty() && !card.dictionary.empty() && !card.dictionary.front().name.empty())
    line += " = " + card.dictionary.front().name;
  if (!card.message.empty()) {
    line += ": " + card.message;
  } else if (!card.plain.empty()) {
    line += ": " + card.plain;
  }
  if (card.family == CodeFamily::kCode32 && card.bits)
    line += fmt::format(" [{}]", bits_of(*card.bits));
  if (card.family == CodeFamily::kJet && card.value)
    line += fmt::format(" [{}]", hex32(*card.value));
  if (card.unwraps_to) {
    line += " holds " + card.unwraps_to->canonical;
    if (!card.unwraps_to->names.empty()) line += " " + card.unwraps_to->names.front();
    if (card.message.empty() && !card.unwraps_to->message.empty())
      line += ": " + card.unwraps_to->message;
  }
  return line;
}

}  // namespace kb
