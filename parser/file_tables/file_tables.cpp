#include "parser/file_tables/file_tables.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "parser/file_tables/box_table.h"
#include "parser/file_tables/loose_rows.h"
#include "parser/file_tables/ruled_table.h"
#include "parser/file_tables/table_context.h"
#include "parser/text/ascii.h"
#include "parser/text/word_scanner.h"

namespace kb {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Places of a section that are looked at closer. No article has more than 100; a text of nothing
/// but headers or lead-ins would take minutes otherwise.
constexpr std::size_t kMostLooks = 5000;

/// The places of `---` and `===` in order, each searched for once.
class RulerSearch {
 public:
  explicit RulerSearch(std::string_view text) : text_(text) {}

  std::size_t next(std::size_t from) {
    if (!(dashes_ >= from && started_)) dashes_ = text_.find("---", from);
    if (!(equals_ >= from && started_)) equals_ = text_.find("===", from);
    started_ = true;
    return std::min(dashes_, equals_);
  }

 private:
  std::string_view text_;
  std::size_t dashes_ = 0;
  std::size_t equals_ = 0;
  bool started_ = false;
};

/// Finds the tables of one section.
class SectionReader {
 public:
  SectionReader(std::string_view text, Lines lines) : text_(text), lines_(lines) {}

  std::vector<FileVersion> run(std::vector<Diagnostic>& diagnostics) {
    read_at_rulers();
    read_behind_lead_ins();
    read_loose_rows();
    std::stable_sort(tables_.begin(), tables_.end(),
                     [](const Found& a, const Found& b) { return a.table.begin < b.table.begin; });
    std::vector<FileVersion> out;
    for (const Found& found : tables_) append(found, out, diagnostics);
    return out;
  }

 private:
  struct Found {
    FileTable table;
    std::string_view component;
    std::vector<std::string> under;
  };

  void read_at_rulers() {
    RulerSearch search(text_);
    std::size_t at = 0;
    for (std::size_t looks = 0; looks < kMostLooks && (at = search.next(at)) != kNone;) {
      const bool box = at > 0 && text_[at - 1] == '+' && (at == 1 || is_blank(text_[at - 2]));
      if (box || is_header_word(word_before(text_, at).text)) ++looks;
      at = box ? read_box(at - 1) : read_ruled(at);
    }
  }

  std::size_t read_box(std::size_t ruler) {
    BoxReading box = read_box_table(text_, ruler);
    accept(std::move(box.table), true);
    return box.end;
  }

  std::size_t read_ruled(std::size_t ruler) {
    const std::size_t run_end =
        std::min(text_.find_first_not_of(text_[ruler], ruler), text_.size());
    if (auto table = read_ruled_table(text_, ruler, lines_)) {
      const std::size_t end = table->end;
      accept(std::move(*table), false);
      return end;
    }
    if (const auto heading = sub_heading_before(text_, ruler, lines_); !heading.empty())
      headings_.push_back({ruler, heading});
    return run_end;
  }

  /// Of tables that no fix brings only boxes are kept: under a ruler nothing but the lines shows
  /// which words are a file's, and they may be lost.
  void accept(FileTable table, bool in_box) {
    if (table.rows.empty()) return;
    const bool fixed = lists_fixed_files(table, text_, before_);
    before_.end = table.end;
    before_.fixed |= fixed;
    if (!fixed && !in_box) return;
    if (!fixed) {
      for (TableRow& row : table.rows) row.kind = RowKind::kListing;
    }
    add(std::move(table));
  }

  void add(FileTable table) {
    Found found{std::move(table), {}, {}};
    found.component = component_before(text_, found.table.begin, lines_);
    if (const auto heading = heading_before(found.table.begin); !heading.empty())
      found.under.push_back(fold_blanks(heading));
    if (const auto label = label_before(text_, found.table.begin); !label.empty())
      found.under.push_back(fold_blanks(label));
    tables_.push_back(std::move(found));
  }

  /// Rows without header that no table before has claimed.
  void read_behind_lead_ins() {
    const std::size_t ruled = tables_.size();
    std::size_t done = 0;
    auto lead_ins = find_lead_ins(text_);
    lead_ins.resize(std::min(lead_ins.size(), kMostLooks));
    for (const std::size_t lead_in : lead_ins) {
      if (lead_in < done) continue;
      auto table = read_bare_rows(text_, lead_in, lines_);
      if (!table || is_taken(table->begin, ruled) || !lists_fixed_files(*table, text_, {}))
        continue;
      done = table->end;
      add(std::move(*table));
    }
  }

  /// Rows in no table that was read.
  void read_loose_rows() {
    std::vector<std::pair<std::size_t, std::size_t>> taken;
    for (const Found& found : tables_) taken.emplace_back(found.table.begin, found.table.end);
    std::sort(taken.begin(), taken.end());
    std::size_t at = 0;
    Found loose;
    for (const TableRow& row : find_loose_rows(text_)) {
      while (at < taken.size() && taken[at].second <= row.begin) ++at;
      if (at == taken.size() || row.end <= taken[at].first) loose.table.rows.push_back(row);
    }
    if (loose.table.rows.empty()) return;
    loose.table.begin = loose.table.rows.front().begin;
    tables_.push_back(std::move(loose));
  }

  /// True if `offset` lies in one of the first `count` tables, which are in order.
  bool is_taken(std::size_t offset, std::size_t count) const {
    const auto end = tables_.begin() + std::ptrdiff_t(count);
    const auto after = std::upper_bound(
        tables_.begin(), end, offset,
        [](std::size_t value, const Found& found) { return value < found.table.begin; });
    return after != tables_.begin() && offset < std::prev(after)->table.end;
  }

  std::string_view heading_before(std::size_t offset) const {
    const auto after = std::upper_bound(
        headings_.begin(), headings_.end(), offset,
        [](std::size_t value, const auto& heading) { return value < heading.first; });
    return after == headings_.begin() ? std::string_view{} : std::prev(after)->second;
  }

  void append(const Found& found, std::vector<FileVersion>& out,
              std::vector<Diagnostic>& diagnostics) const {
    for (FileVersion& row : finish_rows(found.table.rows, text_, lines_, diagnostics)) {
      if (!row.component && !found.component.empty()) row.component = fold_blanks(found.component);
      row.under = found.under;
      out.push_back(std::move(row));
    }
  }

  std::string_view text_;
  Lines lines_;
  TablesBefore before_;
  std::vector<Found> tables_;
  std::vector<std::pair<std::size_t, std::string_view>> headings_;  // where underlined, text
};

}  // namespace

std::vector<FileVersion> find_file_versions(const std::vector<Section>& sections, Dialect dialect,
                                            std::vector<Diagnostic>& diagnostics) {
  const Lines lines = dialect == Dialect::kDocumentFlat ? Lines::kLost : Lines::kKept;
  std::vector<FileVersion> out;
  for (const Section& section : sections) {
    auto rows = SectionReader(section.text, lines).run(diagnostics);
    std::move(rows.begin(), rows.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace kb
