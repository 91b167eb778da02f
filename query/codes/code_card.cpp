#include "query/codes/code_card.h"

#include <fmt/format.h>

#include <algorithm>

#include "parser/codes/code_numbers.h"
#include "parser/codes/messages.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

bool holds_bits(CodeFamily family) {
  return family == CodeFamily::kCode32 || family == CodeFamily::kJet ||
         family == CodeFamily::kBugcheck;
}

std::vector<std::string> names_of(CodeFamily family, std::uint32_t value) {
  std::vector<std::string> names;
  for (const SymbolInfo& symbol : symbols_of(value, family)) names.emplace_back(symbol.name);
  return names;
}

std::string source_of(CodeFamily family, std::uint32_t value, bool has_message) {
  const auto symbols = symbols_of(value, family);
  if (!symbols.empty()) return std::string(symbols.front().header);
  return has_message ? "libsamba-errors" : "";
}

// A bug check of an NTSTATUS (STOP 0xC000021A) has that status's text.
std::string text_of(CodeFamily family, std::uint32_t value) {
  if (family == CodeFamily::kBugcheck && value >= 0xC0000000U) family = CodeFamily::kCode32;
  return std::string(message_of(family, value));
}

std::optional<InnerCode> inner_of(std::uint32_t value) {
  const auto inner = unwraps_to(value);
  if (!inner) return std::nullopt;
  return InnerCode{inner->family, inner->canonical, names_of(inner->family, inner->value),
                   std::string(message_of(inner->family, inner->value))};
}

std::optional<std::uint32_t> decimal(std::string_view digits) {
  if (digits.empty() || digits.size() > 10) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + std::uint64_t(c - '0');
  }
  return value > 0xFFFFFFFFULL ? std::nullopt : std::optional(std::uint32_t(value));
}

std::string bits_of(const CodeBits& bits) {
  std::string facility = bits.facility_name.empty()
                             ? fmt::format("facility {}", bits.facility)
                             : fmt::format("facility {} ({})", bits.facility_name, bits.facility);
  return fmt::format("{}{}, {}, code {}", name_of(bits.severity), bits.customer ? ", customer" : "",
                     facility, bits.code);
}

}  // namespace

std::optional<std::uint32_t> value_of(CodeFamily family, std::string_view canonical) {
  if (family == CodeFamily::kCode32 || family == CodeFamily::kBugcheck) {
    const std::size_t hex = canonical.find("0x");
    if (hex == std::string_view::npos) return std::nullopt;
    const auto number = number_at(canonical, hex, canonical.size());
    return number ? std::optional(number->value) : std::nullopt;
  }
  const std::size_t colon = canonical.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view digits = canonical.substr(colon + 1);
  if (digits.starts_with('-')) {
    const auto value = decimal(digits.substr(1));
    return value ? std::optional(std::uint32_t(0) - *value) : std::nullopt;
  }
  if (family == CodeFamily::kSna || family == CodeFamily::kException) {
    const auto number = number_at(fmt::format("0x{}", digits), 0, digits.size() + 2);
    return number ? std::optional(number->value) : std::nullopt;
  }
  return decimal(digits);
}

CodeCard code_card(const CodeReading& reading) {
  CodeCard card;
  card.family = reading.family;
  card.canonical = reading.canonical;
  card.value = value_of(reading.family, reading.canonical);
  if (!card.value) return card;
  const std::uint32_t value = *card.value;
  card.names = names_of(card.family, value);
  card.message = text_of(card.family, value);
  card.from = source_of(card.family, value, !card.message.empty());
  if (holds_bits(card.family)) card.bits = code_bits(value);
  if (card.family == CodeFamily::kCode32) card.unwraps_to = inner_of(value);
  return card;
}

std::string_view spoken(CodeFamily family) {
  switch (family) {
    case CodeFamily::kCode32:
      return "32-bit code";
    case CodeFamily::kBugcheck:
      return "bug check (STOP screen)";
    case CodeFamily::kWin32:
      return "system error";
    case CodeFamily::kJet:
      return "Jet/ESE database error";
    case CodeFamily::kEvent:
      return "event id";
    case CodeFamily::kRuntime:
      return "run-time error";
    case CodeFamily::kTool:
      return "compiler or tool error";
    case CodeFamily::kSqlstate:
      return "SQL state";
    case CodeFamily::kSqlnative:
      return "database server error";
    case CodeFamily::kHttp:
      return "HTTP status";
    case CodeFamily::kAsp:
      return "ASP error";
    case CodeFamily::kSna:
      return "SNA code";
    case CodeFamily::kException:
      return "processor exception";
    case CodeFamily::kNet:
      return "network (NET HELPMSG) error";
    case CodeFamily::kMail:
      return "Mail error";
    case CodeFamily::kSmtp:
      return "SMTP reply";
    case CodeFamily::kMmsystem:
      return "multimedia error";
    case CodeFamily::kWinsock:
      return "Winsock error";
    case CodeFamily::kSetup:
      return "setup error";
    case CodeFamily::kCdr:
      return "CD-ROM (MSCDEX) error";
    case CodeFamily::kDos:
      return "MS-DOS error";
    case CodeFamily::kSymbol:
      return "symbolic name";
    case CodeFamily::kOther:
      return "error number";
  }
  return "error number";
}

std::string one_line(const CodeCard& card) {
  std::string line = card.canonical;
  if (!card.names.empty()) line += " = " + card.names.front();
  if (card.names.empty() && !card.dictionary.empty() && !card.dictionary.front().name.empty())
    line += " = " + card.dictionary.front().name;
  std::string_view message = card.message;
  if (message.empty() && !card.dictionary.empty()) message = card.dictionary.front().message;
  if (!message.empty()) line += fmt::format(": {}", message);
  if (card.family == CodeFamily::kCode32 && card.bits)
    line += fmt::format(" [{}]", bits_of(*card.bits));
  if (card.family == CodeFamily::kJet && card.value)
    line += fmt::format(" [{}]", hex32(*card.value));
  if (card.unwraps_to) {
    line += " holds " + card.unwraps_to->canonical;
    if (!card.unwraps_to->names.empty()) line += " " + card.unwraps_to->names.front();
  }
  return line;
}

}  // namespace kb
