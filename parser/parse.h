// Bytes of one article to its record: the one entry to the parser.
#pragma once

#include <string_view>

#include "parser/article.h"

namespace kb {

/// Reads any bytes as an article; never fails, linear in the input, safe to call from many threads.
/// `source` is kept in the record as it is and decides two things where the content does not say:
/// Markdown or text (by its ending), and the id of an article that prints none (by its file name,
/// `Q182320.TXT`). What was noticed on the way is in `diagnostics`.
Article parse_article(std::string_view bytes, std::string_view source);

/// How much of the record a caller needs.
enum class Depth {
  kText,    ///< sections and what stands in the header, systems not recognised
  kRecord,  ///< everything: file versions, error codes, references, registry keys, fixes too
};
Article parse_article(std::string_view bytes, std::string_view source, Depth depth);

}  // namespace kb
