// The command line of the program: its commands, and what words that are none stand for.
#pragma once

namespace kb {

/// Runs what the command line says with the commands() that are linked; returns the exit status.
/// Sentences for everything that can go wrong.
int run_program(int argc, char** argv);

}  // namespace kb
