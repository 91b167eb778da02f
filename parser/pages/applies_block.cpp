#include "parser/pages/applies_block.h"

#include <algorithm>
#include <array>
#include <optional>

#include "parser/dialects/sections.h"
#include "parser/pages/heading_kinds.h"
#include "parser/pages/page_furniture.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

// In front of a colon, or alone on their line.
constexpr std::array<std::string_view, 8> kIntroductions = {
    "the information in this article applies to",
    "article information applies to",
    "information in this article applies to",
    "this article applies to",
    "this applies to",
    "applies to",
    "affected versions",
    "original product version"};

// What a product's own name goes on with behind a comma.
constexpr std::array<std::string_view, 16> kEditions = {
    "version",   "versions", "standard", "enterprise", "datacenter", "professional",
    "web",       "small",    "service",  "home",       "ultimate",   "business",
    "developer", "64-bit",   "32-bit",   "release"};

/// What stands behind an introduction on its line, maybe nothing; null if the line is none.
std::optional<std::string_view> introduced(std::string_view line) {
  line = bare_line(line);
  for (const std::string_view words : kIntroductions) {
    if (!istarts_with(line, words)) continue;
    const std::string_view rest = strip_front(line.substr(words.size()), " \t\r\n\f\v*_");
    if (rest.empty()) return rest;
    if (rest.front() == ':' || rest.front() == '|') return bare_line(rest.substr(1));
  }
  return std::nullopt;
}

/// True if `piece`, behind a comma, goes on with the product before it.
bool goes_on(std::string_view piece) {
  if (piece.empty() || !is_upper(piece.front())) return true;
  const std::string_view word = piece.substr(0, piece.find_first_of(" ,("));
  return is_one_of(word, kEditions);
}

/// `Windows 95, Windows 98; Exchange Server, version 5.5` as three.
std::vector<std::string> split_products(std::string_view value) {
  std::vector<std::string> entries;
  for (const std::string_view part : split(value, ';')) {
    bool first = true;
    for (const std::string_view comma : split(part, ',')) {
      const std::string_view piece = trim(comma);
      if (!first && goes_on(piece)) {
        entries.back().append(", ").append(piece);
      } else if (!piece.empty()) {
        entries.push_back(fold_blanks(piece));
        first = false;
      }
    }
  }
  return entries;
}

/// The text behind a bullet; null if there is none.
std::optional<std::string_view> bullet_text(std::string_view line) {
  line = trim(line);
  for (const std::string_view mark : {"- ", "* ", "+ ", "o ", "\xE2\x80\xA2", "\xC2\xB7"}) {
    if (line.starts_with(mark)) return trim(line.substr(mark.size()));
  }
  if (line == "-" || line == "*") return std::string_view{};
  return std::nullopt;
}

std::size_t column(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

/// A line that may be a product without a bullet.
bool may_be_product(std::string_view line) {
  constexpr std::size_t kLongest = 140;  // bytes
  line = trim(line);
  if (line.empty() || line.size() > kLongest || line.ends_with('.') || line.ends_with(':')) {
    return false;
  }
  if (standard_heading(line) || istarts_with(line, "this article")) return false;
  return is_upper(line.front()) || is_digit(line.front());
}

class Reader {
 public:
  Reader(const PageLines& lines, std::size_t begin) : lines_(lines), at_(begin) {}

  AppliesBlock read() {
    const PageLine& line = lines_[at_];
    const auto inline_value = introduced(line.text);
    const bool heading = line.level != 0 && is_applies_heading(line.text);
    if (!inline_value && !heading) return {};
    ++at_;
    if (inline_value && !inline_value->empty()) {
      block_.entries = split_products(*inline_value);
      block_.end = at_;
      // A list may follow the line; a paragraph does not belong to it.
      bullets_only_ = true;
    }
    const bool environment = heading && istarts_with(bare_line(line.text), "environment");
    const bool products = heading && istarts_with(bare_line(line.text), "product");
    bullets_only_ = bullets_only_ || environment;
    block_.takes_lines = !environment && !products;
    read_entries();
    return std::move(block_);
  }

 private:
  void read_entries() {
    bool gap = false;  // blank lines stand before this one
    for (; at_ < lines_.size() && lines_[at_].level == 0; ++at_) {
      const std::string_view line = lines_[at_].text;
      if (is_rule(line)) {
        if (!gap && in_table_) block_.end = at_ + 1;
        continue;
      }
      if (trim(line).empty()) {
        gap = true;
        continue;
      }
      if (!read_entry(line, gap)) return;
      gap = false;
      block_.end = at_ + 1;
    }
  }

  /// False if the line belongs to the block no more.
  bool read_entry(std::string_view line, bool gap) {
    if (const auto text = bullet_text(line)) {
      bulleted_ = true;
      column_ = column(line);
      if (!text->empty()) block_.entries.push_back(fold_blanks(*text));
      return true;
    }
    if (trim(line).starts_with('|')) return !bulleted_ && read_row(line);
    if (bulleted_ && !gap && !block_.entries.empty() && continues(line)) {
      block_.entries.back() += " " + fold_blanks(line);
      return true;
    }
    const bool first = block_.entries.empty();
    const bool further = !gap || istarts_with(trim(line), "Microsoft ");
    if (bulleted_ || bullets_only_ || !may_be_product(line) || !(first || further)) return false;
    for (std::string& entry : split_products(line)) block_.entries.push_back(std::move(entry));
    return true;
  }

  /// True if `line` goes on with the last bullet: deeper, in small letters, or where that broke off.
  bool continues(std::string_view line) const {
    const std::string_view entry = block_.entries.back();
    const bool broken = entry.ends_with(" for") || entry.ends_with(" and") ||
                        entry.ends_with(" or") || entry.ends_with(" with") || entry.ends_with(',');
    return broken || column(line) > column_ || !is_upper(trim(line).front());
  }

  /// A row of a table, the first of which is its head.
  bool read_row(std::string_view line) {
    std::string entry;
    for (const std::string_view cell : split(bare_line(line), '|')) {
      if (trim(cell).empty()) continue;
      if (!entry.empty()) entry += ' ';
      entry += fold_blanks(cell);
    }
    if (!in_table_) {
      in_table_ = true;
    } else if (!entry.empty()) {
      block_.entries.push_back(std::move(entry));
    }
    return true;
  }

  static bool is_rule(std::string_view line) {
    line = trim(line);
    return line.size() > 3 && line.find_first_not_of("+-") == std::string_view::npos;
  }

  const PageLines& lines_;
  std::size_t at_;
  AppliesBlock block_;
  std::size_t column_ = 0;  ///< of the last bullet
  bool bulleted_ = false;
  bool bullets_only_ = false;
  bool in_table_ = false;
};

}  // namespace

AppliesBlock read_applies_block(const PageLines& lines, std::size_t begin) {
  return Reader(lines, begin).read();
}

}  // namespace kb
