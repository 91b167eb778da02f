#include "cli/article_view.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "parser/text/ascii.h"
#include "query/language/printed_query.h"
#include "query/pages/blocks.h"
#include "query/pages/display.h"
#include "query/pages/plain.h"

namespace kb {
namespace {

constexpr std::size_t kLabel = 12;         // columns of the labels of facts
constexpr std::size_t kMostCodeLines = 3;  // of the codes; --codes lists them all

/// The value of a fact, in lines. Of many codes only the first are given.
std::vector<std::string> value_lines(const Fact& fact, std::size_t width) {
  auto all = fill(fmt::format("{}", fmt::join(fact.values, fact.separator)), width);
  if (fact.label != "Codes" || all.size() <= kMostCodeLines) return all;
  std::vector<std::string> lines(all.begin(), all.begin() + kMostCodeLines - 1);
  lines.push_back(fmt::format("... {} in all (--codes)", fact.values.size()));
  return lines;
}

void write_fact(const Fact& fact, Output& out) {
  std::string label = fact.label;
  for (const std::string& line : value_lines(fact, out.width() - kLabel)) {
    out.line(fmt::format("{:<{}}{}", label, kLabel, line));
    label.clear();
  }
}

/// One argument for a shell.
std::string shell_word(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? "'\\''" : std::string(1, c));
  return out + "'";
}

/// The searches the article tells its reader to make, as commands of today.
void write_printed_queries(const Article& article, Output& out) {
  const std::vector<std::string> queries = printed_queries(article);
  if (queries.empty()) return;
  out.line();
  out.line(out.styled(Style::kHeading, "SEARCHES IT NAMES"));
  for (const std::string& query : queries) {
    out.write(wrap_lines("kb search " + shell_word(query), out.width(), 4));
  }
}

/// How many codes or files of an older edition are named.
constexpr std::size_t kMostNamed = 5;

/// What only older editions say, a line for each of them.
void write_older_editions(const Article& article, Output& out) {
  if (article.older.empty()) return;
  out.line();
  out.line(out.styled(Style::kHeading, "OLDER EDITIONS"));
  for (const OlderEdition& edition : article.older) {
    std::vector<std::string> also;
    for (const ErrorCode& code : edition.error_codes) also.push_back(code.canonical);
    for (const FileVersion& row : edition.file_versions) also.push_back(row.file);
    for (const Reference& reference : edition.references) also.push_back(reference.id);
    for (const std::string& key : edition.registry_keys) also.push_back(key);
    if (also.size() > kMostNamed) also.resize(kMostNamed);
    if (!edition.text.empty()) {
      std::string front = fold_blanks(edition.text);
      constexpr std::size_t kFront = 60;
      if (front.size() > kFront) front = front.substr(0, front.rfind(' ', kFront)) + " ...";
      also.push_back('"' + front + '"');
    } else if (also.empty()) {
      also.push_back("other query words");
    }
    const std::string which =
        edition.date.empty() ? "The undated edition" : "The edition of " + edition.date;
    out.write(wrap_lines(fmt::format("{} also holds {}", which,
                                     display_text(fmt::format("{}", fmt::join(also, ", ")))),
                         out.width(), 4));
  }
  const std::string& date = article.older.front().date;
  out.line(out.styled(Style::kDim, fmt::format("Read one with `kb show --edition {} {}`.",
                                               date.empty() ? "undated" : date,
                                               article.id.value_or(article.source))));
}

}  // namespace

void write_article(const Article& article, Output& out) {
  constexpr std::size_t kNumber = 9;  // columns of an article number in a list
  out.write(wrap_lines(out.styled(Style::kTitle, display_title(article)), out.width()));
  out.line();
  for (const Fact& fact : facts_of(article)) write_fact(fact, out);
  for (const Section& section : article.sections) {
    out.line();
    if (section.heading) out.line(out.styled(Style::kHeading, display_text(*section.heading)));
    for (const WindowLine& line : page_lines(read_blocks(section.text), out.width())) {
      out.line(line.heading ? out.styled(Style::kTitle, line.text) : Text(line.text));
    }
  }
  write_printed_queries(article, out);
  write_older_editions(article, out);
  if (article.references.empty()) return;
  out.line();
  out.line(out.styled(Style::kHeading, "SEE ALSO"));
  for (const Reference& reference : article.references) {
    const Text id = out.styled(Style::kId, fmt::format("{:<{}}", reference.id, kNumber));
    out.write(wrap_lines(id + display_text(reference.title.value_or("")), out.width(), kNumber));
  }
  out.line(out.styled(Style::kDim, "Open one with `kb NUMBER`."));
}

void write_codes(const Article& article, Output& out) {
  for (const ErrorCode& code : article.error_codes) {
    std::string line = fmt::format("{:<24}", code.canonical);
    if (code.text != code.canonical) line += "  " + fold_blanks(code.text);
    if (!code.event_sources.empty()) {
      line += fmt::format("  ({})", fmt::join(code.event_sources, ", "));
    }
    if (!code.parameters.empty()) line += fmt::format("  ({})", fmt::join(code.parameters, ", "));
    out.write(wrap_lines(trim_right(line), out.width(), 4));
  }
}

}  // namespace kb
