#include "parser/pages/page_labels.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parser/dialects/labels.h"
#include "parser/fields/article_id.h"
#include "parser/fields/dates.h"
#include "parser/fields/operating_systems.h"
#include "parser/pages/applies_block.h"
#include "parser/pages/heading_kinds.h"
#include "parser/pages/page_furniture.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

enum class Field {
  kId,        ///< an article's number, with or without its letter
  kLetterId,  ///< one with its letter: the label alone says too little
  kIdAbroad,  ///< an article's number on a translated page, maybe with more behind it
  kDate,      ///< what a page of the Knowledge Base calls its date
  kOwnDate,   ///< what others call theirs; counts above and below the text only
  kNothing,   ///< a value nobody needs: a revision, a number of views
};

struct Label {
  std::string_view words;  ///< lower case; a colon follows, or, behind `on` and `under`, the value
  Field field;
};

constexpr std::array kLabels = {
    Label{"article id", Field::kId},
    Label{"article last modified on", Field::kDate},
    Label{"created", Field::kNothing},
    Label{"created by", Field::kNothing},
    Label{"created on", Field::kNothing},
    Label{"exists online", Field::kNothing},
    Label{"id", Field::kLetterId},
    Label{"kb article", Field::kLetterId},
    Label{"kb id", Field::kId},
    Label{"kb number", Field::kId},
    Label{"last edited", Field::kOwnDate},
    Label{"last modified", Field::kOwnDate},
    Label{"last modified by", Field::kOwnDate},
    Label{"last modified on", Field::kOwnDate},
    Label{"last review", Field::kDate},
    Label{"last reviewed", Field::kDate},
    Label{"last update", Field::kOwnDate},
    Label{"last updated", Field::kOwnDate},
    Label{"modification type", Field::kNothing},
    Label{"modified on", Field::kOwnDate},
    Label{"original kb number", Field::kId},
    Label{"pss id number", Field::kId},
    Label{"published on", Field::kOwnDate},
    Label{"revision", Field::kNothing},
    Label{"this article was previously published under", Field::kId},
    Label{"updated", Field::kOwnDate},
    Label{"views", Field::kNothing},
    // What translated pages print for `Article ID` and `Last Review`, whose dates are not read;
    // other letters than ours as they are printed.
    Label{"artikel-id", Field::kIdAbroad},
    Label{"artikelnummer", Field::kIdAbroad},
    Label{"código do artigo", Field::kIdAbroad},
    Label{"id articolo", Field::kIdAbroad},
    Label{"id artykułu", Field::kIdAbroad},
    Label{"id do artigo", Field::kIdAbroad},
    Label{"id. de artículo", Field::kIdAbroad},
    Label{"identificativo articolo", Field::kIdAbroad},
    Label{"numéro d'article", Field::kIdAbroad},
    Label{"número de artículo", Field::kIdAbroad},
    Label{"Αναγνωριστικό άρθρου", Field::kIdAbroad},
    Label{"Код статьи", Field::kIdAbroad},
    Label{"Номер статьи", Field::kIdAbroad},
    Label{"หมายเลขบทความ", Field::kIdAbroad},
    Label{"文書番号", Field::kIdAbroad},
    Label{"文章编号", Field::kIdAbroad},
    Label{"文章編號", Field::kIdAbroad},
    Label{"기술 자료 id", Field::kIdAbroad},
    Label{"문서 번호", Field::kIdAbroad},
    Label{"dernière mise à jour", Field::kNothing},
    Label{"letzte Überarbeitung", Field::kNothing},
    Label{"ultima modifica", Field::kNothing},
    Label{"Última revisión", Field::kNothing},
    Label{"リビジョン", Field::kNothing},
    Label{"最終更新日", Field::kNothing},
};

bool is_id(Field field) {
  return field == Field::kId || field == Field::kLetterId || field == Field::kIdAbroad;
}

/// A label with its value.
struct Labelled {
  Field field;
  std::string_view value;
};

