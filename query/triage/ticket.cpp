#include "query/triage/ticket.h"

#include <fmt/format.h>

#include "parser/fields/article_name.h"

namespace kb {
namespace {

constexpr std::size_t kMostErrors = 6;
constexpr std::size_t kMostAlso = 3;

std::string error_line(const TriageEntry& entry) {
  const Evidence& evidence = entry.evidence;
  std::string line = "Found: " + evidence.value;
  if (!evidence.source.empty()) line += " of " + evidence.source;
  if (evidence.count > 1) line += fmt::format(", {} times", evidence.count);
  if (!evidence.first.empty()) line += ", " + evidence.first;
  if (evidence.last != evidence.first) line += " to " + evidence.last;
  if (!entry.explained.empty()) line += ": " + entry.explained;
  if (!entry.remark.empty()) line += " (" + entry.remark + ")";
  return line + "\n";
}

std::string name_of(const TriageHit& hit) { return article_name(hit) + " " + hit.title; }

std::string card_text(const FixCard& card) {
  std::string text;
  const auto add = [&](std::string_view label, const std::string& value) {
    if (!value.empty()) text += fmt::format("{}: {}\n", label, value);
  };
  add("Symptom", card.symptom);
  add("Cause", card.cause);
  add("Fix", card.fix);
  add("Fixed in", fmt::format("{}", fmt::join(card.fixed_in, ", ")));
  add("Files", fmt::format("{}", fmt::join(card.files, ", ")));
  return text;
}

}  // namespace

std::string ticket(const TriageAnswer& answer) {
  std::string text;
  for (std::size_t i = 0; i < answer.entries.size() && i < kMostErrors; ++i)
    text += error_line(answer.entries[i]);
  if (answer.entries.size() > kMostErrors)
    text += fmt::format("Found: {} more\n", answer.distinct - kMostErrors);
  if (answer.hits.empty()) return text + "No article was found.\n";
  text += "Article: " + name_of(answer.hits[0]) + "\n";
  if (answer.card) text += card_text(*answer.card);
  for (std::size_t i = 1; i < answer.hits.size() && i <= kMostAlso; ++i)
    text += "See also: " + name_of(answer.hits[i]) + "\n";
  return text;
}

}  // namespace kb
