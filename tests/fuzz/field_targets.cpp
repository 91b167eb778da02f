#include <algorithm>
#include <string>

#include "parser/citations/references.h"
#include "parser/codes/code_numbers.h"
#include "parser/codes/in_articles/error_codes.h"
#include "parser/dialects/unfold.h"
#include "parser/fields/article_id.h"
#include "parser/fields/fixes.h"
#include "parser/fields/operating_systems.h"
#include "parser/fields/title_prefix.h"
#include "parser/file_tables/file_names.h"
#include "parser/file_tables/file_tables.h"
#include "parser/file_tables/file_version.h"
#include "parser/registry/registry_keys.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/words.h"
#include "tests/fuzz/targets.h"

namespace kb {
namespace {

/// A record's section as the extractors get it: UTF-8, "\n" line ends.
std::vector<Section> section_of(std::string_view input) {
  return {{SectionKind::kResolution, "RESOLUTION", to_utf8(input)}};
}

std::string folded(std::string_view input) { return fold_blanks(to_utf8(input)); }

std::string without_blanks(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return !is_blank(c); });
  return out;
}

void check_spans(const std::vector<ReferenceSpan>& spans, std::string_view text) {
  std::size_t last = 0;
  for (const ReferenceSpan& span : spans) {
    expect(span.id_begin >= last && span.id_begin < span.id_end, "mentions are in order");
    expect(span.id_end <= text.size() && span.title_end <= text.size(), "spans lie in the text");
    expect(span.title_begin <= span.title_end, "a title begins before it ends");
    last = span.id_end;
  }
}

void check_order(std::string_view a, std::string_view b) {
  expect(compare_file_versions(a, b) == (0 <=> compare_file_versions(b, a)),
         "the order of versions has two sides");
}

}  // namespace

void fuzz_file_tables(std::string_view input) {
  for (const Dialect dialect : {Dialect::kDocument, Dialect::kDocumentFlat}) {
    auto sections = section_of(input);
    if (dialect == Dialect::kDocumentFlat) sections[0].text = fold_blanks(sections[0].text);
    std::vector<Diagnostic> diagnostics;
    const auto rows = find_file_versions(sections, dialect, diagnostics);
    for (const FileVersion& row : rows) {
      expect(!row.file.empty(), "a row names a file");
      expect(is_valid_utf8(row.raw), "a row is UTF-8");
      if (row.version) check_order(*row.version, *row.version);
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i - 1].version && rows[i].version) {
        check_order(*rows[i - 1].version, *rows[i].version);
      }
    }
  }
}

void fuzz_error_codes(std::string_view input) {
  Article article;
  article.product_code = "exchange";
  article.sections = section_of(input);
  const std::string& text = article.sections[0].text;
  article.title = fold_blanks(std::string_view(text).substr(0, text.find('\n')));
  article.references = find_references(article.sections, "", Dialect::kDocument);
  std::vector<Diagnostic> diagnostics;
  for (const ErrorCode& code : find_error_codes(article, diagnostics)) {
    expect(!code.canonical.empty() && !code.text.empty(), "a code has text and canonical form");
    expect(is_valid_utf8(code.text) && is_valid_utf8(code.canonical), "a code is UTF-8");
    for (const std::string& source : code.event_sources) {
      expect(is_valid_utf8(source), "the source of an event is UTF-8");
    }
  }
  const auto numbers = find_numbers(text);
  expect(
      std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>()) == numbers.end(),
      "numbers rise, each once");
}

void fuzz_references(std::string_view input) {
  const std::string text = to_utf8(input);
  check_spans(scan_references(text, Dialect::kDocument), text);
  const std::string line = fold_blanks(text);
  check_spans(scan_references(line, Dialect::kDocumentFlat), line);
  for (const Reference& reference : find_references(section_of(input), "", Dialect::kDocument)) {
    expect(parse_article_id(reference.id) == reference.id, "a cited id is canonical");
    expect(is_valid_utf8(reference.title.value_or("")), "a title is UTF-8");
  }
}

void fuzz_registry(std::string_view input) {
  for (const std::string& text : {to_utf8(input), folded(input)}) {
    for (const RegistryKeySpan& span : scan_registry_keys(text)) {
      expect(span.begin < span.end && span.end <= text.size(), "a key lies in the text");
      expect(is_valid_utf8(span.key), "a key is UTF-8");
    }
  }
  const auto keys = find_registry_keys(section_of(input));
  for (const std::string& key : keys) {
    expect(key.starts_with("HKEY_") && key.find('\\') != std::string::npos, "a key has a root");
  }
  for (const RegistryValue& value : find_registry_values(section_of(input))) {
    expect(!value.name.empty() && is_valid_utf8(value.name), "a value has a name");
  }
}

void fuzz_fixes(std::string_view input) {
  for (const std::string& release : find_fixes(section_of(input)).fixed_in) {
    expect(!release.empty() && is_valid_utf8(release), "a release is text");
    expect(release == fold_blanks(release), "a release is in its normal form");
  }
  read_releases(folded(input));
}

void fuzz_words(std::string_view input) {
  std::size_t begin = 0;
  std::uint32_t position = 0;
  for (const Word& word : words_of(input)) {
    expect(word.begin < word.end && word.end <= input.size(), "a word lies in the text");
    expect(word.begin >= begin && word.position >= position, "words are in order");
    expect(!word.text.empty() && word.text.size() <= kMaxWord, "a word is 1 to kMaxWord bytes");
    begin = word.begin;
    position = word.position;
  }
  for (const std::string_view name : find_file_names(input)) {
    expect(name.data() >= input.data() && name.data() + name.size() <= input.data() + input.size(),
           "a name lies in the text");
    expect(is_file_name(name), "a name that was found is one");
  }
  const std::string line = folded(input);
  expect(without_blanks(unfold(line)) == without_blanks(line), "unfolding changes only blanks");
  title_prefix(line);
  parse_article_id(input);
}

}  // namespace kb
