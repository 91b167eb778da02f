#include "corpus/machine/system/setup_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "corpus/machine/checksum.h"
#include "corpus/machine/setup_log.h"
#include "corpus/machine/system/known_files.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::uint64_t kMostLog = 16ULL << 20;
constexpr std::size_t kMostFaults = 1000;

/// Is the file one that Windows runs? Others may be deleted without harm.
bool runs(std::string_view path) {
  constexpr std::array<std::string_view, 6> kKinds = {".exe", ".dll", ".sys",
                                                      ".drv", ".cpl", ".ocx"};
  const std::string name = lower(path);
  return name.starts_with("system32/") &&
         std::any_of(kKinds.begin(), kKinds.end(),
                     [&](std::string_view kind) { return name.ends_with(kind); });
}

std::optional<SetupLog> log_at(const MachineFolder& folder, const MachineFile* file) {
  if (file == nullptr) return std::nullopt;
  const auto bytes = folder.read(*file, kMostLog);
  return bytes ? read_setup_log(*bytes) : std::nullopt;
}

bool is_damaged(const std::string& bytes, std::uint32_t of_setup) {
  const std::uint32_t written = written_checksum(bytes);
  if (written == 0) return false;  // the file may be another one
  const std::uint32_t computed = image_checksum(bytes);
  return computed != written && computed != of_setup;
}

}  // namespace

void check_setup_files(const MachineFolder& folder, const std::string& root, Machine& machine) {
  const MachineFile* file = folder.find(root + "repair/setup.log");
  const auto log = log_at(folder, file);
  if (!log) return;
  std::size_t checked = 0;
  std::vector<FileFault> missing;
  std::vector<FileFault> damaged;
  for (const SetupFile& one : log->files) {
    if (!runs(one.path)) continue;
    ++checked;
    const MachineFile* found = folder.find(root + one.path);
    if (found == nullptr) {
      missing.push_back({one.path, FileFault::Kind::kMissing, file->path});
      continue;
    }
    const auto bytes = folder.read(*found, kMostProgram);
    if (bytes && is_damaged(*bytes, one.checksum))
      damaged.push_back({one.path, FileFault::Kind::kDamaged, found->path});
  }
  if (missing.size() > checked / 10) {
    machine.diagnostics.push_back(
        fmt::format("{} of {} programs that {} names are not there, so the folder is taken for a "
                    "part of a disk and they are not listed",
                    missing.size(), checked, file->path));
    missing.clear();
  }
  for (auto* faults : {&damaged, &missing}) {
    for (FileFault& fault : *faults) {
      if (machine.faults.size() < kMostFaults) machine.faults.push_back(std::move(fault));
    }
  }
}

std::optional<InstalledSystem> system_of_setup_log(const MachineFolder& folder, Machine& machine) {
  for (const MachineFile* file : folder.named("setup.log")) {
    const auto log = log_at(folder, file);
    if (!log || log->version.empty()) continue;
    InstalledSystem system;
    system.version = log->version;
    name_release(system, "");
    const std::size_t end = file->path.rfind('/');
    system.root = end == std::string::npos ? "." : file->path.substr(0, end);
    machine.diagnostics.push_back("only " + file->path +
                                  " tells which Windows it is; its service pack is not known");
    return system;
  }
  return std::nullopt;
}

}  // namespace kb
