#include "corpus/machine/watson_log.h"

#include "parser/fields/dates.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

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
      fault.when = parse_printed_date(when.substr(0, when.find_first_of(" @"))).value_or("");
    } else if (const auto number = after(line, "Exception number:"); !number.empty()) {
      fault.code = leading_number<std::uint32_t>(number, 16);
      if (fault.code != 0 && faults.size() < most) faults.push_back(fault);
      fault = {};
    }
  }
  return faults;
}

}  // namespace kb