/// The label that begins `piece`, the longest one that fits.
std::optional<Labelled> read_label(std::string_view piece) {
  const Label* best = nullptr;
  for (const Label& label : kLabels) {
    if (!istarts_with(piece, label.words)) continue;
    if (best == nullptr || label.words.size() > best->words.size()) best = &label;
  }
  if (best == nullptr) return std::nullopt;
  std::string_view value = strip_front(piece.substr(best->words.size()), " \t\r\n\f\v*_");
  // `หมายเลขบทความ (Article ID): 296861`
  if (best->field == Field::kIdAbroad && istarts_with(value, "(article id)")) {
    value = trim(value.substr(std::string_view("(article id)").size()));
  }
  // `last modified by A. Person on Jan 05, 2024`
  if (best->words == "last modified by" && value.rfind(" on ") != std::string_view::npos) {
    value = value.substr(value.rfind(" on ") + 4);
  }
  const bool colon = value.starts_with(':');
  const bool open = best->words.ends_with(" on") || best->words.ends_with(" by") ||
                    best->words.ends_with(" under");
  if (!colon && !open) return std::nullopt;
  return Labelled{best->field, bare_line(value.substr(colon ? 1 : 0))};
}

/// True for labels that stand in the middle of a line, too.
bool begins_with_long_label(std::string_view text) {
  return istarts_with(text, "last review") || istarts_with(text, "last modified on") ||
         istarts_with(text, "last modified by") || istarts_with(text, "article last modified on") ||
         istarts_with(text, "modification type:");
}

/// The parts of a line that holds several labels: between ` - `, ` | `, tabs and wide gaps, and in
/// front of a label. One that ends in a colon takes the next one in.
std::vector<std::string> pieces_of(std::string_view line) {
  std::vector<std::string> pieces(1);
  for (std::size_t i = 0; i < line.size();) {
    const std::string_view rest = line.substr(i);
    std::size_t gap = 0;
    if (rest.starts_with(" - ") || rest.starts_with(" | ")) gap = 3;
    if (rest.front() == '\t' || rest.starts_with("  ")) gap = 1;
    const bool inside = pieces.back().ends_with("rticle");  // `Article last modified on`
    if (gap == 0 && !inside && rest.front() == ' ' && begins_with_long_label(rest.substr(1))) {
      gap = 1;
    }
    if (gap == 0) {
      pieces.back() += rest.front();
      ++i;
      continue;
    }
    i += gap;
    const std::string_view last = trim(pieces.back());
    if (last.ends_with(':') || line.substr(i).starts_with(':') || last.empty()) {
      pieces.back() += ' ';
    } else {
      pieces.emplace_back();
    }
  }
  for (std::string& piece : pieces) piece = fold_blanks(piece);
  return pieces;
}

/// A line without its marks; a row of a table that is one label and its value as `Label: value`.
std::string label_line(std::string_view line) {
  const std::string_view bare = bare_line(line);
  if (!trim(line).starts_with('|')) return std::string(bare);
  std::vector<std::string> cells;
  for (const std::string_view cell : split(bare, '|')) cells.push_back(fold_blanks(cell));
  if (cells.size() == 3 && cells[1] == ":") cells.erase(cells.begin() + 1);
  if (cells.size() != 2 || cells[0].empty()) return std::string(bare);
  return cells[0] + (cells[0].ends_with(':') ? " " : ": ") + cells[1];
}

std::optional<std::string> id_value(const Labelled& labelled) {
  const std::string_view value = strip_back(labelled.value, ".)");
  if (value.find('/') != std::string_view::npos) return std::nullopt;
  const bool lettered = !value.empty() && !is_digit(value.front());
  if (labelled.field == Field::kLetterId && !lettered) return std::nullopt;
  // A link stands behind its text: `Q182320 (Q182320)`.
  return parse_article_id(value.substr(0, value.find(" (")));
}

/// The value of a label in any language that is followed by the Knowledge Base's own keywords, one
/// of which is an article's number.
std::optional<std::string_view> kb_words_value(std::string_view line) {
  constexpr std::size_t kLongestLabel = 40;  // bytes
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > kLongestLabel) return std::nullopt;
  const std::string_view value = line.substr(colon + 1);
  const auto words = split_words(value);
  const bool all = std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return istarts_with(word, "kb") && word.size() > 4;
  });
  const bool numbered = std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return canonical_article_id(word.substr(std::min<std::size_t>(word.size(), 2))).has_value();
  });
  return all && numbered ? std::optional(value) : std::nullopt;
}

