// The fields that a browser's form sends in the body of a request.
//
//   application/x-www-form-urlencoded   text=spooler+stops
//   multipart/form-data; boundary=X     for forms that send files:
//
//     --X
//     Content-Disposition: form-data; name="list"; filename="machine.txt"
//
//     the bytes of the file
//     --X--
#pragma once

#include <tl/expected.hpp>

#include "web/http/target.h"

namespace kb {

/// Reads the body of a request; without a Content-Type it is taken for the first kind. The values
/// of the second kind are bytes as they were sent. Refused with 400: a body that is cut, or of more
/// than 20 fields.
tl::expected<std::vector<NamedValue>, Refusal> parse_form(const Request& request);

}  // namespace kb
