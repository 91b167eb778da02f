#include "query/compile/profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "indexer/schema/record.h"
#include "indexer/schema/terms.h"
#include "parser/fields/fixes.h"
#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "parser/text/numbers.h"
#include "query/compile/weights.h"

namespace kb {
namespace {

// A rare word weighs about 8, so a preference only orders articles that are about equally good.

constexpr std::array<ProfileProduct, 41> kProducts = {{
    {"nt351", "Windows NT", "3.51", "windows nt", "kbwinnt351"},
    {"nt4 winnt4 nt40 winnt", "Windows NT", "4.0", "windows nt",
     "kbwinnt400 kboswinnt400 kbwinnt4 nt4"},
    {"tse tse4 ntts", "Windows NT Server 4.0, Terminal Server Edition", "4.0", "terminal server",
     "kbtse400"},
    {"win2000 w2k win2k 2000", "Windows 2000", "", "windows 2000", "kbwin2000"},
    {"winxp xp", "Windows XP", "", "windows xp", "kbwinxp"},
    {"win95", "Windows 95", "", "windows 95", "kbwin95 kboswin95"},
    {"win98 win98se", "Windows 98", "", "windows 98", "kbwin98"},
    {"winme me", "Windows Me", "", "windows millennium", "kbwinme"},
    {"win31 win311", "Windows", "3.1", "windows 3.1", "kbwin310"},
    {"wfw wfw311", "Windows for Workgroups", "3.11", "windows workgroups", "kbwfw311"},
    {"dos5 dos50 dos500", "MS-DOS", "5.0", "ms dos", "kbdos500"},
    {"dos6 dos60 dos600", "MS-DOS", "6.0", "ms dos", "kbdos600"},
    {"dos62 dos620", "MS-DOS", "6.2", "ms dos", "kbdos620"},
    {"dos622", "MS-DOS", "6.22", "ms dos", "kbdos622"},
    {"exch4 exch40 exc40", "Exchange Server", "4.0", "exchange server", "exc4 exc40 kbexchange400"},
    {"exch5 exch50 exc50", "Exchange Server", "5.0", "exchange server", "exc5 exc50 kbexchange500"},
    {"exch55 exc55 exchange55", "Exchange Server", "5.5", "exchange server", "exc55 kbexchange550"},
    {"exch2000 exc2000 e2k", "Exchange 2000 Server", "", "exchange 2000", "kbexchange2000"},
    {"sms12", "Systems Management Server", "1.2", "systems management server", "kbsms120"},
    {"sms2 sms20", "Systems Management Server", "2.0", "systems management server", "kbsms200"},
    {"sna3 sna30", "SNA Server", "3.0", "sna server", "kbsna300"},
    {"sna4 sna40", "SNA Server", "4.0", "sna server", "kbsna400"},
    {"sql65", "SQL Server", "6.5", "sql server", "kbsqlserv650"},
    {"sql7 sql70", "SQL Server", "7.0", "sql server", "kbsqlserv700"},
    {"sql2000", "SQL Server 2000", "", "sql server 2000", "kbsqlserv2000"},
    {"iis3 iis30", "Internet Information Server", "3.0", "internet information server", "kbiis300"},
    {"iis4 iis40", "Internet Information Server", "4.0", "internet information server", "kbiis400"},
    {"iis5 iis50", "Internet Information Server", "5.0", "internet information server", "kbiis500"},
    {"ie4 ie40", "Internet Explorer", "4.0", "internet explorer", "kbie400"},
    {"ie5 ie50", "Internet Explorer", "5.0", "internet explorer", "kbie500"},
    {"ie55", "Internet Explorer", "5.5", "internet explorer", "kbie550"},
    {"ie6 ie60", "Internet Explorer", "6.0", "internet explorer", "kbie600"},
    {"office97 off97", "Office 97", "", "office 97", "kboffice97"},
    {"office2000 off2000 off2k", "Office 2000", "", "office 2000", "kboffice2000"},
    {"word97", "Word 97", "", "word 97", "kbword97"},
    {"vb5 vb50", "Visual Basic", "5.0", "visual basic", "kbvbp500"},
    {"vb6 vb60", "Visual Basic", "6.0", "visual basic", "kbvbp600"},
    {"vc5 vc50", "Visual C++", "5.0", "visual c++", "kbvc500"},
    {"vc6 vc60", "Visual C++", "6.0", "visual c++", "kbvc600"},
    {"vs97", "Visual Studio 97", "", "visual studio 97", "kbvs97"},
    {"vs6 vs60", "Visual Studio", "6.0", "visual studio", "kbvs600"},
}};

const ProfileProduct* find_product(std::string_view name) {
  for (const ProfileProduct& product : kProducts) {
    const auto names = split_words(product.names);
    if (contains(names, name)) return &product;
  }
  return nullptr;
}

/// Reads `nt4sp6a` as nt4 and 6; the last `sp` or `sr` separates them.
std::optional<ProfileItem> read_item(const std::string& name) {
  if (const ProfileProduct* product = find_product(name)) return ProfileItem{product, 0};
  for (const std::string_view mark : {"sp", "sr"}) {
    const std::size_t at = name.rfind(mark);
    if (at == std::string::npos || at == 0) continue;
    const int number = leading_number<int>(std::string_view(name).substr(at + 2));
    const ProfileProduct* product = find_product(std::string_view(name).substr(0, at));
    if (product != nullptr && number > 0) return ProfileItem{product, number};
  }
  return std::nullopt;
}

/// A release that fixed a problem.
struct Release {
  std::string name;
  int service_pack = 0;
};

/// Reads a release of the product; for nt4 it takes `Windows NT 4.0 Service Pack 5` and `Windows NT
/// Server 4.0 Service Pack 6`.
std::optional<Release> release_of(const ProfileProduct& product, const std::string& fixed_in) {
  const bool terminal = ifind(fixed_in, "Terminal Server") != std::string::npos;
  if (terminal != (product.product.find("Terminal") != std::string_view::npos)) return std::nullopt;
  if (!terminal && !istarts_with(fixed_in, product.product)) return std::nullopt;
  const std::string with_version = fmt::format(" {} ", product.version);
  if (!terminal && !product.version.empty() &&
      (fixed_in + " ").find(with_version) == std::string::npos) {
    return std::nullopt;
  }
  for (const std::string_view mark : {"Service Pack ", "Service Release ", "SR-"}) {
    const std::size_t at = ifind(fixed_in, mark);
    if (at == std::string::npos) continue;
    const int number = leading_number<int>(std::string_view(fixed_in).substr(at + mark.size()));
    if (number > 0) return Release{fixed_in, number};
  }
  return std::nullopt;
}

/// Reads a release from a keyword: `kbwinnt400sp4fix`, `kbExchange550preSP4fix`, `exc55sp2fix`.
std::optional<Release> release_of_keyword(const ProfileProduct& product,
                                          const std::string& keyword) {
  const std::string text = lower(keyword);
  for (const std::string_view start : split_words(product.keyword)) {
    if (!text.starts_with(start) || !text.ends_with("fix")) continue;
    std::string_view rest = std::string_view(text).substr(start.size());
    if (rest.starts_with("pre")) rest.remove_prefix(3);
    if (!rest.starts_with("sp")) continue;
    const int number = leading_number<int>(rest.substr(2));
    if (number == 0) continue;
    const std::string version = product.version.empty() ? "" : fmt::format(" {}", product.version);
    return Release{fmt::format("{}{} Service Pack {}", product.product, version, number), number};
  }
  return std::nullopt;
}

std::vector<Release> releases_of(const ProfileProduct& product, const Article& article) {
  std::vector<Release> releases;
  for (const std::string& fixed_in : find_fixes(article.sections).fixed_in) {
    if (auto release = release_of(product, fixed_in)) releases.push_back(std::move(*release));
  }
  for (const std::string& keyword : article.keywords) {
    if (auto release = release_of_keyword(product, keyword))
      releases.push_back(std::move(*release));
  }
  return releases;
}

XQuery constant(double weight, const XQuery& query) { return lifted(weight, weightless(query)); }

/// What finds the articles about a product, and of these those about its version; the second is the
/// first where the product's name says its version.
struct About {
  XQuery product;
  XQuery version;
};

About about(const ProfileProduct& product) {
  const Xapian::Stem stemmer = english_stemmer();
  std::vector<XQuery> words;
  for (const std::string_view word : split_words(product.words)) {
    words.emplace_back(found_term(field(FieldId::kProduct), std::string(word), stemmer));
  }
  const XQuery named =
      any_of(every_of(words), XQuery(exact_term(field(FieldId::kOs), product.product)));
  if (product.version.empty()) return {named, named};
  return {named, every_of({named, XQuery(exact_term(field(FieldId::kVersion), product.version))})};
}

/// Gives articles about the product weight, and those about its version more.
XQuery preference(const ProfileProduct& product) {
  const About found = about(product);
  if (product.version.empty()) return constant(kOnProduct + kOnVersion, found.product);
  return any_of(constant(kOnProduct, found.product), constant(kOnVersion, found.version));
}

}  // namespace

MachineProfile read_profile(std::string_view text) {
  MachineProfile profile;
  std::string blanks(text);
  std::replace(blanks.begin(), blanks.end(), ',', ' ');
  for (const std::string_view typed : split_words(blanks)) {
    std::string name = lower(typed);
    name.erase(
        std::remove_if(name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }),
        name.end());
    if (const auto item = read_item(name)) {
      profile.items.push_back(*item);
    } else {
      profile.unknown.emplace_back(typed);
    }
  }
  return profile;
}

