#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <unordered_set>

#include "parser/fields/article_id.h"
#include "parser/parse.h"
#include "parser/record_json.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "tests/fuzz/targets.h"

namespace kb {
namespace {

const std::string kHeader =
    "DOCUMENT:Q100001  07-SEP-2001  [word97]\nTITLE   :WD97: Title\nPRODUCT :Microsoft Word\n"
    "PROD/VER::97\nOPER/SYS:\nKEYWORDS:kbprint\n\n" +
    std::string(70, '=') + "\n";

// ---------------------------------------------------------------- any record

/// Calls `take` with every text of a record.
template <typename Take>
void each_text(const Article& article, Take take) {
  const auto all = [&](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) take(text);
  };
  const auto maybe = [&](const std::optional<std::string>& text) {
    if (text) take(*text);
  };
  for (const auto* text :
       {&article.id, &article.prefix, &article.product_code, &article.last_modified,
        &article.issue_type, &article.solution_type, &article.query_words}) {
    maybe(*text);
  }
  take(article.title);
  for (const auto* texts :
       {&article.products, &article.versions, &article.operating_systems, &article.keywords,
        &article.applies_to, &article.technology, &article.registry_keys, &article.fixed_in}) {
    all(*texts);
  }
  for (const Section& section : article.sections) maybe(section.heading), take(section.text);
  for (const FileVersion& row : article.file_versions) {
    take(row.file), take(row.raw), all(row.under);
    for (const auto* text : {&row.component, &row.version, &row.date, &row.time, &row.platform}) {
      maybe(*text);
    }
  }
  for (const ErrorCode& code : article.error_codes) {
    take(code.text), take(code.canonical), all(code.parameters), all(code.event_sources);
    maybe(code.value), maybe(code.event_source);
  }
  for (const Reference& reference : article.references) take(reference.id), maybe(reference.title);
  for (const RegistryValue& value : article.registry_values) {
    take(value.key), take(value.name), maybe(value.type), maybe(value.data);
  }
  for (const Diagnostic& diagnostic : article.diagnostics) take(diagnostic.message);
}

bool is_iso_date(std::string_view date) {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return false;
  return std::count_if(date.begin(), date.end(), is_digit) == 8;
}

void check_references(const Article& article) {
  std::set<std::string> seen;
  for (const Reference& reference : article.references) {
    expect(parse_article_id(reference.id) == reference.id, "a cited id is canonical");
    expect(reference.id != article.id, "an article does not cite itself");
    expect(seen.insert(reference.id).second, "each cited id stands once");
    expect(!reference.title || !trim(*reference.title).empty(), "a printed title is not empty");
  }
}

void check_codes(const Article& article) {
  std::set<std::string> seen;
  for (const ErrorCode& code : article.error_codes) {
    expect(!code.text.empty() && !code.canonical.empty(), "a code has text and canonical form");
    expect(seen.insert(code.canonical).second, "each canonical code stands once");
    expect(code.places != 0, "a code stands somewhere");
  }
}

void check_rows(const Article& article) {
  for (const FileVersion& row : article.file_versions) {
    expect(!row.file.empty() && !row.raw.empty(), "a row names a file and is printed");
    expect(!row.date || is_iso_date(*row.date), "a row's date is ISO");
    expect(!row.time || (row.time->size() == 5 && (*row.time)[2] == ':'), "a time is HH:MM");
  }
}

void check_record(const Article& article) {
  each_text(article, [](std::string_view text) {
    expect(is_valid_utf8(text), "every text of a record is UTF-8");
  });
  expect(!article.sections.empty(), "a record has a section");
  expect(!article.last_modified || is_iso_date(*article.last_modified), "the date is ISO");
  check_references(article);
  check_codes(article);
  check_rows(article);
  for (const Diagnostic& diagnostic : article.diagnostics) {
    expect(!diagnostic.message.empty(), "a diagnostic says something");
  }
  const std::string json = to_json(article);
  expect(nlohmann::ordered_json::parse(json).dump() == json, "the JSON reads back");
}

// ---------------------------------------------------------------- no word is lost

/// Runs of ASCII letters and digits of at least four.
template <typename Take>
void each_word(std::string_view text, Take take) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_alnum(text[end])) ++end;
    if (end - i >= 4) take(text.substr(i, end - i));
    i = end + 1;
  }
}

