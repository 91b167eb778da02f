// Writes symbol_table.inc: the names of Windows error codes with their numbers, out of the public
// domain headers of mingw-w64. Runs at build time:
//
//   symbols_generate <include folder> <output file>
//
// Reads `#define NAME expression` lines and evaluates the expression: numbers, casts, + - | <<,
// other names, and macros with parameters such as MAKE_HRESULT. Conditionals (#if) are not looked
// at, so no preprocessor and no predefined macros are needed; the first definition of a name
// counts. kHeaders says which names of which header are error codes, in which family, and how many
// of them there must be at least: a header that lost half its names stops the build instead of
// going quiet.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser/text/ascii.h"

namespace {

using kb::is_alnum;
using kb::is_blank;
using kb::is_digit;
using kb::trim;

// What the numbers of a header are. kWinerror decides by value: below 65536 a system error (10000
// to 11999 of them Winsock), above it an HRESULT.
enum class Numbers { kWinerror, kCode32, kWin32, kBugcheck, kJet, kNet, kMmsystem };

struct Header {
  const char* file;
  Numbers numbers;
  std::size_t at_least;
  std::vector<const char*> prefixes;  // empty: every name
};

const std::vector<Header> kHeaders = {
    {"winerror.h", Numbers::kWinerror, 3200, {}},
    {"ntstatus.h", Numbers::kCode32, 1700, {"STATUS_", "DBG_", "RPC_NT_", "EPT_NT_"}},
    {"bugcodes.h", Numbers::kBugcheck, 170, {}},
    {"esent.h", Numbers::kJet, 340, {"JET_err", "JET_wrn"}},
    {"mapicode.h", Numbers::kCode32, 70, {"MAPI_E_", "MAPI_W_"}},
    {"wabcode.h", Numbers::kCode32, 0, {"MAPI_E_", "MAPI_W_"}},
    {"lmerr.h", Numbers::kNet, 290, {"NERR_"}},
    {"lmerrlog.h", Numbers::kNet, 190, {"NELOG_"}},
    {"raserror.h", Numbers::kWin32, 170, {"ERROR_"}},
    {"mprerror.h", Numbers::kWin32, 0, {"ERROR_"}},
    {"rpcnterr.h", Numbers::kWin32, 3, {"RPC_S_OUT_OF_", "RPC_X_NO_MEMORY"}},
    {"wininet.h", Numbers::kWin32, 60, {"ERROR_"}},
    {"corerror.h", Numbers::kCode32, 900, {}},
    {"nserror.h", Numbers::kCode32, 1100, {"NS_E_", "NS_W_", "NS_S_"}},
    {"oledberr.h", Numbers::kCode32, 150, {"DB_E_", "DB_S_", "DB_SEC_E_", "XACT_", "MD_E_"}},
    {"wuerror.h", Numbers::kCode32, 440, {"WU_"}},
    {"pdhmsg.h", Numbers::kCode32, 80, {"PDH_"}},
    {"vfwmsgs.h", Numbers::kCode32, 60, {"VFW_E_", "VFW_S_"}},
    {"mferror.h", Numbers::kCode32, 200, {"MF_E_"}},
    {"ddraw.h", Numbers::kCode32, 90, {"DDERR_"}},
    {"dsound.h", Numbers::kCode32, 10, {"DSERR_"}},
    {"dinput.h", Numbers::kCode32, 10, {"DIERR_"}},
    {"dplay.h", Numbers::kCode32, 40, {"DPERR_"}},
    {"d3d.h", Numbers::kCode32, 40, {"D3DERR_"}},
    {"d3d9.h", Numbers::kCode32, 10, {"D3DERR_"}},
    {"tapi.h", Numbers::kCode32, 100, {"LINEERR_", "PHONEERR_", "TAPIERR_"}},
    {"adserr.h", Numbers::kCode32, 15, {"E_ADS_"}},
    {"cdosyserr.h", Numbers::kCode32, 0, {"CDO_E_"}},
    {"mediaerr.h", Numbers::kCode32, 0, {"DMO_E_"}},
    {"vsserror.h", Numbers::kCode32, 20, {"VSS_E_"}},
    {"fltwinerror.h", Numbers::kCode32, 10, {"ERROR_FLT_"}},
    {"ole2.h", Numbers::kCode32, 1, {"DATA_E_"}},
    {"slerror.h", Numbers::kCode32, 0, {"SL_E_"}},
    {"mmsystem.h",
     Numbers::kMmsystem,
     100,
     {"MMSYSERR_", "WAVERR_", "MIDIERR_", "MCIERR_", "JOYERR_"}},
};

struct Macro {
  std::vector<std::string> parameters;
  bool has_parameters = false;
  std::string body;
};
using Macros = std::unordered_map<std::string, Macro>;
using Bound = std::map<std::string, std::int64_t>;

const std::set<std::string_view> kTypes = {
    "HRESULT", "NTSTATUS", "ULONG",    "LONG", "DWORD",    "SCODE",   "unsigned", "long",
    "int",     "short",    "__LONG32", "UINT", "MMRESULT", "JET_ERR", "WORD",     "USHORT"};

// Evaluates one macro body by descent; gives up (nullopt) on anything it does not know.
class Evaluator {
 public:
  Evaluator(const Macros& macros, std::string_view text, const Bound& bound, int depth)
      : macros_(macros), text_(text), bound_(bound), depth_(depth) {}