/// The value of `Keywords: ...` and its like, in the company's words too.
std::optional<std::string_view> keywords_value(std::string_view line) {
  line = bare_line(line);
  for (const std::string_view label : {"keywords", "keyword", "tags", "labels"}) {
    if (!istarts_with(line, label)) continue;
    const std::string_view rest = strip_front(line.substr(label.size()), "*_ ");
    if (rest.starts_with(':')) return strip_front(rest.substr(1), " \t\r\n\f\v*|");
  }
  return kb_words_value(line);
}

bool is_keywords_heading(std::string_view heading) {
  heading = bare_line(heading);
  if (heading.ends_with(':')) heading.remove_suffix(1);
  return iequals(heading, "keywords") || iequals(heading, "tags") || iequals(heading, "labels");
}

/// A row of `=` as it stands around footers.
bool is_wide_rule(std::string_view line) {
  line = trim(line);
  return line.size() >= kFooterRule && is_run_of(line, '=');
}

bool is_box_rule(std::string_view line) {
  line = trim(line);
  return line.size() > 3 && line.front() == '+' && line.find_first_not_of("+-") == line.npos;
}

class Taker {
 public:
  Taker(PageLines& lines, const std::optional<std::string>& known)
      : lines_(lines), gone_(lines.size()) {
    facts_.id = known;
  }

  PageFacts take() {
    if (!facts_.id) facts_.id = own_number();
    take_numbers_and_dates();
    take_applies();
    take_keyword_sections();
    take_head();
    take_foot();
    drop_emptied();
    erase_gone();
    return std::move(facts_);
  }

 private:
  bool blank(std::size_t i) const { return gone_[i] || trim(lines_[i].text).empty(); }

  /// Takes a line out, with the rulers of a box of one row around it.
  void drop(std::size_t i) {
    gone_[i] = true;
    if (!trim(lines_[i].text).starts_with('|')) return;
    std::size_t above = i;
    while (above > 0 && is_box_rule(lines_[above - 1].text)) --above;
    std::size_t below = i + 1;
    while (below < lines_.size() && is_box_rule(lines_[below].text)) ++below;
    if (above == i || below == i + 1) return;
    for (std::size_t line = above; line < below; ++line) gone_[line] = true;
  }

  // ---------------------------------------------------------------- number and date

  /// Above the text or below it, where labels stand that could be the text's own elsewhere.
  bool is_margin(std::size_t i) const {
    constexpr std::size_t kAbove = 30;  // lines
    constexpr std::size_t kBelow = 15;
    return i < kAbove || i + kBelow >= lines_.size();
  }

  std::size_t first_section() const {
    const auto heading = std::find_if(lines_.begin(), lines_.end(), [](const PageLine& line) {
      return line.level != 0 && heading_kind(line.text) != SectionKind::kOther;
    });
    return std::size_t(heading - lines_.begin());
  }