/// What a body may say that goes into no field: then nothing is checked. Labels that stand twice
/// are among it, and the legal notice.
bool has_parts_that_are_dropped(std::string_view body) {
  constexpr std::array<std::string_view, 7> kDropped = {
      "ategory", "Keywords", "Component", "Platform", "Hardware", "THE INFORMATION PROVIDED",
      "Version"};
  return std::any_of(kDropped.begin(), kDropped.end(), [&](std::string_view part) {
    return ifind(body, part) != std::string_view::npos;
  });
}

/// Words of labels that give a record its structure and stay behind.
bool is_label_word(std::string_view word) {
  constexpr std::array<std::string_view, 8> kLabels = {
      "addit", "referenc", "que", "qeu", "word", "work", "information", "article"};
  return std::any_of(kLabels.begin(), kLabels.end(),
                     [&](std::string_view label) { return istarts_with(word, label); }) ||
         word == "this" || word == "applies" || word == "Technology" || iequals(word, "issue") ||
         iequals(word, "type") || iequals(word, "solution") || word == "endraw";
}

/// True for the article's own number in another spelling: `KB900123` is kept as `Q900123`.
bool is_own_number(std::string_view word, const Article& article) {
  return article.id && istarts_with(word, "KB") && "Q" + std::string(word.substr(2)) == article.id;
}

void check_words(std::string_view body, const Article& article) {
  if (has_parts_that_are_dropped(body)) return;
  std::unordered_set<std::string> kept;
  each_text(article, [&](std::string_view text) {
    each_word(text, [&](std::string_view word) { kept.emplace(word); });
  });
  each_word(body, [&](std::string_view word) {
    if (is_label_word(word) || is_own_number(word, article)) return;
    if (kept.count(std::string(word)) != 0) return;
    set_fuzz_input("the word '" + std::string(word) + "'");
    expect(false, "no word of a body is lost");
  });
}

Article checked(std::string_view bytes, std::string_view source, Dialect dialect) {
  Article article = parse_article(bytes, source);
  expect(article.dialect == dialect, "the dialect is the one that was forced");
  check_record(article);
  return article;
}

/// The input with a tab before each line, as the Markdown archive prints bodies.
std::string indented(std::string_view input) {
  std::string out;
  for (const char c : input) {
    if (out.empty() || out.back() == '\n') out += '\t';
    out += c;
  }
  return out;
}

std::string without_cr(std::string_view input) {
  std::string out(input);
  std::replace(out.begin(), out.end(), '\r', '\n');
  return out;
}

}  // namespace

void fuzz_document(std::string_view input) {
  check_words(input, checked(kHeader + std::string(input), "a", Dialect::kDocument));
  check_record(parse_article("DOCUMENT:" + std::string(input), "Q100001.TXT"));
}

void fuzz_flat(std::string_view input) {
  std::string text = kHeader;
  std::replace(text.begin(), text.end(), '\n', ' ');
  check_words(input, checked(text + std::string(input), "a", Dialect::kDocumentFlat));
}

void fuzz_jekyll(std::string_view input) {
  const std::string page =
      "---\nlayout: page\ntitle: \"Q100001: WD97: Title\"\npermalink: /kb/100/Q100001/\n---\n\n"
      "## Q100001: WD97: Title\n\n{% raw %}\n\n\tArticle: Q100001\n\tProduct(s): Microsoft Word\n"
      "\tVersion(s): 97\n\tOperating System(s): \n\tKeyword(s): kbprint\n"
      "\tLast Modified: 07-SEP-2001\n\t\n";
  const std::string body = indented(without_cr(input));
  check_words(body, checked(page + body + "\n{% endraw %}\n", "a", Dialect::kJekyll));
  check_record(parse_article("---\n" + std::string(input), "a.md"));
}

void fuzz_html(std::string_view input) {
  checked("<!DOCTYPE html>" + std::string(input), "a", Dialect::kHtml);
  checked("<html><h1>A title</h1><p>Article ID: Q100001<p>" + std::string(input), "a.htm",
          Dialect::kHtml);
}

void fuzz_markdown(std::string_view input) {
  check_record(parse_article(input, "notes/a.md"));
  check_record(parse_article("# A title\n\n" + std::string(input), "a.md"));
}

void fuzz_text(std::string_view input) {
  const std::string text = "A title\n\n" + std::string(input);
  check_record(parse_article(input, "a"));
  const Article article = parse_article(text, "a");
  check_record(article);
  if (article.dialect == Dialect::kText) check_words(input, article);
}

}  // namespace kb