  std::optional<std::int64_t> whole() {
    if (depth_ > 24) return std::nullopt;
    const auto value = either();
    skip_blanks();
    return at_ == text_.size() ? value : std::nullopt;
  }

 private:
  using Value = std::optional<std::int64_t>;

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  bool eat(std::string_view token) {
    skip_blanks();
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }
  std::string_view word() {
    skip_blanks();
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_alnum(text_[at_]) || text_[at_] == '_')) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  Value either() {
    Value left = shift();
    while (left && eat("|")) {
      const Value right = shift();
      left = right ? Value(*left | *right) : std::nullopt;
    }
    return left;
  }
  Value shift() {
    Value left = sum();
    while (left && eat("<<")) {
      const Value right = sum();
      left = right && *right >= 0 && *right < 32 ? Value(*left << *right) : std::nullopt;
    }
    return left;
  }
  Value sum() {
    Value left = unary();
    while (left) {
      const bool plus = eat("+");
      if (!plus && !eat("-")) break;
      const Value right = unary();
      left = right ? Value(plus ? *left + *right : *left - *right) : std::nullopt;
    }
    return left;
  }
  Value unary() {
    if (eat("-")) {
      const Value value = unary();
      return value ? Value(-*value) : std::nullopt;
    }
    if (!eat("(")) return atom();
    if (cast()) return unary();
    const Value value = either();
    return value && eat(")") ? value : std::nullopt;
  }
  // After "(": the words of a type and ")".
  bool cast() {
    const std::size_t before = at_;
    bool any = false;
    for (std::string_view name = word(); kTypes.count(name) != 0; name = word()) any = true;
    if (any && eat(")")) return true;
    at_ = before;
    return false;
  }
  Value atom() {
    const std::string name(word());
    if (name.empty()) return std::nullopt;
    if (is_digit(name[0])) return number(name);
    if (const auto found = bound_.find(name); found != bound_.end()) return found->second;
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '(') return call(name);
    const auto macro = macros_.find(name);
    if (macro == macros_.end() || macro->second.has_parameters) return std::nullopt;
    return Evaluator(macros_, macro->second.body, {}, depth_ + 1).whole();
  }
  static Value number(std::string name) {
    while (!name.empty() && std::string_view("uUlL").find(name.back()) != std::string_view::npos) {
      name.pop_back();
    }
    char* end = nullptr;
    const std::uint64_t value = std::strtoull(name.c_str(), &end, 0);
    return *end == '\0' && value <= 0xFFFFFFFFU ? Value(std::int64_t(value)) : std::nullopt;
  }
  Value call(const std::string& name) {
    std::vector<std::int64_t> values;
    eat("(");
    do {
      const Value value = either();
      if (!value) return std::nullopt;
      values.push_back(*value);
    } while (eat(","));
    if (!eat(")")) return std::nullopt;
    return apply(name, values);
  }
  // Macros that the headers define by inline functions or under conditions are built in.
  Value apply(const std::string& name, const std::vector<std::int64_t>& values) {
    if (values.size() == 1 &&
        (name.find("_TYPEDEF_") != std::string::npos || name == "__MSABI_LONG")) {
      return values[0];
    }
    if (values.size() == 3 && (name == "MAKE_HRESULT" || name == "MAKE_SCODE")) {
      return (values[0] << 31) | (values[1] << 16) | values[2];
    }
    if (values.size() == 1 && (name == "HRESULT_FROM_WIN32" || name == "__HRESULT_FROM_WIN32")) {
      return values[0] == 0 ? 0 : std::int64_t(0x80070000U) | (values[0] & 0xFFFF);
    }
    const auto macro = macros_.find(name);
    if (macro == macros_.end() || macro->second.parameters.size() != values.size())
      return std::nullopt;
    Bound bound;
    for (std::size_t i = 0; i < values.size(); ++i) bound[macro->second.parameters[i]] = values[i];
    return Evaluator(macros_, macro->second.body, bound, depth_ + 1).whole();
  }

  const Macros& macros_;
  std::string_view text_;
  const Bound& bound_;
  int depth_;
  std::size_t at_ = 0;
};

