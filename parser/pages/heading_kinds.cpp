#include "parser/pages/heading_kinds.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "parser/dialects/sections.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

struct Usual {
  std::string_view heading;
  SectionKind kind;
};
// docs/records.md tells users of them; a test reads its table.
constexpr std::array kUsual = {Usual{"symptoms", SectionKind::kSymptoms},
                               Usual{"symptom", SectionKind::kSymptoms},
                               Usual{"problem", SectionKind::kSymptoms},
                               Usual{"problems", SectionKind::kSymptoms},
                               Usual{"problem description", SectionKind::kSymptoms},
                               Usual{"problem statement", SectionKind::kSymptoms},
                               Usual{"problem summary", SectionKind::kSymptoms},
                               Usual{"problem details", SectionKind::kSymptoms},
                               Usual{"error details", SectionKind::kSymptoms},
                               Usual{"issue", SectionKind::kSymptoms},
                               Usual{"issues", SectionKind::kSymptoms},
                               Usual{"issue description", SectionKind::kSymptoms},
                               Usual{"issue summary", SectionKind::kSymptoms},
                               Usual{"error", SectionKind::kSymptoms},
                               Usual{"errors", SectionKind::kSymptoms},
                               Usual{"error message", SectionKind::kSymptoms},
                               Usual{"error messages", SectionKind::kSymptoms},
                               Usual{"question", SectionKind::kSymptoms},
                               Usual{"what you see", SectionKind::kSymptoms},
                               Usual{"what happens", SectionKind::kSymptoms},
                               Usual{"challenge", SectionKind::kSymptoms},
                               Usual{"issue symptom", SectionKind::kSymptoms},
                               Usual{"issue symptoms", SectionKind::kSymptoms},
                               Usual{"describe the issue", SectionKind::kSymptoms},
                               Usual{"describe the bug", SectionKind::kSymptoms},
                               Usual{"symptome", SectionKind::kSymptoms},
                               Usual{"problembeschreibung", SectionKind::kSymptoms},
                               Usual{"fehlermeldung", SectionKind::kSymptoms},
                               Usual{"symptômes", SectionKind::kSymptoms},
                               Usual{"problème", SectionKind::kSymptoms},
                               Usual{"síntomas", SectionKind::kSymptoms},
                               Usual{"sintomas", SectionKind::kSymptoms},
                               Usual{"sintomi", SectionKind::kSymptoms},
                               Usual{"cause", SectionKind::kCause},
                               Usual{"causes", SectionKind::kCause},
                               Usual{"reason", SectionKind::kCause},
                               Usual{"reasons", SectionKind::kCause},
                               Usual{"cause analysis", SectionKind::kCause},
                               Usual{"why this happens", SectionKind::kCause},
                               Usual{"why it happens", SectionKind::kCause},
                               Usual{"problem cause", SectionKind::kCause},
                               Usual{"cause of the problem", SectionKind::kCause},
                               Usual{"cause of the issue", SectionKind::kCause},
                               Usual{"cause of the error", SectionKind::kCause},
                               Usual{"ursache", SectionKind::kCause},
                               Usual{"ursachen", SectionKind::kCause},
                               Usual{"causa", SectionKind::kCause},
                               Usual{"causas", SectionKind::kCause},
                               Usual{"resolution", SectionKind::kResolution},
                               Usual{"resolutions", SectionKind::kResolution},
                               Usual{"resolution steps", SectionKind::kResolution},
                               Usual{"solution", SectionKind::kResolution},
                               Usual{"solutions", SectionKind::kResolution},
                               Usual{"solution steps", SectionKind::kResolution},
                               Usual{"fix", SectionKind::kResolution},
                               Usual{"fixes", SectionKind::kResolution},
                               Usual{"fix steps", SectionKind::kResolution},
                               Usual{"how to fix", SectionKind::kResolution},
                               Usual{"how to fix it", SectionKind::kResolution},
                               Usual{"how to resolve", SectionKind::kResolution},
                               Usual{"steps to resolve", SectionKind::kResolution},
                               Usual{"corrective action", SectionKind::kResolution},
                               Usual{"corrective actions", SectionKind::kResolution},
                               Usual{"remediation", SectionKind::kResolution},
                               Usual{"remedy", SectionKind::kResolution},
                               Usual{"answer", SectionKind::kResolution},
                               Usual{"resolving the problem", SectionKind::kResolution},
                               Usual{"resolving the issue", SectionKind::kResolution},
                               Usual{"steps to fix", SectionKind::kResolution},
                               Usual{"what to do", SectionKind::kResolution},
                               Usual{"lösung", SectionKind::kResolution},
                               Usual{"lösungen", SectionKind::kResolution},
                               Usual{"behebung", SectionKind::kResolution},
                               Usual{"résolution", SectionKind::kResolution},
                               Usual{"resolución", SectionKind::kResolution},
                               Usual{"solución", SectionKind::kResolution},
                               Usual{"risoluzione", SectionKind::kResolution},
                               Usual{"soluzione", SectionKind::kResolution},
                               Usual{"resolução", SectionKind::kResolution},
                               Usual{"solução", SectionKind::kResolution},
                               Usual{"workaround", SectionKind::kWorkaround},
                               Usual{"workarounds", SectionKind::kWorkaround},
                               Usual{"known workaround", SectionKind::kWorkaround},
                               Usual{"known workarounds", SectionKind::kWorkaround},
                               Usual{"work-around", SectionKind::kWorkaround},
                               Usual{"work-arounds", SectionKind::kWorkaround},
                               Usual{"work around", SectionKind::kWorkaround},
                               Usual{"mitigation", SectionKind::kWorkaround},
                               Usual{"mitigations", SectionKind::kWorkaround},
                               Usual{"abhilfe", SectionKind::kWorkaround},
                               Usual{"umgehung", SectionKind::kWorkaround},
                               Usual{"contournement", SectionKind::kWorkaround},
                               Usual{"solución alternativa", SectionKind::kWorkaround},
                               Usual{"status", SectionKind::kStatus},
                               Usual{"current status", SectionKind::kStatus},
                               Usual{"more information", SectionKind::kMoreInformation},
                               Usual{"more info", SectionKind::kMoreInformation},
                               Usual{"additional information", SectionKind::kMoreInformation},
                               Usual{"additional info", SectionKind::kMoreInformation},
                               Usual{"further information", SectionKind::kMoreInformation},
                               Usual{"additional notes", SectionKind::kMoreInformation},
                               Usual{"details", SectionKind::kMoreInformation},
                               Usual{"technical details", SectionKind::kMoreInformation},
                               Usual{"background", SectionKind::kMoreInformation},
                               Usual{"background information", SectionKind::kMoreInformation},
                               Usual{"notes", SectionKind::kMoreInformation},
                               Usual{"weitere informationen", SectionKind::kMoreInformation},
                               Usual{"plus d'informations", SectionKind::kMoreInformation},
                               Usual{"más información", SectionKind::kMoreInformation},
                               Usual{"informazioni", SectionKind::kMoreInformation},
                               Usual{"mais informações", SectionKind::kMoreInformation},
                               Usual{"summary", SectionKind::kSummary},
                               Usual{"meaning", SectionKind::kSummary},
                               Usual{"tl;dr", SectionKind::kSummary},
                               Usual{"zusammenfassung", SectionKind::kSummary},
                               Usual{"resumen", SectionKind::kSummary},
                               Usual{"sommario", SectionKind::kSummary},
                               Usual{"resumo", SectionKind::kSummary},
                               Usual{"overview", SectionKind::kSummary},
                               Usual{"abstract", SectionKind::kSummary},
                               Usual{"introduction", SectionKind::kSummary},
                               Usual{"description", SectionKind::kSummary},
                               Usual{"purpose", SectionKind::kSummary},
                               Usual{"references", SectionKind::kReferences},
                               Usual{"reference", SectionKind::kReferences},
                               Usual{"see also", SectionKind::kReferences},
                               Usual{"links", SectionKind::kReferences},
                               Usual{"related", SectionKind::kReferences},
                               Usual{"related links", SectionKind::kReferences},
                               Usual{"related reading", SectionKind::kReferences},
                               Usual{"related articles", SectionKind::kReferences},
                               Usual{"related article", SectionKind::kReferences},
                               Usual{"related content", SectionKind::kReferences},
                               Usual{"related information", SectionKind::kReferences},
                               Usual{"related topics", SectionKind::kReferences},
                               Usual{"related documents", SectionKind::kReferences},
                               Usual{"related documentation", SectionKind::kReferences},
                               Usual{"further reading", SectionKind::kReferences},
                               Usual{"additional resources", SectionKind::kReferences},
                               Usual{"useful links", SectionKind::kReferences},
                               Usual{"external links", SectionKind::kReferences},
                               Usual{"learn more", SectionKind::kReferences},
                               Usual{"siehe auch", SectionKind::kReferences},
                               Usual{"références", SectionKind::kReferences},
                               Usual{"referencias", SectionKind::kReferences},
                               Usual{"riferimenti", SectionKind::kReferences},
                               Usual{"referências", SectionKind::kReferences}};

