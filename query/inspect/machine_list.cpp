#include "query/inspect/machine_list.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "corpus/machine/dates.h"
#include "corpus/machine/system/installed_fixes.h"
#include "corpus/machine/system/products.h"
#include "parser/file_tables/table_values.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

constexpr std::size_t kMostFiles = 400'000;
constexpr std::size_t kMostWords = 40;  // of a line that are looked at

/// A file as it is listed, its date as printed.
struct ListedFile {
  MachineFile file;
  std::string date;
};

std::int64_t seconds_of(std::string_view date, DateOrder order) {
  const auto iso = read_date(date, order);
  const std::int64_t days = iso ? days_of(*iso) : -1;
  return days < 0 ? 0 : days * 86'400 + 43'200;  // noon, so that no time zone changes the day
}

/// `Directory of C:\WINNT` and `Directory of C:\WINNT\` as `C:/WINNT/`; null for another line.
std::optional<std::string> folder_line(std::string_view line) {
  constexpr std::string_view kLabel = "Directory of ";
  line = trim(line);
  if (!istarts_with(line, kLabel)) return std::nullopt;
  std::string folder(trim(line.substr(kLabel.size())));
  std::replace(folder.begin(), folder.end(), '\\', '/');
  if (!folder.ends_with('/')) folder += '/';
  return folder;
}

/// Four numbers between dots: the version of a file, not a number or a size of another country.
bool is_whole_version(std::string_view word) {
  return std::count(word.begin(), word.end(), '.') == 3 && looks_like_version(word) &&
         std::all_of(word.begin(), word.end(), [](char c) { return c == '.' || is_digit(c); });
}

std::uint64_t size_of(std::string_view word) {
  const PrintedSize size = read_size(word, "");
  return size.bytes.value_or(0);
}

/// `W3SVC    DLL   227,392  11-05-98 10:37p`: a name whose ending stands in a column of its own.
std::string short_name(const std::vector<std::string_view>& words) {
  if (words.size() < 4 || words[0].size() > 8 || words[1].size() > 3) return {};
  const std::string name = std::string(words[0]) + "." + std::string(words[1]);
  const bool row = looks_like_size(words[2]) && looks_like_date(words[3]);
  return row && looks_like_file(name) ? name : std::string();
}

/// The file that a line lists; null if it lists none.
std::optional<ListedFile> read_row(std::string_view line) {
  std::vector<std::string_view> words = split_words(line);
  if (words.size() < 2) return std::nullopt;
  if (words.size() > kMostWords) words.resize(kMostWords);
  ListedFile row;
  std::string_view size;
  std::string name = short_name(words);
  const std::size_t first = name.empty() ? 0 : 2;
  for (std::size_t i = first; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (looks_like_date(word) && row.date.empty()) {
      row.date = word;
    } else if (is_whole_version(word) && row.file.version.empty()) {
      row.file.version = word;
    } else if (looks_like_time(word) || is_meridiem(word)) {
      continue;
    } else if (looks_like_size(word) && size.empty() && (word.size() > 3 || !row.date.empty())) {
      size = word;
    } else if (looks_like_file(word)) {
      name = word;
      std::replace(name.begin(), name.end(), '\\', '/');
    }
  }
  row.file.size = size_of(size);
  const bool told = !row.file.version.empty() || (row.file.size != 0 && !row.date.empty());
  if (name.empty() || !told) return std::nullopt;
  row.file.path = std::move(name);
  return row;
}

// ---- which Windows

/// What stands behind a label in any case; empty if the line has no such label.
std::string_view behind(std::string_view line, std::string_view label) {
  const std::size_t at = ifind(line, label);
  return at == std::string_view::npos ? std::string_view{} : trim(line.substr(at + label.size()));
}

/// Takes version, build and kind from lines such as those of `ver`, `winmsd` and `systeminfo`.
class SystemReader {
 public:
  void read(std::string_view line) {
    if (ifind(line, "Server") != std::string_view::npos && names_windows(line)) server_ = true;
    if (ifind(line, "Alpha") != std::string_view::npos && names_windows(line)) alpha_ = true;
    if (ifind(line, "Terminal Server Edition") != std::string_view::npos) terminal_server_ = true;
    read_pack(line);
    if (!names_windows(line) && behind(line, "OS Version:").empty()) return;
    for (const std::string_view label : {"OS Version:", "[Version ", "Version "}) {
      const std::string_view value = behind(line, label);
      if (value.empty() || !is_digit(value[0]) || !version_.empty()) continue;
      take_version(value, line);
    }
  }