std::string without_comments(std::string line) {
  if (const auto cut = line.find("//"); cut != std::string::npos) line.resize(cut);
  for (std::size_t cut; (cut = line.find("/*")) != std::string::npos;) {
    const auto end = line.find("*/", cut + 2);
    line.erase(cut, end == std::string::npos ? std::string::npos : end + 2 - cut);
  }
  return line;
}

// `NAME body` or `NAME(a, b) body` after "#define". The order of names is kept in `order`.
void read_define(std::string_view text, Macros& macros, std::vector<std::string>& order) {
  text = trim(text);
  std::size_t end = 0;
  while (end < text.size() && (is_alnum(text[end]) || text[end] == '_')) ++end;
  const std::string name(text.substr(0, end));
  Macro macro;
  text.remove_prefix(end);
  if (!text.empty() && text[0] == '(') {
    const auto close = text.find(')');
    if (close == std::string_view::npos) return;
    macro.has_parameters = true;
    for (const auto part : kb::split(text.substr(1, close - 1), ','))
      macro.parameters.emplace_back(trim(part));
    text.remove_prefix(close + 1);
  }
  macro.body = trim(text);
  if (name.empty() || macro.body.empty()) return;
  order.push_back(name);
  macros.emplace(name, std::move(macro));
}

// The names a header defines, in order; false if it cannot be read.
bool read_header(const std::string& path, Macros& macros, std::vector<std::string>& order) {
  std::ifstream in(path);
  if (!in) return false;
  for (std::string line; std::getline(in, line);) {
    for (std::string next; !line.empty() && line.back() == '\\' && std::getline(in, next);) {
      line.back() = ' ';
      line += next;
    }
    line = without_comments(line);
    std::string_view rest = trim(line);
    if (rest.empty() || rest[0] != '#') continue;
    rest = trim(rest.substr(1));
    if (rest.substr(0, 6) == "define") read_define(rest.substr(6), macros, order);
  }
  return true;
}

struct Entry {
  std::string name;  // as the header spells it
  std::uint32_t value;
  std::string family;
  std::size_t header;
};

bool no_code(std::string_view name) {
  for (const std::string_view prefix :
       {"FACILITY_", "SEVERITY_", "STATUS_SEVERITY_", "_", "FORMAT_MESSAGE_"}) {
    if (name.substr(0, prefix.size()) == prefix) return true;
  }
  for (const std::string_view suffix :
       {"BASE", "BASEERR", "_FIRST", "_LAST", "_MASK", "BASE_CODE", "_FIRST_CODE", "_LAST_CODE"}) {
    if (name.size() > suffix.size() && name.substr(name.size() - suffix.size()) == suffix)
      return true;
  }
  return false;
}

bool wanted(const Header& header, std::string_view name) {
  if (no_code(name)) return false;
  return header.prefixes.empty() ||
         std::any_of(header.prefixes.begin(), header.prefixes.end(), [&](std::string_view prefix) {
           return name.substr(0, prefix.size()) == prefix;
         });
}

