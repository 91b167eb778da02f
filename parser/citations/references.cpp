#include "parser/citations/references.h"

#include <algorithm>
#include <unordered_map>

#include "parser/citations/reference_title.h"
#include "parser/citations/title_end.h"
#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

using namespace std::string_view_literals;

/// Takes what may stand between the start of an entry and its id off the end of `before`: blanks,
/// quotes, a tag, `ARTICLE-ID:`.
std::string_view without_lead(std::string_view before) {
  if (before.ends_with('Q')) before.remove_suffix(1);  // the letter doubled by mistake
  for (;;) {
    before = strip_back(before, " \t\"");
    if (before.ends_with("\xC2\xA0")) {
      before.remove_suffix(2);
    } else if (before.ends_with('>')) {
      const std::size_t open = before.rfind('<', before.size() - 1);
      if (open == std::string_view::npos || before.size() - open > 60) return before;
      before.remove_suffix(before.size() - open);
    } else {
      return before;
    }
  }
}

bool ends_with_label(std::string_view before) {
  constexpr std::string_view kLabel = "ARTICLE-ID";
  if (before.ends_with(':')) before.remove_suffix(1);
  before = trim_right(before);
  return before.size() >= kLabel.size() &&
         iequals(before.substr(before.size() - kLabel.size()), kLabel);
}

/// True if `before` ends with a bullet (`-`, `*`) or a number (`3.`) that stands alone, or with the
/// bar of a table.
bool ends_with_bullet(std::string_view before) {
  if (before.ends_with('|')) return true;
  const bool number =
      before.ends_with('.') && before.size() > 1 && is_digit(before[before.size() - 2]);
  if (!number && !before.ends_with('-') && !before.ends_with('*')) return false;
  before.remove_suffix(1);
  while (number && !before.empty() && is_digit(before.back())) before.remove_suffix(1);
  return before.empty() || is_blank(before.back());
}

/// True if an id stands directly before `pos`: `Q157719Q157718`.
bool is_glued(std::string_view text, std::size_t pos) { return pos > 0 && is_digit(text[pos - 1]); }

/// Only the last bytes before an id decide how it stands.
std::string_view near_before(std::string_view text, std::size_t pos) {
  constexpr std::size_t kNear = 100;
  const std::size_t from = pos > kNear ? pos - kNear : 0;
  return text.substr(from, pos - from);
}

/// True if a line broken for its width could end at `end` and an id follow; a ruler is none.
bool was_full(std::string_view text, std::size_t end) {
  constexpr std::size_t kFull = 60;
  if (end > 2 && text[end - 1] == text[end - 2] && !is_alnum(text[end - 1])) return false;
  std::size_t begin = end;
  while (begin > 0 && end - begin < 2 * kFull && text[begin - 1] != '\n') --begin;
  return trim(text.substr(begin, end - begin)).size() > kFull;
}

/// The indentation of the line that ends at `end` or has `end` in it.
std::size_t column_of(std::string_view text, std::size_t end) {
  constexpr std::size_t kLongestLine = 200;
  std::size_t begin = end;
  while (begin > 0 && end - begin < kLongestLine && text[begin - 1] != '\n') --begin;
  const std::size_t indent = text.substr(begin, end - begin).find_first_not_of(" \t");
  return indent == std::string_view::npos ? end - begin : indent;
}

/// Text with lines: an id that begins a line is listed unless the line above flows into it.
Mention mention_with_lines(std::string_view text, std::size_t pos, std::size_t last_entry_end) {
  const std::string_view before = without_lead(near_before(text, pos));
  const std::size_t before_end = std::size_t(before.data() - text.data()) + before.size();
  if (before_end == 0 || is_glued(text, pos) || before.ends_with(':') || ends_with_label(before) ||
      ends_with_bullet(before)) {
    return Mention::kListed;
  }
  if (!before.ends_with('\n')) return Mention::kInline;
  const std::size_t above_end = before_end - 1;
  const std::string_view above = trim_right(text.substr(0, above_end));
  const bool blank_line =
      text.substr(above.size(), above_end - above.size()).find('\n') != std::string_view::npos ||
      above.empty();
  if (blank_line || above.size() <= last_entry_end || above.ends_with(':')) return Mention::kListed;
  if (column_of(text, pos) + 1 < column_of(text, above.size())) return Mention::kListed;
  return was_full(text, above.size()) ? Mention::kInline : Mention::kListed;
}

