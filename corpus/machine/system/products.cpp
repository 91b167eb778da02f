#include "corpus/machine/system/products.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "corpus/machine/system/known_files.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

/// A product that is known by the version of its main file.
struct MainFile {
  std::string_view file;
  std::string_view name;
  std::string_view begins;  ///< of the version
  std::string_view profile;
};

constexpr std::array<MainFile, 9> kMainFiles = {{
    {"store.exe", "Exchange Server", "5.5.", "exch55"},
    {"store.exe", "Exchange Server", "5.0.", "exch5"},
    {"store.exe", "Exchange Server", "4.0.", "exch4"},
    {"store.exe", "Exchange 2000 Server", "6.0.", "exch2000"},
    {"inetinfo.exe", "Internet Information Server", "4.2.", "iis4"},
    {"inetinfo.exe", "Internet Information Server", "5.0.", "iis5"},
    {"sqlservr.exe", "SQL Server", "1998.", "sql7"},
    {"sqlservr.exe", "SQL Server", "7.", "sql7"},
    {"sqlservr.exe", "SQL Server 2000", "2000.", "sql2000"},
}};

/// The service packs of Exchange 5.5 by the build of its store.
std::string_view exchange_service_pack(std::uint32_t build) {
  return build >= 2653   ? "sp4"
         : build >= 2650 ? "sp3"
         : build >= 2448 ? "sp2"
         : build >= 2232 ? "sp1"
                         : "";
}

/// Adds the products whose main files are on the disk.
void find_main_files(const MachineFolder& folder, InstalledSystem& system) {
  std::string_view before;
  for (const MainFile& main : kMainFiles) {
    if (main.file == before) continue;
    for (const MachineFile* file : folder.named(main.file)) {
      const auto program = program_at(folder, file->path);
      if (!program || !program->version.starts_with(main.begins)) continue;
      std::string profile(main.profile);
      if (profile == "exch55") profile += exchange_service_pack(numbers_of(program->version)[2]);
      system.also.push_back({std::string(main.name), program->version, profile});
      before = main.file;
      break;
    }
  }
}

/// A product that the registry names in a key of its own.
struct RegisteredProduct {
  std::string_view key;  ///< below `Microsoft`
  std::string_view value;
  std::string_view name;
};

constexpr std::array<RegisteredProduct, 3> kRegistered = {{
    {"SNA Server\\CurrentVersion", "SNAVersion", "SNA Server"},
    {"SMS\\Setup", "Version", "Systems Management Server"},
    {"DataAccess", "FullInstallVer", "Data Access Components"},
}};

/// The first word of a text that begins with a digit and has a dot; empty if there is none.
std::string version_in(std::string_view text) {
  for (const std::string_view word : split_words(text)) {
    if (is_digit(word[0]) && word.find('.') != std::string_view::npos) return std::string(word);
  }
  return {};
}

void add_product(InstalledSystem& system, std::string name, std::string version) {
  const bool known =
      std::any_of(system.also.begin(), system.also.end(), [&](const InstalledProduct& one) {
        return istarts_with(name, one.name) && (one.version == version || !one.profile.empty());
      });
  if (!known && !name.empty()) system.also.push_back({std::move(name), std::move(version), {}});
}

}  // namespace

void find_registered(const Software& software, InstalledSystem& system) {
  constexpr std::size_t kMostProducts = 200;
  constexpr std::size_t kMostEntries = 500;  // many may have no name
  const Registry& registry = software.registry;
  const std::string microsoft = software.below + "Microsoft\\";
  for (const RegisteredProduct& product : kRegistered) {
    const std::string version = registry.text(microsoft + std::string(product.key), product.value);
    if (!version.empty()) add_product(system, std::string(product.name), version);
  }
  auto entries = registry.subkeys(microsoft + "Windows\\CurrentVersion\\Uninstall");
  if (entries.size() > kMostEntries) entries.resize(kMostEntries);
  for (const RegistryKey& entry : entries) {
    if (system.also.size() == kMostProducts) return;
    std::string name = registry.text(entry.key, "DisplayName");
    std::string version = registry.text(entry.key, "DisplayVersion");
    if (version.empty()) version = version_in(name);
    if (istarts_with(name, "Microsoft ")) name.erase(0, 10);
    if (const std::size_t at = version.empty() ? name.npos : name.find(version); at != name.npos)
      name.resize(at);
    if (const std::size_t at = name.find_last_not_of(" ,-("); at != name.npos) name.resize(at + 1);
    add_product(system, std::move(name), std::move(version));
  }
}

void find_products(const MachineFolder& folder, const std::optional<Software>& software,
                   const std::string& system_folder, InstalledSystem& system) {
  std::string explorer = software ? software->registry.text(
                                        software->below + "Microsoft\\Internet Explorer", "Version")
                                  : std::string();
  if (explorer.empty()) {
    const auto file = program_at(folder, system_folder + "shdocvw.dll");
    if (file) explorer = file->version;
  }
  if (!explorer.empty()) {
    const auto numbers = numbers_of(explorer);
    const std::string profile = numbers[0] == 5 && numbers[1] >= 50 ? "ie55"
                                : numbers[0] >= 4 && numbers[0] <= 6
                                    ? fmt::format("ie{}", numbers[0])
                                    : std::string();
    system.also.push_back({"Internet Explorer", explorer, profile});
  }
  find_main_files(folder, system);
  if (software) find_registered(*software, system);
}

}  // namespace kb
