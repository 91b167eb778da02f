#include "parser/dialects/document.h"

#include <algorithm>

#include "parser/dialects/body.h"
#include "parser/dialects/header.h"
#include "parser/dialects/labels.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

/// Reads one header line; false if it is none.
bool read_header_line(std::string_view line, Parts& parts) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > 8) return false;
  const std::string_view label = trim(line.substr(0, colon));
  const std::string_view value = trim(line.substr(colon + 1));
  if (label == "DOCUMENT") {
    read_document_line(value, parts);
  } else if (label == "TITLE") {
    parts.title = value;
  } else if (label == "PRODUCT") {
    parts.product = value;
  } else if (label == "PROD/VER") {
    parts.versions = without_colon(value);
  } else if (label == "OPER/SYS") {
    parts.operating_systems = value;
  } else if (label == "KEYWORDS") {
    parts.keywords = value;
  } else {
    return false;
  }
  return true;
}

}  // namespace

Parts read_document(std::string_view text) {
  Parts parts;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trim(text.substr(at, end - at));
    const bool rule = line.size() == kFooterRule && is_run_of(line, '=');
    if (!line.empty() && !rule && !read_header_line(line, parts)) break;
    at = std::min(end + 1, text.size());
    if (rule) break;
  }
  read_body(text.substr(at), Labels::kText, parts);
  return parts;
}

}  // namespace kb
