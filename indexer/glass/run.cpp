#include "indexer/glass/run.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace kb {
namespace {

std::size_t common_start(std::string_view a, std::string_view b) {
  const std::size_t length = std::min(a.size(), b.size());
  return std::size_t(std::mismatch(a.begin(), a.begin() + std::ptrdiff_t(length), b.begin()).first -
                     a.begin());
}

/// Writes a term of a term list, without the beginning that it shares with the term before it.
void put_listed_term(std::string& out, std::string_view previous, std::string_view term,
                     std::uint32_t times) {
  const std::size_t shared = common_start(previous, term);
  // Wdf and shared length go into one byte if they fit; it is then above any shared length.
  const std::size_t both =
      times < 127 ? (times + std::size_t{1}) * (previous.size() + 1) + shared : 256;
  out += static_cast<char>(both < 256 ? both : shared);
  out += static_cast<char>(term.size() - shared);
  out.append(term.substr(shared));
  if (both >= 256) glass::put_uint(out, times);
}

}  // namespace

RunBuilder::Local& RunBuilder::local_of(std::uint32_t term) {
  if (term >= local_numbers_.size()) {
    local_numbers_.resize(terms_.size(), 0);
    field_terms_.resize(terms_.size());
  }
  std::uint32_t& number = local_numbers_[term];
  if (number == 0) {
    locals_.push_back({term, 0, 0, 0});
    number = std::uint32_t(locals_.size());
  }
  return locals_[number - 1];
}

/// Returns the number of a word's found_term in a field; the term is made once a run.
std::uint32_t RunBuilder::found_number(std::uint32_t term, std::string_view word, FieldId in) {
  std::uint32_t& number = field_terms_[term].at(std::size_t(in));
  if (number == 0) {
    number = terms_.number_of(found_term(field(in), std::string(word), stemmer_)) + 1;
  }
  return number - 1;
}

void RunBuilder::add_word(std::string_view word, std::uint32_t position, FieldId also) {
  const std::uint32_t term = terms_.number_of(word);
  Local& local = local_of(term);
  ++local.times;
  if (local.positions == 0 || local.last_position != position) {
    ++local.positions;
    local.last_position = position;
    places_.push_back({local_numbers_[term] - 1, position});
  }
  const std::uint32_t stem = found_number(term, word, FieldId::kText);
  if (stem != term) ++local_of(stem).times;
  if (also != FieldId::kText) ++local_of(found_number(term, word, also)).times;
}

void RunBuilder::add_term(std::string_view term, std::uint32_t times) {
  local_of(terms_.number_of(term)).times += times;
}

void RunBuilder::add_value(std::uint32_t slot, std::string_view value) {
  SlotValues& values = values_[slot];
  if (values.count++ == 0) {
    values.lowest = values.highest = value;
  } else if (value < values.lowest) {
    values.lowest = value;
  } else if (value > values.highest) {
    values.highest = value;
  }
  glass::put_uint(values.entries, totals_.documents + 1);
  glass::put_string(values.entries, value);
  slots_.push_back(slot);
}

void RunBuilder::end_document(std::string_view record) {
  order_.resize(locals_.size());
  std::iota(order_.begin(), order_.end(), 0U);
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return terms_.less(locals_[a].term, locals_[b].term);
  });
  std::uint32_t length = 0;
  std::uint32_t most = 0;
  for (const Local& local : locals_) {
    length += local.times;
    most = std::max(most, local.times);
  }
  totals_.add_document(length, most);
  glass::put_uint(lengths_, length);
  put_term_list(length);
  put_used_slots();
  glass::put_string(documents_, record);
  sort_places();
  add_entries();
  for (const Local& local : locals_) local_numbers_[local.term] = 0;
  locals_.clear();
  places_.clear();
  slots_.clear();
}

/// Writes the document's term list, with wdf, as Xapian keeps it.
void RunBuilder::put_term_list(std::uint32_t length) {
  scratch_.clear();
  if (!locals_.empty()) {
    glass::put_uint(scratch_, length);
    glass::put_uint(scratch_, locals_.size());
  }
  std::string_view previous;
  for (const std::uint32_t i : order_) {
    const std::string_view term = terms_[locals_[i].term].text;
    if (previous.empty()) {
      scratch_ += static_cast<char>(term.size());
      scratch_ += term;
      glass::put_uint(scratch_, locals_[i].times);
    } else {
      put_listed_term(scratch_, previous, term, locals_[i].times);
    }
    previous = term;
  }
  const std::string_view shorter = deflater_.shorten(scratch_);
  documents_ += static_cast<char>(shorter.empty() ? glass::Tag::kPlain : glass::Tag::kDeflated);
  glass::put_string(documents_, shorter.empty() ? std::string_view(scratch_) : shorter);
}

