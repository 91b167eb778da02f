#include "query/language/printed_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "parser/fields/products.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

constexpr std::size_t kLongest = 400;  // bytes; a longer text is no query
constexpr int kDeepest = 16;           // nested parentheses
constexpr std::size_t kSpaced = 4;     // fewest single capitals that make a word: `S E R V`

/// These product codes of the 1990s have another name now.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kOldCodes = {
    {{"winsdk", "win16sdk"}, {"winddk", "win16ddk"}, {"windows", "win3x"}}};

/// Returns `prod(x)` as a field, or as a word if the code is unknown today.
std::string product_filter(std::string_view name) {
  std::string code = lower(trim(name));
  for (const auto& [old, now] : kOldCodes) {
    if (code == old) code = now;
  }
  return product_name_of(code) ? "code:" + code : code;
}

/// Removes notes like `(without the quotation marks)` and folds blanks.
std::string without_notes(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; (at = out.find('(', at)) != std::string::npos;) {
    const std::size_t close = out.find(')', at);
    if (close == std::string::npos) break;
    const bool note =
        ifind(std::string_view(out).substr(at, close - at), "quotation") != std::string_view::npos;
    if (note) {
      out.replace(at, close - at + 1, " ");
    } else {
      ++at;
    }
  }
  return fold_blanks(out);
}

bool is_operator(std::string_view word) { return word == "and" || word == "or" || word == "not"; }

