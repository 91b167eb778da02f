#include "indexer/schema/stemmer.h"

#include <libstemmer.h>

#include <new>

namespace kb {

void Stemmer::Deleter::operator()(sb_stemmer* stemmer) const { ::sb_stemmer_delete(stemmer); }

Stemmer::Stemmer() : stemmer_(::sb_stemmer_new("english", "UTF_8")) {
  if (!stemmer_) throw std::bad_alloc();
}

std::string Stemmer::operator()(std::string_view word) const {
  const auto* letters = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = ::sb_stemmer_stem(stemmer_.get(), letters, int(word.size()));
  if (stem == nullptr) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(stem), std::size_t(::sb_stemmer_length(stemmer_.get()))};
}

}  // namespace kb
