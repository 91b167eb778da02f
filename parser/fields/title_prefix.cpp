#include "parser/fields/title_prefix.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongest = 16;

constexpr std::array kIssues = {
    "PRB"sv,    "FIX"sv,   "BUG"sv,     "INF"sv,     "INFO"sv,          "HOWTO"sv,
    "HOW TO"sv, "DOC"sv,   "DOCERR"sv,  "DOC ERR"sv, "DOCFIX"sv,        "SAMPLE"sv,
    "FILE"sv,   "PATCH"sv, "ERR MSG"sv, "ERRMSG"sv,  "ERROR MESSAGE"sv, "ERROR MSG"sv};

/// Gateways of Mail and products that stand without a year.
constexpr std::array kNames = {
    "X400"sv, "SMTP"sv,    "PROFS"sv, "SNADS"sv, "MHS"sv, "FAX"sv, "FFAPI"sv, "3COM"sv, "ATT"sv,
    "MCI"sv,  "SMS"sv,     "WD"sv,    "FP"sv,    "PPT"sv, "XL"sv,  "OL"sv,    "OFF"sv,  "ACC"sv,
    "PUB"sv,  "PRJ"sv,     "ADT"sv,   "ODE"sv,   "IIS"sv, "SNA"sv, "WFWG"sv,  "WFW"sv,  "SMSINST"sv,
    "SFM"sv,  "ADT/ODE"sv, "CONN"sv,  "COMTI"sv, "VB"sv,  "VFP"sv, "VSS"sv,   "FPNW"sv, "SBS"sv};

/// What follows `PC ` or `Mac ` in the prefixes of the Mail articles; several may follow.
constexpr std::array kMailParts = {
    "Win"sv,  "WRmt"sv, "Rmt"sv, "Adm"sv,    "WSPlus"sv, "Gen"sv,  "DirSync"sv, "Ext"sv,  "Forms"sv,
    "Form"sv, "MAPI"sv, "DOS"sv, "NTMMTA"sv, "MMTA"sv,   "DB"sv,   "WFW"sv,     "WFWG"sv, "Mac"sv,
    "OS2"sv,  "OS/2"sv, "PM"sv,  "SPlus"sv,  "Wkst"sv,   "Srv"sv,  "Hyp"sv,     "Gty"sv,  "Gtwy"sv,
    "Gen"sv,  "AL"sv,   "GW"sv,  "Fax"sv,    "OOF"sv,    "Bkup"sv, "Disp"sv,    "RTC"sv,  "NT"sv};

bool is_issue(std::string_view text) { return contains(kIssues, upper(text)); }

bool all_upper(std::string_view text) { return std::all_of(text.begin(), text.end(), is_upper); }

bool is_exchange(std::string_view text) {
  return (text.size() == 3 || text.size() == 4) && text.front() == 'X' && all_upper(text);
}

/// `WD97`, `PPT7`, `FPSE2000`: a year of two or four digits or a version of one.
bool is_product_year(std::string_view text) {
  const std::size_t letters =
      std::size_t(std::find_if_not(text.begin(), text.end(), is_upper) - text.begin());
  const std::string_view year = text.substr(letters);
  return letters >= 2 && letters <= 5 && !year.empty() && year.size() <= 4 && year.size() != 3 &&
         all_digits(year);
}

bool is_mail(std::string_view text) {
  const auto words = split_words(text);
  if (words.size() < 2 || (words[0] != "PC" && words[0] != "Mac" && words[0] != "MAC"))
    return false;
  return std::all_of(words.begin() + 1, words.end(),
                     [](std::string_view word) { return contains(kMailParts, word); });
}

bool is_prefix(std::string_view text) {
  return is_issue(text) || is_exchange(text) || contains(kNames, text) || is_product_year(text) ||
         is_mail(text);
}

/// Where the colon of a prefix at the start of `title` stands; npos if there is none.
std::size_t prefix_colon(std::string_view title) {
  const std::size_t colon = title.substr(0, kLongest + 1).find(':');
  if (colon == std::string_view::npos || title.substr(colon, 2) == "::") return title.npos;
  return is_prefix(trim(title.substr(0, colon))) ? colon : title.npos;
}

}  // namespace

std::optional<std::string> title_prefix(std::string_view title) {
  title = trim(title);
  const std::size_t colon = prefix_colon(title);
  if (colon == std::string_view::npos) return std::nullopt;
  return std::string(trim(title.substr(0, colon)));
}

std::size_t title_prefix_length(std::string_view title) {
  std::size_t length = 0;
  for (;;) {
    std::size_t begin = length;
    while (begin < title.size() && is_blank(title[begin])) ++begin;
    const std::size_t colon = prefix_colon(title.substr(begin));
    if (colon == std::string_view::npos) return length == 0 ? 0 : begin;
    length = begin + colon + 1;
  }
}

}  // namespace kb
