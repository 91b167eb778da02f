#include "query/inspect/compare_file.h"

#include <algorithm>
#include <array>

#include "corpus/machine/dates.h"
#include "parser/file_tables/file_version.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "query/language/versions.h"

namespace kb {
namespace {

/// The builds of Windows, which stand third in the versions of its files.
constexpr std::array<std::uint64_t, 10> kBuilds = {528,  807,  950,  1057, 1381,
                                                   1998, 2195, 2222, 2600, 3790};

constexpr std::string_view kFirstCopied = "2006-01-01";

using Numbers = std::vector<std::uint64_t>;

bool is_build(const Numbers& numbers) {
  return numbers.size() > 2 && contains(kBuilds, numbers[2]);
}

/// Whether two versions lie in one branch.
bool same_branch(const Numbers& a, const Numbers& b) {
  if (a[0] != b[0] || a[1] != b[1]) return false;
  return (!is_build(a) && !is_build(b)) || a[2] == b[2];
}

std::optional<FileVerdict> by_version(const FileOnDisk& file, const FileVersion& row) {
  if (!row.version || file.version.empty()) return std::nullopt;
  const Numbers fixed = version_numbers(*row.version);
  const Numbers have = version_numbers(file.version);
  if (fixed.size() < 3 || have.size() < 3) return std::nullopt;  // 4.0 names the product alone
  if (!same_branch(fixed, have))
    return FileVerdict{FixState::kCannotTell, "the version is of another branch"};
  const auto order = compare_file_versions(file.version, *row.version);
  if (order < 0) return FileVerdict{FixState::kMissing, "the version is lower", true};
  if (order > 0) return FileVerdict{FixState::kHas, "the version is higher", true};
  return std::nullopt;  // equal: the dates may say more
}

/// Do both have a version, the row one of another kind than files have: `786`, `1.2(build 786)`?
/// One such as `4.0` names a product.
bool is_of_another_kind(const FileOnDisk& file, const FileVersion& row) {
  if (!row.version || version_numbers(file.version).size() < 3) return false;
  const Numbers numbers = version_numbers(*row.version);
  const bool of_product = numbers.size() == 2 && numbers[0] < 100 && numbers[1] < 100 &&
                          row.version->find('(') == std::string::npos;
  return numbers.size() < 3 && !of_product;
}

/// The numbers `n` of `SP n` and `Service Pack n` in a text.
std::vector<char> service_packs_in(std::string_view text) {
  std::vector<char> found;
  for (const std::string_view label : {"sp", "service pack "}) {
    for (std::size_t at = ifind(text, label); at != std::string_view::npos;
         at = ifind(text, label, at + 1)) {
      const std::size_t digit = at + label.size();
      const bool begins = at == 0 || !is_alnum(text[at - 1]);
      if (begins && digit < text.size() && is_digit(text[digit])) found.push_back(text[digit]);
    }
  }
  return found;
}

/// A system that headings and platforms name, by words of its own.
struct NamedSystem {
  std::string_view words;
  std::string_view family;
};

constexpr std::array<NamedSystem, 13> kNamedSystems = {{
    {"windows nt", "Windows NT"},
    {"windows 2000", "Windows 2000"},
    {"win2000", "Windows 2000"},
    {"windows 95", "Windows 95"},
    {"win95", "Windows 95"},
    {"windows 98", "Windows 98"},
    {"win98", "Windows 98"},
    {"windows me", "Windows Me"},
    {"windows millennium", "Windows Me"},
    {"windows xp", "Windows XP"},
    {"windows for workgroups", "Windows for Workgroups"},
    {"ms-dos", "MS-DOS"},
    {"os/2", "OS/2"},
}};

/// The version that follows the name of Windows NT: `4.0` of `NT4`, of `Windows NT Server or
/// Workstation 4.0`; empty if none does.
std::string nt_version(std::string_view behind_name) {
  constexpr std::array<std::string_view, 7> kBetween = {
      "server", "workstation", "advanced", "version", "versions", "and", "or"};
  for (const std::string_view word : split_words(behind_name)) {
    const std::string plain = lower(word.substr(0, word.find_first_of(",:;)")));
    if (plain.empty()) continue;
    if (!plain.empty() && is_digit(plain[0])) return plain == "4" ? "4.0" : plain;
    if (!contains(kBetween, plain)) break;
  }
  return {};
}

/// The versions of Windows NT that a text names.
std::vector<std::string> nt_versions_in(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t at = ifind(text, "nt"); at != text.npos; at = ifind(text, "nt", at + 2)) {
    if (at > 0 && is_alnum(text[at - 1])) continue;
    std::string version = nt_version(text.substr(at + 2));
    if (!version.empty()) found.push_back(std::move(version));
  }
  return found;
}

std::string words_beside(const FileVersion& row) {
  std::string words = row.platform.value_or("") + "\n" + row.component.value_or("");
  for (const std::string& heading : row.under) words += "\n" + heading;
  return words;
}

std::string processor_in(std::string_view text) {
  const auto has = [&](std::string_view word) { return ifind(text, word) != text.npos; };
  const bool alpha = has("alpha");
  const bool intel = has("x86") || has("intel") || has("386");
  if (alpha && intel) return {};
  if (alpha) return "Alpha";
  if (intel) return "x86";
  if (has("mips")) return "MIPS";
  return has("ppc") || has("powerpc") ? "PowerPC" : "";
}

/// Do the words name the Terminal Server Edition alone where the machine has none, or the other way
/// round?
bool names_other_edition(std::string_view words, const InstalledSystem& system) {
  const auto has = [&](std::string_view word) { return ifind(words, word) != words.npos; };
  const bool terminal_server = has("Terminal Server");
  const bool others = has("Workstation") || has("Enterprise") || has(" and Windows NT");
  if (terminal_server) return !system.terminal_server && !others;
  return system.terminal_server && has("Windows NT") && others;
}

}  // namespace

