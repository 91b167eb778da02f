// What must hold for any article: over the samples, and over what random damage makes of them.
//
// Every random test prints its seed; KB_SEED=n runs it with another one.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>

#include "parser/dialects/document.h"
#include "parser/dialects/jekyll.h"
#include "parser/dialects/labels.h"
#include "parser/parse.h"
#include "parser/record_json.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
using Json = nlohmann::ordered_json;

namespace {

Json record(std::string_view bytes, std::string_view source) {
  return Json::parse(to_json(parse_article(bytes, source)));
}

/// Calls `change` for each row of files.
template <typename Change>
void each_row(Json& json, const Change& change) {
  for (const char* rows : {"file_versions", "listed_files"}) {
    if (!json.contains(rows)) continue;
    for (Json& row : json[rows]) change(row);
  }
}

/// Takes away what may differ between the dialects of one article.
Json comparable(Json json) {
  for (const char* key : {"dialect", "source", "diagnostics"}) json.erase(key);
  each_row(json, [](Json& row) { row.erase("raw"); });
  return json;
}

std::string without_tags(std::string_view text) {
  std::string out;
  for (;;) {
    const std::size_t open = text.find('<');
    const std::size_t close = open == std::string_view::npos ? open : text.find('>', open);
    if (close == std::string_view::npos) return out.append(text);
    out.append(text.substr(0, open));
    text.remove_prefix(close + 1);
  }
}

/// Applies `change` to every string of a record.
template <typename Change>
void each_string(Json& json, const Change& change) {
  if (json.is_string()) {
    json = change(json.get<std::string>());
  } else if (json.is_structured()) {
    for (Json& value : json) each_string(value, change);
  }
}

/// Quotation marks as the Markdown archive prints them.
std::string plain_quotes(std::string text) {
  text = replace_all(replace_all(text, "\xE2\x80\x98", "'"), "\xE2\x80\x99", "'");
  return replace_all(replace_all(text, "\xE2\x80\x9C", "\""), "\xE2\x80\x9D", "\"");
}

std::string escaped_title(std::string_view title) {
  std::string out;
  for (const char c : title) {
    const std::string_view entity = c == '"'    ? "&quot;"
                                    : c == '&'  ? "&amp;"
                                    : c == '>'  ? "&gt;"
                                    : c == '<'  ? "&lt;"
                                    : c == '\\' ? "&#92;"
                                    : c == '['  ? "&#91;"
                                    : c == ']'  ? "&#93;"
                                    : c == '$'  ? "&#36;"
                                    : c == '*'  ? "&#42;"
                                    : c == '_'  ? "&#95;"
                                    : c == '|'  ? "&#124;"
                                                : std::string_view(&c, 1);
    out += entity;
  }
  return out;
}

/// The bytes of a document as the Markdown archive spells them.
std::string spelled_out(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0x91 || byte == 0x92) {
      out += '\'';
    } else if (byte == 0x93 || byte == 0x94) {
      out += '"';
    } else if (byte >= 0x7F) {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      out += {'<', kDigits[byte >> 4U], kDigits[byte & 15U], '>'};
    } else {
      out += c;
    }
  }
  return out;
}

std::string header_value(std::string_view text, std::string_view label) {
  const std::size_t at = text.find(label);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + label.size();
  return std::string(text.substr(begin, text.find('\n', begin) - begin));
}

