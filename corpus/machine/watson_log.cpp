#include "corpus/machine/watson_log.h"

#include <fmt/format.h>

#include <charconv>

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

/// `1/14/1999 @ 9:12:44.123` as `1999-01-14`.
std::string date_of(std::string_view text) {
  const auto parts = split(text.substr(0, text.find_first_of(" @")), '/');
  if (parts.size() != 3) return {};
  int numbers[3] = {};
  for (int i = 0; i < 3; ++i) {
    const std::string_view part = parts[std::size_t(i)];
    const auto read = std::from_chars(part.data(), part.data() + part.size(), numbers[i]);
    if (read.ec != std::errc() || read.ptr != part.data() + part.size()) return {};
  }
  const auto [month, day, year] = numbers;
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1980 || year > 2100) return {};
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string_view after(std::string_view line, std::string_view label) {
  return istarts_with(line, label) ? trim(line.substr(label.size())) : std::string_view{};
}

}  // namespace

std::vector<WatsonFault> read_watson_log(std::string_view bytes, std::size_t most) {
  const std::string text = to_utf8(bytes);
  std::vector<WatsonFault> faults;
  WatsonFault fault;
  for (std::string_view line : split_lines(text)) {
    line = trim(line.substr(0, 400));
    if (const auto program = after(line, "App:"); !program.empty()) {
      fault = {};
      fault.program = trim(program.substr(0, program.find("(pid")));
    } else if (const auto when = after(line, "When:"); !when.empty()) {
      fault.when = date_of(when);
    } else if (const auto number = after(line, "Exception number:"); !number.empty()) {
      const auto read =
          std::from_chars(number.data(), number.data() + number.size(), fault.code, 16);
      if (read.ec == std::errc() && faults.size() < most) faults.push_back(fault);
      fault = {};
    }
  }
  return faults;
}

}  // namespace kb
