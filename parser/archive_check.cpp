#include "parser/archive_check.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "parser/json_writer.h"
#include "parser/text/ascii.h"
#include "parser/text/count.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::size_t kCutTitle = 64;  // characters

bool is_from_archive(Dialect dialect) {
  return dialect == Dialect::kDocument || dialect == Dialect::kDocumentFlat ||
         dialect == Dialect::kJekyll;
}

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

/// What a remark of the parser is about, by its words; archive_check_test.cpp holds it to them.
FindingKind kind_of_remark(std::string_view message) {
  const auto says = [&](std::string_view words) { return message.find(words) != message.npos; };
  if (says("is printed beside it")) return FindingKind::kContradiction;
  if (says("hexadecimal digits")) return FindingKind::kMalformedCode;
  if (says("unreadable date") || says("readable date") || says("is no date")) {
    return FindingKind::kUnreadableDate;
  }
  return FindingKind::kOther;
}

// ---------------------------------------------------------------- characters

/// What is wrong with the characters of one text.
struct BadCharacters {
  std::size_t lost = 0;      ///< U+FFFD
  std::size_t controls = 0;  ///< U+0080 to U+009F
  std::size_t doubled = 0;   ///< UTF-8 that was read as CP1252 and encoded again: `Ã¼` for `ü`
  std::size_t first = std::string_view::npos;  ///< of any of them, in bytes
};

/// `Ã` or `Â` before what CP1252 has from 0x80 to 0xBF in the Latin-1 block, or `â€`.
bool is_doubled(std::string_view rest) {
  if (rest.starts_with("\xC3\xA2\xE2\x82\xAC")) return true;
  if (rest.size() < 4 || (!rest.starts_with("\xC3\x83") && !rest.starts_with("\xC3\x82"))) {
    return false;
  }
  return rest[2] == '\xC2' && static_cast<unsigned char>(rest[3]) >= 0xA0;
}

BadCharacters bad_characters(std::string_view text) {
  BadCharacters bad;
  for (std::size_t at = text.find_first_of("\xEF\xC2\xC3"); at != text.npos;
       at = text.find_first_of("\xEF\xC2\xC3", at + 1)) {
    const std::string_view rest = text.substr(at);
    std::size_t* count = nullptr;
    if (rest.starts_with("\xEF\xBF\xBD")) {
      count = &bad.lost;
    } else if (rest.size() > 1 && rest[0] == '\xC2' && static_cast<unsigned char>(rest[1]) < 0xA0) {
      count = &bad.controls;
    } else if (is_doubled(rest)) {
      count = &bad.doubled;
    }
    if (count == nullptr) continue;
    ++*count;
    bad.first = std::min(bad.first, at);
  }
  return bad;
}

/// The word at `at` and what is around it on both sides, whole characters.
std::string excerpt(std::string_view text, std::size_t at) {
  constexpr std::size_t kAround = 20;  // bytes
  const auto inside = [&](std::size_t i) {
    return i > 0 && i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  std::size_t begin = at > kAround ? at - kAround : 0;
  std::size_t end = std::min(at + kAround, text.size());
  while (inside(begin)) --begin;
  while (inside(end)) ++end;
  return fold_blanks(text.substr(begin, end - begin));
}

std::string describe(const BadCharacters& bad) {
  std::string text;
  const auto say = [&](std::size_t count, std::string_view what) {
    if (count == 0) return;
    text += text.empty() ? "" : ", ";
    text += counted(count, what);
  };
  say(bad.lost, "lost character");
  say(bad.controls, "control character");
  say(bad.doubled, "twice encoded character");
  return text;
}

/// The first of `titles` that goes on where `cut` ends; empty if none does.
std::string longer_title(const std::set<std::string>& titles, std::string_view cut) {
  const auto longer = std::find_if(titles.begin(), titles.end(), [&](const std::string& title) {
    return istarts_with(title, cut);
  });
  return longer == titles.end() ? std::string() : *longer;
}

}  // namespace

std::string_view name_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::kEmptyArticle:
      return "empty_article";
    case FindingKind::kDuplicateId:
      return "duplicate_id";
    case FindingKind::kDuplicateTitle:
      return "duplicate_title";
    case FindingKind::kCutTitle:
      return "cut_title";
    case FindingKind::kUnreadableDate:
      return "unreadable_date";
    case FindingKind::kEncoding:
      return "encoding";
    case FindingKind::kContradiction:
      return "contradiction";
    case FindingKind::kMalformedCode:
      return "malformed_code";
    case FindingKind::kDanglingReference:
      return "dangling_reference";
    case FindingKind::kOther:
      return "other";
  }
  return "other";
}

std::string to_json(const Finding& finding) {
  std::string out;
  std::optional<std::uint64_t> line;
  if (finding.line != 0) line = finding.line;
  JsonObject(out)
      .field("format", 1)
      .field("kind", name_of(finding.kind))
      .field("source", finding.source)
      .field("line", line)
      .field("id", finding.id)
      .field("message", finding.message)
      .end();
  return out;
}

// ---------------------------------------------------------------- one article

