#include "indexer/check/posting_digest.h"

#include <xxhash.h>

#include <string>

namespace kb {
namespace {

using Numbers = std::vector<std::uint32_t>;

std::uint64_t hash_of(const Numbers& numbers, std::uint64_t seed) {
  return XXH3_64bits_withSeed(numbers.data(), numbers.size() * sizeof(Numbers::value_type), seed);
}

std::uint64_t hash_of(const std::string& term) { return XXH3_64bits(term.data(), term.size()); }

}  // namespace

std::vector<std::uint64_t> digest_postings(const Xapian::Database& database, unsigned first,
                                           unsigned threads, const Progress& progress) {
  std::vector<std::uint64_t> digests(std::size_t(database.get_lastdocid()) + 1);
  Numbers numbers;
  unsigned turn = 0;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    if (turn++ % threads != first) continue;
    if (progress.cancel) break;
    const std::string name = *term;
    const std::uint64_t seed = hash_of(name);
    const auto end = database.postlist_end(name);
    for (auto it = database.postlist_begin(name); it != end; ++it) {
      numbers.assign(1, it.get_wdf());
      numbers.insert(numbers.end(), it.positionlist_begin(), it.positionlist_end());
      digests[*it] += hash_of(numbers, seed);
    }
  }
  return digests;
}

std::uint64_t digest_of(const Xapian::Document& document) {
  std::uint64_t digest = 0;
  Numbers numbers;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    numbers.assign(1, term.get_wdf());
    numbers.insert(numbers.end(), term.positionlist_begin(), term.positionlist_end());
    digest += hash_of(numbers, hash_of(*term));
  }
  return digest;
}

}  // namespace kb
