#include "indexer/glass_positions.h"

#include "indexer/glass/glass_pack.h"
#include "indexer/glass_unpack.h"

namespace kb::glass {

void PositionReader::start(std::string_view term) {
  term_ = term;
  key_.clear();
  put_term(key_, term);
  before_document_ = key_.size();
  holder_ = 0;
  ended_ = false;
}

/// The document of the next entry of the table, if that is of the same term.
std::optional<std::uint32_t> PositionReader::next_holder() {
  if (!table_.next()) return std::nullopt;
  std::string_view key = table_.key();
  if (!key.starts_with(std::string_view(key_).substr(0, before_document_))) return std::nullopt;
  key.remove_prefix(before_document_);
  if (key.starts_with('\xFF')) return std::nullopt;  // of one that goes on with a NUL
  const auto document = take_sortable(key);
  if (!document || !key.empty()) fail_damaged();
  return document;
}

void PositionReader::read(std::string_view term, std::uint32_t document,
                          std::vector<std::uint32_t>& out) {
  if (term != term_ || document < asked_ || key_.empty()) start(term);
  asked_ = document;
  if (ended_ || document < holder_) return;
  key_.resize(before_document_);
  put_sortable(key_, document);
  if (table_.find(key_)) {
    if (!take_positions(table_.tag(), out)) fail_damaged();
    return;
  }
  const auto holder = next_holder();
  ended_ = !holder;
  holder_ = holder.value_or(0);
}

}  // namespace kb::glass
