#include "query/browse/editions.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "parser/editions/line_difference.h"
#include "parser/text/ascii.h"
#include "query/pages/blocks.h"

namespace kb {
namespace {

/// The article alone, without what other editions add.
StoredRecord without_editions(StoredRecord record) {
  record.editions.clear();
  return record;
}

/// Adds each sentence of `text` as a line: it ends at a full stop or the like before a blank.
void add_sentences(std::string_view text, std::vector<std::string>& lines) {
  const std::string folded = fold_blanks(text);
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 1 < folded.size(); ++i) {
    const bool ends = folded[i] == '.' || folded[i] == '!' || folded[i] == '?' || folded[i] == ':';
    if (!ends || folded[i + 1] != ' ') continue;
    lines.push_back(folded.substr(begin, i + 1 - begin));
    begin = i + 2;
  }
  if (begin < folded.size()) lines.push_back(folded.substr(begin));
}

/// The title, and of each section the heading and the text: code and tables line by line, the rest
/// by sentences.
std::vector<std::string> lines_of(const Article& article) {
  std::vector<std::string> lines{article.title};
  for (const Section& section : article.sections) {
    if (section.heading) lines.push_back(fold_blanks(*section.heading));
    for (const Block& block : read_blocks(section.text)) {
      if (block.kind == BlockKind::kCode || block.kind == BlockKind::kTable) {
        for (const std::string& line : block.lines) lines.emplace_back(trim_right(line));
      } else {
        std::string text = block.marker;
        for (const std::string& line : block.lines) text += " " + line;
        add_sentences(text, lines);
      }
    }
  }
  return lines;
}

/// `--- 1998-03-16  disc/q182320.htm`
std::string name_line(std::string_view sign, const Article& article) {
  return fmt::format("{} {}  {}\n", sign, article.last_modified.value_or("no date"),
                     article.source);
}

}  // namespace

EditionList list_editions(const StoredRecord& record) {
  const Article article = article_of(without_editions(record), Depth::kText);
  EditionList list;
  list.id = record.id;
  list.editions.push_back({article.last_modified, article.dialect, record.source, true, true});
  for (const Edition& edition : record.editions) {
    const auto date = edition.date.empty() ? std::nullopt : std::optional(edition.date);
    list.editions.push_back({date, edition.dialect, edition.source, false, !edition.bytes.empty()});
  }
  return list;
}

StoredRecord newest_edition(const StoredRecord& record) { return without_editions(record); }

std::optional<StoredRecord> edition_of_date(const StoredRecord& record, std::string_view date) {
  StoredRecord newest = without_editions(record);
  const auto is_meant = [&](std::string_view of_edition) {
    return date == "undated" ? of_edition.empty() : of_edition.starts_with(date);
  };
  if (is_meant(article_of(newest, Depth::kText).last_modified.value_or(""))) return newest;
  for (const Edition& edition : record.editions) {
    if (edition.bytes.empty() || !is_meant(edition.date)) continue;
    StoredRecord older = std::move(newest);
    older.source = edition.source;
    older.bytes = edition.bytes;
    older.title = article_of(older, Depth::kText).title;
    return older;
  }
  return std::nullopt;
}

std::string edition_difference(const StoredRecord& before, const StoredRecord& after) {
  const Article older = article_of(before, Depth::kText);
  const Article newer = article_of(after, Depth::kText);
  return name_line("---", older) + name_line("+++", newer) +
         unified_difference(lines_of(older), lines_of(newer));
}

}  // namespace kb
