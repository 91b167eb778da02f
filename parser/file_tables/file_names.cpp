#include "parser/file_tables/file_names.h"

#include <algorithm>
#include <array>
#include <string>

#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

// Endings, sorted. Those that are words of prose or parts of addresses (`.net`, `.org`) are left
// out.
constexpr std::array<std::string_view, 143> kEndings = {
    "386",   "3gr",  "acm", "ade", "adm", "adp", "app", "asa", "asf", "asm", "asp", "asx", "avi",
    "ax",    "bak",  "bas", "bat", "bin", "bmp", "c",   "cab", "cat", "cbl", "cdx", "cfg", "chm",
    "class", "clb",  "cls", "cmd", "cnt", "cob", "com", "cpl", "cpp", "ctl", "cur", "dat", "dbc",
    "dbf",   "dbg",  "def", "dep", "dic", "dll", "doc", "dot", "dpl", "drv", "dsp", "dsr", "dsw",
    "edb",   "exe",  "exp", "fon", "fot", "fpt", "frm", "frx", "gid", "grp", "h",   "hlp", "hpj",
    "htm",   "html", "hxx", "icm", "ico", "idl", "idx", "ilk", "inf", "ini", "isp", "jar", "java",
    "js",    "lex",  "lib", "lic", "lnk", "log", "lst", "mak", "mdb", "mde", "msc", "msg", "msi",
    "nls",   "obj",  "oca", "ocx", "odl", "oft", "pdb", "pif", "pol", "pps", "ppt", "prg", "pst",
    "qic",   "rc",   "reg", "res", "rtf", "sbr", "scr", "sct", "scx", "shg", "sql", "srv", "stf",
    "stm",   "sys",  "tlb", "tmp", "tsp", "ttf", "txt", "udl", "vbp", "vbs", "vbw", "vbx", "vct",
    "vcx",   "vxd",  "wab", "wav", "wks", "wmf", "wpd", "wri", "wsh", "xla", "xls", "xml", "zip"};

static_assert(std::is_sorted(kEndings.begin(), kEndings.end()));

bool is_ending(std::string_view ending) {
  if (ending.size() > 5) return false;
  const std::string low = lower(ending);
  return std::binary_search(kEndings.begin(), kEndings.end(), low);
}

bool is_name_char(char c) {
  return is_alnum(c) ||
         (c != '\0' && std::string_view("_-~$!#%&@").find(c) != std::string_view::npos);
}

/// Where the name that ends at the full stop `dot` begins.
std::size_t name_begin(std::string_view text, std::size_t dot) {
  constexpr std::size_t kLongest = 64;
  std::size_t begin = dot;
  while (begin > 0 && is_name_char(text[begin - 1]) && dot - begin < kLongest) --begin;
  return begin;
}

/// `www.example.com`, `user@example.com`, `a.b.c` are no files.
bool is_address(std::string_view text, std::size_t begin, std::string_view name) {
  const bool dotted = begin > 0 && text[begin - 1] == '.';
  return dotted || name.find('@') != std::string_view::npos;
}

}  // namespace

std::vector<std::string_view> find_file_names(std::string_view text) {
  std::vector<std::string_view> names;
  for (std::size_t dot = text.find('.'); dot != std::string_view::npos;
       dot = text.find('.', dot + 1)) {
    std::size_t end = dot + 1;
    while (end < text.size() && end - dot <= 6 && is_alnum(text[end])) ++end;
    if (end == dot + 1 || !is_ending(text.substr(dot + 1, end - dot - 1))) continue;
    const bool goes_on = end < text.size() &&
                         (is_name_char(text[end]) ||
                          (text[end] == '.' && end + 1 < text.size() && is_alnum(text[end + 1])));
    if (goes_on) continue;
    const std::size_t begin = name_begin(text, dot);
    const std::string_view name = text.substr(begin, end - begin);
    const std::string_view stem = text.substr(begin, dot - begin);
    if (stem.size() < 2 || !has_letter(stem) || is_address(text, begin, name)) continue;
    names.push_back(name);
  }
  return names;
}

bool is_file_name(std::string_view text) {
  const auto names = find_file_names(text);
  return names.size() == 1 && names.front() == text;
}

}  // namespace kb