  /// The number that the page's labels give the article; null if there is none.
  std::optional<std::string> own_number() const {
    constexpr std::string_view kPublished = "this article was previously published";
    const std::size_t text = first_section();
    std::optional<std::string> published;
    std::optional<std::string> last;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string line = label_line(lines_[i].text);
      if (line.empty() || line.size() > kLongestLine) continue;
      for (const std::string& piece : pieces_of(line)) {
        const auto labelled = read_label(piece);
        auto id = labelled && is_id(labelled->field) ? id_value(*labelled) : std::nullopt;
        if (!id) continue;
        if (istarts_with(piece, kPublished)) {
          if (!published) published = id;
        } else if (i < text) {
          return id;
        } else {
          last = id;
        }
      }
    }
    return published ? published : last;
  }

  void take_numbers_and_dates() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string line = label_line(lines_[i].text);
      if (line.empty() || line.size() > kLongestLine) continue;
      const std::vector<std::string> pieces = pieces_of(line);
      const std::string whole = fold_blanks(line);
      if (pieces.size() > 1 && read_pieces(i, pieces)) {
        drop(i);
        const auto first = read_label(pieces[0]);
        if (first && first->field == Field::kId) take_title_below(i);
      } else if (read_pieces(i, {whole})) {
        drop(i);
      }
    }
  }

  /// Reads a line of labels; nothing is taken unless all of its pieces are some.
  bool read_pieces(std::size_t i, const std::vector<std::string>& pieces) {
    std::optional<std::string> id;
    std::optional<std::string> date;
    for (const std::string& piece : pieces) {
      if (istarts_with(piece, "view products") || istarts_with(piece, "[view products")) continue;
      const auto labelled = read_label(piece);
      if (!labelled) return false;
      switch (labelled->field) {
        case Field::kIdAbroad:
          // `文書番号: 319733 - 対象製品`: what stands behind it leads to the list of products.
          if (id_value(*labelled) == facts_.id) return true;
          [[fallthrough]];
        case Field::kId:
        case Field::kLetterId:
          id = id_value(*labelled);
          if (!id && is_newer_number(*labelled)) {
            facts_.keywords.push_back("KB" + std::string(labelled->value));
            break;
          }
          if (!id || facts_.id != id) return false;
          break;
        case Field::kOwnDate:
          if (!is_margin(i)) return false;
          [[fallthrough]];
        case Field::kDate:
          date = parse_printed_date(labelled->value);
          if (date) break;
          if (labelled->field == Field::kOwnDate || labelled->value.size() > 40) return false;
          facts_.unreadable.emplace_back(labelled->value);
          break;
        case Field::kNothing:
          if (!is_margin(i) || labelled->value.size() > 40) return false;
          break;
      }
    }
    if (date && !facts_.date) facts_.date = date;
    return true;
  }

  /// `Original KB number: 3147208`: a number of seven digits is none of an article that can be held.
  /// It becomes a keyword, by which the article is found.
  static bool is_newer_number(const Labelled& labelled) {
    constexpr std::size_t kDigits = 7;
    return labelled.field == Field::kId && labelled.value.size() == kDigits &&
           all_digits(labelled.value);
  }

  /// Pages of 2009 print their title below their number.
  void take_title_below(std::size_t i) {
    if (i + 1 >= lines_.size() || lines_[i + 1].level != 0) return;
    const std::string_view below = trim(lines_[i + 1].text);
    constexpr std::size_t kLongestTitle = 255;
    if (below.empty() || below.size() > kLongestTitle || below.ends_with('.')) return;
    if (facts_.title || read_label(below)) return;
    facts_.title = fold_blanks(below);
    // What stands above is the site's navigation.
    for (std::size_t above = 0; above < i; ++above) {
      if (lines_[above].level != 0) return;
    }
    for (std::size_t above = 0; above <= i + 1; ++above) gone_[above] = true;
  }

  // ---------------------------------------------------------------- products

  /// The block above the text counts, else one under a heading, else the first.
  void take_applies() {
    const std::size_t text = first_section();
    std::size_t chosen = lines_.size();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (gone_[i]) continue;
      const AppliesBlock block = read_applies_block(lines_, i);
      if (block.entries.empty()) continue;
      const bool better = chosen == lines_.size() ||
                          (chosen > text && lines_[chosen].level == 0 && lines_[i].level != 0);
      if (better) chosen = i;
      i = std::max(block.end, i + 1) - 1;
    }
    if (chosen == lines_.size()) return;
    AppliesBlock block = read_applies_block(lines_, chosen);
    facts_.applies_to = std::move(block.entries);
    if (!block.takes_lines) return;
    for (std::size_t line = chosen; line < block.end; ++line) gone_[line] = true;
    const bool keeps_heading =
        lines_[chosen].level != 0 && prose_follows(block.end) && heading_above(chosen);
    if (keeps_heading) gone_[chosen] = false;
    if (chosen > 0) drop_ruler(chosen - 1);
    if (block.end < lines_.size()) drop_ruler(block.end);
  }

  /// Older articles have a row of dashes above and below the block.
  void drop_ruler(std::size_t i) {
    constexpr std::size_t kShortest = 60;
    const std::string_view line = trim(lines_[i].text);
    if (line.size() >= kShortest && is_run_of(line, '-')) gone_[i] = true;
  }

  bool prose_follows(std::size_t i) const {
    while (i < lines_.size() && (blank(i) || is_box_rule(lines_[i].text))) ++i;
    return i < lines_.size() && lines_[i].level == 0 && !is_foot_line(i);
  }

  bool heading_above(std::size_t i) const {
    while (i-- > 0) {
      if (lines_[i].level > 1) return true;
    }
    return false;
  }

  // ---------------------------------------------------------------- keywords, query words, footer

  /// `## Tags` with its list.
  void take_keyword_sections() {
    constexpr std::size_t kMost = 40;  // lines
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].level < 2 || !is_keywords_heading(lines_[i].text)) continue;
      std::size_t end = i + 1;
      while (end < lines_.size() && lines_[end].level == 0) ++end;
      if (end - i > kMost) continue;
      gone_[i] = true;
      for (std::size_t line = i + 1; line < end; ++line) {
        std::string_view text = bare_line(lines_[line].text);
        if (text.starts_with("- ")) text = text.substr(2);
        add_keywords(text.starts_with('-') ? text.substr(1) : text, Separator::kLine);
        gone_[line] = true;
      }
    }
  }

  /// `Tags: ...` above the text.
  void take_head() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (blank(i) || lines_[i].level == 1) continue;
      const auto value = lines_[i].level == 0 ? keywords_value(lines_[i].text) : std::nullopt;
      if (!value) return;
      add_keywords(*value, Separator::kFound);
      drop(i);
    }
  }

  enum class Separator { kFound, kLine };

  void add_keywords(std::string_view value, Separator separator) {
    std::vector<std::string> words = split_keywords(value);
    if (separator == Separator::kLine && value.find(',') == std::string_view::npos) {
      words = {fold_blanks(value)};
    }
    for (std::string& word : words) {
      const auto id = istarts_with(word, "kb") ? parse_article_id(word) : std::nullopt;
      if (id && !facts_.id) facts_.id = id;
      if (!word.empty() && (!id || id != facts_.id)) facts_.keywords.push_back(std::move(word));
    }
  }

  static std::optional<std::string> PageFacts::*place_of(
      std::optional<std::string> Footer::*field) {
    if (field == &Footer::version) return &PageFacts::versions;
    if (field == &Footer::technology) return &PageFacts::technology;
    if (field == &Footer::issue_type) return &PageFacts::issue_type;
    if (field == &Footer::solution_type) return &PageFacts::solution_type;
    return nullptr;
  }

  bool is_foot_line(std::size_t i) const {
    const std::string_view line = bare_line(lines_[i].text);
    std::string_view value;
    return match_footer_label(line, value) || match_query_words_label(line) != 0 ||
           match_category_label(line) != 0 || keywords_value(line);
  }

  /// Where the footer begins: the first of the lines at the end that are labels, values of a label
  /// on the line above, or query words that go on.
  std::size_t foot_begin() const {
    constexpr std::size_t kMostMore = 4;  // lines below a label that are none
    std::size_t begin = lines_.size();
    std::size_t more = 0;
    for (std::size_t i = lines_.size(); i-- > 0;) {
      if (blank(i) || is_box_rule(lines_[i].text)) continue;
      if (lines_[i].level != 0) break;
      if (is_foot_line(i) ||
          (more == 0 && begin != lines_.size() && is_wide_rule(lines_[i].text))) {
        begin = i;
        more = 0;
      } else if (++more > kMostMore) {
        break;
      }
    }
    return begin;
  }

  void take_foot() {
    const std::size_t begin = foot_begin();
    enum class Open { kNothing, kKeywords, kQueryWords } open = Open::kNothing;
    for (std::size_t i = begin; i < lines_.size(); ++i) {
      if (blank(i)) continue;
      const std::string line(bare_line(lines_[i].text));
      const bool goes_on = i > begin && gone_[i - 1];
      std::string_view value;
      drop(i);
      if (const std::size_t length = match_query_words_label(line)) {
        add_query_words(std::string_view(line).substr(length));
        open = Open::kQueryWords;
      } else if (match_category_label(line) != 0) {
        open = Open::kNothing;
      } else if (const auto keywords = keywords_value(line)) {
        add_keywords(*keywords, Separator::kFound);
        open = keywords->empty() ? Open::kKeywords : Open::kNothing;
      } else if (const auto field = match_footer_label(line, value)) {
        if (const auto place = place_of(field)) facts_.*place = fold_blanks(value);
        open = Open::kNothing;
      } else if (open == Open::kKeywords) {
        add_keywords(line, Separator::kFound);
      } else if (open == Open::kQueryWords && goes_on) {
        add_query_words(line);
      } else if (!is_foot_line(i) && !is_wide_rule(line)) {
        gone_[i] = false;
      }
    }
  }

  void add_query_words(std::string_view words) {
    if (!facts_.query_words) facts_.query_words.emplace();
    facts_.query_words = fold_blanks(*facts_.query_words + " " + std::string(words));
  }

  /// Takes out boxes that have lost all their rows, and the heading `Properties` that has lost all
  /// its labels.
  void drop_emptied() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      std::size_t end = i;
      bool rows = false;
      bool taken = false;
      while (end < lines_.size() && lines_[end].level == 0 && is_drawn(lines_[end].text)) {
        taken = taken || gone_[end];
        rows = rows || (!gone_[end] && !is_box_rule(lines_[end].text));
        ++end;
      }
      if (taken && !rows) std::fill(gone_.begin() + long(i), gone_.begin() + long(end), true);
      i = std::max(end, i + 1) - 1;
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].level == 0 || !is_properties(lines_[i].text)) continue;
      std::size_t end = i + 1;
      while (end < lines_.size() && lines_[end].level == 0 && blank(end)) ++end;
      const bool ends =
          end == lines_.size() || (lines_[end].level != 0 && lines_[end].level <= lines_[i].level);
      gone_[i] = gone_[i] || ends;
    }
  }

  static bool is_drawn(std::string_view line) {
    line = trim(line);
    return line.starts_with('|') || is_box_rule(line);
  }
  static bool is_properties(std::string_view heading) {
    return iequals(trim(heading), "properties") || iequals(trim(heading), "article properties");
  }

  void erase_gone() {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (gone_[i]) continue;
      if (kept != i) lines_[kept] = std::move(lines_[i]);
      ++kept;
    }
    lines_.resize(kept);
  }

  static constexpr std::size_t kLongestLine = 400;  // bytes of a line of labels

  PageLines& lines_;
  std::vector<bool> gone_;
  PageFacts facts_;
};

}  // namespace

