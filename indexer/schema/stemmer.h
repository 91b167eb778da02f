// English words without their endings: `printers`, `printing` and `printed` are `print`.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace kb {

/// Snowball's English stemmer, Porter's second, which both the indexer and queries use; Xapian's
/// `english` gives the same. Not for several threads.
class Stemmer {
 public:
  Stemmer();

  /// The stem of a word, lower-case UTF-8; any other bytes give some stem.
  std::string operator()(std::string_view word) const;

 private:
  struct Deleter {
    void operator()(sb_stemmer* stemmer) const;
  };
  std::unique_ptr<sb_stemmer, Deleter> stemmer_;
};

}  // namespace kb
