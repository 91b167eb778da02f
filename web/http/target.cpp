#include "web/http/target.h"

#include <algorithm>

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

int hex_value(char c) { return is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10; }

enum class Plus { kIsPlus, kIsBlank };

tl::unexpected<Refusal> bad_escape() {
  return tl::make_unexpected(
      Refusal{400, "the address has a percent sign without two hexadecimal digits, or a NUL",
              "write a percent sign as %25"});
}

/// Decodes the escapes of `text` once, and turns the result into UTF-8.
tl::expected<std::string, Refusal> decode(std::string_view text, Plus plus) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3 || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return bad_escape();
      c = char(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else if (c == '+' && plus == Plus::kIsBlank) {
      c = ' ';
    }
    if (c == '\0') return bad_escape();
    bytes += c;
  }
  if (is_valid_utf8(bytes)) return bytes;
  std::string out;
  for (const char c : bytes) append_utf8(out, from_cp1252(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

const std::string& Target::parameter(std::string_view name) const {
  static const std::string kNone;
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const NamedValue& one) { return one.first == name; });
  return found == parameters.end() ? kNone : found->second;
}

bool Target::has(std::string_view name) const {
  return std::any_of(parameters.begin(), parameters.end(),
                     [&](const NamedValue& one) { return one.first == name; });
}

tl::expected<std::vector<NamedValue>, Refusal> parse_parameters(std::string_view text) {
  std::vector<NamedValue> out;
  for (const std::string_view pair : split(text, '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals), Plus::kIsBlank);
    if (!name) return tl::make_unexpected(name.error());
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())), Plus::kIsBlank);
    if (!value) return tl::make_unexpected(value.error());
    out.emplace_back(std::move(*name), std::move(*value));
  }
  return out;
}

tl::expected<Target, Refusal> parse_target(std::string_view text) {
  Target target;
  constexpr std::string_view kScheme = "http://";
  if (istarts_with(text, kScheme)) {
    text.remove_prefix(kScheme.size());
    const std::size_t end = std::min(text.find_first_of("/?"), text.size());
    target.authority = text.substr(0, end);
    text.remove_prefix(end);
    if (text.empty()) text = "/";
  }
  if (!text.starts_with('/')) {
    return tl::make_unexpected(
        Refusal{400, "the address does not begin with a slash", "ask for / to begin"});
  }
  text = text.substr(0, text.find('#'));
  const std::size_t question = std::min(text.find('?'), text.size());
  auto path = decode(text.substr(0, question), Plus::kIsPlus);
  if (!path) return tl::make_unexpected(path.error());
  target.path = std::move(*path);
  auto parameters = parse_parameters(text.substr(std::min(question + 1, text.size())));
  if (!parameters) return tl::make_unexpected(parameters.error());
  target.parameters = std::move(*parameters);
  return target;
}

}  // namespace kb
