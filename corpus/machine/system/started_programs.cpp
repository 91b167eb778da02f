#include "corpus/machine/system/started_programs.h"

#include <algorithm>
#include <array>

#include "corpus/machine/system/known_files.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kMostPrograms = 200;  // of a registry file

/// Takes the path of a program from the front of a command: what stands in quotation marks, else
/// all up to its ending, since `C:\Program Files\a.exe /s` needs none, else the first word.
std::string_view take_path(std::string_view& command) {
  constexpr std::array<std::string_view, 6> kEndings = {".exe", ".com", ".bat",
                                                        ".pif", ".scr", ".dll"};
  command = trim(command);
  std::size_t end = command.npos;
  if (command.starts_with('"')) {
    command.remove_prefix(1);
    end = command.find('"');
  } else {
    for (const std::string_view ending : kEndings) {
      const std::size_t at = ifind(command, ending);
      if (at != command.npos) end = std::min(end, at + ending.size());
    }
    if (end == command.npos) end = command.find_first_of(" ,");
  }
  end = std::min(end, command.size());
  const std::string_view path = command.substr(0, end);
  command.remove_prefix(end);
  return path;
}

/// Adds the program of a path; `ending` is that of a name without one.
void add_program(std::string_view path, std::string_view ending,
                 std::vector<StartedProgram>& programs) {
  const std::size_t slash = path.find_last_of("\\/");
  StartedProgram program;
  program.name = base_name(path);
  if (slash != path.npos) {
    if (!istarts_with(path, "C:\\")) return;
    program.folder = slash < 3 ? std::string_view() : path.substr(3, slash - 3);
    std::replace(program.folder.begin(), program.folder.end(), '\\', '/');
  }
  const bool unclear =
      program.name.empty() || path.size() > 260 || path.find_first_of("~%*?\"<>|=") != path.npos;
  if (unclear) return;
  if (program.name.find('.') == program.name.npos) program.name += ending;
  programs.push_back(std::move(program));
}

/// The commands that the registry file starts.
std::vector<std::string> commands_of(const Registry& registry, const std::string& below) {
  std::vector<std::string> commands;
  for (const std::string_view key : {"Run", "RunServices"}) {
    for (RegistryText& value :
         registry.texts(below + "Windows\\CurrentVersion\\" + std::string(key)))
      commands.push_back(std::move(value.text));
  }
  for (const std::string_view name : {"load", "run"})
    commands.push_back(registry.text(below + "Windows NT\\CurrentVersion\\Windows", name));
  return commands;
}

}  // namespace

std::vector<StartedProgram> programs_of(std::string_view command) {
  std::vector<StartedProgram> programs;
  const std::string_view path = take_path(command);
  add_program(path, ".exe", programs);
  const std::string_view name = base_name(path);
  if (istarts_with(name, "rundll") && !command.empty()) {
    if (command.starts_with('"')) command.remove_prefix(1);
    add_program(take_path(command), ".dll", programs);
  }
  return programs;
}

void check_started_programs(const MachineFolder& folder, const Registry& registry,
                            const std::string& below, const std::string& source,
                            const std::string& root, Machine& machine) {
  const bool whole = folder.find(root + "system/kernel32.dll") != nullptr ||
                     folder.find(root + "system32/kernel32.dll") != nullptr;
  if (!whole) return;
  std::size_t seen = 0;
  std::vector<std::string> missing;
  for (const std::string& command : commands_of(registry, below)) {
    for (StartedProgram& program : programs_of(command)) {
      if (++seen > kMostPrograms) break;
      const std::string top = program.folder.substr(0, program.folder.find('/'));
      const bool known = top.empty() || folder.has_folder(drive_of(root) + top);
      if (known && folder.named(program.name).empty()) missing.push_back(std::move(program.name));
    }
  }
  if (missing.size() > seen / 2) return;
  for (std::string& name : missing)
    machine.faults.push_back({std::move(name), FileFault::Kind::kStarted, source});
}

}  // namespace kb
