#include "query/snippet/snippet.h"

#include <algorithm>

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "query/pages/html.h"

namespace kb {
namespace {

/// A stretch grows by at most so many bytes to end with a whole word.
constexpr std::size_t kLongestWord = 100;

struct Stretch {
  double score = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Returns the window of `length` bytes whose hits weigh most; a repeated item counts once.
Stretch best_stretch(const std::vector<MarkedPlace>& hits, std::size_t length,
                     const Marker& marker) {
  Stretch best;
  std::vector<std::size_t> counts(marker.size(), 0);
  double score = 0;
  std::size_t first = 0;
  for (std::size_t last = 0; last < hits.size(); ++last) {
    if (counts[hits[last].what]++ == 0) score += marker.weight(hits[last].what);
    while (hits[last].end - hits[first].begin > length && first < last) {
      if (--counts[hits[first].what] == 0) score -= marker.weight(hits[first].what);
      ++first;
    }
    if (score > best.score) best = {score, hits[first].begin, hits[last].end};
  }
  return best;
}

/// Returns the beginning of fold_blanks(text): at least `bytes` bytes, or all if it is shorter.
std::string folded_front(std::string_view text, std::size_t bytes) {
  for (std::size_t size = bytes + bytes / 2;; size *= 2) {
    std::string folded = fold_blanks(text.substr(0, size));
    if (folded.size() >= bytes || size >= text.size()) return folded;
  }
}

double preference(SectionKind kind) {
  switch (kind) {
    case SectionKind::kSymptoms:
      return 1.3;
    case SectionKind::kSummary:
      return 1.15;
    case SectionKind::kCause:
      return 1.1;
    default:
      return 1.0;
  }
}

/// Widens a stretch to about `length` bytes and to whole words.
void widen(std::string_view text, std::size_t length, Stretch& stretch) {
  const std::size_t have = stretch.end - stretch.begin;
  const std::size_t spare = have < length ? length - have : 0;
  std::size_t begin = stretch.begin - std::min(stretch.begin, spare / 3);
  std::size_t end = std::min(text.size(), begin + std::max(length, have));
  while (begin > 0 && text[begin - 1] != ' ' && stretch.begin - begin < length) --begin;
  while (end < text.size() && text[end] != ' ' && end - stretch.end < length + 40) ++end;
  while (begin > 0 && splits_character(text, begin)) --begin;
  while (splits_character(text, end)) ++end;
  stretch.begin = begin;
  stretch.end = end;
}

Snippet cut(std::string_view text, std::string section, Stretch stretch, std::size_t length,
            const std::vector<MarkedPlace>& hits) {
  widen(text, length, stretch);
  Snippet snippet;
  snippet.section = std::move(section);
  if (stretch.begin > 0) snippet.text = "... ";
  const std::size_t shift = snippet.text.size();
  snippet.text += text.substr(stretch.begin, stretch.end - stretch.begin);
  if (stretch.end < text.size()) snippet.text += " ...";
  for (const MarkedPlace& hit : hits) {
    if (hit.begin < stretch.begin || hit.end > stretch.end) continue;
    const Snippet::Mark mark{hit.begin - stretch.begin + shift, hit.end - stretch.begin + shift};
    if (snippet.marks.empty() || snippet.marks.back().end <= mark.begin) {
      snippet.marks.push_back(mark);
    }
  }
  return snippet;
}

}  // namespace

Snippet make_snippet(const Article& article, const Marker& marker, std::size_t length) {
  const double most = marker.weight_of_all();
  double best_score = 0;
  Stretch best;
  std::vector<MarkedPlace> hits;  // those of the section shown
  const Section* shown = nullptr;
  for (const Section& section : article.sections) {
    if (most * preference(section.kind) <= best_score) continue;
    std::vector<MarkedPlace> found = marker.find_folded(section.text);
    const Stretch stretch = best_stretch(found, length, marker);
    const double score = stretch.score * preference(section.kind);
    if (score <= best_score) continue;
    best_score = score;
    best = stretch;
    hits = std::move(found);
    shown = &section;
  }
  if (shown != nullptr) {
    const std::string text = folded_front(shown->text, best.end + length + kLongestWord);
    return cut(text, std::string(name_of(shown->kind)), best, length, hits);
  }
  if (article.sections.empty()) return {};
  const Section& first = article.sections.front();
  const std::string text = fold_blanks(std::string_view(first.text).substr(0, 4 * length));
  return cut(text, marker.find(article.title).empty() ? std::string(name_of(first.kind)) : "title",
             {}, length, {});
}

std::string to_html(const Snippet& snippet) {
  std::string out;
  std::size_t at = 0;
  const std::string_view text = snippet.text;
  for (const Snippet::Mark& mark : snippet.marks) {
    out += escape_html(text.substr(at, mark.begin - at));
    out += "<mark>" + escape_html(text.substr(mark.begin, mark.end - mark.begin)) + "</mark>";
    at = mark.end;
  }
  return out + escape_html(text.substr(at));
}

}  // namespace kb
