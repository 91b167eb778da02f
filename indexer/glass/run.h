// A run holds the documents of a shard, inverted and sorted, on their way into the index.
//
// A thread fills a RunBuilder with some thousand documents, sorts them once, and appends the run to
// the thread's scratch file; merge.h makes one database of all runs. Whatever the archive's size,
// each thread needs the memory of one run and writes one file.
//
//   lengths     for each document in order: its length (uint)
//   documents   for each document in order: form of the term list (uint), term list, used slots,
//               stored record (strings); term list and slots are as Xapian keeps them
//   values      for each slot in order: its number, number of values (uints), lowest and highest
//               value (strings), then a string: document (uint) and value (string) of each in order
//   postings    for each term in byte order: term (string), number of documents that contain it,
//               sum of their wdf, first document (uints); then a string: wdf, and for each further
//               document its distance less 1, wdf (uints)
//   positions   for each term that has any: term (string), then a string: for each document its
//               distance from the one before (uint), positions as Xapian keeps them (string)
// Documents are numbered from 1 in each run.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/build/posting_sink.h"
#include "indexer/glass/glass_deflater.h"
#include "indexer/glass/glass_pack.h"
#include "indexer/glass/glass_version.h"
#include "indexer/glass/scratch_file.h"
#include "indexer/glass/term_table.h"
#include "indexer/schema/terms.h"

namespace kb {

/// Says where the sections of a finished run lie.
struct Run {
  std::string file;
  Extent lengths;
  Extent documents;
  Extent values;
  Extent postings;
  Extent positions;
  glass::Totals totals;
};

/// Collects the documents of a run.
class RunBuilder : public PostingSink {
 public:
  void add_word(std::string_view word, std::uint32_t position, FieldId also) override;
  void add_term(std::string_view term, std::uint32_t times) override;
  void add_value(std::uint32_t slot, std::string_view value) override;

  /// Ends the document that the calls before have filled; `record` is its stored record.
  void end_document(std::string_view record);

  /// Appends the run to `out`, which keeps its first error; the builder is then empty again.
  Run finish(ScratchWriter& out);

 private:
  static constexpr std::size_t kWordFields = [] {
    std::size_t last = 0;
    for (const Field& row : kFields) {
      if (row.kind == FieldKind::kWords) last = std::size_t(row.id);
    }
    return last + 1;
  }();
  // Numbers of terms plus one, by field; 0 if not yet known.
  using FieldTerms = std::array<std::uint32_t, kWordFields>;

  /// A term of the document under way.
  struct Local {
    std::uint32_t term;
    std::uint32_t times;
    std::uint32_t positions;      // how many
    std::uint32_t last_position;  // in sort_places the index in sorted_ of the next position
  };
  /// A word at a position in the document under way.
  struct Place {
    std::uint32_t local;
    std::uint32_t position;
  };
  /// A term in a document of the run.
  struct Entry {
    std::uint32_t term;
    std::uint32_t document;
    std::uint32_t times;
    std::uint32_t positions_size;
    std::uint64_t positions_at;  // offset in positions_
  };
  struct SlotValues {
    std::uint32_t count = 0;
    std::string lowest, highest;
    std::string entries;
  };

  /// Indexes in entries_ by term; those of term t stand from begin[t] to begin[t + 1].
  struct ByTerm {
    std::vector<std::uint32_t> begin;
    std::vector<std::uint32_t> entries;
  };

  Local& local_of(std::uint32_t term);
  std::uint32_t found_number(std::uint32_t term, std::string_view word, FieldId in);
  void put_term_list(std::uint32_t length);
  void put_used_slots();
  void sort_places();
  void add_entries();
  std::string values_section() const;
  std::vector<std::uint32_t> terms_in_order() const;
  ByTerm entries_by_term() const;
  void put_postings(std::string& out, std::string_view term,
                    const std::vector<std::uint32_t>& entries, std::size_t begin, std::size_t end);
  void put_positions(std::string& out, std::string_view term,
                     const std::vector<std::uint32_t>& entries, std::size_t begin, std::size_t end);
  void clear();

  TermTable terms_;
  std::vector<std::uint32_t> local_numbers_;  // by term: its index in locals_ plus one, or 0
  std::vector<FieldTerms> field_terms_;       // by plain word: its found_term in each field
  Xapian::Stem stemmer_ = english_stemmer();

  std::vector<Local> locals_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> sorted_;  // positions in the document, by term
  std::vector<std::uint32_t> slots_;   // slots that the document uses
  std::vector<std::uint32_t> order_;   // indexes in locals_ in the byte order of their terms
  std::string scratch_;
  glass::Deflater deflater_;

  std::vector<Entry> entries_;
  std::string positions_;
  std::string lengths_;
  std::string documents_;
  std::map<std::uint32_t, SlotValues> values_;
  glass::Totals totals_;
};

}  // namespace kb