// The family a value belongs to; empty where it is no error (success, flags, small HRESULTs).
std::string family_of(Numbers numbers, std::int64_t value) {
  if (value == 0) return "";
  switch (numbers) {
    case Numbers::kWinerror:
      if (value >= 0x10000) return "kCode32";
      if (value >= 10000 && value < 12000) return "kWinsock";
      return value > 1 ? "kWin32" : "";
    case Numbers::kCode32:
      return value >= 0x80 ? "kCode32" : "";
    case Numbers::kWin32:
      return value > 1 && value < 0x10000 ? "kWin32" : "";
    case Numbers::kBugcheck:
      return "kBugcheck";
    case Numbers::kJet:
      return "kJet";
    case Numbers::kNet:
      return value >= 2000 && value < 0x10000 ? "kNet" : "";
    case Numbers::kMmsystem:
      return value < 0x10000 ? "kMmsystem" : "";
  }
  return "";
}

bool collect(const std::string& folder, std::vector<Entry>& entries) {
  Macros macros;
  std::vector<std::vector<std::string>> names(kHeaders.size());
  for (std::size_t i = 0; i < kHeaders.size(); ++i) {
    if (!read_header(folder + "/" + kHeaders[i].file, macros, names[i]) &&
        kHeaders[i].at_least > 0) {
      std::fprintf(stderr, "symbols_generate: cannot read %s/%s\n", folder.c_str(),
                   kHeaders[i].file);
      return false;
    }
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < kHeaders.size(); ++i) {
    std::size_t count = 0;
    for (const std::string& name : names[i]) {
      const Macro& macro = macros.at(name);
      if (macro.has_parameters || !wanted(kHeaders[i], name)) continue;
      const auto value = Evaluator(macros, macro.body, {}, 0).whole();
      if (!value || *value > 0xFFFFFFFFLL || *value < -0x80000000LL) continue;
      // 1 is TRUE, S_FALSE and what not; one error has it.
      const std::string family =
          name == "ERROR_INVALID_FUNCTION" ? "kWin32" : family_of(kHeaders[i].numbers, *value);
      if (family.empty()) continue;
      ++count;
      if (seen.insert(kb::upper(name)).second)
        entries.push_back({name, std::uint32_t(*value), family, i});
    }
    if (count < kHeaders[i].at_least) {
      std::fprintf(stderr, "symbols_generate: only %zu names in %s, at least %zu expected\n", count,
                   kHeaders[i].file, kHeaders[i].at_least);
      return false;
    }
  }
  return true;
}

void write_blob(std::ostream& out, const std::vector<Entry>& entries) {
  out << "constexpr char kNames[] =\n";
  for (const Entry& entry : entries) out << "    \"" << entry.name << "\"\n";
  out << "    ;\n";
}

void write(std::ostream& out, std::vector<Entry> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return kb::upper(a.name) < kb::upper(b.name); });
  out << "// Generated by symbols_generate; do not edit.\n";
  write_blob(out, entries);
  out << "constexpr const char* kHeaderNames[] = {";
  for (const Header& header : kHeaders) out << "\"" << header.file << "\", ";
  out << "};\nconstexpr Row kRows[] = {\n";
  std::size_t offset = 0;
  for (const Entry& entry : entries) {
    out << "    {" << entry.value << "U, " << offset << "U, " << entry.name.size() << ", "
        << entry.header << ", std::uint8_t(CodeFamily::" << entry.family << ")},\n";
    offset += entry.name.size();
  }
  out << "};\n";
  std::vector<std::size_t> order(entries.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return entries[a].value != entries[b].value ? entries[a].value < entries[b].value
                                                : entries[a].header < entries[b].header;
  });
  out << "constexpr std::uint16_t kByValue[] = {\n";
  for (const std::size_t index : order) out << index << ",\n";
  out << "};\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: symbols_generate <include folder> <output file>\n");
    return 2;
  }
  std::vector<Entry> entries;
  if (!collect(argv[1], entries)) return 1;
  if (entries.size() < 8000 || entries.size() > 65535) {
    std::fprintf(stderr, "symbols_generate: %zu names, 8000 to 65535 expected\n", entries.size());
    return 1;
  }
  std::ofstream out(argv[2]);
  write(out, std::move(entries));
  out.close();
  return out ? 0 : 1;
}
