#include "query/inspect/subject.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "query/compile/profile.h"

namespace kb {
namespace {

constexpr std::string_view kRunsOn = "the operating system:";

bool has(std::string_view text, std::string_view words) {
  return ifind(text, words) != std::string_view::npos;
}

std::string_view without_maker(std::string_view entry) {
  entry = trim(entry);
  if (istarts_with(entry, kRunsOn)) entry = trim(entry.substr(kRunsOn.size()));
  if (istarts_with(entry, "Microsoft ")) entry = trim(entry.substr(10));
  return entry;
}

/// `4.0`, `3.5a`, `2.0.1`.
bool is_version(std::string_view word) {
  return word.size() > 2 && is_digit(word[0]) && word.find('.') != std::string_view::npos &&
         is_digit(word[word.find('.') + 1 < word.size() ? word.find('.') + 1 : 0]);
}

/// Is this a system, not a product such as `Windows NT Services for UNIX`?
bool is_system(std::string_view name) {
  for (const std::string_view product : {"Services for", "Option Pack", "Add-On", "Media Player"}) {
    if (has(name, product)) return false;
  }
  constexpr std::array<std::string_view, 15> kSystems = {
      "Windows NT", "Windows 2000", "Windows 95", "Windows 98",  "Windows Me",
      "Windows Mi", "Windows XP",   "Windows CE", "Windows for", "Windows ver",
      "Windows 3",  "MS-DOS",       "OS/2",       "Windows 9x",  "Win"};
  for (const std::string_view system : kSystems) {
    if (system == "Win" ? iequals(name, "Windows") : istarts_with(name, system)) return true;
  }
  return false;
}

/// Does an entry about systems name this one?
bool names_system(std::string_view entry, const InstalledSystem& system) {
  const std::string_view name = without_maker(entry);
  if (iequals(name, "Windows")) return true;
  if (system.family == "Windows Me")
    return has(name, "Windows Me") || has(name, "Windows Millennium");
  if (system.family == "Windows 2000")
    return has(name, "Windows 2000") ||
           (istarts_with(name, "Windows version") && has(name, "2000"));
  if (system.family.starts_with("Windows 9") && has(name, "Windows 9x")) return true;
  if (!has(name, system.family)) return false;
  if (system.family != "Windows NT" || iequals(name, "Windows NT")) return true;
  const std::vector<std::string> versions = read_product(name).versions;
  const bool version = versions.empty() || contains(versions, system.version);
  return version && has(name, "Terminal Server") == system.terminal_server;
}

/// The version of a product as articles name it: `4.0` of Internet Information Server 4.2.622.1.
std::string named_version(const InstalledProduct& product) {
  const MachineProfile profile = read_profile(product.profile);
  if (!profile.items.empty()) return std::string(profile.items[0].product->version);
  const std::size_t dot = product.version.find('.');
  return dot == std::string::npos ? std::string()
                                  : product.version.substr(0, product.version.find('.', dot + 1));
}

/// Are these two names of one product: `Exchange Server`, `Exchange Server Enterprise`?
bool same_product(std::string_view a, std::string_view b) {
  constexpr std::string_view kInformation = "Internet Information Ser";  // ver, vices
  if (istarts_with(a, kInformation) && istarts_with(b, kInformation)) return true;
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < 3 || !istarts_with(b, a)) return false;
  const std::string_view rest = trim(b.substr(a.size()));
  if (rest.empty()) return true;
  // `SQL Server 2000` is another product than `SQL Server`, `Visual C++ 32-bit Edition` is not.
  const std::string_view word = rest.substr(0, rest.find(' '));
  return b[a.size()] == ' ' && word.find_first_not_of("0123456789.") != std::string_view::npos;
}

Subject subject_of_product(const NamedProduct& product, const InstalledSystem& system) {
  bool found = false;
  for (const InstalledProduct& installed : system.also) {
    if (!same_product(installed.name, product.name)) continue;
    const std::string version = named_version(installed);
    if (product.versions.empty() || version.empty()) return Subject::kOurs;
    if (std::any_of(product.versions.begin(), product.versions.end(), [&](const std::string& one) {
          return one == version || one.starts_with(version + '.');
        }))
      return Subject::kOurs;
    found = true;
  }
  return found ? Subject::kOthers : Subject::kUnshown;
}

/// Windows 2000 and XP run what is for Windows NT.
bool may_run_on(const std::vector<std::string>& systems, const InstalledSystem& system) {
  const auto lists = [&](std::string_view name) { return contains(systems, name); };
  const bool is_nt = !system.family.starts_with("Windows 9") && system.family != "Windows Me";
  return systems.empty() || lists(system.family) || lists("Windows") ||
         (is_nt && lists("Windows NT"));
}

}  // namespace