  std::optional<InstalledSystem> system() const {
    if (version_.empty()) return std::nullopt;
    InstalledSystem out;
    out.version = version_;
    out.build = build_;
    out.service_pack = pack_;
    out.service_pack_known = !pack_.empty();
    out.terminal_server = terminal_server_;
    out.platform = alpha_ ? "Alpha" : "x86";
    name_release(out, server_ ? "ServerNT" : "");
    return out;
  }

 private:
  static bool names_windows(std::string_view line) {
    return ifind(line, "Windows") != std::string_view::npos;
  }

  void read_pack(std::string_view line) {
    const std::string_view value = behind(line, "Service Pack ");
    if (value.empty() || !is_digit(value[0])) return;
    pack_ = lower(value.substr(0, value.find_first_not_of("0123456789aA")));
  }

  void take_version(std::string_view value, std::string_view line) {
    const auto parts = split(value.substr(0, value.find_first_not_of("0123456789.")), '.');
    if (parts.size() < 2 || parts[1].empty()) return;
    if (parts.size() > 2) build_ = leading_number<std::uint32_t>(parts[2]);
    if (const std::string_view build = behind(line, "Build "); build_ == 0 && !build.empty())
      build_ = leading_number<std::uint32_t>(build);
    // Windows 95 to Me print two digits, 4.00; Windows 2000 as well, 5.00.
    const bool old =
        leading_number<std::uint32_t>(parts[0]) == 4 && parts[1].size() == 2 && build_ != 1381;
    std::string_view minor = parts[1];
    while (!old && minor.size() > 1 && minor.back() == '0') minor.remove_suffix(1);
    version_ = std::string(parts[0]) + "." + std::string(minor);
  }

  std::string version_;
  std::string pack_;
  std::uint32_t build_ = 0;
  bool server_ = false;
  bool alpha_ = false;
  bool terminal_server_ = false;
};

/// The fix that a line names as installed: `Q147222:  Current on system.`, `[02]: KB896423`.
std::string fix_in(std::string_view line) {
  if (ifind(line, "reinstall") != std::string_view::npos) return {};
  std::vector<std::string_view> words = split_words(line);
  if (words.empty()) return {};
  std::string_view word = words[0];
  if (word.starts_with('[') && words.size() > 1) word = words[1];
  if (word.ends_with(':')) word.remove_suffix(1);
  return !word.empty() && is_digit(word.back()) ? article_of_fix(word) : std::string();
}

/// The folder of Windows by the files that lie in it; empty if none is seen.
std::string root_of(const std::vector<ListedFile>& files) {
  for (const std::string_view folder : {"/system32/", "/system/"}) {
    for (const ListedFile& one : files) {
      const std::size_t at = ifind(one.file.path, folder);
      if (at != std::string_view::npos) return one.file.path.substr(0, at);
    }
  }
  return {};
}

/// The order of all dates, which one with a number above 12 shows.
DateOrder order_of(const std::vector<ListedFile>& files) {
  for (const ListedFile& one : files) {
    if (const auto order = proven_order(one.date)) return *order;
  }
  return DateOrder::kMonthFirst;
}

}  // namespace

ListedMachine read_machine_list(std::string_view text) {
  const std::string lines = to_utf8(text);
  std::vector<ListedFile> files;
  std::string folder;
  SystemReader reader;
  ListedMachine out;
  for (const std::string_view line : split_lines(lines)) {
    if (auto named = folder_line(line)) {
      folder = std::move(*named);
      continue;
    }
    if (std::string id = fix_in(line); !id.empty()) {
      add_installed(out.machine, std::move(id), "list");
      continue;
    }
    if (auto row = read_row(line)) {
      if (files.size() == kMostFiles) continue;
      if (row->file.path.find('/') == std::string::npos) row->file.path.insert(0, folder);
      files.push_back(std::move(*row));
      continue;
    }
    reader.read(line);
  }
  sort_installed(out.machine);
  const std::string root = root_of(files);
  const DateOrder order = order_of(files);
  std::vector<MachineFile> listed;
  for (ListedFile& one : files) {
    one.file.written = seconds_of(one.date, order);
    listed.push_back(std::move(one.file));
  }
  out.folder = MachineFolder::listed(std::move(listed));
  out.machine.system = reader.system();
  if (out.machine.system) {
    const bool nt = out.folder.has_folder(root + "/system32");
    find_products(out.folder, {}, root + (nt ? "/system32/" : "/system/"), *out.machine.system);
    out.machine.system->root = root.empty() ? "." : root;
  }
  return out;
}

}  // namespace kb
