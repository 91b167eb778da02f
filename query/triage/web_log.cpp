#include "query/triage/web_log.h"

#include <algorithm>

#include "parser/codes/code_bits.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::uint32_t kFirstError = 400;  // a status below is no error

void add_errors(std::string_view status, std::string_view win32, std::vector<std::string>& errors) {
  const auto http = decimal_of(status);
  if (!http || *http < kFirstError || *http > 599) return;
  errors.push_back("HTTP:" + std::string(status));
  const auto error = decimal_of(win32);
  if (error && *error != 0 && *error <= 65535) errors.push_back("WIN32:" + std::to_string(*error));
}

// `|12|800a01a8|Object_required`: line and error of a script, which IIS appends to the address.
void add_script_error(std::string_view line, std::vector<std::string>& errors) {
  for (std::size_t bar = line.find('|'); bar != std::string_view::npos;
       bar = line.find('|', bar + 1)) {
    const auto value =
        line.substr(bar + 1, 9).ends_with('|') ? hex_of(line.substr(bar + 1, 8)) : std::nullopt;
    if (!value || (*value >> 31) == 0) continue;
    errors.push_back(hex32(*value));
    return;
  }
}

bool is_status(std::string_view cell) {
  const auto number = decimal_of(cell);
  return cell.size() == 3 && number && *number >= 100 && *number <= 599;
}

// The usual columns behind the method: address, query, status, system error.
std::optional<std::vector<std::string>> headless_line(std::string_view line) {
  if (line.find(" W3SVC") == std::string_view::npos) return std::nullopt;
  const auto cells = split_words(line);
  const auto method = std::find_if(cells.begin(), cells.end(), [](std::string_view cell) {
    return cell == "GET" || cell == "POST" || cell == "HEAD";
  });
  const auto status = std::find_if(method, cells.end(), is_status);
  if (status == cells.end()) return std::nullopt;
  std::vector<std::string> errors;
  add_errors(*status, status + 1 == cells.end() ? std::string_view() : *(status + 1), errors);
  add_script_error(line, errors);
  return errors;
}

std::optional<std::vector<std::string>> common_line(std::string_view line) {
  const std::size_t request = line.find("] \"");
  const std::size_t version = line.find(" HTTP/", request == std::string_view::npos ? 0 : request);
  if (request == std::string_view::npos || version == std::string_view::npos) return std::nullopt;
  const std::size_t end = line.find("\" ", version);
  if (end == std::string_view::npos || !is_status(line.substr(end + 2, 3))) return std::nullopt;
  std::vector<std::string> errors;
  add_errors(line.substr(end + 2, 3), {}, errors);
  return errors;
}

// Between commas: status and system error are the eleventh and twelfth of at least 14 cells.
std::optional<std::vector<std::string>> iis_line(std::string_view line) {
  if (line.find(", W3SVC") == std::string_view::npos) return std::nullopt;
  const auto cells = split(line, ',');
  if (cells.size() < 14) return std::nullopt;
  std::vector<std::string> errors;
  add_errors(trim(cells[10]), trim(cells[11]), errors);
  return errors;
}

}  // namespace

std::optional<std::vector<std::string>> WebLog::read(std::string_view line) {
  if (line.starts_with('#')) return fields(line);
  if (columns_ != 0) {
    const auto cells = split_words(line);
    if (cells.size() != columns_) return std::nullopt;
    std::vector<std::string> errors;
    add_errors(cells[status_], win32_ == 0 ? std::string_view() : cells[win32_], errors);
    add_script_error(line, errors);
    return errors;
  }
  if (line.find("W3SVC") == std::string_view::npos) return common_line(line);
  if (auto errors = iis_line(line)) return errors;
  return headless_line(line);
}

std::optional<std::vector<std::string>> WebLog::fields(std::string_view line) {
  if (!istarts_with(line, "#Fields:")) {
    const bool directive = istarts_with(line, "#Software:") || istarts_with(line, "#Version:") ||
                           istarts_with(line, "#Date:");
    return directive ? std::optional(std::vector<std::string>()) : std::nullopt;
  }
  const auto names = split_words(line.substr(8));
  const auto place = [&](std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::size_t(0) : std::size_t(found - names.begin());
  };
  status_ = place("sc-status");
  win32_ = place("sc-win32-status");
  columns_ = status_ == 0 ? 0 : names.size();
  return std::vector<std::string>();
}

}  // namespace kb