void ArchiveCheck::add(const Article& article) {
  ++articles_;
  const auto held = article.id ? held_.find(*article.id) : held_.end();
  const bool edition = held != held_.end() && held->second.dialects.count(article.dialect) == 0;
  if (edition) {
    held->second.dialects.insert(article.dialect);
    return;
  }
  check_identity(article);
  check_emptiness(article);
  check_encoding(article);
  check_remarks(article);
  keep_citations(article);
}

void ArchiveCheck::note(FindingKind kind, const Article& article, std::size_t line,
                        std::string message) {
  findings_.push_back({kind, article.source, line, article.id, std::move(message)});
}

void ArchiveCheck::check_identity(const Article& article) {
  if (!article.id) return;
  const auto [place, is_new] = held_.try_emplace(*article.id);
  if (!is_new) {
    note(FindingKind::kDuplicateId, article, 0,
         *article.id + " is in " + quoted(place->second.source) + " already");
    return;
  }
  place->second = {article.source, article.title, {article.dialect}};
}

void ArchiveCheck::check_emptiness(const Article& article) {
  const bool empty = std::all_of(article.sections.begin(), article.sections.end(),
                                 [](const Section& section) { return trim(section.text).empty(); });
  if (empty) note(FindingKind::kEmptyArticle, article, 0, "the article has no text");
  if (article.title.empty()) note(FindingKind::kEmptyArticle, article, 0, "there is no title");
}

void ArchiveCheck::check_encoding(const Article& article) {
  const auto check = [&](std::string_view place, std::string_view text) {
    const BadCharacters bad = bad_characters(text);
    if (bad.first == text.npos) return;
    note(FindingKind::kEncoding, article, 0,
         describe(bad) + " in " + std::string(place) + ", first at " +
             quoted(excerpt(text, bad.first)));
  };
  check("title", article.title);
  for (const Section& section : article.sections) check(name_of(section.kind), section.text);
}

void ArchiveCheck::check_remarks(const Article& article) {
  for (const Diagnostic& remark : article.diagnostics) {
    note(kind_of_remark(remark.message), article, remark.line, remark.message);
  }
}

void ArchiveCheck::keep_citations(const Article& article) {
  for (const Reference& reference : article.references) {
    Missing& cited = cited_[reference.id];
    if (cited.citations++ == 0) cited.source = article.source;
    if (!reference.title) continue;
    if (!cited.title) cited.title = reference.title;
    if (count_code_points(*reference.title) >= kCutTitle) {
      long_titles_[reference.id].insert(*reference.title);
    }
  }
}

// ---------------------------------------------------------------- all articles

std::vector<Finding> ArchiveCheck::findings() const {
  std::vector<Finding> all = findings_;
  add_duplicate_titles(all);
  add_cut_titles(all);
  add_dangling(all);
  std::stable_sort(all.begin(), all.end(),
                   [](const Finding& a, const Finding& b) { return a.kind < b.kind; });
  return all;
}

void ArchiveCheck::add_duplicate_titles(std::vector<Finding>& findings) const {
  std::map<std::string, std::vector<std::string>> ids;
  for (const auto& [id, held] : held_) {
    if (!held.title.empty()) ids[lower(held.title)].push_back(id);
  }
  for (const auto& [title, same] : ids) {
    if (same.size() < 2) continue;
    std::string others;
    for (std::size_t i = 1; i < same.size(); ++i) others += (i == 1 ? "" : ", ") + same[i];
    const Held& first = held_.at(same[0]);
    findings.push_back({FindingKind::kDuplicateTitle, first.source, 0, same[0],
                        "has one title with " + others + ": " + quoted(first.title)});
  }
}

void ArchiveCheck::add_cut_titles(std::vector<Finding>& findings) const {
  for (const auto& [id, held] : held_) {
    const bool archived = std::any_of(held.dialects.begin(), held.dialects.end(), is_from_archive);
    if (!archived || count_code_points(held.title) != kCutTitle) continue;
    std::string message = "the title may be cut: " + quoted(held.title);
    if (const auto cited = long_titles_.find(id); cited != long_titles_.end()) {
      if (cited->second.count(held.title) != 0) continue;
      const std::string longer = longer_title(cited->second, held.title);
      if (!longer.empty()) message = "the title is cut; cited as " + quoted(longer);
    }
    findings.push_back({FindingKind::kCutTitle, held.source, 0, id, std::move(message)});
  }
}

void ArchiveCheck::add_dangling(std::vector<Finding>& findings) const {
  std::vector<std::pair<std::size_t, Finding>> dangling;
  for (const auto& [id, cited] : cited_) {
    if (held_.count(id) != 0) continue;
    std::string message = id + " is not here; cited by " + counted(cited.citations, "article");
    if (cited.title) message += " as " + quoted(*cited.title);
    dangling.push_back(
        {cited.citations,
         {FindingKind::kDanglingReference, cited.source, 0, id, std::move(message)}});
  }
  std::stable_sort(dangling.begin(), dangling.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [count, finding] : dangling) findings.push_back(std::move(finding));
}

}  // namespace kb