/// The Markdown that the archive makes of a document; empty if it has no 70-`=` rule.
std::string archive_page(std::string_view bytes) {
  const std::string text = spelled_out(replace_all(std::string(bytes), "\r\n", "\n"));
  const std::size_t header = text.find("\n" + rule('=', 70) + "\n");
  const std::size_t notice = text.find("THE INFORMATION PROVIDED IN THE MICROSOFT");
  if (header == std::string::npos || notice == std::string::npos) return {};
  const auto first = split_words(std::string_view(text).substr(9, 40));
  const std::string id(first[0]);
  const std::string title = id + ": " + escaped_title(header_value(text, "TITLE   :"));
  std::string out =
      "---\nlayout: page\ntitle: \"" + title + "\"\npermalink: /kb/" + id + "/\n---\n\n";
  out += "## " + title + "\n\n{% raw %}\n\n";
  out += "\tArticle: " + id + "\n\tProduct(s): " + header_value(text, "PRODUCT :");
  out += "\n\tVersion(s): " + header_value(text, "PROD/VER:");
  out += "\n\tOperating System(s): " + header_value(text, "OPER/SYS:");
  out += "\n\tKeyword(s): " + header_value(text, "KEYWORDS:");
  out += "\n\tLast Modified: " + std::string(first[1]) + "\n\t\n";
  for (std::string_view line :
       split_lines(std::string_view(text).substr(header + 72, notice - header - 72))) {
    if (line.starts_with(' ')) line.remove_prefix(1);
    out.append("\t").append(line).append("\n");
  }
  return out + "\n{% endraw %}\n";
}

unsigned long seed() {
  const char* chosen = std::getenv("KB_SEED");
  return chosen == nullptr ? 20020501UL : std::strtoul(chosen, nullptr, 10);
}

/// Damages texts: cuts, splices, doubles lines, overwrites bytes.
class Vandal {
 public:
  explicit Vandal(unsigned long seed) : random_(seed) {}

  std::size_t below(std::size_t n) {
    return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

  std::string damage(std::string text) {
    for (std::size_t times = 1 + below(4); times > 0; --times) {
      const std::size_t at = below(text.size() + 1);
      const std::size_t length = below(std::min<std::size_t>(text.size() - at, 400) + 1);
      switch (below(5)) {
        case 0:
          text.erase(at, length);
          break;
        case 1:
          text.insert(at, piece());
          break;
        case 2:
          double_line(text, at);
          break;
        case 3:
          for (std::size_t i = at; i < at + std::min<std::size_t>(length, 8); ++i) {
            text[i] = char(below(256));
          }
          break;
        default:
          text.resize(std::max<std::size_t>(at, text.size() / 2));
      }
    }
    return text;
  }

  /// Damages whole lines only.
  std::string shuffle_lines(std::string_view text, std::string_view other) {
    std::vector<std::string> lines;
    for (const std::string_view line : split_lines(text)) lines.emplace_back(line);
    const auto more = split_lines(other);
    for (std::size_t times = 1 + below(4); times > 0 && !lines.empty() && !more.empty(); --times) {
      const std::size_t at = below(lines.size());
      const auto here = lines.begin() + std::ptrdiff_t(at);
      switch (below(3)) {
        case 0:
          lines.erase(here,
                      here + std::ptrdiff_t(below(std::min<std::size_t>(lines.size() - at, 6))));
          break;
        case 1:
          lines.insert(here, std::string(more[below(more.size())]));
          break;
        default:
          lines.insert(here, lines[at]);
      }
    }
    std::string out;
    for (const std::string& line : lines) (out += line) += '\n';
    return out;
  }

 private:
  std::string piece() {
    const std::string& other = samples()[below(samples().size())].bytes;
    const std::size_t at = below(other.size());
    return other.substr(at, below(300));
  }

  void double_line(std::string& text, std::size_t at) {
    const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    text.insert(begin, text.substr(begin, end - begin) + "\n");
  }

  std::mt19937_64 random_;
};

void add_words(std::string_view text, std::set<std::string>& words) {
  for (const std::string_view word : split_words(text)) words.emplace(word);
}

/// Every word that the parts of an article hold.
std::set<std::string> words_of_parts(const Parts& parts) {
  std::set<std::string> words;
  for (const std::string& text : {parts.id, parts.title, parts.product, parts.product_code,
                                  parts.versions, parts.operating_systems, parts.keywords,
                                  parts.date, parts.residue, parts.query_words.value_or("")}) {
    add_words(text, words);
  }
  for (const FooterLabel& label : kFooterLabels) {
    add_words((parts.footer.*label.field).value_or(""), words);
  }
  for (const std::string& entry : parts.applies_to) add_words(entry, words);
  for (const Section& section : parts.sections) {
    add_words(section.heading.value_or(""), words);
    add_words(section.text, words);
  }
  return words;
}

/// Lines whose own text is in no record: category and footer labels.
bool is_dropped_line(std::string_view line) {
  std::string_view value;
  return match_category_label(trim(line)) != 0 || match_footer_label(trim(line), value) != nullptr;
}

/// Writes a word of its own behind some lines; returns these words.
std::vector<std::string> mark_lines(std::string& text, Vandal& vandal) {
  std::vector<std::string> marks;
  std::string out;
  for (const std::string_view line : split_lines(text)) {
    out += line;
    if (vandal.below(4) == 0 && !is_dropped_line(line)) {
      marks.push_back("zq" + std::to_string(marks.size()) + "x");
      out += " " + marks.back();
    }
    out += '\n';
  }
  text = out;
  return marks;
}

struct Cut {
  std::string header;
  std::string body;
};

/// A document in two: up to the 70-`=` rule, and from there to the legal notice.
Cut cut_document(std::string_view bytes) {
  const std::string text = to_utf8(bytes);
  const std::size_t header = text.find("\n" + rule('=', 70) + "\n");
  if (header == std::string::npos) return {};
  const std::size_t begin = header + 72;
  return {text.substr(0, begin),
          text.substr(begin, text.find("THE INFORMATION PROVIDED IN") - begin)};
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return double(usage.ru_utime.tv_sec) + double(usage.ru_utime.tv_usec) / 1e6;
}

}  // namespace