std::string_view name_of(FixState state) {
  switch (state) {
    case FixState::kHas:
      return "has";
    case FixState::kMissing:
      return "missing";
    case FixState::kCannotTell:
      break;
  }
  return "cannot_tell";
}

std::string FileOnDisk::date() const {
  if (!written.empty() && written < kFirstCopied) return written;
  return linked;
}

FileVerdict compare_file(const FileOnDisk& file, const FileVersion& row, std::uint32_t build) {
  if (auto verdict = by_version(file, row)) return *verdict;
  const Numbers own = version_numbers(file.version);
  // `2.0` names a product.
  const bool versioned = version_numbers(row.version.value_or("")).size() > 2;
  if (!versioned && build != 0 && is_build(own) && own[2] != build)
    return {FixState::kCannotTell, "the file is of another version of Windows"};
  const bool equal_versions = versioned && own.size() > 2;
  const bool same_size = row.size && *row.size == file.size;
  const std::string date = file.date();
  const std::int64_t have = days_of(date);
  const std::int64_t fixed = days_of(row.date.value_or(""));
  const bool dated = have >= 0 && fixed >= 0;
  if (equal_versions) {
    // A program is linked before the day that a table gives it.
    const bool older = dated && date == file.written && have + 1 < fixed && row.size && !same_size;
    if (older) return {FixState::kMissing, "the version is the same, but the file is older"};
    return {FixState::kHas, "the version is the same"};
  }
  if (same_size && (!dated || have + 1 >= fixed))
    return {FixState::kHas, dated ? "size and date fit" : "the size is the same"};
  if (!dated)
    return {FixState::kCannotTell,
            fixed < 0 ? "the article gives neither a version nor a date to compare"
                      : "neither the version nor the date of the file can be compared"};
  if (have > fixed + 1) return {FixState::kHas, "the file is newer by its date"};
  if (have + 1 < fixed && !same_size && is_of_another_kind(file, row))
    return {FixState::kCannotTell, "the version is no number of the kind that the file has"};
  if (have + 1 < fixed && !same_size) return {FixState::kMissing, "the file is older by its date"};
  return {FixState::kCannotTell, same_size ? "the size is the same, but the file is older"
                                           : "the date is the same, but not the size"};
}

FileVerdict join_rows(const std::vector<FileVerdict>& verdicts) {
  if (verdicts.empty()) return {FixState::kCannotTell, "no row is for this machine"};
  const auto all = [&](FixState state) {
    return std::all_of(verdicts.begin(), verdicts.end(),
                       [&](const FileVerdict& one) { return one.state == state; });
  };
  if (all(FixState::kHas) || all(FixState::kMissing) || verdicts.size() == 1)
    return verdicts.front();
  for (const FileVerdict& one : verdicts) {
    const bool is_it = one.state == FixState::kHas && one.why.find("newer") == std::string::npos &&
                       one.why.find("higher") == std::string::npos;
    if (is_it) return one;
  }
  // Rows of other branches say nothing where one of this branch decides.
  std::vector<FileVerdict> decided;
  std::copy_if(verdicts.begin(), verdicts.end(), std::back_inserter(decided),
               [](const FileVerdict& one) { return one.state != FixState::kCannotTell; });
  if (!decided.empty() && decided.size() < verdicts.size()) return join_rows(decided);
  if (decided.empty()) return verdicts.front();
  return {FixState::kCannotTell, "the article lists several versions of the file"};
}

bool names_service_pack(const FileVersion& row) {
  return !service_packs_in(words_beside(row)).empty();
}

bool is_row_for(const FileVersion& row, const InstalledSystem& system, std::string_view platform) {
  const std::string words = words_beside(row);
  const std::string processor = processor_in(words);
  if (!processor.empty() && !platform.empty() && processor != platform) return false;
  bool names_ours = false;
  bool names_other = false;
  const auto versions = nt_versions_in(words);
  for (const std::string& version : versions)
    (system.family == "Windows NT" && version == system.version ? names_ours : names_other) = true;
  for (const NamedSystem& named : kNamedSystems) {
    if (ifind(words, named.words) == std::string::npos) continue;
    if (named.family == "Windows NT" && !versions.empty()) continue;
    (named.family == system.family ? names_ours : names_other) = true;
  }
  if (names_other && !names_ours) return false;
  if (system.family == "Windows NT" && names_other_edition(words, system)) return false;
  const auto packs = service_packs_in(words);
  if (packs.empty()) return true;
  if (system.service_pack.empty()) return !system.service_pack_known;
  return contains(packs, system.service_pack[0]);
}

}  // namespace kb