void prefer(const MachineProfile& profile, Compiled& compiled) {
  for (const std::string& name : profile.unknown) {
    compiled.remarks.push_back(
        fmt::format("no product is called '{}' (nt4sp6a, w2k, exch55, sql70 ...); left out", name));
  }
  if (compiled.query.empty()) return;
  for (const ProfileItem& item : profile.items) {
    XQuery more = preference(*item.product);
    compiled.parts.push_back(
        {fmt::format("on {}", split_words(item.product->names).front()), more});
    compiled.query = maybe(compiled.query, more);
  }
}

XQuery about(const MachineProfile& profile) {
  std::vector<XQuery> parts;
  for (const ProfileItem& item : profile.items) parts.push_back(about(*item.product).version);
  return any_of(parts);
}

std::optional<std::string> fixed_on(const MachineProfile& profile, const Article& article) {
  std::optional<std::string> later;
  for (const ProfileItem& item : profile.items) {
    for (const Release& release : releases_of(*item.product, article)) {
      if (item.service_pack == 0) {
        later = fmt::format("fixed in {}", release.name);
      } else if (release.service_pack <= item.service_pack) {
        return fmt::format("fixed in the service pack you have ({})", release.name);
      } else {
        later = fmt::format("fixed in a later service pack than yours ({})", release.name);
      }
    }
  }
  return later;
}

}  // namespace kb
