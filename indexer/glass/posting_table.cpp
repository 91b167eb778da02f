#include "indexer/glass/posting_table.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "indexer/glass/glass_pack.h"

namespace kb {
namespace {

using glass::TableWriter;

constexpr std::size_t kChunk = 2000;  // a chunk ends when it has so many bytes

constexpr std::string_view kMetadata("\0\xC0", 2);
constexpr std::string_view kValueTotals("\0\xD0", 2);
constexpr std::string_view kValues("\0\xD8", 2);
constexpr std::string_view kLengths("\0\xE0", 2);

/// Writes a posting list or the document lengths: documents with a number each, in chunks.
class PostingChunks {
 public:
  PostingChunks(TableWriter& table, std::string first_key, std::string other_keys,
                std::uint64_t documents, std::uint64_t sum)
      : table_(table),
        key_(std::move(first_key)),
        other_keys_(std::move(other_keys)),
        documents_(documents),
        sum_(sum) {}

  void add(std::uint32_t document, std::uint64_t number) {
    if (chunk_.size() >= kChunk) write(false);
    if (chunk_.empty()) {
      first_ = document;
    } else {
      glass::put_uint(chunk_, document - last_ - 1);
    }
    glass::put_uint(chunk_, number);
    last_ = document;
  }
  void finish() { write(true); }

 private:
  void write(bool last) {
    std::string tag;
    if (at_first_) {
      glass::put_uint(tag, documents_);
      glass::put_uint(tag, sum_);
      glass::put_uint(tag, first_ - 1);
    } else {
      key_ = other_keys_;
      glass::put_sortable(key_, first_);
    }
    tag += last ? '1' : '0';
    glass::put_uint(tag, last_ - first_);
    tag += chunk_;
    table_.add(key_, tag);
    at_first_ = false;
    chunk_.clear();
  }

  TableWriter& table_;
  std::string key_;
  std::string other_keys_;
  std::uint64_t documents_;
  std::uint64_t sum_;
  bool at_first_ = true;
  std::string chunk_;
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
};

void write_metadata(const std::map<std::string, std::string>& metadata, TableWriter& table) {
  for (const auto& [key, value] : metadata) table.add(std::string(kMetadata) + key, value);
}

/// The values of a slot in all runs.
struct Slot {
  std::uint64_t count = 0;
  std::string lowest, highest;
  std::vector<std::pair<std::size_t, Extent>> parts;  // each run, and where its values lie
};

Result<std::map<std::uint32_t, Slot>> find_slots(const RunSources& sources) {
  std::map<std::uint32_t, Slot> slots;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    SectionReader reader = sources.reader(i, sources.run(i).values);
    while (!reader.at_end()) {
      Slot& slot = slots[std::uint32_t(reader.number())];
      const bool first = slot.count == 0;
      slot.count += reader.number();
      const std::string lowest(reader.string());
      const std::string highest(reader.string());
      slot.lowest = first ? lowest : std::min(slot.lowest, lowest);
      slot.highest = first ? highest : std::max(slot.highest, highest);
      const std::uint64_t size = reader.number();
      slot.parts.push_back({i, {reader.offset(), size}});
      reader.bytes(size);
    }
    if (reader.failed()) return cannot_read_runs(sources);
  }
  return slots;
}

void write_value_totals(std::uint32_t number, const Slot& slot, TableWriter& table) {
  std::string key(kValueTotals);
  glass::put_last_uint(key, number);
  std::string tag;
  glass::put_uint(tag, slot.count);
  glass::put_string(tag, slot.lowest);
  if (slot.highest != slot.lowest) tag += slot.highest;
  table.add(key, tag);
}

bool write_values(const RunSources& sources, std::uint32_t number, const Slot& slot,
                  TableWriter& table) {
  std::string key;
  std::string chunk;
  std::uint32_t last = 0;
  const auto end_chunk = [&] {
    if (!chunk.empty()) table.add(key, chunk);
    chunk.clear();
  };
  for (const auto& [run, section] : slot.parts) {
    SectionReader reader = sources.reader(run, section);
    while (!reader.at_end()) {
      const std::uint32_t document = sources.offset(run) + std::uint32_t(reader.number());
      if (chunk.empty()) {
        key = kValues;
        glass::put_uint(key, number);
        glass::put_sortable(key, document);
      } else {
        glass::put_uint(chunk, document - last - 1);
      }
      glass::put_string(chunk, reader.string());
      last = document;
      if (chunk.size() >= kChunk) end_chunk();
    }
    if (reader.failed()) return false;
  }
  end_chunk();
  return true;
}

bool write_lengths(const RunSources& sources, TableWriter& table) {
  if (sources.documents() == 0) return true;
  PostingChunks chunks(table, std::string(kLengths), std::string(kLengths), 0, 0);
  std::uint32_t document = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    SectionReader reader = sources.reader(i, sources.run(i).lengths);
    while (!reader.at_end()) chunks.add(++document, reader.number());
    if (reader.failed()) return false;
  }
  chunks.finish();
  return true;
}

/// The postings of a term in one run.
struct Postings {
  std::uint64_t documents = 0;
  std::uint64_t sum = 0;
  std::uint32_t first = 0;
  std::string list;
};

void read_postings(SectionReader& reader, Postings& postings) {
  postings.documents = reader.number();
  postings.sum = reader.number();
  postings.first = std::uint32_t(reader.number());
  postings.list.assign(reader.string());
}

void add_postings(const Postings& postings, std::uint32_t offset, PostingChunks& chunks) {
  std::string_view list = postings.list;
  std::uint32_t document = offset + postings.first;
  chunks.add(document, take_number(list));
  while (!list.empty()) {
    document += std::uint32_t(take_number(list)) + 1;
    chunks.add(document, take_number(list));
  }
}

bool write_postings(const RunSources& sources, TableWriter& table, WordForms& forms) {
  TermMerge merge(sources, &Run::postings);
  std::vector<Postings> parts(sources.size());
  while (merge.next()) {
    std::uint64_t documents = 0;
    std::uint64_t sum = 0;
    for (const std::size_t run : merge.group()) {
      read_postings(merge.reader(run), parts[run]);
      documents += parts[run].documents;
      sum += parts[run].sum;
    }
    std::string first_key;
    glass::put_last_term(first_key, merge.term());
    PostingChunks chunks(table, first_key, first_key + '\0', documents, sum);
    for (const std::size_t run : merge.group()) {
      add_postings(parts[run], sources.offset(run), chunks);
    }
    chunks.finish();
    forms.add(merge.term(), std::uint32_t(documents));
    for (const std::size_t run : merge.group()) merge.advance(run);
  }
  return !merge.failed();
}

}  // namespace

Result<glass::Root> write_posting_table(const RunSources& sources,
                                        const std::map<std::string, std::string>& metadata,
                                        const std::string& path, WordForms& forms) {
  TableWriter table(path);
  write_metadata(metadata, table);
  const auto slots = find_slots(sources);
  if (!slots) return tl::make_unexpected(slots.error());
  for (const auto& [number, slot] : *slots) write_value_totals(number, slot, table);
  for (const auto& [number, slot] : *slots) {
    if (!write_values(sources, number, slot, table)) return cannot_read_runs(sources);
  }
  const bool read = write_lengths(sources, table) && write_postings(sources, table, forms);
  if (!read) return cannot_read_runs(sources);
  return table.finish();
}

}  // namespace kb
