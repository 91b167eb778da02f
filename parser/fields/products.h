// The product codes of article headers and the product names that go with them, one to one.
//
// Called by the header reader: `DOCUMENT:Q10022  07-SEP-2001  [word97]` prints the code and
// `PRODUCT :` the name, the Markdown made from it (`Product(s):`) only the name, so the code is
// looked up there. The names are printed as the archive prints them, its typing error included
// (`Miscrosoft Systems Journal`).
//
// The table holds the 43 pairs that are known; the archive has 44. A name or code that is not in
// it is answered by nothing and is no error: `See article` is the usual one (no product is named;
// those articles carry their code as the last keyword, `mspl13_basic`, `mspl13_c`, `mspl13_masm`).
#pragma once

#include <optional>
#include <string_view>

namespace kb {

/// `word97` for `Word 97 for Windows`; without regard to case, blanks folded beforehand.
std::optional<std::string_view> product_code_of(std::string_view name);

/// `Word 97 for Windows` for `word97`; without regard to case.
std::optional<std::string_view> product_name_of(std::string_view code);

}  // namespace kb
