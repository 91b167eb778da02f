#include "query/search/event_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "indexer/schema/record.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

std::string letters_of(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (is_alnum(c)) out += to_lower(c);
  }
  return out;
}

// The sources that the article's record gives the event; may be empty.
std::vector<std::string> sources_in(const Xapian::Database& database, Xapian::docid document,
                                    const std::string& canonical) {
  const auto record = decode_record(database.get_document(document).get_data());
  if (!record) return {};
  for (ErrorCode& code : article_of(*record).error_codes) {
    if (code.canonical == canonical) return std::move(code.event_sources);
  }
  return {};
}

/// The event of a query and the source that it names.
struct TypedEvent {
  std::string canonical;
  std::string source;
};

bool ends_source(std::string_view word) {
  static constexpr std::string_view kLabels[] = {
      "event", "id", "type", "category", "description", "user", "error", "on", "in", "after"};
  return std::any_of(std::begin(kLabels), std::end(kLabels),
                     [&](std::string_view label) { return iequals(word, label); });
}

// The words behind `source`, up to the next label or mark.
std::string source_in(std::string_view typed) {
  constexpr std::size_t kMostWords = 4;
  std::string source;
  bool behind = false;
  std::size_t words = 0;
  for (std::string_view word : split_words(typed)) {
    const bool label = iequals(word, "source") || iequals(word, "source:");
    if (label || !behind) {
      behind |= label;
      continue;
    }
    const bool last = word.ends_with(',') || word.ends_with(';');
    while (!word.empty() && !is_alnum(word.back())) word.remove_suffix(1);
    while (!word.empty() && (word.front() == '"' || word.front() == '\'')) word.remove_prefix(1);
    if (word.empty() || word == ":") continue;
    if (ends_source(word) || words == kMostWords) break;
    source += (source.empty() ? "" : " ") + std::string(word);
    ++words;
    if (last) break;
  }
  return source;
}

std::optional<TypedEvent> typed_event(const Query& query, std::string_view typed) {
  if (ifind(typed, "source") == std::string_view::npos) return std::nullopt;
  for (const Token* token : leaves(query.root)) {
    if (token->kind != TokenKind::kCode || token->code.certainty != Certainty::kLabelled) continue;
    const CodeReading& likeliest = token->code.readings.front();
    if (likeliest.family != CodeFamily::kEvent) continue;
    std::string source = source_in(typed);
    if (source.empty()) return std::nullopt;
    return TypedEvent{likeliest.canonical, std::move(source)};
  }
  return std::nullopt;
}

}  // namespace

bool same_source(std::string_view a, std::string_view b) { return letters_of(a) == letters_of(b); }

bool has_other_source(const Xapian::Database& database, Xapian::docid document,
                      const std::string& canonical, std::string_view source) {
  const auto sources = sources_in(database, document, canonical);
  return !sources.empty() && std::none_of(sources.begin(), sources.end(), [&](const auto& other) {
    return same_source(other, source);
  });
}

std::optional<std::string> about_event_source(const Xapian::Database& database, const Query& query,
                                              std::string_view typed) {
  constexpr std::size_t kMostRead = 400;  // articles of one event
  constexpr std::size_t kShown = 4;       // sources that are named
  const auto event = typed_event(query, typed);
  if (!event) return std::nullopt;
  const std::string term = error_term(event->canonical);
  const std::string name = "event " + event->canonical.substr(event->canonical.find(':') + 1);
  std::vector<std::string> others;
  std::size_t read = 0;
  const auto end = database.postlist_end(term);
  for (auto document = database.postlist_begin(term); document != end; ++document) {
    if (++read > kMostRead) return std::nullopt;  // the rest may hold it
    for (std::string& source : sources_in(database, *document, event->canonical)) {
      if (same_source(source, event->source)) return std::nullopt;
      const bool known = std::any_of(others.begin(), others.end(), [&](const std::string& other) {
        return same_source(other, source);
      });
      if (!known) others.push_back(std::move(source));
    }
  }
  if (read == 0) return fmt::format("no article is about {}", name);
  std::string remark = fmt::format("no article is about {} of {}", name, event->source);
  if (others.empty()) return remark + "; those found give it no source";
  const bool more = others.size() > kShown;
  if (more) others.resize(kShown);
  return fmt::format("{}; those found are about {} of {}{}", remark, name, fmt::join(others, ", "),
                     more ? " and others" : "");
}

}  // namespace kb
