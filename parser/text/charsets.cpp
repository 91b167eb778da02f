#include "parser/text/charsets.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "parser/text/ascii.h"

namespace kb {
namespace {

struct Charset {
  std::string_view printed;  ///< lower case
  const char* name;          ///< of the C library
};
constexpr std::array kCharsets = {Charset{"shift_jis", "CP932"},
                                  Charset{"shift-jis", "CP932"},
                                  Charset{"x-sjis", "CP932"},
                                  Charset{"windows-31j", "CP932"},
                                  Charset{"euc-jp", "EUC-JP"},
                                  Charset{"x-euc-jp", "EUC-JP"},
                                  Charset{"gb2312", "GBK"},
                                  Charset{"gbk", "GBK"},
                                  Charset{"big5", "BIG5"},
                                  Charset{"ks_c_5601-1987", "CP949"},
                                  Charset{"euc-kr", "CP949"},
                                  Charset{"windows-1250", "CP1250"},
                                  Charset{"windows-1251", "CP1251"},
                                  Charset{"windows-1253", "CP1253"},
                                  Charset{"windows-1254", "CP1254"},
                                  Charset{"windows-1255", "CP1255"},
                                  Charset{"windows-1256", "CP1256"},
                                  Charset{"windows-1257", "CP1257"},
                                  Charset{"windows-1258", "CP1258"},
                                  Charset{"windows-874", "CP874"},
                                  Charset{"koi8-r", "KOI8-R"},
                                  Charset{"iso-8859-2", "ISO-8859-2"},
                                  Charset{"iso-8859-5", "ISO-8859-5"},
                                  Charset{"iso-8859-7", "ISO-8859-7"},
                                  Charset{"iso-8859-9", "ISO-8859-9"}};

const Charset* find_charset(std::string_view name) {
  const auto known = std::find_if(kCharsets.begin(), kCharsets.end(),
                                  [&](const Charset& set) { return iequals(set.printed, name); });
  return known == kCharsets.end() ? nullptr : &*known;
}

/// The set that a META in the first bytes of a page names; null if it is none of the list.
const char* declared_charset(std::string_view bytes) {
  constexpr std::size_t kReach = 4096;   // bytes of a page's head
  constexpr std::size_t kLongest = 200;  // bytes of a META
  const std::string_view head = bytes.substr(0, kReach);
  for (std::size_t at = ifind(head, "<meta"); at != std::string_view::npos;
       at = ifind(head, "<meta", at + 1)) {
    const std::string_view meta = head.substr(at, std::min(head.find('>', at) - at, kLongest));
    const std::size_t label = ifind(meta, "charset=");
    if (label == std::string_view::npos) continue;
    std::string_view name = meta.substr(label + 8);
    while (!name.empty() && (name.front() == '"' || name.front() == '\'')) name.remove_prefix(1);
    name = name.substr(0, name.find_first_of("\"'; />"));
    const Charset* const known = find_charset(name);
    return known == nullptr ? nullptr : known->name;
  }
  return nullptr;
}

}  // namespace

bool knows_charset(std::string_view name) { return find_charset(name) != nullptr; }

std::optional<std::string> page_in_its_charset(std::string_view bytes) {
  const char* const name = declared_charset(bytes);
  if (name == nullptr) return std::nullopt;
  const iconv_t converter = iconv_open("UTF-8", name);
  if (converter == iconv_t(-1)) return std::nullopt;  // NOLINT: POSIX says so
  std::string out;
  std::string in(bytes);
  char* from = in.data();
  std::size_t left = in.size();
  std::array<char, 4096> buffer{};
  while (left > 0) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t done = iconv(converter, &from, &left, &to, &room);
    const int reason = errno;
    out.append(buffer.data(), buffer.size() - room);
    if (done != std::size_t(-1) || reason == E2BIG) continue;
    out += "\xEF\xBF\xBD";
    ++from;
    --left;
  }
  iconv_close(converter);
  return out;
}

}  // namespace kb