constexpr std::array<std::string_view, 19> kQualifiers = {
    "possible",  "probable", "suggested", "recommended", "likely",    "common", "proposed",
    "final",     "quick",    "temporary", "permanent",   "potential", "root",   "most",
    "immediate", "interim",  "long-term", "suspected",   "short-term"};

constexpr std::array<std::string_view, 16> kApplies = {"applies to",
                                                       "this applies to",
                                                       "this article applies to",
                                                       "article applies to",
                                                       "affected products",
                                                       "affected product",
                                                       "affected systems",
                                                       "affected versions",
                                                       "affected software",
                                                       "applicable products",
                                                       "applicable to",
                                                       "environment",
                                                       "environments",
                                                       "products affected",
                                                       "product",
                                                       "products"};

/// Lower case, single blanks, `(s)` as `s`, without a number in front, marks and colon around it.
std::string plain(std::string_view heading) {
  std::string text = lower(fold_blanks(heading));
  for (std::size_t at = text.find("(s)"); at != std::string::npos; at = text.find("(s)", at)) {
    text.erase(at + 2, 1).erase(at, 1);
  }
  const auto is_word = [](char c) { return is_alpha(c); };
  const auto first = std::find_if(text.begin(), text.end(), is_word);
  const auto last = std::find_if(text.rbegin(), text.rend(), is_word);
  return first == text.end() ? std::string() : std::string(first, last.base());
}

