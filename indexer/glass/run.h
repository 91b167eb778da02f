// A run: the documents of a shard, inverted and sorted, on their way into the index.
//
// A thread fills a RunBuilder with some thousand documents, sorts what it holds once, and appends
// it to the thread's scratch file; merge.h makes the database of all runs. Memory is that of one
// run a thread, whatever the archive's size, and files are one a thread.
//
//   lengths     of each document in order (uint)
//   documents   of each in order: form of the term list (uint), term list, used slots, stored
//               record (strings); term list and slots as Xapian keeps them
//   values      of each slot, by number: how many (uint), the lowest and highest (strings), then
//               document (uint) and value (string) of each, in order
//   postings    of each term, in byte order: term (string), documents that hold it, sum of its
//               frequencies, first document (uints); then a string: frequency, and for each further
//               document the distance to it less 1, frequency (uints)
//   positions   of each term that has any: term, a string of: distance to the document (uint),
//               positions as Xapian keeps them (string)
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

/// A finished run, and where it lies.
struct Run {
  std::string file;
  Extent lengths;
  Extent documents;
  Extent values;
  Extent postings;
  Extent positions;
  glass::Totals totals;
};

/// Collects documents.
class RunBuilder : public PostingSink {
 public:
  void add_word(std::string_view word, std::uint32_t position, FieldId also) override;
  void add_term(std::string_view term, std::uint32_t times) override;
  void add_value(std::uint32_t slot, std::string_view value) override;

  /// Ends the document that the calls before were about; `record` is what is stored of it.
  void end_document(std::string_view record);

  /// Appends the run to `out` and is empty again. Errors of `out` stick to it.
  Run finish(ScratchWriter& out);

 private:
  static constexpr std::size_t kWordFields = [] {
    std::size_t last = 0;
    for (const Field& row : kFields) {
      if (row.kind == FieldKind::kWords) last = std::size_t(row.id);
    }
    return last + 1;
  }();
  using FieldTerms = std::array<std::uint32_t, kWordFields>;  // plus one; 0: not yet known

  /// A term of the document under way.
  struct Local {
    std::uint32_t term;
    std::uint32_t times;
    std::uint32_t positions;      // how many
    std::uint32_t last_position;  // in sort_places: where the next goes in sorted_
  };
  /// A place of a word in the document under way.
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
    std::uint64_t positions_at;  // in positions_
  };
  struct SlotValues {
    std::uint32_t count = 0;
    std::string lowest, highest;
    std::string entries;
  };

  /// Numbers of entries_, by term; those of term t are from begin[t] to begin[t + 1].
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
  std::vector<std::uint32_t> local_numbers_;  // of each term: number in locals_ plus one
  std::vector<FieldTerms> field_terms_;       // of each plain word: its found_term in each field
  Xapian::Stem stemmer_ = english_stemmer();

  std::vector<Local> locals_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> sorted_;  // positions of the document, by term
  std::vector<std::uint32_t> slots_;   // used by the document
  std::vector<std::uint32_t> order_;   // of locals_
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
