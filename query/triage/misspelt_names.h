// Names of STOP screens as people remember them: `inaccessable boot device`,
// `IRQL_NOT_LESS_OR_EQAL`, `kmode exeption not handeled`.
#pragma once

#include <optional>
#include <string_view>

#include "parser/codes/symbols.h"

namespace kb {

/// The name of a bug check whose words stand in the line, with or without `_` between them, right
/// or with one wrong letter in eight, at most three. Where nothing says that the line is about a
/// STOP, only names with `_` between their words or of four words and more count. Linear in the
/// line for the table of names; the nearest name if there are several.
std::optional<SymbolInfo> remembered_bugcheck(std::string_view line, bool about_stop);

}  // namespace kb
