#include "parser/dialects/jekyll.h"

#include <algorithm>
#include <string>

#include "parser/dialects/body.h"
#include "parser/dialects/header.h"
#include "parser/dialects/markdown.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

bool read_header_line(std::string_view line, Parts& parts) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view label = line.substr(0, colon);
  const std::string_view value = trim(line.substr(colon + 1));
  if (label == "Article") {
    parts.id = value;
  } else if (label == "Product(s)") {
    parts.product = value == "See article" ? std::string_view{} : value;
  } else if (label == "Version(s)") {
    parts.versions = without_colon(value);
  } else if (label == "Operating System(s)") {
    parts.operating_systems = value;
  } else if (label == "Keyword(s)") {
    parts.keywords = value;
  } else if (label == "Last Modified") {
    parts.date = value;
  } else {
    return false;
  }
  return true;
}

/// Reads the header lines of the code block; returns where the body begins.
std::size_t read_header(std::string_view code, Parts& parts) {
  std::size_t at = 0;
  while (at < code.size()) {
    const std::size_t end = std::min(code.find('\n', at), code.size());
    const std::string_view line = trim(code.substr(at, end - at));
    if (!line.empty() && !read_header_line(line, parts)) break;
    at = std::min(end + 1, code.size());
    if (line.empty() && !parts.date.empty()) break;
  }
  return at;
}

/// `Q182320: XADM: ...` to `XADM: ...`.
std::string_view without_id(std::string_view heading, std::string_view id) {
  if (!istarts_with(heading, id)) return heading;
  const std::string_view rest = trim(heading.substr(id.size()));
  return rest.starts_with(':') ? trim(rest.substr(1)) : heading;
}

/// Gives `{% raw %}` the blank line below it that a page may lack; without it the tag would draw
/// the code block into its paragraph. `copy` holds the page if it had to be changed.
std::string_view loosen_raw(std::string_view page, std::string& copy) {
  constexpr std::string_view kRaw = "\n{% raw %}\n";
  constexpr std::size_t kReach = 4096;  // bytes; it stands right below the heading
  const std::size_t at = page.substr(0, kReach).find(kRaw);
  if (at == std::string_view::npos) return page;
  const std::size_t next = at + kRaw.size();
  if (next == page.size() || page[next] == '\n') return page;
  copy.assign(page.substr(0, next)).append("\n").append(page.substr(next));
  return copy;
}

bool is_programmers_library(const Parts& parts) {
  return parts.keywords.find("mspl13_") != std::string::npos;
}

/// A few library articles have lost the first value of their header, so that each other stands one
/// field too early: versions under the systems, systems in front of the keywords. The fields stay
/// as printed, but the systems are read from where they stand.
void find_shifted_systems(Parts& parts) {
  const std::string& printed = parts.operating_systems;
  if (!parts.versions.empty() || printed.empty() || !is_digit(printed.front())) return;
  parts.operating_systems = parts.keywords.substr(0, parts.keywords.find("mspl13_"));
}

}  // namespace

Parts read_jekyll(std::string_view text) {
  Parts parts;
  const FrontMatter matter = read_front_matter(text);
  if (matter.unclosed) parts.diagnostics.push_back({1, "the front matter is not closed by ---"});
  std::string copy;
  const ArchivePage page = read_archive_page(loosen_raw(text.substr(matter.end), copy));
  const std::size_t body = read_header(page.code, parts);
  std::string_view heading = page.heading;
  const auto* title = matter.find({"title"});
  if (heading.empty() && title != nullptr && !title->empty()) heading = title->front();
  parts.title = without_id(heading, parts.id);
  const bool library = is_programmers_library(parts);
  const std::string_view code = std::string_view(page.code).substr(body);
  read_body(library ? std::string(code) : restore_archived_bytes(code),
            library ? Labels::kHeadings : Labels::kText, parts);
  if (library) find_shifted_systems(parts);
  if (!library) parts.title = restore_archived_bytes(parts.title);
  return parts;
}

}  // namespace kb