NamedProduct read_product(std::string_view entry) {
  NamedProduct product;
  bool in_name = true;
  std::string name(without_maker(entry));
  std::replace(name.begin(), name.end(), ',', ' ');
  // `Visual Basic for Windows`, but `Mail for PC Networks`.
  const std::size_t platform = ifind(name, " for Windows");
  for (const std::string_view word : split_words(name)) {
    const auto at = std::size_t(word.data() - name.data());
    if (is_version(word)) {
      product.versions.emplace_back(word);
      in_name = false;
    } else if (iequals(word, "version") || iequals(word, "versions") || at > platform) {
      in_name = false;
    } else if (in_name) {
      product.name += (product.name.empty() ? "" : " ") + std::string(word);
    }
  }
  return product;
}

ArticleSubject subject_of(const Article& article, const InstalledSystem& system) {
  ArticleSubject out{Subject::kOthers, {}};
  bool names_systems = false;
  bool names_products = false;
  bool names_runs_on = false;
  bool runs_on_ours = false;
  bool ours = false;
  for (const std::string& entry : article.applies_to) {
    if (istarts_with(entry, kRunsOn)) {
      names_runs_on = true;
      runs_on_ours = runs_on_ours || names_system(entry, system);
    } else if (is_system(without_maker(entry))) {
      names_systems = true;
      ours = ours || names_system(entry, system);
    } else {
      const NamedProduct product = read_product(entry);
      if (product.name.empty()) continue;
      names_products = true;
      const Subject subject = subject_of_product(product, system);
      ours = ours || subject == Subject::kOurs;
      if (subject == Subject::kUnshown && out.subject == Subject::kOthers)
        out = {Subject::kUnshown, product.name};
    }
  }
  if (names_runs_on && !runs_on_ours) return {Subject::kOthers, {}};
  if (!names_systems && !may_run_on(article.operating_systems, system))
    return {Subject::kOthers, {}};
  if (ours) return {Subject::kOurs, {}};
  if (!names_systems && !names_products) return {Subject::kUnshown, {}};
  return out;
}

bool is_row_about(const FileVersion& row, const Article& article, const InstalledSystem& system) {
  for (const std::string& heading : row.under) {
    const NamedProduct product = read_product(heading);
    if (product.name.empty() || is_system(product.name)) continue;
    const bool known = std::any_of(article.applies_to.begin(), article.applies_to.end(),
                                   [&](const std::string& entry) {
                                     return same_product(read_product(entry).name, product.name);
                                   });
    const Subject subject = subject_of_product(product, system);
    if (subject == Subject::kOthers) return false;
    if (subject == Subject::kUnshown && known &&
        subject_of(article, system).subject == Subject::kOurs)
      return false;
  }
  return true;
}

std::vector<std::string> names_in(const Article& article) {
  std::vector<std::string> names;
  for (const std::string& entry : article.applies_to) {
    if (istarts_with(entry, kRunsOn)) continue;
    const std::string name = read_product(entry).name;
    if (!name.empty()) names.push_back(is_system(name) ? "windows" : lower(name));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace kb
