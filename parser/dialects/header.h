// Pieces of the flat-file header that both of its dialects print alike.
#pragma once

#include <string_view>

#include "parser/dialects/parts.h"

namespace kb {

/// Reads what stands behind `DOCUMENT:`, e.g. `Q10022  07-SEP-2001  [word97]`: id, date, code.
void read_document_line(std::string_view value, Parts& parts);

/// A version list without the leading colon of an empty platform prefix (`:1.0,1.1`).
std::string_view without_colon(std::string_view value);

}  // namespace kb
