#include <memory>

#include "cli/manual/manual.h"
#include "cli/terminal.h"

namespace kb {
namespace {

std::string help_for(const std::string& name, std::size_t width) {
  if (name.empty()) return help_of_program(width);
  if (const Command* command = command_named(name)) return help_of(*command, width);
  return help_of_topic(*find_topic(name), width);
}

}  // namespace

Run setup_help(OptionList& list) {
  auto name = std::make_shared<std::string>();
  list.add("name", *name, "a command, or a topic: see `kb help`").called("COMMAND|TOPIC");
  return [name](const CommonOptions& common) {
    Output out(common);
    out.write(help_for(*name, out.width()));
    out.flush_paged();
    return kFound;
  };
}

Run setup_version(OptionList& /*list*/) {
  return [](const CommonOptions& common) {
    Output out(common);
    out.line(version_line());
    out.flush();
    return kFound;
  };
}

}  // namespace kb