TEST_CASE("line ends change nothing", "[parser][properties]") {
  for (const SampleFile& file : samples()) {
    const std::string lf = replace_all(replace_all(file.bytes, "\r\n", "\n"), "\r", "\n");
    const Json want = record(lf, file.source);
    CAPTURE(file.source);
    CHECK(record(file.bytes, file.source) == want);
    CHECK(record(replace_all(lf, "\n", "\r\n"), file.source) == want);
    CHECK(record(replace_all(lf, "\n", "\r"), file.source) == want);
    CHECK(record(lf + "\n", file.source) == want);
  }
}

TEST_CASE("one article gives one record as document and as Markdown", "[parser][properties]") {
  for (const char* id : {"237/Q237953", "191/Q191669", "199/Q199006", "163/Q163522"}) {
    const std::string& document = sample("txt/" + std::string(id) + ".TXT").bytes;
    const std::string& markdown = sample("kb/" + std::string(id) + "/README.md").bytes;
    const std::string made = archive_page(document);
    CAPTURE(id);
    CHECK(made.substr(made.find("## ")) == markdown.substr(markdown.find("## ")));
  }
  int compared = 0;
  for (const SampleFile& file : samples()) {
    const std::string page = archive_page(file.bytes);
    if (page.empty() || parse_article(file.bytes, "").dialect != Dialect::kDocument) continue;
    Json want = comparable(record(file.bytes, "a"));
    Json got = comparable(record(page, "a"));
    const auto folded = [](const std::string& text) { return fold_blanks(plain_quotes(text)); };
    each_string(want, folded);
    each_string(got, folded);
    for (const auto& [key, value] : want.items()) {
      CAPTURE(file.source, key);
      CHECK(got[key] == value);
    }
    ++compared;
  }
  CHECK(compared > 50);
}

TEST_CASE("one article gives one record with and without its line ends", "[parser][properties]") {
  int compared = 0;
  for (const SampleFile& file : samples()) {
    if (parse_article(file.bytes, "").dialect != Dialect::kDocument) continue;
    Json want = comparable(record(file.bytes, "a"));
    Json got = comparable(record(flatten(file.bytes), "a"));
    // Sub-headings without dashes (`Windows 95:`) can't be told from the text around them.
    for (Json* side : {&want, &got}) {
      each_row(*side, [](Json& row) { row.erase("under"); });
    }
    const auto folded = [](const std::string& text) { return fold_blanks(without_tags(text)); };
    each_string(want, folded);
    each_string(got, folded);
    for (const auto& [key, value] : want.items()) {
      CAPTURE(file.source, key);
      CHECK(got[key] == value);
    }
    ++compared;
  }
  CHECK(compared > 50);
}

