// The readers of an old machine's files beside Debian's: wrestool (icoutils), evtexport
// (libevt-utils), hivexget and hivexsh (libhivex-bin). What is not installed is skipped.
#include <catch2/catch.hpp>
#include <sstream>

#include "corpus/machine/event_log.h"
#include "corpus/machine/program_file.h"
#include "corpus/machine/registry/registry_hive.h"
#include "tests/support/machine.h"
#include "tests/support/sandbox.h"

using namespace kb;
using namespace kb::testing;

namespace {

/// The version in a resource, as four numbers with dots.
std::string version_of(std::string_view resource) {
  const std::size_t at = resource.find("\xBD\x04\xEF\xFE");
  REQUIRE(at != std::string_view::npos);
  const auto word = [&](std::size_t offset) {
    return std::to_string(static_cast<unsigned char>(resource[at + offset]) |
                          static_cast<unsigned char>(resource[at + offset + 1]) << 8);
  };
  return word(10) + "." + word(8) + "." + word(14) + "." + word(12);
}

/// The words behind a label such as `Source name`, line by line.
std::vector<std::string> labelled(const std::string& text, const std::string& label) {
  std::vector<std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with(label) && colon != std::string::npos)
      found.push_back(line.substr(colon + 2));
  }
  return found;
}

}  // namespace

TEST_CASE("wrestool reads the version that we read", "[machine][oracle]") {
  if (!have_tool("wrestool")) return skip("wrestool (icoutils) is not installed");
  const auto version =
      GENERATE(values<FourNumbers>({{4, 0, 1381, 133}, {5, 5, 2653, 0}, {0, 1, 65535, 9}}));
  const Sandbox box;
  box.write("a.dll", pe_file(version, 0));
  const Ran ran = box.run_tool({"wrestool", "-x", "-t16", "--raw", "a.dll"});
  REQUIRE(ran.status == 0);
  CHECK(read_program_file(box.read("a.dll"))->version == version_of(ran.out));
}

TEST_CASE("evtexport reads the events that we read", "[machine][oracle]") {
  if (!have_tool("evtexport")) return skip("evtexport (libevt-utils) is not installed");
  const Sandbox box;
  box.write("a.evt", event_log({{6, 928'000'000, 0xC0000FDA, 1, "SpoolWatch", {"Lpt1", "two"}},
                                {7, 928'000'100, 0x8000A001, 2, "LsaSrv", {}},
                                {8, 928'000'200, 1001, 4, "Save Dump", {"0x0000001e"}}}));
  const Ran ran = box.run_tool({"evtexport", "a.evt"});
  REQUIRE(ran.status == 0);
  std::vector<std::string> sources;
  std::vector<std::string> ids;
  for (const LoggedEvent& event : read_event_log(box.read("a.evt"))) {
    sources.push_back(event.source);
    ids.push_back(std::to_string(event.id));
  }
  CHECK(sources == labelled(ran.out, "Source name"));
  std::vector<std::string> low_words;  // of `0xc0000fda (3221229530)`
  for (const std::string& printed : labelled(ran.out, "Event identifier"))
    low_words.push_back(std::to_string(std::stoul(printed, nullptr, 16) & 0xFFFF));
  CHECK(ids == low_words);
}

TEST_CASE("hivex reads the registry that we read", "[machine][oracle]") {
  if (!have_tool("hivexget")) return skip("hivexget (libhivex-bin) is not installed");
  const Sandbox box;
  box.write("software", hive({"root",
                              {},
                              {{"Microsoft",
                                {},
                                {{"Windows NT",
                                  {{"CSDVersion", "Service Pack 6"}, {"Number", "", 0x600}},
                                  {{"Q1", {}}, {"Q246009", {{"Installed", "", 1}}}}}}}}}));
  const std::string bytes = box.read("software");
  const auto registry = RegistryHive::open(bytes);
  REQUIRE(registry);
  const std::string key = "Microsoft\\Windows NT";
  const Ran text = box.run_tool({"hivexget", "software", "\\" + key, "CSDVersion"});
  CHECK(text.out == registry->text(key, "CSDVersion") + "\n");
  const Ran number = box.run_tool({"hivexget", "software", "\\" + key, "Number"});
  CHECK(std::stoul(number.out, nullptr, 0) == registry->number(key, "Number"));
  const Ran below = box.run_tool(
      {"sh", "-c", "printf 'cd \\\\Microsoft\\\\Windows NT\\nls\\n' | hivexsh software"});
  std::string names;
  for (const RegistryKey& one : registry->subkeys(key)) names += one.name + "\n";
  CHECK(below.out == names);
}