/// Folded text: an id is listed behind a colon, a bullet, the title before it or a full stop.
Mention mention_folded(std::string_view text, std::size_t pos, std::size_t after,
                       std::size_t last_entry_end) {
  const std::string_view before = without_lead(near_before(text, pos));
  const std::size_t before_end = std::size_t(before.data() - text.data()) + before.size();
  if (before_end == 0 || is_glued(text, pos) || before_end <= last_entry_end ||
      before.ends_with(':') || before.ends_with('.') || ends_with_label(before) ||
      ends_with_bullet(before)) {
    return Mention::kListed;
  }
  const std::size_t next = after + 1;
  const bool capital = next < text.size() && text[after] == ' ' && is_upper(text[next]);
  return capital && text[pos] == 'Q' && reads_like_title(text, next) ? Mention::kListed
                                                                     : Mention::kInline;
}

/// Reads mentions one after the other.
class Scanner {
 public:
  Scanner(std::string_view text, Dialect dialect)
      : text_(text), folded_(dialect == Dialect::kDocumentFlat) {}

  std::vector<ReferenceSpan> scan() {
    for (auto match = find_article_id(text_); match;
         match = find_article_id(text_, spans_.back().id_end)) {
      read(std::move(*match));
    }
    return std::move(spans_);
  }

 private:
  void read(ArticleIdMatch match) {
    const TitleSpan title = folded_ ? read_folded(match) : read_with_lines(match);
    ReferenceSpan span{std::move(match.id), match.begin, match.end, match.end, match.end};
    if (!title.empty()) {
      span.title_begin = title.begin;
      span.title_end = title.end;
    }
    last_entry_end_ = std::max({last_entry_end_, title.end, title.reach});
    spans_.push_back(std::move(span));
  }

  TitleSpan read_folded(const ArticleIdMatch& match) const {
    const Mention mention = mention_folded(text_, match.begin, match.end, last_entry_end_);
    return title_folded(text_, match.begin, match.end, mention);
  }

  TitleSpan read_with_lines(const ArticleIdMatch& match) const {
    const Mention mention = mention_with_lines(text_, match.begin, last_entry_end_);
    return title_with_lines(text_, match.begin, match.end, mention);
  }

  std::string_view text_;
  bool folded_;
  std::size_t last_entry_end_ = 0;  ///< of the last title or the lines it stands on
  std::vector<ReferenceSpan> spans_;
};

}  // namespace

std::vector<ReferenceSpan> scan_references(std::string_view text, Dialect dialect) {
  return Scanner(text, dialect).scan();
}

std::vector<Reference> find_references(const std::vector<Section>& sections,
                                       std::string_view own_id, Dialect dialect) {
  std::vector<Reference> references;
  std::unordered_map<std::string, std::size_t> places;
  for (const Section& section : sections) {
    for (const ReferenceSpan& span : scan_references(section.text, dialect)) {
      if (span.id == own_id) continue;
      const auto [place, is_new] = places.try_emplace(span.id, references.size());
      if (is_new) references.push_back({span.id, std::nullopt});
      Reference& reference = references[place->second];
      if (reference.title || span.title_begin == span.title_end) continue;
      reference.title =
          fold_blanks(std::string_view(section.text)
                          .substr(span.title_begin, span.title_end - span.title_begin));
    }
  }
  return references;
}

}  // namespace kb