TEST_CASE("random damage crashes nothing and keeps records well-formed", "[parser][properties]") {
  std::cout << "seed " << seed() << " (KB_SEED)\n";
  Vandal vandal(seed());
  for (int round = 0; round < 8; ++round) {
    for (const SampleFile& file : samples()) {
      const std::string bytes = vandal.damage(file.bytes);
      const Article article = parse_article(bytes, file.source);
      REQUIRE(!article.sections.empty());
      const Json json = Json::parse(to_json(article));
      for (const Json& section : json["sections"]) {
        REQUIRE((section["kind"] == "body") == section["heading"].is_null());
      }
    }
  }
}

TEST_CASE("random bytes crash nothing", "[parser][properties]") {
  std::cout << "seed " << seed() << " (KB_SEED)\n";
  Vandal vandal(seed());
  for (const char* start : {"", "DOCUMENT:Q112233 ", "DOCUMENT:Q112233\nTITLE   :\n", "---\n",
                            "## Q112233\n\n\tArticle: Q112233\n\n", "\xFF\xFE", "\xEF\xBB\xBF"}) {
    for (int round = 0; round < 60; ++round) {
      std::string bytes = start;
      for (std::size_t n = vandal.below(2000); n > 0; --n) {
        bytes += vandal.below(3) == 0 ? "=-+|<>&:. \n\t\r0x\\\"'"[vandal.below(18)]
                                      : char(vandal.below(256));
      }
      for (const char* source : {"a.txt", "a.md"}) {
        const Article article = parse_article(bytes, source);
        REQUIRE(!article.sections.empty());
      }
    }
  }
}

TEST_CASE("no word of a damaged body is lost", "[parser][properties]") {
  std::cout << "seed " << seed() << " (KB_SEED)\n";
  Vandal vandal(seed());
  for (int round = 0; round < 12; ++round) {
    for (const SampleFile& file : samples()) {
      const Cut cut = cut_document(file.bytes);
      if (cut.body.empty()) continue;
      const Cut other = cut_document(samples()[vandal.below(samples().size())].bytes);
      std::string body = vandal.shuffle_lines(cut.body, other.body);
      const auto marks = mark_lines(body, vandal);
      const std::set<std::string> lined = words_of_parts(read_document(cut.header + body));
      std::string code = cut.header;
      for (const std::string_view line : split_lines(body)) code.append("\t").append(line) += '\n';
      const std::string page =
          "## Q112233: T\n\n\tArticle: Q112233\n\tLast Modified: 7-SEP-2001\n\t\n" +
          code.substr(cut.header.size());
      const std::set<std::string> tabbed = words_of_parts(read_jekyll(page));
      const bool categories = ifind(body, "category:") != std::string::npos;
      const std::set<std::string> folded =
          words_of_parts(read_flat(fold_blanks(cut.header + body)));
      for (const std::string& mark : marks) {
        CAPTURE(file.source, round, mark, body);
        REQUIRE(lined.contains(mark));
        REQUIRE(tabbed.contains(mark));
        REQUIRE((categories || folded.contains(mark)));
      }
    }
  }
}

