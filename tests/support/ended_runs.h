// Runs of the program that a signal ends, at moments spread over all they do.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace kb::testing {

using Microseconds = std::chrono::microseconds;

/// How long `command`, which has to succeed, takes from start to end.
Microseconds duration_of(const Command& command);

/// `count` moments of a run that takes `whole`, one at random in each of as many equal parts.
std::vector<Microseconds> moments_of(Microseconds whole, unsigned count, std::uint32_t seed);

/// Starts `command` and sends it `signal` so much later, unless it has ended.
Ran run_until(Microseconds moment, const Command& command, int signal);

/// The same, counted from when it has made `box`/`name`, that is, when it has begun its work.
Ran run_until(Microseconds moment, const Command& command, int signal, const Sandbox& box,
              const std::string& name);

/// Writes `count` articles with 100 words each to `folder`; all have the word `spooler`.
void write_articles(const Sandbox& box, const std::string& folder, int count);

/// All files below a folder: name, bytes.
std::map<std::string, std::string> files_of(const Sandbox& box, const std::string& folder);

}  // namespace kb::testing