/// `Solution 2: Restart it` without what stands behind the number.
std::string_view without_numbered_rest(std::string_view heading) {
  const std::size_t digit = heading.find_first_of("0123456789");
  if (digit == std::string_view::npos || digit < 2 || heading[digit - 1] != ' ') return heading;
  const std::size_t end = heading.find_first_not_of("0123456789", digit);
  if (end == std::string_view::npos) return heading;
  const std::string_view rest = heading.substr(end);
  const bool ends = rest.front() == ':' || rest.front() == ')' || rest.starts_with(". ") ||
                    rest.starts_with(" - ");
  return ends ? heading.substr(0, digit) : heading;
}

/// The names between `\`, `/`, `&`, `,`, `and`, `or`.
std::vector<std::string> names_in(std::string_view text) {
  std::string marked;
  for (const std::string_view word : split_words(text)) {
    if (!marked.empty()) marked += ' ';
    if (word == "and" || word == "or" || word == "&") {
      marked += '/';
    } else {
      for (const char c : word) marked += c == '\\' || c == ',' ? '/' : c;
    }
  }
  std::vector<std::string> names;
  for (const std::string_view name : split(marked, '/')) names.push_back(plain(name));
  return names;
}

std::string_view without_qualifiers(std::string_view name) {
  for (;;) {
    const std::size_t blank = name.find(' ');
    if (blank == std::string_view::npos) return name;
    const std::string_view word = name.substr(0, blank);
    if (!contains(kQualifiers, word)) return name;
    name = name.substr(blank + 1);
  }
}

SectionKind kind_of_name(std::string_view name) {
  for (const Usual& usual : kUsual) {
    if (usual.heading == name) return usual.kind;
  }
  return SectionKind::kOther;
}

}  // namespace

SectionKind heading_kind(std::string_view heading) {
  constexpr std::size_t kLongest = 80;  // bytes; longer headings are sentences
  if (heading.size() > kLongest) return SectionKind::kOther;
  if (const SectionKind kind = kind_of_heading(heading); kind != SectionKind::kOther) return kind;
  SectionKind first = SectionKind::kOther;
  for (const std::string& name : names_in(plain(without_numbered_rest(heading)))) {
    const SectionKind kind = kind_of_name(without_qualifiers(name));
    if (kind == SectionKind::kOther) return kind;
    if (first == SectionKind::kOther) first = kind;
  }
  return first;
}

bool is_applies_heading(std::string_view heading) {
  const std::string text = plain(heading);
  return contains(kApplies, text);
}

}  // namespace kb