TEST_CASE("time grows with the input and no faster", "[.slow]") {
  struct Row {
    const char* name;
    std::string piece;
  };
  const std::string header =
      "DOCUMENT:Q112233  07-SEP-2001  [winnt]\nTITLE   :T\nPRODUCT :P\nPROD/VER:\nOPER/SYS:\n"
      "KEYWORDS:\n\n" +
      rule('=', 70) + "\n";
  const std::string flat_header =
      "DOCUMENT:Q112233 07-SEP-2001 [winnt] TITLE :T PRODUCT :P PROD/VER: OPER/SYS: KEYWORDS: " +
      rule('=', 70) + " ";
  const std::string jekyll_header =
      "## Q112233: T\n\n\tArticle: Q112233\n\tLast Modified: 7-SEP-2001\n\t\n\t";
  const std::vector<Row> pieces = {
      {"words", "the words of a sentence "},
      {"letters", "x"},
      {"equal signs", "="},
      {"equal words", "=== "},
      {"bars", "| | | "},
      {"ids", "Q12345 "},
      {"hex", "0x0 "},
      {"hex8", "0x80040E14 "},
      {"dashes", "-"},
      {"rulers", "---- "},
      {"less", "<"},
      {"tags", "<a> "},
      {"amp", "&"},
      {"line ends", "\n"},
      {"blanks", " "},
      {"quotes", "\" "},
      {"parentheses", "("},
      {"brackets", "[ "},
      {"keys", "HKEY_LOCAL_MACHINE\\A "},
      {"backslashes", "\\ "},
      {"files", "a1.dll 1.0.0.0 "},
      {"later", "file attributes or later: "},
      {"events", "Event ID: 1 Source: a "},
      {"colons", "Error: "},
      {"stops", "STOP 0x0000000A ( "},
      {"boxes", "+-----+ | a | "},
      {"bullets", " - A"},
      {"applies", "The information in this article applies to: "},
      {"query", "Additional query words: "},
      {"footer", rule('=', 70) + " Keywords : "},
      {"notice", "THE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE BASE IS "},
      {"headings", "CAUSE ===== "},
      {"stars", "*"},
      {"quoting", "> "},
      {"items", "* "},
      {"ticks", "` "},
      {"links", "[a]("},
      {"underscores", "_a "},
      {"years", "1/1/99 "},
      {"symbols", "E_FAIL "},
      {"numbers", "-2147217900 "},
      {"steps", "1. "},
      {"dots", ". "},
      {"service packs", "Service Pack 1 "},
      {"see", "see the following article: Q112233 "},
      {"corrected", "corrected in Windows NT "},
      {"value", "Value Name: a Data Type: REG_DWORD "}};
  const char* only = std::getenv("KB_ONLY");
  const char* megabytes = std::getenv("KB_MEGABYTES");
  const std::size_t big = megabytes == nullptr ? 8 : std::strtoul(megabytes, nullptr, 10);
  const std::size_t small = big / 8;
  for (const Row& row : pieces) {
    if (only != nullptr && std::string(only) != row.name) continue;
    struct Form {
      const char* name;
      std::string head;
      const char* source;
      bool lines;
    };
    for (const Form& form :
         {Form{"document", header, "a", false}, Form{"document, lines", header, "a", true},
          Form{"flat", flat_header, "a", false}, Form{"jekyll", jekyll_header, "a", false},
          Form{"markdown", "# T\n\n", "a.md", false},
          Form{"markdown, lines", "# T\n\n", "a.md", true}, Form{"text", "", "a.txt", false},
          Form{"text, lines", "", "a.txt", true}}) {
      const auto seconds = [&](std::size_t size) {
        std::string text = form.head;
        const std::string piece = row.piece + (form.lines ? "\n" : "");
        text.reserve(text.size() + size);
        while (text.size() < size) text += piece;
        const double before = cpu_seconds();
        parse_article(text, form.source);
        return cpu_seconds() - before;
      };
      const double one = std::max(seconds(small << 20U), 0.01);
      const double eight = seconds(big << 20U);
      if (eight / one > 16 || eight > 0.05 * double(big)) {
        std::printf("%-14s %-16s %6.2f s %6.2f s for %zu MB (x %.0f)\n", row.name, form.name, one,
                    eight, big, eight / one);
        std::fflush(stdout);
      }
      CHECK(eight / one < 40);
    }
  }
}