/// Reads a query by its grammar:
///   any     := operand { (and | or | and not | not) operand }
///   operand := not operand | ( any ) | prod ( name ) | "phrase" | word { word }
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::string out;
  bool ok = true;
  std::size_t ands = 0, ors = 0, nots = 0, groups = 0, products = 0, stars = 0, runs = 0,
              spaced = 0;

  bool read() {
    any(0);
    return ok && at_ == text_.size();
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  /// Returns the next word without taking it; `()` directly behind a word belongs to it.
  std::string_view peek() {
    skip_blanks();
    std::size_t end = at_;
    while (end < text_.size() && !is_blank(text_[end])) {
      const char c = text_[end];
      if (c == '"' || c == ')') break;
      if (c == '(') {
        if (end == at_ || text_.substr(end, 2) != "()") break;
        ++end;
      }
      ++end;
    }
    return text_.substr(at_, end - at_);
  }

  bool take(std::string_view word) {
    if (peek() != word) return false;
    at_ += word.size();
    return true;
  }

  bool take_char(char c) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void any(int depth) {
    if (depth > kDeepest) ok = false;
    operand(depth);
    while (ok) {
      if (take("and")) {
        const bool without = take("not");
        out += without ? " NOT " : " AND ";
        ++(without ? nots : ands);
      } else if (take("or")) {
        out += " OR ";
        ++ors;
      } else if (take("not")) {
        out += " NOT ";
        ++nots;
      } else {
        return;
      }
      operand(depth);
    }
  }

  void operand(int depth) {
    if (take("not")) {
      ++nots;
      out += "NOT ";
    }
    if (take_char('(')) {
      const std::size_t before = ands + ors + nots;
      out += '(';
      any(depth + 1);
      ok = ok && take_char(')');
      out += ')';
      if (ands + ors + nots > before) ++groups;
    } else if (take_char('"')) {
      const std::size_t close = text_.find('"', at_);
      ok = close != std::string_view::npos && close > at_;
      if (!ok) return;
      out.append("\"").append(trim(text_.substr(at_, close - at_))).append("\"");
      at_ = close + 1;
    } else if (istarts_with(peek(), "prod") && peek().size() == 4) {
      product();
    } else {
      words();
    }
  }

  void product() {
    at_ += 4;
    const std::size_t before = at_;
    const std::size_t close = text_.find(')', at_);
    if (!take_char('(') || close == std::string_view::npos) {
      at_ = before - 4;
      words();
      return;
    }
    const std::string filter = product_filter(text_.substr(at_, close - at_));
    ok = !filter.empty() && filter.find_first_of(" \"(") == std::string::npos;
    out += filter;
    ++products;
    at_ = close + 1;
  }

  void words() {
    std::vector<std::string> run;
    for (std::string_view word = peek(); !word.empty() && !is_operator(word); word = peek()) {
      at_ += word.size();
      word = strip_back(strip_front(word, "-+"), ".,;:");
      const bool today = word == "AND" || word == "OR" || word == "NOT" || word.starts_with("NEAR");
      if (word.empty() || today) ok = false;
      if (word.size() > 1 && word.ends_with('*')) ++stars;
      run.emplace_back(word);
    }
    const bool capitals =
        run.size() >= kSpaced && std::all_of(run.begin(), run.end(), [](const std::string& word) {
          return word.size() == 1 && is_upper(word[0]);
        });
    if (capitals) {
      ++spaced;
      out += lower(fmt::format("{}", fmt::join(run, "")));
      return;
    }
    ok = ok && !run.empty();
    if (run.size() > 1) ++runs;
    const std::string all = fmt::format("{}", fmt::join(run, " AND "));
    out += run.size() > 1 ? "(" + all + ")" : all;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_meant(const Reader& reader) {
  if (reader.products > 0) return true;
  const bool joined = reader.ands + reader.ors + reader.nots > 0;
  if (reader.runs > 0) return false;
  if (!joined) return reader.spaced > 0;
  return reader.groups > 0 || reader.stars > 0 || (reader.ands >= 2 && reader.ors == 0);
}

/// Removes quotes around a whole query: `" remove and doublespace " `.
std::string_view without_quotes(std::string_view text) {
  const bool quoted =
      text.size() > 2 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
  if (!quoted || text.find(" and ") == std::string_view::npos) return text;
  return trim(text.substr(1, text.size() - 2));
}

std::optional<std::string> read_query(std::string_view text, QueryOrigin origin) {
  Reader reader(text);
  if (!reader.read()) return std::nullopt;
  if (origin == QueryOrigin::kTyped && !is_meant(reader)) return std::nullopt;
  return std::move(reader.out);
}

/// Joins the lines between blank lines to paragraphs.
std::vector<std::string> paragraphs(std::string_view text) {
  std::vector<std::string> out(1);
  for (const std::string_view line : split_lines(text)) {
    const std::string_view words = trim(line);
    if (words.empty()) {
      if (!out.back().empty()) out.emplace_back();
    } else {
      out.back().append(out.back().empty() ? "" : " ").append(words);
    }
  }
  return out;
}

bool has(std::string_view text, std::string_view part) {
  return ifind(text, part) != std::string_view::npos;
}

/// True for `..., query on the following words in the Microsoft Knowledge Base:`.
bool announces_query(std::string_view paragraph) {
  if (!paragraph.ends_with(':')) return false;
  const std::size_t kept = std::min<std::size_t>(paragraph.size(), 240);
  const std::string_view end = paragraph.substr(paragraph.size() - kept);
  const bool words = has(end, "following word") || has(end, "following keyword") ||
                     has(end, "on the word") || has(end, "following:");
  return words && (has(end, "query on") || has(end, "query in") || has(end, "query this") ||
                   has(end, "search on") || has(end, "searching on") || has(end, "search for"));
}

}  // namespace

std::optional<std::string> modern_form(std::string_view text, QueryOrigin origin) {
  if (text.size() > kLongest) return std::nullopt;
  const bool typed = origin == QueryOrigin::kTyped;
  const std::string kept = typed ? std::string(trim(text)) : without_notes(text);
  return read_query(without_quotes(kept), origin);
}

std::vector<std::string> printed_queries(const Article& article) {
  std::vector<std::string> queries;
  std::set<std::string> seen;
  for (const Section& section : article.sections) {
    const std::vector<std::string> parts = paragraphs(section.text);
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      if (!announces_query(parts[i])) continue;
      auto query = modern_form(parts[i + 1], QueryOrigin::kPrinted);
      if (query && seen.insert(*query).second) queries.push_back(std::move(*query));
    }
  }
  return queries;
}

}  // namespace kb
