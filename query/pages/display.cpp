#include "query/pages/display.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::size_t kCutTitle = 64;  // bytes: where the archive cuts titles

/// The visible character that `[ASCII number]` stands for; empty if none.
std::string character_of(unsigned number) {
  std::string out;
  if (number > 0x20 && number < 0x7F) out += char(number);
  if (number < 0x80 || number > 0xFF) return out;
  const char32_t character = from_cp1252(static_cast<unsigned char>(number));
  if (character >= 0xA0 && character != 0xFFFD) append_utf8(out, character);
  return out;
}

/// True if `text` holds `word` as a whole word; `longer` becomes true if a longer word begins so.
bool has_word(std::string_view text, std::string_view word, bool& longer) {
  for (std::size_t at = ifind(text, word); at != std::string_view::npos;
       at = ifind(text, word, at + 1)) {
    if (at > 0 && is_alnum(text[at - 1])) continue;
    const std::size_t end = at + word.size();
    if (end == text.size() || !is_alnum(text[end])) return true;
    longer = true;
  }
  return false;
}

/// True if `word` stands nowhere in the article but as the beginning of longer words.
bool is_beginning(const Article& article, std::string_view word) {
  bool longer = false;
  for (const Section& section : article.sections) {
    if (has_word(section.text, word, longer)) return false;
  }
  return longer;
}

/// The archive cuts titles at 64 bytes, but many fill them. A title was cut if it shows: a quotation
/// mark or bracket is open, or the last word is one that a title never ends with, or it is only the
/// beginning of a word of the text.
bool is_cut(const Article& article) {
  const std::string& title = article.title;
  if (title.size() != kCutTitle || title.ends_with("...")) return false;
  if (article.dialect == Dialect::kMarkdown || article.dialect == Dialect::kText) return false;
  const auto count = [&](char c) { return std::count(title.begin(), title.end(), c); };
  if (count('"') % 2 == 1 || count('(') > count(')')) return true;
  constexpr std::array kNeverLast = {"a",    "an",   "and",  "at",   "by", "for",
                                     "from", "in",   "into", "of",   "on", "or",
                                     "to",   "that", "the",  "with", "w/", "and/or"};
  const std::string_view last = std::string_view(title).substr(title.rfind(' ') + 1);
  const std::string small = lower(last);
  if (contains(kNeverLast, small)) return true;
  return is_alnum(last.back()) && is_beginning(article, last);
}

bool ends_openly(std::string_view text) { return text.ends_with(':') || text.ends_with(';'); }

}  // namespace

std::string display_text(std::string_view text) {
  constexpr std::string_view kSign = "[ASCII ";
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = text.find(kSign); at != std::string_view::npos;
       at = text.find(kSign, at + 1)) {
    unsigned number = 0;
    const char* const digits = text.data() + at + kSign.size();
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(digits, last, number);
    if (error != std::errc() || end == last || *end != ']') continue;
    const std::string character = character_of(number);
    if (character.empty()) continue;
    out.append(text.substr(done, at - done)).append(character);
    done = std::size_t(end - text.data()) + 1;
  }
  return out.append(text.substr(done));
}

std::string display_title(const Article& article) {
  return display_text(article.title) + (is_cut(article) ? "..." : "");
}

std::vector<std::string> display_applies_to(const Article& article) {
  std::vector<std::string> out;
  for (const std::string& entry : article.applies_to) {
    const std::string text = display_text(entry);
    if (!out.empty() && ends_openly(out.back())) {
      while (out.back().ends_with(';')) out.back().pop_back();
      out.back() += " " + text;
    } else {
      out.push_back(text);
    }
  }
  for (std::string& entry : out) {
    while (ends_openly(entry)) entry.pop_back();
  }
  return out;
}

std::vector<std::string> display_products(const Article& article) {
  if (!article.products.empty() || !article.product_code) return article.products;
  constexpr std::array<std::pair<std::string_view, const char*>, 3> kLibrary = {{
      {"mspl13_basic", "Microsoft Basic (Programmer's Library)"},
      {"mspl13_c", "Microsoft C (Programmer's Library)"},
      {"mspl13_masm", "Microsoft Macro Assembler (Programmer's Library)"},
  }};
  for (const auto& [code, name] : kLibrary) {
    if (*article.product_code == code) return {name};
  }
  return {};
}

std::vector<Fact> facts_of(const Article& article) {
  std::vector<Fact> facts;
  const auto add = [&](const char* label, std::vector<std::string> values, const char* between) {
    if (!values.empty()) facts.push_back({label, std::move(values), between});
  };
  const auto add_one = [&](const char* label, const std::optional<std::string>& value) {
    if (value) facts.push_back({label, {*value}, ""});
  };
  std::vector<std::string> codes;
  for (const ErrorCode& code : article.error_codes) codes.push_back(code.canonical);
  add_one("Article", article.id);
  add("Product", display_products(article), ", ");
  add("Applies to", display_applies_to(article), "; ");
  add("Versions", article.versions, ", ");
  add("Systems", article.operating_systems, ", ");
  add_one("Modified", article.last_modified);
  add_one("Type", article.issue_type);
  add("Fixed in", article.fixed_in, ", ");
  add("Codes", std::move(codes), ", ");
  return facts;
}

}  // namespace kb