/// Writes the numbers of the document's slots, each as its distance from the one before less 1.
void RunBuilder::put_used_slots() {
  std::sort(slots_.begin(), slots_.end());
  scratch_.clear();
  std::uint32_t next = 0;
  for (const std::uint32_t slot : slots_) {
    glass::put_uint(scratch_, slot - next);
    next = slot + 1;
  }
  glass::put_string(documents_, scratch_);
}

/// Groups the positions by term; those of a term keep their order.
void RunBuilder::sort_places() {
  std::uint32_t begin = 0;
  for (Local& local : locals_) {
    local.last_position = begin;
    begin += local.positions;
  }
  sorted_.resize(begin);
  for (const Place& place : places_) sorted_[locals_[place.local].last_position++] = place.position;
}

void RunBuilder::add_entries() {
  for (const Local& local : locals_) {
    const std::size_t at = positions_.size();
    if (local.positions > 0) {
      glass::put_positions(positions_, &sorted_[local.last_position - local.positions],
                           local.positions);
    }
    entries_.push_back(
        {local.term, totals_.documents, local.times, std::uint32_t(positions_.size() - at), at});
  }
}

std::string RunBuilder::values_section() const {
  std::string out;
  for (const auto& [slot, values] : values_) {
    glass::put_uint(out, slot);
    glass::put_uint(out, values.count);
    glass::put_string(out, values.lowest);
    glass::put_string(out, values.highest);
    glass::put_string(out, values.entries);
  }
  return out;
}

std::vector<std::uint32_t> RunBuilder::terms_in_order() const {
  std::vector<std::uint32_t> terms(terms_.size());
  std::iota(terms.begin(), terms.end(), 0U);
  std::sort(terms.begin(), terms.end(),
            [&](std::uint32_t a, std::uint32_t b) { return terms_.less(a, b); });
  return terms;
}

/// Sorts the numbers of the entries by term, then by document. It is a counting sort.
RunBuilder::ByTerm RunBuilder::entries_by_term() const {
  ByTerm sorted;
  sorted.begin.assign(terms_.size() + 1, 0);
  for (const Entry& entry : entries_) ++sorted.begin[entry.term + 1];
  std::partial_sum(sorted.begin.begin(), sorted.begin.end(), sorted.begin.begin());
  std::vector<std::uint32_t> next(sorted.begin.begin(), sorted.begin.end() - 1);
  sorted.entries.resize(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    sorted.entries[next[entries_[i].term]++] = std::uint32_t(i);
  }
  return sorted;
}

void RunBuilder::put_postings(std::string& out, std::string_view term,
                              const std::vector<std::uint32_t>& entries, std::size_t begin,
                              std::size_t end) {
  std::uint64_t sum = 0;
  scratch_.clear();
  for (std::size_t i = begin; i < end; ++i) {
    const Entry& entry = entries_[entries[i]];
    if (i > begin) {
      glass::put_uint(scratch_, entry.document - entries_[entries[i - 1]].document - 1);
    }
    glass::put_uint(scratch_, entry.times);
    sum += entry.times;
  }
  glass::put_string(out, term);
  glass::put_uint(out, end - begin);
  glass::put_uint(out, sum);
  glass::put_uint(out, entries_[entries[begin]].document);
  glass::put_string(out, scratch_);
}

void RunBuilder::put_positions(std::string& out, std::string_view term,
                               const std::vector<std::uint32_t>& entries, std::size_t begin,
                               std::size_t end) {
  scratch_.clear();
  std::uint32_t last = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const Entry& entry = entries_[entries[i]];
    if (entry.positions_size == 0) continue;
    glass::put_uint(scratch_, entry.document - last);
    last = entry.document;
    glass::put_string(
        scratch_, std::string_view(positions_).substr(entry.positions_at, entry.positions_size));
  }
  if (scratch_.empty()) return;
  glass::put_string(out, term);
  glass::put_string(out, scratch_);
}

Run RunBuilder::finish(ScratchWriter& out) {
  Run run;
  run.file = out.path();
  run.totals = totals_;
  const auto append = [&](std::string_view bytes) {
    const Extent section{out.size(), bytes.size()};
    out.append(bytes);
    return section;
  };
  run.lengths = append(lengths_);
  run.documents = append(documents_);
  run.values = append(values_section());
  const ByTerm by_term = entries_by_term();
  const std::vector<std::uint32_t> terms = terms_in_order();
  std::string section;
  for (const std::uint32_t term : terms) {
    put_postings(section, terms_[term].text, by_term.entries, by_term.begin[term],
                 by_term.begin[term + 1]);
  }
  run.postings = append(section);
  section.clear();
  for (const std::uint32_t term : terms) {
    put_positions(section, terms_[term].text, by_term.entries, by_term.begin[term],
                  by_term.begin[term + 1]);
  }
  run.positions = append(section);
  clear();
  return run;
}

void RunBuilder::clear() {
  terms_.clear();
  local_numbers_.clear();
  field_terms_.clear();
  entries_.clear();
  positions_.clear();
  lengths_.clear();
  documents_.clear();
  values_.clear();
  totals_ = {};
}

}  // namespace kb
