#include "web/http/form.h"

#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kMostFields = 20;

/// The value of `label=` in a header, without its quotation marks; empty if there is none.
std::string_view labelled(std::string_view header, std::string_view label) {
  for (std::string_view part : split(header, ';')) {
    part = trim(part);
    if (!istarts_with(part, label)) continue;
    part.remove_prefix(label.size());
    if (part.starts_with('"')) part = part.substr(1, part.find('"', 1) - 1);
    return part;
  }
  return {};
}

/// The name of a field by the head of its part.
std::string_view name_in(std::string_view head) {
  for (const std::string_view line : split_lines(head)) {
    if (istarts_with(line, "Content-Disposition:")) return labelled(trim(line), "name=");
  }
  return {};
}

tl::expected<std::vector<NamedValue>, Refusal> parse_parts(std::string_view body,
                                                           const std::string& mark) {
  constexpr std::string_view kLine = "\r\n";
  const auto cut = [] {
    return tl::make_unexpected(
        Refusal{400, "the form came damaged or has too many fields", "send it again"});
  };
  std::vector<NamedValue> fields;
  if (!body.starts_with(mark)) return cut();
  body.remove_prefix(mark.size());
  while (!body.starts_with("--")) {
    const std::size_t head = body.find("\r\n\r\n");
    const std::size_t end = body.find(std::string(kLine) + mark);
    if (!body.starts_with(kLine) || head == body.npos || end == body.npos || end < head + 2 ||
        fields.size() == kMostFields)
      return cut();
    const std::size_t begin = std::min(head + 4, end);
    fields.emplace_back(name_in(body.substr(0, head)), body.substr(begin, end - begin));
    body.remove_prefix(end + kLine.size() + mark.size());
  }
  return fields;
}

}  // namespace

tl::expected<std::vector<NamedValue>, Refusal> parse_form(const Request& request) {
  const std::string_view type = request.header("Content-Type");
  if (!istarts_with(type, "multipart/form-data")) return parse_parameters(request.body);
  return parse_parts(request.body, "--" + std::string(labelled(type, "boundary=")));
}

}  // namespace kb