std::vector<std::string> split_keywords(std::string_view value) {
  std::vector<std::string> words;
  if (value.find(',') == std::string_view::npos && value.find(';') == std::string_view::npos) {
    for (const std::string_view word : split_words(value)) words.emplace_back(word);
    return words;
  }
  std::string commas(value);
  std::replace(commas.begin(), commas.end(), ';', ',');
  for (const std::string_view word : split(commas, ',')) {
    if (!trim(word).empty()) words.push_back(fold_blanks(word));
  }
  return words;
}

void fill_article(PageFacts&& facts, Article& article) {
  const auto fill = [](auto& field, auto& value) {
    if (!field) field = std::move(value);
  };
  fill(article.id, facts.id);
  fill(article.last_modified, facts.date);
  fill(article.query_words, facts.query_words);
  fill(article.issue_type, facts.issue_type);
  fill(article.solution_type, facts.solution_type);
  const bool is_copy = facts.id.has_value() || article.id.has_value();
  if (article.applies_to.empty()) article.applies_to = std::move(facts.applies_to);
  if (article.versions.empty() && facts.versions) {
    for (const std::string_view segment : split(*facts.versions, ';')) {
      if (!trim(segment).empty()) article.versions.push_back(fold_blanks(segment));
    }
  }
  if (is_copy && article.operating_systems.empty()) {
    article.operating_systems =
        operating_systems_of(facts.versions.value_or(""), {}, {}, article.applies_to);
  }
  if (article.technology.empty() && facts.technology) {
    for (const std::string_view word : split_words(*facts.technology)) {
      article.technology.emplace_back(word);
    }
  }
  for (std::string& keyword : facts.keywords) {
    const auto& held = article.keywords;
    if (contains(held, keyword)) continue;
    article.keywords.push_back(std::move(keyword));
  }
}

PageFacts take_page_facts(PageLines& lines, const std::optional<std::string>& known) {
  return Taker(lines, known).take();
}

bool is_copied_article(const PageLines& lines) {
  for (const PageLine& line : lines) {
    for (const std::string& piece : pieces_of(bare_line(line.text).substr(0, 400))) {
      const auto labelled = read_label(piece);
      if (labelled && is_id(labelled->field) && id_value(*labelled)) return true;
    }
  }
  return false;
}

}  // namespace kb
