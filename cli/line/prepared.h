// A command with the options it takes, ready to read a line.
#pragma once

#include "cli/command.h"

namespace kb {

/// The options of one command, those of every command first, and the variables they fill. The list
/// points into the object, which therefore stays where it is.
struct Prepared {
  explicit Prepared(const Command& command) {
    add_common_options(list, options);
    run = command.setup(list);
  }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  OptionList list;
  CommonOptions options;
  Run run;
};

/// What may stand on a line without a command: it is read as one of `kb search` or of `kb show`, so
/// the options of both are known.
struct Bare {
  Bare() {
    add_common_options(list, options);
    list.add("-V,--version", version, "say which kb this is");
    search = command_named("search")->setup(list);
    show = command_named("show")->setup(list);
    list.any_words("ANYTHING", words);
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  OptionList list;
  CommonOptions options;
  bool version = false;
  std::vector<std::string> words;
  Run search;  // these hold the targets of the list
  Run show;
};

}  // namespace kb
