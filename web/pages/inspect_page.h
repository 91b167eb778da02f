// `/inspect`: a list of an old machine's files, pasted or sent as a file, and which fixes it lacks.
#pragma once

#include <string>

#include "query/inspect/inspect.h"

namespace kb {

/// The form, with `text` in it and, unless it is empty, a remark above.
std::string inspect_form_page(const std::string& text, const std::string& remark);

/// What was found, and the form for another list.
std::string inspect_page(const Inspection& inspection);

}  // namespace kb
