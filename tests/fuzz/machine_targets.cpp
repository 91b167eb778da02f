// The readers of an old machine's files and lists.
#include "corpus/machine/boot_log.h"
#include "corpus/machine/checksum.h"
#include "corpus/machine/compressed_file.h"
#include "corpus/machine/crash_dump.h"
#include "corpus/machine/event_log.h"
#include "corpus/machine/program_file.h"
#include "corpus/machine/registry/registry.h"
#include "corpus/machine/setup_log.h"
#include "corpus/machine/setup_trace.h"
#include "corpus/machine/system/started_programs.h"
#include "corpus/machine/watson_log.h"
#include "query/inspect/machine_list.h"
#include "tests/fuzz/targets.h"

namespace kb {
namespace {

constexpr std::string_view kCurrent = "Microsoft\\Windows NT\\CurrentVersion";

/// Walks the first keys of a registry and asks for values.
void walk(const Registry& registry) {
  registry.text(kCurrent, "CSDVersion");
  std::string path;
  for (int depth = 0; depth < 20; ++depth) {
    const auto key = registry.key(path.empty() ? kCurrent : std::string_view(path));
    if (!key) return;
    const auto below = registry.subkeys(*key);
    expect(below.size() <= 10'000, "a key has at most 10,000 keys");
    if (below.empty()) return;
    path += (path.empty() ? std::string(kCurrent) + "\\" : "\\") + below[0].name;
    registry.text(path, "Installed");
    registry.number(path, "Installed");
    expect(registry.texts(path).size() <= 2'000, "a key has at most 2,000 texts");
  }
}

}  // namespace

void fuzz_machine_files(std::string_view input) {
  read_program_file(input);
  read_crash_dump(input);
  expect(read_boot_log(input, 100).size() <= 100, "a boot log has at most 100 failures");
  expect(read_event_log(input, 100).size() <= 100, "an event log has at most 100 events");
  expect(read_watson_log(input, 100).size() <= 100, "a log has at most 100 faults");
  image_checksum(input);
  if (const auto log = read_setup_log(input, 100))
    expect(log->files.size() <= 100, "a setup log has at most 100 files");
  unfinished_setup(input);
  last_detection(input);
  if (const auto registry = open_registry(std::string(input))) walk(*registry);
  if (const auto file = expand_file(input, 100'000))
    expect(file->size() <= 100'000, "a packed file has at most as many bytes as are wanted");
  for (const StartedProgram& program : programs_of(input))
    expect(program.name.size() <= 300, "the name of a program is short");
}

void fuzz_machine_list(std::string_view input) {
  const ListedMachine listed = read_machine_list(input);
  for (const MachineFile& file : listed.folder.files())
    expect(!file.path.empty() && file.written >= 0, "a listed file has a name");
  for (std::size_t i = 1; i < listed.machine.installed.size(); ++i)
    expect(listed.machine.installed[i - 1].id != listed.machine.installed[i].id,
           "a fix is installed once");
}

}  // namespace kb
